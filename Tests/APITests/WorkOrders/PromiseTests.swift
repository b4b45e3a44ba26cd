import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct PromiseTests {
  private func give(_ scene: RepairScene, _ order: Int64, _ at: String, _ reason: String? = nil) -> World.Answer {
    let why = reason.map { #","reason":"\#($0)","client_told":"phone""# } ?? ""
    return scene.world.post("/v1/work-orders/\(order)/promise", #"{"promised_at":"\#(at)"\#(why)}"#, as: .advisor)
  }

  /// Inserts a part line whose part comes with a purchase order on that day.
  private func onOrder(_ scene: RepairScene, _ order: Int64, _ day: String) throws -> Int64 {
    let (line, part) = try scene.part(order, reserved: false)
    let supplier = try scene.db.insert("INSERT INTO suppliers (name, lead_days, created_at) VALUES ('Авто-Альянс', 5, 0)")
    let purchase = try scene.db.insert(
      "INSERT INTO purchase_orders (number, supplier_id, status, expected_on, created_at, sent_at) VALUES ('ЗП-1', ?, 'sent', ?, 0, 0)",
      supplier, try Day(text: day))
    let bought = try scene.db.insert(
      "INSERT INTO purchase_lines (purchase_order_id, part_id, quantity, price_minor) VALUES (?, ?, 1000, 0)", purchase, part)
    try scene.db.execute("INSERT INTO purchase_claims (purchase_line_id, order_line_id, quantity) VALUES (?, ?, 1000)", bought, line)
    try scene.db.execute("UPDATE order_lines SET on_order = 1000 WHERE id = ?", line)
    return purchase
  }

  private func slip(_ scene: RepairScene, _ purchase: Int64, to day: String) throws {
    try scene.db.execute("UPDATE purchase_orders SET expected_on = ? WHERE id = ?", try Day(text: day), purchase)
    _ = try scene.world.desk.perform(as: .desk) { try $0.record(.purchaseOrderChanged, Subject(.purchaseOrder, purchase)) }
  }

  @Test func labourIsReckonedOverTheWorkshopsHours() throws {
    let scene = try RepairScene()
    let order = try scene.order()
    try scene.labour(order, hours: 4_000)
    let basis = scene.world.get("/v1/work-orders/\(order)/promise")
    #expect(basis["earliest_at"].string == "2026-03-02T12:00:00.000Z")
    #expect(basis["remaining_hours"].thousandths == 4_000)
    #expect(basis["steps/0/code"].string == "labour")
    #expect(basis["promised_at"].isNull)
  }

  @Test func whatOthersHaveApprovedComesFirst() throws {
    let scene = try RepairScene()
    let other = try scene.order(.inRepair)
    try scene.labour(other, hours: 7_000, status: "approved")
    let order = try scene.order()
    try scene.labour(order)
    let basis = scene.world.get("/v1/work-orders/\(order)/promise")
    #expect(basis["earliest_at"].string == "2026-03-03T07:00:00.000Z")
    #expect(basis["steps/0/code"].string == "mechanic_busy")
  }

  // MARK: Working time

  @Test(arguments: [
    "2026-03-05T00:00:00Z", "2026-03-05T05:59:59Z", "2026-03-05T10:00:01Z", "2026-03-05T10:30:00Z", "2026-03-05T15:00:01Z",
    "2026-03-07T09:00:00Z", "2026-03-08T00:00:00Z",
  ])
  func aPromiseOutsideWorkingTimeNeedsAReason(_ at: String) throws {
    let scene = try RepairScene()
    let order = try scene.order()
    let refused = give(scene, order, at)
    #expect(refused.status == 409)
    #expect(refused.codes == ["promise_outside_hours"])
    #expect(refused.pointers == ["/promised_at"])
    #expect(scene.world.get("/v1/work-orders/\(order)/promises")["items"].array.isEmpty)
    #expect(give(scene, order, at, "ключи у охраны").status == 200)
    #expect(scene.world.get("/v1/work-orders/\(order)/promises")["items/0/reason"].string == "ключи у охраны")
  }

  @Test(arguments: ["2026-03-05T06:00:00Z", "2026-03-05T10:00:00Z", "2026-03-05T11:00:00Z", "2026-03-05T15:00:00Z"])
  func openingAndClosingTimeAreInside(_ at: String) throws {
    let scene = try RepairScene()
    #expect(try give(scene, scene.order(), at).status == 200)
  }

  @Test func aMovedPromiseOutsideWorkingTimeNeedsAReasonTooAndIsToldWithTheOthers() throws {
    let scene = try RepairScene()
    let order = try scene.order(.inRepair)
    try scene.part(order, reserved: false)
    #expect(give(scene, order, "2026-03-05T10:00:00Z", "успеем").status == 200)
    #expect(give(scene, order, "2026-03-04T20:00:00Z").codes == ["promise_too_early", "promise_outside_hours"])
    #expect(
      give(scene, order, "2026-03-08T00:00:00Z").codes == [
        "promise_too_early", "promise_outside_hours", "promise_later_unexplained", "promise_later_untold",
      ])
  }

  @Test func anEstimateStatesADateInWorkingTimeOrTheOneThatWasPromisedWithAReason() throws {
    let scene = try RepairScene()
    let order = try scene.order()
    let line = try scene.labour(order)
    func estimate(_ at: String?) -> World.Answer {
      let own = at.map { #","promised_at":"\#($0)""# } ?? ""
      return scene.world.post(
        "/v1/work-orders/\(order)/estimates", #"{"title":"Ещё","line_ids":[\#(line)]\#(own)}"#, as: .advisor)
    }
    #expect(estimate("2026-03-08T00:00:00Z").codes == ["promise_outside_hours"])
    #expect(estimate("2026-03-10T12:00:00Z").status == 201)
    #expect(give(scene, order, "2026-03-08T00:00:00Z", "ключи у охраны").status == 200)
    #expect(estimate(nil).status == 201)
    #expect(estimate("2026-03-08T00:00:00Z").status == 201)
    #expect(estimate("2026-03-15T00:00:00Z").codes == ["promise_outside_hours"])
    #expect(estimate("2026-03-02T08:30:00Z").status == 201)
    #expect(estimate("2026-03-02T07:30:00Z").codes == ["promise_too_early"])
  }

  @Test func ofAClosedOrderNothingIsLeftToDoOrToWaitFor() throws {
    let scene = try RepairScene()
    let order = try scene.order(.approved)
    try scene.labour(order, hours: 4_000, status: "approved")
    try scene.part(order, reserved: false, status: "approved")
    #expect(give(scene, order, "2026-03-20T10:00:00Z").status == 200)
    let path = "/v1/work-orders/\(order)"
    #expect(scene.world.get(path, as: .advisor)["parts_status"].string == "short")
    #expect(scene.world.post("\(path)/cancel", #"{"reason":"передумали"}"#, as: .advisor).status == 200)
    let cancelled = scene.world.get(path, as: .advisor)
    #expect(cancelled["parts_status"].string == "none")
    #expect(cancelled["lines"].array.compactMap { $0["short"].thousandths } == [0, 0])
    #expect(scene.world.get("/v1/work-orders?parts_status=short")["items"].array.isEmpty)
    scene.world.wait(days: 30)
    let basis = scene.world.get("\(path)/promise")
    #expect(basis["remaining_hours"].thousandths == 0)
    #expect(basis["steps"].array.isEmpty)
    #expect(basis["at_risk"].bool == false)
    #expect(try WorkOrderCheck(scene.db).faults().isEmpty)
  }

  @Test func aMissingPartIsReckonedByItsDeliveryElseByItsLeadTime() throws {
    let scene = try RepairScene()
    let order = try scene.order()
    try scene.labour(order)
    try scene.part(order, reserved: true)
    #expect(scene.world.get("/v1/work-orders/\(order)/promise")["earliest_at"].string == "2026-03-02T08:00:00.000Z")
    _ = try onOrder(scene, order, "2026-03-06")
    let ordered = scene.world.get("/v1/work-orders/\(order)/promise")
    #expect(ordered["earliest_at"].string == "2026-03-06T07:00:00.000Z")
    #expect(ordered["steps/0/code"].string == "part_on_order")
    try scene.part(order, reserved: false, leadDays: 14)
    let short = scene.world.get("/v1/work-orders/\(order)/promise")
    #expect(short["earliest_at"].string == "2026-03-16T07:00:00.000Z")
    #expect(short["steps/1/code"].string == "part_lead_time_stated")
  }

  @Test func anOverdueDeliveryIsNotBelieved() throws {
    let scene = try RepairScene()
    let order = try scene.order()
    _ = try onOrder(scene, order, "2026-02-20")
    #expect(scene.world.get("/v1/work-orders/\(order)/promise")["earliest_at"].string == "2026-03-03T06:00:00.000Z")
  }

  @Test func aPromiseEarlierThanPossibleNeedsAReasonAndSaysWhatStandsInTheWay() throws {
    let scene = try RepairScene()
    let order = try scene.order()
    try scene.part(order, "Диск тормозной", reserved: false)
    let refused = give(scene, order, "2026-03-05T10:00:00Z")
    #expect(refused.status == 409)
    #expect(refused.codes == ["promise_too_early"])
    #expect(refused["errors/0/message"].string?.contains("Диск тормозной") == true)
    #expect(give(scene, order, "2026-03-01T10:00:00Z").status == 422)
    #expect(give(scene, order, "2026-03-05T10:00:00Z", "клиент поставщика знает лично").status == 200)
    #expect(scene.world.get("/v1/work-orders/\(order)/promises")["items/0/reason"].string == "клиент поставщика знает лично")
    #expect(try give(scene, scene.order(.ready), "2026-03-05T10:00:00Z").codes == ["promise_not_now"])
  }

  @Test func everyPromiseIsKeptOnRecord() throws {
    let scene = try RepairScene()
    let order = try scene.order(.inRepair)
    for at in ["2026-03-05T10:00:00Z", "2026-03-05T10:00:00Z", "2026-03-06T10:00:00Z"] {
      #expect(give(scene, order, at, "деталь опоздала").status == 200)
    }
    let list = scene.world.get("/v1/work-orders/\(order)/promises")
    #expect(list["items"].array.map { $0["outcome"].string } == ["moved", nil])
    try scene.db.execute("UPDATE work_orders SET status = 'ready' WHERE id = ?", order)
    _ = try scene.world.desk.perform(as: .desk) { try $0.record(.workOrderReady, Subject(.workOrder, order, workOrder: order)) }
    #expect(scene.world.get("/v1/work-orders/\(order)/promises")["items/1/outcome"].string == "kept")
    #expect(try scene.faults().isEmpty)
  }

  @Test func aPromiseIsWarnedOfOnceWhenThreeQuartersOfTheWorkingTimeAreOver() throws {
    let scene = try RepairScene()
    let order = try scene.order(.inRepair)
    #expect(give(scene, order, "2026-03-03T14:00:00Z").status == 200)
    #expect(try scene.world.desk.nextDue() == Instant(rawValue: Timestamp.parse("2026-03-03T09:30:00Z") ?? 0))
    scene.world.wait(minutes: 26 * 60 + 29)
    try scene.runDue()
    #expect(try scene.events("work_order.promise_at_risk") == 0)
    scene.world.wait(minutes: 1)
    try scene.runDue()
    try scene.runDue()
    #expect(try scene.events("work_order.promise_at_risk") == 1)
    let list = scene.world.get("/v1/promises/at-risk")
    #expect(list["items/0/work_order_id"].int == order)
    #expect(list["items/0/overdue"].bool == false)
  }

  @Test func aSlippedDeliveryIsToldBeforeThePromiseIsBrokenAndOnlyOnce() throws {
    let scene = try RepairScene()
    let order = try scene.order(.approved)
    let purchase = try onOrder(scene, order, "2026-03-06")
    #expect(give(scene, order, "2026-03-09T14:00:00Z").status == 200)
    try slip(scene, purchase, to: "2026-03-09")
    #expect(try scene.events("work_order.promise_at_risk") == 0)
    try slip(scene, purchase, to: "2026-03-11")
    try slip(scene, purchase, to: "2026-03-12")
    #expect(try scene.events("work_order.promise_at_risk") == 1)
    #expect(scene.world.get("/v1/work-orders/\(order)/promise")["at_risk"].bool == true)
    #expect(give(scene, order, "2026-03-13T14:00:00Z", "деталь опоздала").status == 200)
    #expect(scene.world.get("/v1/promises/at-risk")["items"].array.isEmpty)
    try slip(scene, purchase, to: "2026-03-17")
    #expect(try scene.events("work_order.promise_at_risk") == 2)
  }

  @Test func aPromiseKnownToBeTooEarlyHasNotSlipped() throws {
    let scene = try RepairScene()
    let order = try scene.order(.approved)
    let purchase = try onOrder(scene, order, "2026-03-06")
    #expect(give(scene, order, "2026-03-04T14:00:00Z", "отдадим подменный автомобиль").status == 200)
    try slip(scene, purchase, to: "2026-03-06")
    #expect(try scene.events("work_order.promise_at_risk") == 0)
    try slip(scene, purchase, to: "2026-03-10")
    #expect(try scene.events("work_order.promise_at_risk") == 1)
  }

  @Test func promisesAtRiskAreListedByDateWithoutSorting() throws {
    let scene = try RepairScene()
    for day in ["05", "04", "06"] {
      let order = try scene.order(.inRepair)
      #expect(give(scene, order, "2026-03-\(day)T10:00:00Z").status == 200)
    }
    scene.world.wait(days: 7)
    let first = scene.world.get("/v1/promises/at-risk?limit=2")
    #expect(first["items"].array.compactMap { $0["promised_at"].string }.map { $0.prefix(10) } == ["2026-03-04", "2026-03-05"])
    let rest = scene.world.get("/v1/promises/at-risk?limit=2&cursor=\(first["next_cursor"].string ?? "")")
    #expect(rest["items/0/overdue"].bool == true)
    #expect(rest["items"].array.count == 1)
    for (advisor, after) in [Int64?.none, 1].flatMap({ [($0, nil), ($0, Cursor(key: .integer(1), id: 1))] }) {
      let select = PromiseTable.atRisk(now: scene.world.now, advisor: advisor, PageRequest(after: after))
      let plan = try scene.db.plan(select.sql)
      #expect(plan.allSatisfy { $0.contains("work_orders_promised") }, "\(plan)")
    }
  }
}
