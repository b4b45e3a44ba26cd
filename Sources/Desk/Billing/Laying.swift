internal import Domain
internal import SQLite

/// Allocates payments to documents. It is the only place that writes allocations, and it writes both sides at once.
struct Laying {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// Allocates to a document as it was before. Records when that pays it in full.
  func lay(_ amount: Money, of payment: Int64, on document: BillingDocument) throws {
    try lay(amount, of: payment, on: document.id, client: document.payerClientID, order: document.workOrderID)
    if amount == document.open {
      try context.record(
        .documentPaid, Subject(.document, document.id, client: document.payerClientID, workOrder: document.workOrderID),
        [.fact("number", .text(document.number))])
    }
  }

  /// Allocates what is left of a payment to the payer's open documents, oldest first: those of the given order, else
  /// of the payment's own order, else all. Returns the allocated sum.
  @discardableResult
  func layOnOldest(_ payment: Payment, ofOrder order: Int64? = nil) throws -> Money {
    guard payment.left > .zero else { return .zero }
    let open = try DocumentTable(context.db).open(ofClient: payment.clientID, order: order ?? payment.workOrderID)
    var laid = Money.zero
    for share in Allocation.plan(payment.left, over: open) {
      try lay(share.amount, of: payment.id, on: share.document)
      laid = try laid.adding(share.amount)
    }
    return laid
  }

  /// Allocates an amount; a negative amount takes it back.
  func lay(_ amount: Money, of payment: Int64, on document: Int64, client: Int64?, order: Int64) throws {
    try PaymentTable(context.db).addAllocated(amount, to: payment)
    try DocumentTable(context.db).addPaid(amount, to: document)
    try AllocationTable(context.db).insert(payment: payment, document: document, amount, at: context.now)
    try context.record(
      amount > .zero ? .paymentAllocated : .paymentFreed, Subject(.payment, payment, client: client, workOrder: order),
      [.fact("document_id", .integer(document)), .fact("amount_minor", .init(amount))])
  }
}
