import Desk
import Domain
import SQLite
import Testing

@testable import API

@Suite struct ReceiptTests {
  /// Makes a sent purchase order for five of a part that is not in stock.
  private func five(_ room: Storeroom) -> (order: Int64, line: Int64, part: Int64) {
    let supplier = room.supplier()
    let part = room.part("W712", supplier: supplier)
    let made = room.world.post(
      "/v1/purchase-orders", #"{"supplier_id":\#(supplier),"lines":[{"part_id":\#(part),"quantity":5,"price_minor":100}]}"#,
      as: .storekeeper)
    #expect(made.status == 201, "\(made)")
    #expect(room.world.post("/v1/purchase-orders/\(made.id)/send", "{}", as: .storekeeper)["status"].string == "sent")
    return (made.id, made["lines/0/id"].int ?? 0, part)
  }

  @discardableResult
  private func receive(_ room: Storeroom, _ order: Int64, _ lines: String, key: String) -> World.Answer {
    room.world.post("/v1/purchase-orders/\(order)/receive", #"{"document":"УПД","lines":[\#(lines)]}"#, as: .storekeeper, key: key)
  }

  @Test func threeOfFiveThenTwoAndOneMoreIsTooMany() throws {
    let room = try Storeroom()
    let (order, line, part) = five(room)
    let first = receive(room, order, #"{"line_id":\#(line),"quantity":3}"#, key: "1")
    #expect(first["purchase_order/status"].string == "partly_received")
    #expect(first["purchase_order/lines/0/awaited"].thousandths == 2_000)
    let over = receive(room, order, #"{"line_id":\#(line),"quantity":3}"#, key: "2")
    #expect(over.status == 422)
    #expect(over.codes == ["over_receipt"])
    #expect(over.pointers == ["/lines/0/quantity"])
    #expect(
      receive(room, order, #"{"line_id":\#(line),"quantity":2},{"line_id":\#(line),"quantity":1}"#, key: "2").pointers == [
        "/lines/1/quantity"
      ])
    let second = receive(room, order, #"{"line_id":\#(line),"quantity":2}"#, key: "3")
    #expect(second["purchase_order/status"].string == "received")
    #expect(room.part(part)["on_hand"].thousandths == 5_000)
    #expect(receive(room, order, #"{"line_id":\#(line),"quantity":1}"#, key: "4").codes == ["purchase_order_status"])
    #expect(try room.faults() == [])
  }

  @Test func aPlaceThatIsNoneAndOneThatIsNoStoreAreToldApart() throws {
    let room = try Storeroom()
    let (order, line, _) = five(room)
    func into(_ location: Int64) -> World.Answer {
      receive(room, order, #"{"line_id":\#(line),"quantity":1,"location_id":\#(location)}"#, key: "1")
    }
    #expect(into(99).codes == ["no_such_location"] && into(99).pointers == ["/lines/0/location_id"])
    #expect(into(2).codes == ["store_needed"] && into(2).pointers == ["/lines/0/location_id"])
    #expect(into(1).status == 200)
  }

  @Test func aReceiptNeedsAKeyAndItsRetryIsNoSecondOne() throws {
    let room = try Storeroom()
    let (order, line, part) = five(room)
    let path = "/v1/purchase-orders/\(order)/receive"
    let body = #"{"lines":[{"line_id":\#(line),"quantity":1}]}"#
    #expect(room.world.post(path, body, as: .storekeeper).codes == ["idempotency_key_required"])
    let first = room.world.post(path, body, as: .storekeeper, key: "k")
    #expect(room.world.post(path, body, as: .storekeeper, key: "k").body == first.body)
    #expect(room.part(part)["on_hand"].thousandths == 1_000)
    #expect(room.world.post(path, body, as: .advisor, key: "k").status == 403)
  }

  @Test func aDraftIsNotReceivedAndItsMovesSayWhy() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let part = room.part("W712", supplier: supplier)
    let draft = room.world.post("/v1/purchase-orders", #"{"supplier_id":\#(supplier)}"#, as: .storekeeper).id
    #expect(room.world.post("/v1/purchase-orders/\(draft)/send", "{}", as: .storekeeper).codes == ["purchase_order_without_lines"])
    let made = room.world.ask(
      "PATCH", "/v1/purchase-orders/\(draft)", #"{"lines":[{"part_id":\#(part),"quantity":1}],"note":"срочно"}"#, as: .storekeeper)
    let refused = receive(room, draft, #"{"line_id":\#(made["lines/0/id"].int ?? 0),"quantity":1}"#, key: "1")
    #expect(refused.status == 409)
    #expect(refused["moves"].array.filter { $0["allowed"].bool == true }.compactMap { $0["name"].string } == ["edit", "send", "cancel"])
    let moves = room.world.get("/v1/purchase-orders/\(draft)/moves")["moves"].array
    #expect(moves.filter { $0["allowed"].bool == false }.compactMap { $0["name"].string } == ["receive"])
    #expect(
      room.world.ask("PATCH", "/v1/purchase-orders/\(draft)", #"{"note":"а"}"#, as: .storekeeper, headers: [("If-Match", "\"1\"")]).status
        == 412)
  }

  @Test func everyStatusAllowsItsDeedsAndNoOthers() throws {
    let room = try Storeroom()
    let (order, line, _) = five(room)
    #expect(room.world.post("/v1/purchase-orders/\(order)/send", "{}", as: .storekeeper).status == 409)
    #expect(room.world.ask("PATCH", "/v1/purchase-orders/\(order)", #"{"lines":[]}"#, as: .storekeeper).status == 409)
    #expect(room.world.ask("PATCH", "/v1/purchase-orders/\(order)", #"{"expected_on":"2026-04-01"}"#, as: .storekeeper).status == 200)
    receive(room, order, #"{"line_id":\#(line),"quantity":5}"#, key: "1")
    #expect(room.world.post("/v1/purchase-orders/\(order)/cancel", #"{"reason":"x"}"#, as: .storekeeper).status == 409)
    #expect(room.world.ask("PATCH", "/v1/purchase-orders/\(order)", #"{"note":"x"}"#, as: .storekeeper).status == 409)
  }

  @Test func damagedGoesToQuarantineAndTheLineStaysOpen() throws {
    let room = try Storeroom()
    let (order, line, part) = five(room)
    let answer = receive(room, order, #"{"line_id":\#(line),"damaged":2}"#, key: "1")
    #expect(answer["purchase_order/status"].string == "sent")
    #expect(answer["purchase_order/lines/0/awaited"].thousandths == 5_000)
    #expect(room.part(part)["on_hand"].thousandths == 0)
    #expect(room.part(part)["places/0/kind"].string == "quarantine")
    #expect(receive(room, order, #"{"line_id":\#(line)}"#, key: "2").codes == ["receipt_empty"])
    #expect(try room.faults() == [])
  }

  @Test func aWrongPartGoesToQuarantineAndWhatWasOrderedIsStillAwaited() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let (part, wrong) = (room.part("W712", supplier: supplier), room.part("W719", supplier: supplier))
    let (_, line) = try room.waiting(part, promised: 1)
    let (_, other) = try room.waiting(wrong, promised: 1)
    let made = room.world.post("/v1/purchase-orders/from-shortages", #"{"part_ids":[\#(part)]}"#, as: .storekeeper)
    let (order, purchaseLine) = (made["purchase_orders/0/id"].int ?? 0, made["purchase_orders/0/lines/0/id"].int ?? 0)
    _ = room.world.post("/v1/purchase-orders/\(order)/send", "{}", as: .storekeeper)
    let came = receive(room, order, #"{"line_id":\#(purchaseLine),"part_id":\#(wrong),"damaged":1}"#, key: "1")
    #expect(came["purchase_order/status"].string == "sent")
    #expect(came["purchase_order/lines/0/awaited"].thousandths == 1_000)
    #expect(came["served"].array.isEmpty)
    #expect(try room.figures(line) == [0, 1_000, 0, 0])
    // Nobody is served from quarantine, not even an order that waits for this part.
    #expect(try room.figures(other)[0] == 0)
    #expect(room.part(wrong)["places/0/kind"].string == "quarantine")
    #expect(try room.faults() == [])
  }

  @Test func whatComesServesTheEarliestPromiseAndSaysWhoHasEverything() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let part = room.part("W712", supplier: supplier)
    let (_, late) = try room.waiting(part, 1_000, promised: 9)
    let (soonOrder, soon) = try room.waiting(part, 2_000, promised: 2)
    let made = room.world.post("/v1/purchase-orders/from-shortages", "{}", as: .storekeeper)
    #expect(made["purchase_orders"].array.count == 1)
    #expect(made["purchase_orders/0/lines/0/quantity"].thousandths == 3_000)
    #expect(made["purchase_orders/0/lines/0/claims"].array.compactMap { $0["line_id"].int } == [soon, late])
    #expect(room.world.post("/v1/purchase-orders/from-shortages", "{}", as: .storekeeper)["purchase_orders"].array.isEmpty)
    #expect(try room.figures(soon) == [0, 2_000, 0, 0])
    let order = made["purchase_orders/0/id"].int ?? 0
    let line = made["purchase_orders/0/lines/0/id"].int ?? 0
    _ = room.world.post("/v1/purchase-orders/\(order)/send", "{}", as: .storekeeper)
    #expect(try room.events("work_order.parts_expected").contains(soonOrder))
    let came = receive(room, order, #"{"line_id":\#(line),"quantity":2}"#, key: "1")
    #expect(came["served"].array.compactMap { $0["line_id"].int } == [soon])
    #expect(came["complete_work_order_ids/0"].int == soonOrder)
    #expect(try room.figures(late) == [0, 1_000, 0, 0])
    #expect(try room.faults() == [])
  }

  @Test func ofAnOrderThatIsClosedNothingIsAwaited() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let part = room.part("W712", supplier: supplier)
    let (_, line) = try room.waiting(part, 3_000, promised: 1)
    let made = room.world.post(
      "/v1/purchase-orders", #"{"supplier_id":\#(supplier),"lines":[{"part_id":\#(part),"quantity":3}]}"#, as: .storekeeper)
    let path = "/v1/purchase-orders/\(made.id)"
    func awaited() -> Int64? { room.world.get(path)["lines/0/awaited"].thousandths }
    #expect(awaited() == 3_000)
    _ = room.world.post("\(path)/send", #"{"expected_on":"2026-03-04"}"#, as: .storekeeper)
    let body = #"{"lines":[{"line_id":\#(made["lines/0/id"].int ?? 0),"quantity":1}]}"#
    let came = room.world.post("\(path)/receive", body, as: .storekeeper, key: "1")
    #expect(came["purchase_order/lines/0/awaited"].thousandths == 2_000)
    let cancelled = room.world.post("\(path)/cancel", #"{"reason":"Нет у поставщика"}"#, as: .storekeeper)
    #expect(cancelled["purchase_order/lines/0/awaited"].thousandths == 0)
    #expect(cancelled["purchase_order/lines/0/received"].thousandths == 1_000)
    #expect(awaited() == 0)
    #expect(room.world.get(path)["lines/0/claims"].array.isEmpty)
    #expect(room.part(part)["incoming"].array.isEmpty)
    #expect(room.world.get("/v1/parts/lookup?number=W712")["found/0/expected/purchase_order_id"].isNull)
    room.world.wait(days: 5)
    #expect(room.world.get("/v1/purchase-orders/overdue")["items"].array.isEmpty)
    #expect(try room.figures(line) == [1_000, 0, 0, 0])
    let short = room.world.post("/v1/purchase-orders/from-shortages", "{}", as: .storekeeper)
    #expect(short["purchase_orders/0/lines/0/quantity"].thousandths == 2_000)

    let draft = short["purchase_orders/0/id"].int ?? 0
    let dropped = room.world.post("/v1/purchase-orders/\(draft)/cancel", #"{"reason":"нет"}"#, as: .storekeeper)
    #expect(dropped["purchase_order/lines/0/awaited"].thousandths == 0)
  }

  @Test func aDeliveryExpectedOnADayOffIsWarnedOfWhileItIsExpected() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let (part, other) = (room.part("W712", supplier: supplier), room.part("W713", supplier: supplier))
    let made = room.world.post(
      "/v1/purchase-orders",
      #"{"supplier_id":\#(supplier),"expected_on":"2026-03-07","lines":[{"part_id":\#(part),"quantity":1,"expected_on":"2026-03-06"},"#
        + #"{"part_id":\#(other),"quantity":1,"expected_on":"2026-03-08"}]}"#, as: .storekeeper)
    #expect(made.status == 201)
    /// Pointers of the warnings about expected days.
    func warned(_ answer: World.Answer, _ at: String = "warnings") -> [String] {
      answer[at].array.map { $0["code"].string == "expected_on_day_off" ? $0["message"].string ?? "" : "?" }.map { message in
        ["07", "08", "15"].first { message.contains("\($0).03.2026") || message.contains("2026-03-\($0)") } ?? message
      }
    }
    #expect(warned(made) == ["07", "08"])
    let path = "/v1/purchase-orders/\(made.id)"
    #expect(warned(room.world.post("\(path)/send", #"{"expected_on":"2026-03-09"}"#, as: .storekeeper)) == ["08"])
    let body = #"{"lines":[{"line_id":\#(made["lines/1/id"].int ?? 0),"quantity":1}]}"#
    #expect(warned(room.world.post("\(path)/receive", body, as: .storekeeper, key: "1"), "purchase_order/warnings").isEmpty)
    let moved = room.world.ask("PATCH", path, #"{"expected_on":"2026-03-15"}"#, as: .storekeeper)
    #expect(warned(moved) == ["15"])
    #expect(warned(room.world.post("\(path)/cancel", #"{"reason":"нет"}"#, as: .storekeeper), "purchase_order/warnings").isEmpty)
  }

  @Test func cancellingKeepsWhatCameAndReopensTheShortage() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let part = room.part("W712", supplier: supplier)
    let (order, line) = try room.waiting(part, 5_000, promised: 2)
    let made = room.world.post("/v1/purchase-orders/from-shortages", #"{"work_order_id":\#(order)}"#, as: .storekeeper)
    let purchase = made["purchase_orders/0/id"].int ?? 0
    _ = room.world.post("/v1/purchase-orders/\(purchase)/send", "{}", as: .storekeeper)
    receive(room, purchase, #"{"line_id":\#(made["purchase_orders/0/lines/0/id"].int ?? 0),"quantity":3}"#, key: "1")
    let cancelled = room.world.post("/v1/purchase-orders/\(purchase)/cancel", #"{"reason":"Нет у поставщика"}"#, as: .storekeeper)
    #expect(cancelled["purchase_order/status"].string == "cancelled")
    #expect(cancelled["reopened_shortages/0/line_id"].int == line)
    #expect(cancelled["reopened_shortages/0/quantity"].thousandths == 2_000)
    #expect(try room.figures(line) == [3_000, 0, 0, 0])
    #expect(receive(room, purchase, #"{"line_id":1,"quantity":1}"#, key: "2").status == 409)
    let again = room.world.post("/v1/purchase-orders/from-shortages", "{}", as: .storekeeper)
    #expect(again["purchase_orders/0/lines/0/quantity"].thousandths == 2_000)
    #expect(try room.faults() == [])
  }

  @Test func aChangedPriceIsNamedAndKept() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let part = room.part("W712", supplier: supplier)
    let (_, line) = try room.waiting(part)
    let made = room.world.post("/v1/purchase-orders/from-shortages", "{}", as: .storekeeper)
    let purchase = made["purchase_orders/0/id"].int ?? 0
    _ = room.world.post("/v1/purchase-orders/\(purchase)/send", "{}", as: .storekeeper)
    let came = receive(
      room, purchase, #"{"line_id":\#(made["purchase_orders/0/lines/0/id"].int ?? 0),"quantity":1,"price_minor":60000}"#, key: "1")
    #expect(came["price_changes/0/ordered_minor"].int == 10_000)
    #expect(came["price_changes/0/received_minor"].int == 60_000)
    #expect(came["price_changes/0/sold_below_cost_line_ids/0"].int == line)
    #expect(room.part(part)["purchase_price_minor"].int == 60_000)
    #expect(came["purchase_order/receipts/0/lines/0/price_minor"].int == 60_000)
  }
}
