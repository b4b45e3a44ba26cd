internal import Domain
internal import SQLite

/// The amount that the client approved in an order, and the tolerance by which a bill may exceed it.
struct Approved {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// The limit from everything that was approved in the order, or from what was approved of `lines`.
  func overrun(of order: WorkOrder, lines: Set<Int64>? = nil) throws -> Overrun? {
    guard let client = try ClientTable(context.db).find(order.clientID) else { return nil }
    let approved = try byLine(order).filter { lines?.contains($0.key) ?? true }
    return try Overrun(
      approved: try Money.sum(approved.values), client: client, instruction: order.standingInstruction,
      standingLimit: order.standingLimit, companyDefault: context.settings.companyOverrun)
  }

  /// The most that the client pays of a line. A line that was the client's alone may have grown within the tolerance,
  /// and a line that was never offered is wholly within it.
  func clientPart(of line: OrderLine) throws -> Money {
    let item = try EstimateLineTable(context.db).approved(line.id)
    return item.map { $0.clientGross == $0.gross ? line.gross : $0.clientGross } ?? line.gross
  }

  /// Lines of the client's document that exceed what was approved of them.
  func excesses(in draft: BillingDraft, of order: WorkOrder) throws -> [Reason] {
    let approved = try byLine(order)
    return draft.lines.compactMap { line in
      let agreed = approved[line.orderLineID] ?? .zero
      return line.gross > agreed ? .lineAboveApproved(line.name, billed: line.gross, approved: agreed) : nil
    }
  }

  /// The client's part of every line approved by word, signature or link. Lines approved under the standing
  /// instruction are left out unless asked for. If the client refused everything, the fees agreed after that (such as
  /// the diagnosis) count as approved.
  func byLine(_ order: WorkOrder, withStanding: Bool = false) throws -> [Int64: Money] {
    let rows = try context.db.all(
      """
      SELECT i.order_line_id, i.client_gross_minor
      FROM estimates e JOIN approvals a ON a.estimate_id = e.id JOIN estimate_lines i ON i.estimate_id = e.id
      WHERE e.work_order_id = ? AND e.status = 'approved' AND i.decision = 'approved' AND (? OR a.how <> 'standing_instruction')
      UNION ALL
      SELECT l.id, COALESCE((SELECT sum(p.gross_minor) FROM line_payers p WHERE p.order_line_id = l.id AND p.role = 'client'),
        CASE WHEN EXISTS (SELECT 1 FROM line_payers p WHERE p.order_line_id = l.id) THEN 0 ELSE l.gross_minor END)
      FROM order_lines l
      WHERE l.work_order_id = ? AND l.kind = 'labour' AND l.status = 'done'
        AND NOT EXISTS (SELECT 1 FROM estimates e WHERE e.work_order_id = l.work_order_id AND e.status = 'approved')
        AND NOT EXISTS (SELECT 1 FROM estimate_lines i WHERE i.order_line_id = l.id)
      """, order.id, withStanding, order.id
    ) { row in try (line: row[0] as Int64, amount: row[1] as Money) }
    var sums: [Int64: Money] = [:]
    for row in rows { sums[row.line] = try (sums[row.line] ?? .zero).adding(row.amount) }
    return sums
  }
}
