package import Domain
internal import SQLite

/// Payments and the documents that they pay. A payment may come before the invoice; then it is an advance.
package struct Payments {
  let context: Context
  package init(_ context: Context) { self.context = context }

  package struct Filter: Sendable {
    package var number: String?
    package var clientID: Int64?
    package var workOrderID: Int64?
    package var method: Payment.Method?
    package var period = Period()
    /// Only payments with a free amount.
    package var isFree = false
    package var newestFirst = false
    package init() {}
  }

  package struct New: Sendable {
    let clientID: Int64
    let workOrderID: Int64?
    let method: Payment.Method
    let amount: Money
    let fiscalReceipt: String?
    /// nil: the oldest open documents first, those of the order if one is given.
    let portions: [Portion]?

    package init(
      clientID: Int64, workOrderID: Int64?, method: Payment.Method, amount: Money, fiscalReceipt: String?, portions: [Portion]?
    ) {
      self.clientID = clientID
      self.workOrderID = workOrderID
      self.method = method
      self.amount = amount
      self.fiscalReceipt = fiscalReceipt
      self.portions = portions
    }
  }

  /// An amount for one document.
  package struct Portion: Sendable {
    let documentID: Int64
    let amount: Money
    package init(documentID: Int64, amount: Money) {
      self.documentID = documentID
      self.amount = amount
    }
  }

  package func find(_ id: Int64) throws -> PaymentInFull {
    try PaymentInFull(payment: context.find(PaymentTable.self, id), pays: AllocationTable(context.db).standing(ofPayment: id))
  }

  package func list(_ filter: Filter, _ page: PageRequest) throws -> Page<Payment> {
    var filter = filter
    filter.clientID = try ClientLookup(context).follow(filter.clientID)
    let span = try filter.period.span(in: context.settings.zone)
    return try Page(PaymentTable(context.db).page(filter, page, within: span), page) {
      Cursor(key: .integer($0.at.rawValue), id: $0.id)
    }
  }

  package func receive(_ new: New) throws -> PaymentInFull {
    try check(new)
    var payment = try Payment(new.amount, by: new.method, of: new.clientID, at: context.now, userID: context.userID())
    payment.workOrderID = new.workOrderID
    payment.fiscalReceipt = new.fiscalReceipt
    // Check before the payment gets its number. A number named in a refusal would belong to another payment tomorrow.
    let shares = try new.portions.map { try checked($0, of: payment) }
    payment.number = try context.nextNumber(.payment)
    let id = try PaymentTable(context.db).insert(payment)
    try context.record(
      .paymentReceived, Subject(.payment, id, client: new.clientID, workOrder: new.workOrderID),
      [.fact("number", .text(payment.number)), .fact("method", .init(new.method)), .fact("amount_minor", .init(new.amount))])
    if let shares { try lay(shares, of: id) } else { try Laying(context).layOnOldest(find(id).payment) }
    try noteAdvance(id)
    return try context.settled { try find(id) }
  }

  /// Allocates what is left of a payment, as given or to the oldest open documents. Refuses to allocate nothing.
  package func allocate(_ id: Int64, version: Versions?, _ portions: [Portion]?) throws -> PaymentInFull {
    let payment = try find(id).payment
    try context.match(version, payment.version)
    if payment.amount < .zero { throw Refusal.conflict(.refundNotAllocated(payment.number)) }
    if let portions {
      let shares = try checked(portions, of: payment)
      try checkDebt(shares, of: payment)
      try lay(shares, of: id)
    } else if try Laying(context).layOnOldest(payment) == .zero {
      throw Refusal.conflict(.nothingToAllocate(payment))
    }
    return try context.settled { try find(id) }
  }

  // MARK: Helpers

  private func check(_ new: New) throws {
    var faults: [Reason] = []
    var against: [Reason] = []
    try ClientLookup(context).named(new.clientID, at: "/client_id", &faults, against: &against)
    if let order = new.workOrderID, try WorkOrderTable(context.db).find(order) == nil {
      faults.append(.noSuchWorkOrder.at("/work_order_id"))
    }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    if let order = new.workOrderID, try !PaymentTable(context.db).isParty(new.clientID, toOrder: order) { against.append(.notAParty) }
    guard against.isEmpty else { throw Refusal.conflict(against, moves: []) }
  }

  /// An amount for a document, with the document as it is after the portions before it.
  private typealias Laid = (amount: Money, document: BillingDocument)

  /// Allocates in turn and checks each portion against what is left, so that two portions cannot overpay one document.
  private func checked(_ portions: [Portion], of payment: Payment) throws -> [Laid] {
    var payment = payment
    var documents: [Int64: BillingDocument] = [:]
    var shares: [Laid] = []
    var unknown: [Reason] = []
    var against: [Reason] = []
    for (index, share) in portions.enumerated() {
      guard var document = try documents[share.documentID] ?? DocumentTable(context.db).find(share.documentID) else {
        unknown.append(.noSuchDocument.at("/allocate/\(index)/document_id"))
        continue
      }
      let reasons = payment.reasons(againstAllocating: share.amount, to: document)
      if reasons.isEmpty {
        shares.append((share.amount, document))
        payment.allocated = try payment.allocated.adding(share.amount)
        document.paid = try document.paid.adding(share.amount)
        documents[document.id] = document
      }
      against += reasons.map { $0.at("/allocate/\(index)/amount_minor") }
    }
    guard unknown.isEmpty else { throw Refusal.invalid(unknown) }
    guard against.isEmpty else { throw Refusal.conflict(against, moves: []) }
    return shares
  }

  /// Money allocated to cars that are still here is no longer there for the cars that have left.
  private func checkDebt(_ shares: [Laid], of payment: Payment) throws {
    let here = try shares.filter { try WorkOrderTable(context.db).find($0.document.workOrderID)?.handedOverAt == nil }
    if here.isEmpty { return }
    let reason = try PaidAhead(context).reason(
      againstTaking: Money.sum(here.map(\.amount)), of: payment.clientID, Reason.allocationLeavesDebt)
    if let reason { throw Refusal.conflict(reason) }
  }

  private func lay(_ shares: [Laid], of id: Int64) throws {
    for share in shares { try Laying(context).lay(share.amount, of: id, on: share.document) }
  }

  /// Records the VAT of an advance, at the rates of the day it came and of the lines that it pays for.
  private func noteAdvance(_ id: Int64) throws {
    let payment = try find(id).payment
    guard payment.left > .zero else { return }
    let covered = try AdvanceCover(context).parts(of: payment)
    let tax = try Payment.advanceVAT(payment.left, for: covered, on: context.today, rules: context.settings.tax)
    try PaymentTable(context.db).keepAdvance(id, payment.left, rate: tax.rate, vat: tax.vat)
  }
}
