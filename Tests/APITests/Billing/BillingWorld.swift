import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

/// Inserts orders with finished work straight into the tables.
extension World {
  struct Work {
    var name = "Замена масла"
    var kind = "labour"
    var quantity: Int64 = 1_000
    var price: Int64
    var discount: Int64 = 0
    var tax = "standard"
    /// Role, client, share in basis points, gross, category.
    var payers: [(role: String, client: Int64?, share: Int64, gross: Int64, tax: String)] = []
    /// The client's part of the approval; nil: all that the client pays.
    var approved: Int64?
    /// True if the line is on no estimate.
    var isFee = false
  }

  func payer(_ name: String, kind: String = "person", creditDays: Int64 = 0, overrun: Int64? = nil) throws -> Int64 {
    try desk.db.insert(
      """
      INSERT INTO clients (kind, name, credit_days, credit_limit_minor, overrun_bp, search_text, created_at)
      VALUES (?, ?, ?, 100000000, ?, '', 1772434800000)
      """, kind, name, creditDays, overrun)
  }

  func order(
    of client: Int64, _ work: [Work], status: String = "ready", completedAt: String = "2026-03-02T06:00:00Z",
    instruction: String = "call_me", limit: Int64? = nil, how: String = "phone"
  ) throws -> Int64 {
    let db = desk.db
    let car = try vehicle(of: client)
    let done = try Instant(text: completedAt)
    let number = try desk.perform(as: .desk) { try $0.nextNumber(.workOrder) }
    let order = try db.insert(
      """
      INSERT INTO work_orders (number, kind, status, client_id, vehicle_id, advisor_id, odometer_km, standing_instruction,
        standing_limit_minor, opened_at, completed_at, search_text) VALUES (?, 'commercial', ?, ?, ?, 1, 50000, ?, ?, 0, ?, '')
      """, number, status, client, car, instruction, limit, done)
    let estimate = try db.insert(
      """
      INSERT INTO estimates (work_order_id, kind, title, status, promised_at, gross_minor, vat_minor, client_gross_minor, created_by_id,
        created_at) VALUES (?, 'main', 'A', ?, 0, 0, 0, 0, 1, 0)
      """, order, work.contains(where: \.isFee) ? "declined" : "approved")
    try db.execute("INSERT INTO approvals (estimate_id, how, user_id, at) VALUES (?, ?, 1, 0)", estimate, how)
    for item in work { try add(item, to: order, estimate) }
    return order
  }

  private func add(_ work: Work, to order: Int64, _ estimate: Int64) throws {
    let db = desk.db
    let quantity = Quantity(thousandths: work.quantity)
    let gross = try Money.gross(quantity: quantity, unitPrice: Money(work.price), discount: Share(bp: work.discount)).rawValue
    var part: Int64?
    if work.kind == "part" {
      part = try db.insert(
        """
        INSERT INTO parts (article, article_key, maker, maker_key, name, unit, price_minor, search_text, created_at)
        VALUES (?, ?, 'Volvo', 'VOLVO', ?, 'piece', ?, '', 0)
        """, "A\(order)-\(work.name)", "A\(order)\(work.name)", work.name, work.price)
    }
    let line = try db.insert(
      """
      INSERT INTO order_lines (work_order_id, kind, status, part_id, code, name, unit, quantity, unit_price_minor, discount_bp, gross_minor,
        tax_category, issued, created_at) VALUES (?, ?, 'done', ?, 'C', ?, ?, ?, ?, ?, ?, ?, ?, 0)
      """, order, work.kind, part, work.name, part == nil ? "hour" : "piece", quantity, work.price, work.discount, gross, work.tax,
      part == nil ? 0 : work.quantity)
    for (index, payer) in work.payers.enumerated() {
      try db.execute(
        """
        INSERT INTO line_payers (order_line_id, position, role, payer_client_id, share_bp, gross_minor, tax_category)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """, line, index + 1, payer.role, payer.client, payer.share, payer.gross, payer.tax)
    }
    guard !work.isFee else { return }
    let own = work.payers.isEmpty ? gross : work.payers.filter { $0.role == "client" }.map(\.gross).reduce(0, +)
    try db.execute(
      """
      INSERT INTO estimate_lines (estimate_id, order_line_id, kind, code, name, unit, quantity, unit_price_minor, discount_bp, gross_minor,
        tax_category, vat_rate_bp, vat_minor, client_gross_minor, decision) VALUES (?, ?, ?, 'C', ?, 'hour', ?, ?, ?, ?, ?, 0, 0, ?, 'approved')
      """, estimate, line, work.kind, work.name, quantity, work.price, work.discount, gross, work.tax, work.approved ?? own)
  }

  /// Documents by the payer's role.
  func bill(_ order: Int64, _ body: String = "{}") -> [String: JSONValue] {
    let answer = post("/v1/work-orders/\(order)/invoices", body, as: .advisor)
    #expect(answer.status == 201, "\(answer)")
    return Dictionary(answer["documents"].array.map { ($0["payer_role"].string ?? "", $0) }, uniquingKeysWith: { $1 })
  }

  func pay(_ body: String, key: String = "k\(Int64.random(in: 0...Int64.max))") -> Answer {
    post("/v1/payments", body, as: .advisor, key: key)
  }

  /// The ids of a list, walked in pages of one.
  func walk(_ list: String) -> [Int64] {
    var found: [Int64] = []
    var path: String? = list + "&limit=1"
    while let next = path, found.count < 9 {
      let page = get(next)
      found += page["items"].array.compactMap { $0["id"].int }
      path = page["next_cursor"].string.map { "\(list)&limit=1&cursor=\($0)" }
    }
    return found
  }

  /// What `servicedesk check` says of billing.
  func billingFaults() throws -> [String] { try BillingCheck(desk.db).faults() }
}
