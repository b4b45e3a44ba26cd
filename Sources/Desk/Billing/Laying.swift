internal import Domain
internal import SQLite

/// Lays money on documents: the one place that writes what of a payment pays what, on both sides at once.
struct Laying {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// A negative amount takes back.
  func lay(_ amount: Money, of payment: Int64, on document: Int64, client: Int64?, order: Int64) throws {
    try PaymentTable(context.db).addAllocated(amount, to: payment)
    try DocumentTable(context.db).addPaid(amount, to: document)
    try AllocationTable(context.db).insert(payment: payment, document: document, amount, at: context.now)
    try context.record(
      amount > .zero ? "payment.allocated" : "payment.freed", Subject("payment", payment, client: client, workOrder: order),
      [.fact("document_id", .integer(document)), .fact("amount_minor", .init(amount))])
  }
}
