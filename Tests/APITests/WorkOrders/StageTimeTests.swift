import Desk
import Domain
import JSON
import SQLite
import Testing

@testable import API

@Suite struct StageTimeTests {
  /// Records the change of status that a move records.
  private func move(_ scene: RepairScene, _ order: Int64, _ from: WorkOrder.Status, _ to: WorkOrder.Status) throws {
    try scene.db.execute("UPDATE work_orders SET status = ? WHERE id = ?", to.rawValue, order)
    _ = try scene.world.desk.perform(as: .desk) {
      try $0.record(.workOrderStarted, Subject(.workOrder, order, workOrder: order), [.change("status", .init(from), .init(to))])
    }
  }

  @Test func everyStageSaysHowLongItTookAndHowLongItWaitedForParts() throws {
    let scene = try RepairScene()
    let order = try scene.order(.open)
    scene.world.wait(minutes: 30)
    try move(scene, order, .open, .estimating)
    scene.world.wait(minutes: 30)
    let line = try scene.part(order, reserved: false).line
    try scene.change(line, of: order)
    scene.world.wait(minutes: 60)
    try move(scene, order, .estimating, .awaitingApproval)
    scene.world.wait(minutes: 24 * 60)
    try scene.db.execute("UPDATE parts SET on_hand = 1000, reserved = 1000")
    try scene.db.execute("UPDATE order_lines SET reserved = 1000 WHERE id = ?", line)
    try scene.change(line, of: order)
    scene.world.wait(minutes: 60)
    let times = scene.world.get("/v1/work-orders/\(order)/stage-times")
    #expect(times["stages"].array.map { $0["status"].string } == ["open", "estimating", "awaiting_approval"])
    #expect(times["stages"].array.map { $0["minutes"].int } == [30, 90, 25 * 60])
    #expect(times["stages"].array.map { $0["parts_minutes"].int } == [0, 60, 24 * 60])
    #expect(times["stages"].array.map { $0["working_minutes"].int } == [30, 90, 540])
    #expect(times["stages/2/parts_working_minutes"].int == 480)
    #expect(times["stages/2/until"].isNull)
    #expect(times["minutes"].int == 1_620)
  }

  @Test func theReportTakesOrdersByTheirLocalDayAndSaysHowManyTheyAre() throws {
    let scene = try RepairScene()
    for minutes in [30, 60, 120] as [Int64] {
      let order = try scene.order(.open)
      scene.world.wait(minutes: minutes)
      try move(scene, order, .open, .estimating)
      try move(scene, order, .estimating, .cancelled)
    }
    let report = scene.world.get("/v1/reports/stage-times?from=2026-03-02&to=2026-03-02")
    #expect(report.status == 200, "\(report)")
    #expect(report["orders"].int == 3)
    #expect(report["stages/0/status"].string == "open")
    #expect(report["stages/0/mean_working_minutes"].int == 60)
    #expect(report["stages/0/median_working_minutes"].int == 60)
    #expect(report["stages/0/p90_working_minutes"].int == 90)
    #expect(scene.world.get("/v1/reports/stage-times?from=2026-03-03&to=2026-03-03")["orders"].int == 0)
    #expect(scene.world.get("/v1/reports/stage-times?from=2026-03-03&to=2026-03-02").codes == ["period_backwards"])
    #expect(scene.world.get("/v1/reports/stage-times?from=2024-03-03&to=2026-03-02").codes == ["period_too_long"])
    #expect(scene.world.get("/v1/reports/stage-times").codes == ["required", "required"])
  }
}
