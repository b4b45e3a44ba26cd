import Desk
import Domain
import SQLite
import Testing

@testable import API

@Suite struct StockTests {
  @Test func theLastPartIsReservedOnceEvenInOneTurn() throws {
    let room = try Storeroom()
    let filter = room.part("W712", "1")
    try room.world.desk.db.begin()
    let (_, first) = try room.waiting(filter)
    let (_, second) = try room.waiting(filter)
    try room.world.desk.db.commit()
    #expect(try room.figures(first) == [1_000, 0, 0, 0])
    #expect(try room.figures(second) == [0, 0, 0, 0])
    #expect(room.part(filter)["available"].thousandths == 0)
    #expect(try room.faults() == [])
  }

  @Test func fourAndAHalfLitresAreExact() throws {
    let room = try Storeroom()
    let oil = room.part("5W30", "10", price: 333, unit: "litre")
    let (order, line) = try room.waiting(oil, 4_500)
    let path = "/v1/work-orders/\(order)/lines/\(line)"
    #expect(room.world.post("\(path)/issue", #"{"quantity":4.4}"#, as: .storekeeper)["issued"].thousandths == 4_400)
    let rest = room.world.post("\(path)/issue", #"{"quantity":0.1}"#, as: .storekeeper)
    #expect(rest["issued"].thousandths == 4_500)
    #expect(rest["reserved"].thousandths == 0)
    #expect(room.part(oil)["on_hand"].thousandths == 5_500)
    #expect(room.world.post("\(path)/issue", #"{"quantity":0.0005}"#, as: .storekeeper).codes == ["too_precise"])
    #expect(try room.faults() == [])
  }

  @Test func aFreedReservationGoesToTheEarliestPromise() throws {
    let room = try Storeroom()
    let filter = room.part("W712", "1")
    let (holder, held) = try room.waiting(filter, promised: 1)
    let (_, none) = try room.waiting(filter)
    let (_, late) = try room.waiting(filter, promised: 9)
    let (soonOrder, soon) = try room.waiting(filter, promised: 3)
    try room.world.desk.db.execute("UPDATE work_orders SET status = 'cancelled' WHERE id = ?", holder)
    try room.stock { try $0.release(lineID: held) }
    #expect(try [held, none, late, soon].map { try room.figures($0)[0] } == [0, 0, 0, 1_000])
    #expect(try room.events("work_order.parts_complete") == [soonOrder])
    let queue = room.world.get("/v1/parts/\(filter)/waiting")["items"].array.compactMap { $0["line_id"].int }
    #expect(queue == [late, none])
    #expect(room.world.get("/v1/parts/\(filter)/reservations")["items/0/line_id"].int == soon)
    #expect(try room.faults() == [])
  }

  @Test func aLoweredLineFreesItsSurplusButNotWhatIsIssued() throws {
    let room = try Storeroom()
    let plug = room.part("BKR6", "4")
    let (order, line) = try room.waiting(plug, 4_000)
    _ = room.world.post("/v1/work-orders/\(order)/lines/\(line)/issue", #"{"quantity":2}"#, as: .storekeeper)
    try room.world.desk.db.execute("UPDATE order_lines SET quantity = 3000 WHERE id = ?", line)
    try room.stock { try $0.trim(lineID: line) }
    #expect(try room.figures(line) == [1_000, 0, 2_000, 20_000])
    #expect(room.part(plug)["available"].thousandths == 1_000)
    try room.world.desk.db.execute("UPDATE order_lines SET quantity = 1000 WHERE id = ?", line)
    #expect(throws: Refusal.self) { try room.stock { try $0.trim(lineID: line) } }
  }

  @Test func moreThanReservedTakesFromAvailableButNeverFromOthers() throws {
    let room = try Storeroom()
    let pad = room.part("GDB1632", "3")
    let (_, other) = try room.waiting(pad, 2_000)
    let (order, line) = try room.waiting(pad, 2_000)
    let path = "/v1/work-orders/\(order)/lines/\(line)/issue"
    #expect(room.world.post(path, #"{"quantity":2}"#, as: .storekeeper).codes == ["stock_short"])
    #expect(room.world.post(path, #"{"quantity":3}"#, as: .storekeeper).codes == ["issue_above_need"])
    #expect(room.world.post(path, #"{"quantity":1}"#, as: .storekeeper).status == 200)
    room.takeIn(pad, "5")
    #expect(room.world.post(path, #"{"quantity":1}"#, as: .storekeeper).status == 200)
    #expect(try room.figures(line) == [0, 0, 2_000, 20_000])
    #expect(try room.figures(other)[0] == 2_000)
    #expect(try room.faults() == [])
  }

  @Test func aReturnComesBackAtTheCostItLeftWith() throws {
    let room = try Storeroom()
    let pad = room.part("GDB1632", "2", price: 100)
    let (order, line) = try room.waiting(pad, 2_000)
    let path = "/v1/work-orders/\(order)/lines/\(line)"
    _ = room.world.post("\(path)/issue", #"{"quantity":2}"#, as: .storekeeper)
    room.takeIn(pad, "2", price: 900)
    #expect(try room.figures(line) == [0, 0, 2_000, 200])
    let back = room.world.post("\(path)/return", #"{"quantity":1,"reason":"Лишняя"}"#, as: .storekeeper)
    #expect(back["issued"].thousandths == 1_000)
    #expect(back["issued_cost_minor"].int == 100)
    #expect(back["reserved"].thousandths == 1_000)
    #expect(room.part(pad)["value_minor"].int == 1_900)
    #expect(room.world.post("\(path)/return", #"{"quantity":2}"#, as: .storekeeper).codes == ["return_above_issued"])
    #expect(try room.faults() == [])
  }

  @Test func theMovingAverageOfAnIssueDoesNotChangeLater() throws {
    let room = try Storeroom()
    let belt = room.part("6PK2070", "1", price: 100)
    room.takeIn(belt, "2", price: 201)
    #expect(room.part(belt)["average_cost_minor"].int == 167)
    let (order, line) = try room.waiting(belt, 2_000)
    _ = room.world.post("/v1/work-orders/\(order)/lines/\(line)/issue", #"{"quantity":2}"#, as: .storekeeper)
    #expect(try room.figures(line)[3] == 335)  // 502 × 2 / 3 = 334.67
    room.takeIn(belt, "10", price: 5_000)
    #expect(try room.figures(line)[3] == 335)
    let row = room.world.get("/v1/parts/\(belt)/moves?kind=issue", as: .storekeeper)
    #expect(row["items/0/cost_minor"].int == -335)
    #expect(room.world.get("/v1/parts/\(belt)/moves", as: .viewer)["items/0/cost_minor"].isNull)
    #expect(try room.faults() == [])
  }

  @Test func aCountBelowTheReservedTakesFromTheLatestPromiseAndSaysSo() throws {
    let room = try Storeroom()
    let filter = room.part("W712", "3")
    let (_, soon) = try room.waiting(filter, promised: 1)
    let (_, none) = try room.waiting(filter)
    let (lateOrder, late) = try room.waiting(filter, promised: 5)
    let answer = room.world.post("/v1/parts/\(filter)/adjust", #"{"counted":1,"reason":"Инвентаризация"}"#, as: .storekeeper)
    #expect(answer.status == 200)
    #expect(answer["part/on_hand"].thousandths == 1_000)
    #expect(answer["lost_reservations"].array.compactMap { $0["line_id"].int } == [none, late])
    #expect(answer["lost_reservations/1/work_order_id"].int == lateOrder)
    #expect(try [soon, none, late].map { try room.figures($0)[0] } == [1_000, 0, 0])
    #expect(try room.events("order_line.reservation_lost") == [none, late])
    let up = room.world.post("/v1/parts/\(filter)/adjust", #"{"counted":2,"reason":"Нашлась"}"#, as: .storekeeper)
    #expect(up["lost_reservations"].array.isEmpty)
    #expect(try room.figures(late)[0] == 1_000)
    #expect(try room.faults() == [])
  }

  @Test func quarantineIsOnHandForNobody() throws {
    let room = try Storeroom()
    let filter = room.part("W712", "2", price: 150)
    let (order, line) = try room.waiting(filter, 2_000)
    let carried = room.world.post(
      "/v1/parts/\(filter)/transfer", #"{"quantity":1,"from_location_id":1,"to_location_id":2,"reason":"Вмятина"}"#, as: .storekeeper)
    #expect(carried["lost_reservations/0/line_id"].int == line)
    #expect(carried["part/on_hand"].thousandths == 1_000)
    #expect(carried["part/value_minor"].int == 150)
    let fromQuarantine = room.world.post(
      "/v1/work-orders/\(order)/lines/\(line)/issue", #"{"quantity":1,"location_id":2}"#, as: .storekeeper)
    #expect(fromQuarantine.codes == ["in_quarantine"])
    #expect(
      room.world.post("/v1/parts/\(filter)/write-off", #"{"quantity":2,"location_id":2,"reason":"Брак"}"#, as: .storekeeper).codes
        == ["location_short"])
    _ = room.world.post(
      "/v1/parts/\(filter)/transfer", #"{"quantity":1,"from_location_id":2,"to_location_id":1}"#, as: .storekeeper)
    #expect(try room.figures(line)[0] == 2_000)
    #expect(
      room.world.post(
        "/v1/parts/\(filter)/transfer", #"{"quantity":1,"from_location_id":1,"to_location_id":1}"#, as: .storekeeper
      ).codes == ["same_location"])
    #expect(try room.faults() == [])
  }

  @Test func aTransferNamesBothPlacesThatAreNone() throws {
    let room = try Storeroom()
    let filter = room.part("W712", "2")
    func carry(_ from: Int64, _ to: Int64) -> World.Answer {
      room.world.post(
        "/v1/parts/\(filter)/transfer", #"{"quantity":1,"from_location_id":\#(from),"to_location_id":\#(to)}"#, as: .storekeeper)
    }
    #expect(carry(98, 99).pointers == ["/from_location_id", "/to_location_id"])
    #expect(carry(98, 99).codes == ["no_such_location", "no_such_location"])
    #expect(carry(1, 99).pointers == ["/to_location_id"])
    #expect(carry(99, 1).pointers == ["/from_location_id"])
  }

  @Test func aReceiptWithoutAPriceCostsWhatWasPaidLast() throws {
    let room = try Storeroom()
    let belt = room.part("6PK2070", price: 0)
    room.takeIn(belt, "1", price: 100)
    room.takeIn(belt, "1", price: 300)
    #expect(room.part(belt)["purchase_price_minor"].int == 300)
    room.takeIn(belt, "1")
    #expect(room.part(belt)["value_minor"].int == 700)
    // A free delivery says nothing about the price of the next one.
    room.takeIn(belt, "1", price: 0)
    room.takeIn(belt, "1")
    #expect(room.part(belt)["value_minor"].int == 1_000)
    #expect(room.part(belt)["purchase_price_minor"].int == 300)
    #expect(try room.faults() == [])
  }

  @Test func onePartInTwoPlacesIsIssuedFromBoth() throws {
    let room = try Storeroom()
    let shelf = room.world.post("/v1/locations", #"{"name":"Стеллаж Б"}"#, as: .storekeeper).id
    #expect(room.world.post("/v1/locations", #"{"name":"Стеллаж Б"}"#, as: .storekeeper).codes == ["location_exists"])
    let filter = room.part("W712", "3")
    _ = room.world.post(
      "/v1/parts/\(filter)/transfer", #"{"quantity":2,"from_location_id":1,"to_location_id":\#(shelf)}"#, as: .storekeeper)
    let (order, line) = try room.waiting(filter, 3_000)
    let path = "/v1/work-orders/\(order)/lines/\(line)/issue"
    #expect(room.world.post(path, #"{"quantity":2,"location_id":1}"#, as: .storekeeper).codes == ["location_short"])
    #expect(room.world.post(path, #"{"quantity":3}"#, as: .storekeeper).status == 200)
    #expect(room.part(filter)["on_hand"].thousandths == 0)
    #expect(room.part(filter)["value_minor"].int == 0)
    #expect(try room.faults() == [])
  }

  @Test func issuingNeedsAnOrderInWorkAndAnApprovedLine() throws {
    let room = try Storeroom()
    let filter = room.part("W712", "2")
    let order = try room.order(status: "estimating")
    let line = try room.line(order, filter, status: "proposed")
    let refused = room.world.post("/v1/work-orders/\(order)/lines/\(line)/issue", #"{"quantity":1}"#, as: .storekeeper)
    #expect(refused.status == 409)
    #expect(refused.codes == ["order_not_in_work", "line_not_approved"])
    #expect(room.world.post("/v1/work-orders/99/lines/\(line)/issue", #"{"quantity":1}"#, as: .storekeeper).status == 404)
    #expect(room.world.post("/v1/work-orders/\(order)/lines/\(line)/issue", #"{"quantity":1}"#, as: .mechanic).status == 403)
  }

  @Test func anIssueRepeatedWithItsKeyHappensOnceAndRaisesTheOrder() throws {
    let room = try Storeroom()
    let filter = room.part("W712", "5")
    let (order, line) = try room.waiting(filter, 2_000)
    let before: Int64 =
      try room.world.desk.db.value("SELECT version FROM work_order_entries WHERE work_order_id = ? AND kind = 0", order) ?? 0
    let path = "/v1/work-orders/\(order)/lines/\(line)/issue"
    let first = room.world.post(path, #"{"quantity":1}"#, as: .storekeeper, key: "k")
    let again = room.world.post(path, #"{"quantity":1}"#, as: .storekeeper, key: "k")
    #expect(first.body == again.body)
    #expect(try room.figures(line)[2] == 1_000)
    #expect(first["work_order_version"].int ?? 0 > before)
  }
}
