import Desk
import Domain
import SQLite
import Testing

@testable import API

/// Deliveries of another part than was ordered.
@Suite struct SubstituteTests {
  @discardableResult
  private func receive(_ room: Storeroom, _ order: Int64, _ lines: String, key: String) -> World.Answer {
    room.world.post("/v1/purchase-orders/\(order)/receive", #"{"document":"УПД","lines":[\#(lines)]}"#, as: .storekeeper, key: key)
  }

  @Test func aSubstituteServesTheWaitingLineUnderItsOwnName() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let (part, other) = (room.part("OLD", supplier: supplier), room.part("NEW", supplier: supplier))
    let litres = room.part("OIL", unit: "litre")
    let (_, line) = try room.waiting(part, 2_000, promised: 1)
    let (_, tooMuch) = try room.waiting(part, 3_000, promised: 2)
    let made = room.world.post("/v1/purchase-orders/from-shortages", "{}", as: .storekeeper)
    let purchase = made["purchase_orders/0/id"].int ?? 0
    let purchaseLine = made["purchase_orders/0/lines/0/id"].int ?? 0
    _ = room.world.post("/v1/purchase-orders/\(purchase)/send", "{}", as: .storekeeper)
    #expect(
      receive(room, purchase, #"{"line_id":\#(purchaseLine),"quantity":1,"part_id":\#(litres)}"#, key: "1").codes == ["substitute_unit"])
    let came = receive(room, purchase, #"{"line_id":\#(purchaseLine),"quantity":4,"part_id":\#(other)}"#, key: "2")
    #expect(came["served"].array.compactMap { $0["line_id"].int } == [line, tooMuch])
    #expect(came["served/0/part_id"].int == other)
    #expect(try article(room, line) == [other, "NEW"])
    #expect(try room.figures(line) == [2_000, 0, 0, 0])
    // The order with the later promise gets the remaining substitutes. What it lacks is still on order.
    #expect(came["served/1/quantity"].thousandths == 2_000)
    #expect(try article(room, tooMuch) == [other, "NEW"])
    #expect(try room.figures(tooMuch) == [2_000, 1_000, 0, 0])
    #expect(room.part(other)["available"].thousandths == 0)
    #expect(try room.faults() == [])
    let rest = receive(room, purchase, #"{"line_id":\#(purchaseLine),"quantity":1,"part_id":\#(other)}"#, key: "3")
    #expect(rest["purchase_order/status"].string == "received")
    #expect(rest["complete_work_order_ids"].array.count == 1)
    #expect(try room.figures(tooMuch) == [3_000, 0, 0, 0])
    #expect(try room.faults() == [])
  }

  @Test func aSubstituteForAPartOfTheQuantityServesTheWaitingLineAndTheRestStaysOnOrder() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let (part, other) = (room.part("OLD", supplier: supplier), room.part("NEW", supplier: supplier))
    let (order, line) = try room.waiting(part, 3_000, promised: 1)
    let (purchase, purchaseLine) = sent(room)
    let came = receive(room, purchase, #"{"line_id":\#(purchaseLine),"quantity":2,"part_id":\#(other)}"#, key: "1")
    #expect(came["served"].array.compactMap { $0["work_order_id"].int } == [order])
    #expect(came["purchase_order/status"].string == "partly_received")
    #expect(try article(room, line) == [other, "NEW"])
    #expect(try room.figures(line) == [2_000, 1_000, 0, 0])
    // The ordered part comes after all. The line bills the substitute now, so it stays short of that part, and the delivered
    // one is kept for it.
    let late = receive(room, purchase, #"{"line_id":\#(purchaseLine),"quantity":1}"#, key: "2")
    #expect(late["served"].array.compactMap { $0["work_order_id"].int } == [order])
    #expect(try room.figures(line) == [2_000, 0, 0, 0])
    #expect(room.part(part)["available"].thousandths == 0)
    #expect(try room.events("work_order.substitute_came") == [order])
    let again = room.world.post("/v1/purchase-orders/from-shortages", "{}", as: .storekeeper)
    #expect(again["purchase_orders/0/lines/0/part_id"].int == other)
    #expect(again["purchase_orders/0/lines/0/quantity"].thousandths == 1_000)
    #expect(try room.faults() == [])
  }

  @Test func aSubstituteForALineThatHoldsOrAwaitsTheOrderedPartElsewhereIsKeptBesideIt() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let (part, other) = (room.part("OLD", "1", supplier: supplier), room.part("NEW", supplier: supplier))
    let (first, holds) = try room.waiting(part, 3_000, promised: 1)
    let (purchase, purchaseLine) = sent(room)
    let came = receive(room, purchase, #"{"line_id":\#(purchaseLine),"quantity":1,"part_id":\#(other)}"#, key: "1")
    #expect(came["served"].array.compactMap { $0["work_order_id"].int } == [first])
    #expect(try room.figures(holds) == [1_000, 1_000, 0, 0])
    #expect(try article(room, holds) == [part, "A"])
    let beside = came["served/0/line_id"].int ?? 0
    #expect(try article(room, beside) == [other, "NEW"])
    #expect(try room.figures(beside) == [1_000, 0, 0, 0])
    #expect(try status(room, beside) == "proposed")
    #expect(room.part(other)["available"].thousandths == 0)
    #expect(try room.events("work_order.substitute_came") == [first])
    #expect(try room.faults() == [])

    let (_, empty) = try room.waiting(part, 2_000, promised: 2)
    let second = sent(room)
    try room.world.desk.db.execute("UPDATE order_lines SET quantity = 3000 WHERE id = ?", empty)
    let third = sent(room)
    #expect(try room.figures(empty) == [0, 3_000, 0, 0])
    let more = receive(room, second.order, #"{"line_id":\#(second.line),"quantity":1,"part_id":\#(other)}"#, key: "2")
    // The order with the earliest promise is still short of one part, which this purchase order has too.
    #expect(more["served"].array.compactMap { $0["work_order_id"].int } == [first])
    #expect(room.part(other)["available"].thousandths == 0)
    #expect(try room.figures(empty)[0] == 0)
    #expect(receive(room, third.order, #"{"line_id":\#(third.line),"quantity":1}"#, key: "3")["served/0/line_id"].int == empty)
    #expect(try room.faults() == [])
  }

  @Test func aLineThatGetsMoreOfTheSubstituteThanItHoldsChangesOverAndFreesWhatItHeld() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let (part, other) = (room.part("OLD", "1", supplier: supplier), room.part("NEW", supplier: supplier))
    let (_, line) = try room.waiting(part, 3_000, promised: 1)
    let (purchase, purchaseLine) = sent(room)
    let (nextOrder, next) = try room.waiting(part, 1_000, promised: 2)
    let came = receive(room, purchase, #"{"line_id":\#(purchaseLine),"quantity":2,"part_id":\#(other)}"#, key: "1")
    #expect(came["served"].array.compactMap { $0["line_id"].int } == [line])
    #expect(try article(room, line) == [other, "NEW"])
    #expect(try room.figures(line) == [2_000, 0, 0, 0])
    #expect(try room.figures(next) == [1_000, 0, 0, 0])
    #expect(try room.events("work_order.parts_complete") == [nextOrder])
    #expect(try room.faults() == [])
  }

  @Test func aLineThatHasChangedOverLooksForItsNewArticleWhenTheRestIsCancelled() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let (part, other) = (room.part("OLD", supplier: supplier), room.part("NEW", supplier: supplier))
    let (_, line) = try room.waiting(part, 3_000, promised: 1)
    let (purchase, purchaseLine) = sent(room)
    receive(room, purchase, #"{"line_id":\#(purchaseLine),"quantity":2,"part_id":\#(other)}"#, key: "1")
    let more = room.world.post(
      "/v1/purchase-orders", #"{"supplier_id":\#(supplier),"lines":[{"part_id":\#(other),"quantity":5}]}"#, as: .storekeeper)
    #expect(more["lines/0/claims"].array.isEmpty)
    let cancelled = room.world.post("/v1/purchase-orders/\(purchase)/cancel", #"{"reason":"нет"}"#, as: .storekeeper)
    #expect(cancelled["reopened_shortages/0/line_id"].int == line)
    #expect(try room.figures(line) == [2_000, 1_000, 0, 0])
    #expect(room.world.get("/v1/purchase-orders/\(more.id)")["lines/0/claims/0/line_id"].int == line)
    #expect(try room.faults() == [])
  }

  @Test func aSubstituteOfAnotherMakerDoesNotEnterApprovedWork() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let (part, other) = (room.part("OLD", supplier: supplier), room.part("NEW", supplier: supplier))
    try room.world.desk.db.execute("UPDATE parts SET maker = 'BOSCH', maker_key = 'BOSCH', price_minor = 60000 WHERE id = ?", other)
    let (order, line) = try room.waiting(part, 2_000, promised: 1)
    let open = try room.order(promised: 2, status: "estimating")
    let proposed = try room.line(open, part, 2_000, status: "proposed")
    let (purchase, purchaseLine) = sent(room)
    let came = receive(room, purchase, #"{"line_id":\#(purchaseLine),"quantity":4,"part_id":\#(other)}"#, key: "1")
    let beside = came["served/0/line_id"].int ?? 0
    #expect(beside != line && came["served/1/line_id"].int == proposed)
    #expect(try article(room, line) == [part, "A"])
    #expect(try status(room, line) == "approved")
    #expect(try room.figures(line) == [0, 0, 0, 0])
    #expect(try article(room, beside) == [other, "NEW"])
    #expect(try status(room, beside) == "proposed")
    #expect(try room.figures(beside) == [2_000, 0, 0, 0])
    let price: Int64? = try room.world.desk.db.value("SELECT unit_price_minor FROM order_lines WHERE id = ?", beside)
    #expect(price == 50_000, "no dearer than what was ordered")
    let issue = #"{"quantity":1}"#
    #expect(
      room.world.post("/v1/work-orders/\(order)/lines/\(beside)/issue", issue, as: .storekeeper).codes == ["line_not_approved"])
    #expect(room.part(other)["available"].thousandths == 0)
    #expect(try room.events("work_order.substitute_came") == [order])
    // Nobody has approved the proposed line yet, so it takes the part that came.
    #expect(try article(room, proposed) == [other, "NEW"])
    #expect(try room.faults() == [])
  }

  @Test func aCheaperSubstituteOfTheSameMakerCostsTheClientLess() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let (part, other) = (room.part("OLD", supplier: supplier), room.part("NEW", supplier: supplier))
    try room.world.desk.db.execute("UPDATE parts SET price_minor = 40000 WHERE id = ?", other)
    let (_, line) = try room.waiting(part, 1_000, promised: 1)
    let (purchase, purchaseLine) = sent(room)
    receive(room, purchase, #"{"line_id":\#(purchaseLine),"quantity":1,"part_id":\#(other)}"#, key: "1")
    #expect(try article(room, line) == [other, "NEW"])
    let price = try room.world.desk.db.first("SELECT unit_price_minor, gross_minor FROM order_lines WHERE id = ?", line) { row in
      [row.integer(0), row.integer(1)]
    }
    #expect(price == [40_000, 40_000])
    #expect(try status(room, line) == "approved")
  }

  private func status(_ room: Storeroom, _ line: Int64) throws -> String? {
    try room.world.desk.db.value("SELECT status FROM order_lines WHERE id = ?", line)
  }

  private func article(_ room: Storeroom, _ line: Int64) throws -> [AnyHashable] {
    try room.world.desk.db.first("SELECT part_id, code FROM order_lines WHERE id = ?", line) { row in
      try [row[0] as Int64, row[1] as String]
    } ?? []
  }

  /// Orders everything that is short. Returns the sent purchase order and its first line.
  private func sent(_ room: Storeroom) -> (order: Int64, line: Int64) {
    let made = room.world.post("/v1/purchase-orders/from-shortages", "{}", as: .storekeeper)
    let order = made["purchase_orders/0/id"].int ?? 0
    #expect(room.world.post("/v1/purchase-orders/\(order)/send", "{}", as: .storekeeper).status == 200, "\(made)")
    return (order, made["purchase_orders/0/lines/0/id"].int ?? 0)
  }
}
