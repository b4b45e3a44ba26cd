internal import Domain

/// The lines that an advance pays for: the payer's parts of the lines that stand in its order, by tax category.
struct AdvanceCover {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// Empty without an order, and while the order has no line that the payer pays.
  func parts(of payment: Payment) throws -> [Payment.Covered] {
    guard let id = payment.workOrderID, let order = try WorkOrderTable(context.db).find(id) else { return [] }
    let payers = Dictionary(grouping: try LinePayerTable(context.db).all(of: id), by: \.orderLineID)
    return try OrderLineTable(context.db).all(of: id).filter(\.stands).flatMap { line -> [Payment.Covered] in
      guard let shared = payers[line.id] else {
        return payment.clientID == order.clientID ? [Payment.Covered(line.taxCategory, line.gross)] : []
      }
      return shared.filter { $0.payerClientID == payment.clientID }.map { Payment.Covered($0.billedCategory, $0.gross) }
    }
  }
}
