import Domain
import JSON
import SQLite
import Testing

@testable import API

@Suite struct QualityCheckTests {
  private func check(_ scene: RepairScene, _ order: Int64, _ body: String, as role: Role) -> World.Answer {
    scene.world.post("/v1/work-orders/\(order)/quality-checks", body, as: role)
  }

  /// Makes an order with one line, on which the mechanic was clocked for an hour.
  private func worked(_ scene: RepairScene, done: Bool = true, by role: Role = .mechanic) throws -> Int64 {
    let order = try scene.order(.inRepair)
    let line = try scene.labour(order, status: "approved")
    #expect(scene.world.post("/v1/work-orders/\(order)/clock-on", #"{"line_id":\#(line)}"#, as: role).status == 201)
    scene.world.wait(minutes: 60)
    scene.world.post("/v1/me/clock-off", as: role)
    if done { try scene.db.execute("UPDATE order_lines SET status = 'done', done_at = 0 WHERE id = ?", line) }
    return order
  }

  @Test func whoDidTheWorkDoesNotCheckIt() throws {
    let scene = try RepairScene()
    let order = try worked(scene)
    #expect(check(scene, order, #"{"passed":true}"#, as: .mechanic).codes == ["quality_own_work"])
    let claimed = check(scene, order, #"{"passed":true,"override_reason":"я один"}"#, as: .mechanic)
    #expect(Set(claimed.codes) == ["right_missing", "quality_own_work"])
    #expect(check(scene, order, #"{"passed":true}"#, as: .manager).status == 201)
    #expect(check(scene, order, #"{"passed":true}"#, as: .advisor).status == 403)
  }

  @Test func aOneManShopOverridesWithAReason() throws {
    let scene = try RepairScene()
    let order = try worked(scene, by: .manager)
    #expect(check(scene, order, #"{"passed":true}"#, as: .manager).codes == ["quality_own_work"])
    let passed = check(scene, order, #"{"passed":true,"override_reason":"в смене один человек"}"#, as: .manager)
    #expect(passed.status == 201)
    #expect(passed["override_reason"].string == "в смене один человек")
  }

  @Test func aFailedCheckLeavesTheOrderInRepair() throws {
    let scene = try RepairScene()
    let order = try worked(scene, done: false)
    #expect(check(scene, order, #"{"passed":false,"note":"Скрипит"}"#, as: .manager).status == 201)
    #expect(try scene.status(order) == "in_repair")
    #expect(try scene.events("quality_check.failed") == 1)
    #expect(scene.world.get("/v1/work-orders/\(order)/quality-checks")["items/0/note"].string == "Скрипит")
  }

  @Test func unfinishedWorkCannotPassNorCanAnOrderThatIsNotInRepair() throws {
    let scene = try RepairScene()
    let order = try worked(scene, done: false)
    scene.world.post("/v1/work-orders/\(order)/clock-on", "{}", as: .mechanic)
    #expect(check(scene, order, #"{"passed":true}"#, as: .manager).codes == ["labour_not_done", "clock_running"])
    #expect(try check(scene, scene.order(.approved), #"{"passed":true}"#, as: .manager).codes == ["not_in_repair"])
    #expect(check(scene, 999, #"{"passed":true}"#, as: .manager).status == 404)
  }
}
