internal import Domain

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
  /// instruction are left out unless asked for.
  func byLine(_ order: WorkOrder, withStanding: Bool = false) throws -> [Int64: Money] {
    var sums: [Int64: Money] = [:]
    for part in try EstimateLineTable(context.db).approvedParts(ofOrder: order.id, withStanding: withStanding) {
      sums[part.line] = try (sums[part.line] ?? .zero).adding(part.amount)
    }
    return sums
  }
}
