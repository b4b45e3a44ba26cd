import Desk
import Domain
import SQLite
import Testing

@testable import API

@Suite struct StockWalkTests {
  @Test(arguments: [20_260_302, 1, 2, 3, 4, 5, 6, 7] as [UInt64]) func allFiguresAgreeAfterThreeHundredDeeds(seed: UInt64) throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let parts = ["A1", "B2", "C3"].map { room.part($0, "5", price: 333, supplier: supplier, unit: "litre") }
    var walk = Walk(seed: seed)
    var lines: [(order: Int64, line: Int64)] = []
    for promised in 1...8 {
      lines.append(try room.waiting(parts[promised % 3], Int64(walk.below(4) + 1) * 500, promised: Int64(promised)))
    }
    var done = 0
    for step in 1...300 {
      let part = parts[walk.below(3)]
      let (order, line) = lines[walk.below(lines.count)]
      let half = "\(Double(walk.below(6) + 1) / 2)"
      let path = "/v1/work-orders/\(order)/lines/\(line)"
      let answer: World.Answer
      switch walk.below(12) {
      case 0: answer = room.world.post("\(path)/issue", #"{"quantity":\#(half)}"#, as: .storekeeper)
      case 1: answer = room.world.post("\(path)/return", #"{"quantity":\#(half)}"#, as: .storekeeper)
      case 2: answer = room.world.post("/v1/parts/\(part)/adjust", #"{"counted":\#(half),"reason":"счёт"}"#, as: .storekeeper)
      case 3: answer = room.world.post("/v1/parts/\(part)/write-off", #"{"quantity":\#(half),"reason":"бой"}"#, as: .storekeeper)
      case 4:
        let (from, to) = walk.below(2) == 0 ? (1, 2) : (2, 1)
        answer = room.world.post(
          "/v1/parts/\(part)/transfer", #"{"quantity":\#(half),"from_location_id":\#(from),"to_location_id":\#(to)}"#, as: .storekeeper)
      case 5:
        answer = room.world.post(
          "/v1/parts/\(part)/receive", #"{"quantity":\#(half),"price_minor":\#(walk.below(900)),"reason":"найдено"}"#, as: .storekeeper,
          key: "walk-\(step)")
      case 6:
        answer = room.world.post("/v1/purchase-orders/from-shortages", #"{"include_minimums":true}"#, as: .storekeeper)
      case 7:
        lines.append(try room.waiting(part, Int64(walk.below(5) + 1) * 500, promised: Int64(walk.below(20))))
        continue
      case 8:
        // A line with issued parts stays and keeps waiting, so nothing is released.
        let removed = try room.world.desk.db.execute("UPDATE order_lines SET status = 'removed' WHERE id = ? AND issued = 0", line)
        if removed == 1 { try room.stock { try $0.release(lineID: line) } }
        continue
      default: answer = try purchaseStep(room, &walk, step)
      }
      #expect([200, 201, 409, 422].contains(answer.status), "\(step): \(answer)")
      if answer.status < 300 { done += 1 }
      let faults = try room.faults()
      #expect(faults == [], "after step \(step)")
      #expect(try nobodyWaitsInVain(room) == 0, "after step \(step)")
      if !faults.isEmpty { return }
    }
    #expect(done > 100)
  }

  /// Sends, partly receives, or cancels one of the purchase orders.
  private func purchaseStep(_ room: Storeroom, _ walk: inout Walk, _ step: Int) throws -> World.Answer {
    let orders = room.world.get("/v1/purchase-orders?limit=200")["items"].array.compactMap { $0["id"].int }
    guard !orders.isEmpty else { return room.world.post("/v1/purchase-orders/from-shortages", "{}", as: .storekeeper) }
    let id = orders[walk.below(orders.count)]
    switch walk.below(5) {
    case 0, 1: return room.world.post("/v1/purchase-orders/\(id)/send", "{}", as: .storekeeper)
    case 2: return room.world.post("/v1/purchase-orders/\(id)/cancel", #"{"reason":"передумали"}"#, as: .storekeeper)
    default:
      let line = room.world.get("/v1/purchase-orders/\(id)")["lines/0/id"].int ?? 0
      let substitute = walk.below(3) == 0 ? #","part_id":\#(walk.below(3) + 1)"# : ""
      let body =
        #"{"lines":[{"line_id":\#(line),"quantity":\#(walk.below(3)),"damaged":0.5\#(substitute),"price_minor":\#(walk.below(500))}]}"#
      return room.world.post("/v1/purchase-orders/\(id)/receive", body, as: .storekeeper, key: "walk-\(step)")
    }
  }

  /// Lines that lack a part although some of it is available or on its way unclaimed.
  private func nobodyWaitsInVain(_ room: Storeroom) throws -> Int64? {
    try room.world.desk.db.value(
      """
      SELECT count(*) FROM order_lines l JOIN parts p ON p.id = l.part_id
      WHERE l.status IN ('proposed','approved') AND ((l.issued + l.reserved < l.quantity AND p.on_hand > p.reserved)
        OR (l.issued + l.reserved + l.on_order < l.quantity AND EXISTS (SELECT 1 FROM purchase_lines pl
          JOIN purchase_orders po ON po.id = pl.purchase_order_id AND po.status IN ('draft','sent','partly_received')
          WHERE pl.part_id = p.id AND pl.quantity - pl.received > coalesce((SELECT sum(c.quantity - c.served) FROM purchase_claims c
            WHERE c.purchase_line_id = pl.id AND c.released_at IS NULL), 0))))
      """)
  }
}

/// SplitMix64, so that the walk is the same on every machine.
struct Walk {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }
}
