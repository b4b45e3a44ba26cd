internal import Domain
internal import SQLite

/// Lays money on documents: the one place that writes what of a payment pays what, on both sides at once.
struct Laying {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// On a document as it was before; that it is paid in full now is told.
  func lay(_ amount: Money, of payment: Int64, on document: BillingDocument) throws {
    try lay(amount, of: payment, on: document.id, client: document.payerClientId, order: document.workOrderId)
    if amount == document.open {
      try context.record(
        .documentPaid, Subject(.document, document.id, client: document.payerClientId, workOrder: document.workOrderId),
        [.fact("number", .text(document.number))])
    }
  }

  /// What is left of a payment, on the payer's open documents, the oldest first: of the order that is named, of its own order, or of all where it has none.
  /// Answers what was laid.
  @discardableResult
  func layOnOldest(_ payment: Payment, ofOrder order: Int64? = nil) throws -> Money {
    guard payment.left > .zero else { return .zero }
    let open = try DocumentTable(context.db).open(ofClient: payment.clientId, order: order ?? payment.workOrderId)
    var laid = Money.zero
    for share in Allocation.plan(payment.left, over: open) {
      try lay(share.amount, of: payment.id, on: share.document)
      laid = try laid.adding(share.amount)
    }
    return laid
  }

  /// A negative amount takes back.
  func lay(_ amount: Money, of payment: Int64, on document: Int64, client: Int64?, order: Int64) throws {
    try PaymentTable(context.db).addAllocated(amount, to: payment)
    try DocumentTable(context.db).addPaid(amount, to: document)
    try AllocationTable(context.db).insert(payment: payment, document: document, amount, at: context.now)
    try context.record(
      amount > .zero ? .paymentAllocated : .paymentFreed, Subject(.payment, payment, client: client, workOrder: order),
      [.fact("document_id", .integer(document)), .fact("amount_minor", .init(amount))])
  }
}
