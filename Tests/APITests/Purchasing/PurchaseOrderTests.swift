import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct PurchaseOrderTests {
  @Test func shortagesAreSplitBySupplierAndWhatCannotBeOrderedIsNamed() throws {
    let room = try Storeroom()
    let (north, south) = (room.supplier("Север"), room.supplier("Юг"))
    let (a, b, c) = (room.part("A", supplier: north), room.part("B", supplier: south), room.part("C"))
    let low = room.part("D", "1", supplier: south, more: #","min_quantity":4"#)
    for part in [a, b, c] { _ = try room.waiting(part) }
    let made = room.world.post("/v1/purchase-orders/from-shortages", #"{"include_minimums":true}"#, as: .storekeeper)
    #expect(made["purchase_orders"].array.compactMap { $0["supplier_id"].int } == [north, south])
    #expect(made["purchase_orders/1/lines"].array.compactMap { $0["part_id"].int } == [b, low])
    #expect(made["purchase_orders/1/lines/1/quantity"].thousandths == 3_000)
    #expect(made["skipped/0/part_id"].int == c)
    #expect(made["skipped/0/reason"].string == "no_supplier")
    let second = room.world.post("/v1/purchase-orders/from-shortages", #"{"include_minimums":true}"#, as: .storekeeper)
    #expect(second["purchase_orders"].array.isEmpty)
    let named = room.world.post(
      "/v1/purchase-orders/from-shortages", #"{"supplier_id":\#(north),"part_ids":[\#(c)]}"#, as: .storekeeper)
    #expect(named["purchase_orders/0/lines/0/part_id"].int == c)
    #expect(
      room.world.post("/v1/purchase-orders/from-shortages", #"{"supplier_id":99,"work_order_id":99,"part_ids":[999]}"#, as: .storekeeper)
        .pointers == ["/supplier_id", "/work_order_id", "/part_ids/0"])
    #expect(try room.faults() == [])
  }

  @Test func aPatchThatChangesNothingRaisesNoVersion() throws {
    let room = try Storeroom()
    let draft = room.world.post("/v1/purchase-orders", #"{"supplier_id":\#(room.supplier()),"note":"срочно"}"#, as: .storekeeper)
    for body in ["{}", #"{"note":"срочно"}"#] {
      let answer = room.world.ask("PATCH", "/v1/purchase-orders/\(draft.id)", body, as: .storekeeper)
      #expect(answer.status == 200 && answer.etag == draft.etag, "\(body)")
    }
    let changed = room.world.ask("PATCH", "/v1/purchase-orders/\(draft.id)", #"{"note":"к пятнице"}"#, as: .storekeeper)
    #expect(changed.etag != draft.etag && changed["note"].string == "к пятнице")
  }

  @Test func stockThatTurnsUpServesAWaitingOrderAndFreesItsClaim() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let part = room.part("W712", supplier: supplier)
    let (_, first) = try room.waiting(part, promised: 1)
    _ = room.world.post("/v1/purchase-orders/from-shortages", "{}", as: .storekeeper)
    let (_, second) = try room.waiting(part, promised: 2)
    #expect(try room.figures(second) == [0, 0, 0, 0])
    room.takeIn(part, "1")
    #expect(try room.figures(first) == [1_000, 0, 0, 0])
    #expect(try room.figures(second) == [0, 1_000, 0, 0])
    #expect(try room.faults() == [])
  }

  @Test func aSuppliersLeadTimeIsWhatNineInTenDeliveriesTook() throws {
    let room = try Storeroom()
    let supplier = room.supplier(days: 5)
    let part = room.part("W712", supplier: supplier)
    let none = room.world.get("/v1/suppliers/\(supplier)")
    #expect(none["measured_lead_days"].isNull)
    #expect(none["measured_deliveries"].int == 0)
    for (index, days) in [3, 4, 8].enumerated() {
      let made = room.world.post(
        "/v1/purchase-orders", #"{"supplier_id":\#(supplier),"lines":[{"part_id":\#(part),"quantity":1}]}"#, as: .storekeeper)
      _ = room.world.post("/v1/purchase-orders/\(made.id)/send", "{}", as: .storekeeper)
      room.world.wait(days: Int64(days))
      room.world.post(
        "/v1/purchase-orders/\(made.id)/receive", #"{"lines":[{"line_id":\#(made["lines/0/id"].int ?? 0),"quantity":1}]}"#,
        as: .storekeeper, key: "lead-\(index)")
    }
    let measured = room.world.get("/v1/suppliers/\(supplier)")
    #expect(measured["measured_lead_days"].int == 8)
    #expect(measured["measured_deliveries"].int == 3)
    let next = room.world.post(
      "/v1/purchase-orders", #"{"supplier_id":\#(supplier),"lines":[{"part_id":\#(part),"quantity":1}]}"#, as: .storekeeper
    ).id
    #expect(room.world.post("/v1/purchase-orders/\(next)/send", "{}", as: .storekeeper)["expected_on"].string == "2026-03-25")
  }

  @Test func anOverdueOrderNamesThePromisesAtRisk() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let part = room.part("W712", supplier: supplier)
    let (order, _) = try room.waiting(part, promised: 3)
    _ = try room.waiting(part)
    let made = room.world.post("/v1/purchase-orders/from-shortages", "{}", as: .storekeeper)
    let purchase = made["purchase_orders/0/id"].int ?? 0
    #expect(
      room.world.post("/v1/purchase-orders/\(purchase)/send", #"{"expected_on":"2026-03-01"}"#, as: .storekeeper).codes == [
        "expected_in_past"
      ])
    _ = room.world.post("/v1/purchase-orders/\(purchase)/send", #"{"expected_on":"2026-03-04"}"#, as: .storekeeper)
    room.world.wait(days: 2)
    #expect(room.world.get("/v1/purchase-orders/overdue")["items"].array.isEmpty)
    room.world.wait(days: 1)
    let late = room.world.get("/v1/purchase-orders/overdue")
    #expect(late["items/0/id"].int == purchase)
    #expect(late["items/0/days_late"].int == 1)
    #expect(late["items/0/promises_at_risk"].array.compactMap { $0["work_order_id"].int } == [order])
  }

  @Test func oneLateLineMakesAnOrderOverdueAndEndangersOnlyWhoWaitsForIt() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let (early, late) = (room.part("A1", supplier: supplier), room.part("B2", supplier: supplier))
    let (endangered, _) = try room.waiting(early, promised: 2)
    _ = try room.waiting(late, promised: 30)
    let made = room.world.post(
      "/v1/purchase-orders",
      #"{"supplier_id":\#(supplier),"expected_on":"2026-03-20","lines":[{"part_id":\#(early),"quantity":1,"expected_on":"2026-03-03"},"#
        + #"{"part_id":\#(late),"quantity":1}]}"#, as: .storekeeper)
    _ = room.world.post("/v1/purchase-orders/\(made.id)/send", "{}", as: .storekeeper)
    room.world.wait(days: 1)
    #expect(room.world.get("/v1/purchase-orders/overdue")["items"].array.isEmpty)
    room.world.wait(days: 2)
    let overdue = room.world.get("/v1/purchase-orders/overdue")
    #expect(overdue["items/0/due_on"].string == "2026-03-03")
    #expect(overdue["items/0/days_late"].int == 2)
    #expect(overdue["items/0/promises_at_risk"].array.compactMap { $0["work_order_id"].int } == [endangered])
    let body = #"{"lines":[{"line_id":\#(made["lines/0/id"].int ?? 0),"quantity":1}]}"#
    _ = room.world.post("/v1/purchase-orders/\(made.id)/receive", body, as: .storekeeper, key: "1")
    #expect(room.world.get("/v1/purchase-orders/overdue")["items"].array.isEmpty)
    room.world.wait(days: 16)
    #expect(room.world.get("/v1/purchase-orders/overdue")["items/0/due_on"].string == "2026-03-20")
  }

  @Test func aDateInThePastIsExpectedByNobody() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let part = room.part("W712", supplier: supplier)
    let path = "/v1/purchase-orders"
    func draft(_ day: String, line: String = "null") -> World.Answer {
      let expected = line == "null" ? line : "\"\(line)\""
      return room.world.post(
        path,
        #"{"supplier_id":\#(supplier),"expected_on":"\#(day)","lines":[{"part_id":\#(part),"quantity":1,"expected_on":\#(expected)}]}"#,
        as: .storekeeper)
    }
    let both = draft("2026-03-01", line: "2026-02-28")
    #expect(both.status == 422)
    #expect(both.codes == ["expected_in_past", "expected_in_past"])
    #expect(both.pointers == ["/expected_on", "/lines/0/expected_on"])
    let made = draft("2026-03-02", line: "2026-03-02")
    #expect(made.status == 201, "\(made)")
    func edit(_ body: String) -> World.Answer { room.world.ask("PATCH", "\(path)/\(made.id)", body, as: .storekeeper) }
    #expect(edit(#"{"expected_on":"2026-03-01"}"#).codes == ["expected_in_past"])
    room.world.wait(minutes: 14 * 60 + 1)  // past midnight in Moscow, not in UTC
    #expect(edit(#"{"note":"срочно"}"#).status == 200)
    #expect(room.world.post("\(path)/\(made.id)/send", "{}", as: .storekeeper).pointers == ["/expected_on", "/lines/0/expected_on"])
    #expect(edit(#"{"lines":[{"part_id":\#(part),"quantity":1}]}"#).status == 200)
    let sent = room.world.post("\(path)/\(made.id)/send", #"{"expected_on":"2026-03-03"}"#, as: .storekeeper)
    #expect(sent["status"].string == "sent", "\(sent)")
    #expect(edit(#"{"expected_on":"2026-03-02"}"#).codes == ["expected_in_past"])
  }

  @Test func aDraftThatShrinksGivesItsClaimsBackToTheShortage() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let part = room.part("W712", supplier: supplier)
    let (_, soon) = try room.waiting(part, promised: 1)
    let (_, late) = try room.waiting(part, promised: 5)
    let draft = room.world.post("/v1/purchase-orders/from-shortages", "{}", as: .storekeeper)["purchase_orders/0/id"].int ?? 0
    let lines = #"{"lines":[{"part_id":\#(part),"quantity":1}]}"#
    #expect(room.world.ask("PATCH", "/v1/purchase-orders/\(draft)", lines, as: .storekeeper).status == 200)
    #expect(try [soon, late].map { try room.figures($0)[1] } == [1_000, 0])
    #expect(room.world.ask("PATCH", "/v1/purchase-orders/\(draft)", #"{"lines":[]}"#, as: .storekeeper).status == 200)
    #expect(try room.figures(soon)[1] == 0)
    let twice = #"{"lines":[{"part_id":\#(part),"quantity":1},{"part_id":\#(part),"quantity":1},{"part_id":999,"quantity":1}]}"#
    let refused = room.world.ask("PATCH", "/v1/purchase-orders/\(draft)", twice, as: .storekeeper)
    #expect(refused.codes == ["repeated_part", "no_such_part"])
    #expect(try room.faults() == [])
  }

  @Test func aSupplierIsAddedChangedAndRetired() throws {
    let room = try Storeroom()
    let made = room.world.post("/v1/suppliers", #"{"name":"Север","phone":"8 (812) 320-11-22","email":"a@b.ru"}"#, as: .storekeeper)
    #expect(made["phone"].string == "+78123201122")
    #expect(room.world.post("/v1/suppliers", #"{"name":"Север"}"#, as: .storekeeper).codes == ["supplier_exists"])
    #expect(
      room.world.post("/v1/suppliers", #"{"name":"Юг","phone":"12","email":"x"}"#, as: .storekeeper).pointers == ["/phone", "/email"])
    let changed = room.world.ask("PATCH", "/v1/suppliers/\(made.id)", #"{"phone":null,"status":"retired"}"#, as: .storekeeper)
    #expect(changed["phone"].isNull && changed["status"].string == "retired")
    #expect(room.world.post("/v1/purchase-orders", #"{"supplier_id":\#(made.id)}"#, as: .storekeeper).codes == ["no_such_supplier"])
    #expect(room.world.get("/v1/suppliers?status=retired&q=%D0%A1%D0%B5")["items/0/id"].int == made.id)
  }

  @Test func theListsUseTheirIndexes() throws {
    let world = try World()
    let db = world.desk.db
    let page = PageRequest(after: Cursor(key: .integer(1), id: 1))
    for filter in [PurchaseFilter(status: .sent), PurchaseFilter(supplierID: 1), PurchaseFilter(number: "x")] {
      let plan = try db.plan(PurchaseOrderTable.select(filter, page).sql).joined(separator: "\n")
      #expect(plan.contains("INDEX") && !plan.contains("TEMP B-TREE"), "\(plan)")
    }
    let (visit, part) = (world.visit(), world.part("GDB1", stock: 0))
    let awaited = try world.plans("l.quantity - l.received > 0") { visit.part(part) }
    #expect(!awaited.isEmpty && awaited.allSatisfy { $0.joined().contains("purchase_lines_awaited") }, "\(awaited)")
    let overdue = try db.plan(PurchaseOrderTable.overdue(Day(rawValue: 1), page).sql).joined(separator: "\n")
    #expect(overdue.contains("purchase_orders_due") && !overdue.contains("TEMP"), "\(overdue)")
  }
}
