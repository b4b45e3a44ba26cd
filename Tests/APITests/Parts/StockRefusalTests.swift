import Desk
import Domain
import SQLite
import Testing

@testable import API

/// Tests that refusals to issue or to return name the true reason.
@Suite struct StockRefusalTests {
  @Test func whatStandsAgainstAnIssueOrAReturnIsNamedForWhatItIs() throws {
    let room = try Storeroom()
    let filter = room.part("W712", "5")
    let (order, line) = try room.waiting(filter, 2_000)
    func refused(_ deed: String, _ line: Int64, _ quantity: Int = 1) -> [String] {
      room.world.post("/v1/work-orders/\(order)/lines/\(line)/\(deed)", #"{"quantity":\#(quantity)}"#, as: .storekeeper).codes
    }
    func set(_ line: Int64, _ status: String) throws {
      try room.world.desk.db.execute(
        "UPDATE order_lines SET status = ?1, done_at = CASE ?1 WHEN 'done' THEN 0 END WHERE id = ?2", status, line)
    }
    func set(order status: String) throws {
      try room.world.desk.db.execute("UPDATE work_orders SET status = ? WHERE id = ?", status, order)
    }
    #expect(refused("return", line) == ["return_above_issued"], "nothing is issued")
    #expect(refused("issue", line, 2).isEmpty)
    try set(line, "done")
    #expect(refused("return", line) == ["part_fitted"])
    #expect(refused("issue", line) == ["part_fitted"])
    try set(order: "ready")
    #expect(refused("return", line) == ["order_not_in_work", "part_fitted"])
    try set(order: "cancelled")
    #expect(refused("return", line).isEmpty, "what was called off may come out again")
    try set(order: "in_repair")

    for status in ["proposed", "declined", "removed"] {
      let other = try room.line(order, filter, status: "proposed")
      try set(other, status)
      #expect(refused("issue", other) == ["line_not_approved"], "\(status)")
      #expect(refused("return", other) == ["return_above_issued"], "\(status)")
    }
    // Labour and the client's own parts have nothing to do with the store, whatever their status.
    let labour = try room.world.desk.db.insert(
      """
      INSERT INTO order_lines (work_order_id, kind, status, code, name, unit, quantity, unit_price_minor, gross_minor, tax_category,
        created_at) VALUES (?, 'labour', 'proposed', '', 'Замена', 'hour', 1000, 0, 0, 'standard', 0)
      """, order)
    let brought = try room.line(order, filter, status: "proposed")
    try room.stock { try $0.release(lineID: brought) }
    try room.world.desk.db.execute("UPDATE order_lines SET client_supplied = 1, part_id = NULL WHERE id = ?", brought)
    for line in [labour, brought] {
      for status in ["proposed", "approved", "done"] {
        try set(line, status)
        #expect(refused("issue", line) == ["line_without_stock"], "\(status)")
        #expect(refused("return", line) == ["line_without_stock"], "\(status)")
      }
    }
  }
}
