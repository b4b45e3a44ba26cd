package import Domain
internal import SQLite

extension Payments {
  package struct Refund: Sendable {
    let amount: Money
    let reason: String
    /// nil: the method of the payment.
    let method: Payment.Method?
    let fiscalReceipt: String?

    package init(amount: Money, reason: String, method: Payment.Method?, fiscalReceipt: String?) {
      self.amount = amount
      self.reason = reason
      self.method = method
      self.fiscalReceipt = fiscalReceipt
    }
  }

  /// Refunds the free amount of a payment, as a payment below zero. An amount that pays a document becomes free when
  /// that document is credited. Only a manager may refund by another method, or refund money that secures a debt.
  package func refund(_ id: Int64, version: Versions?, _ refund: Refund) throws -> PaymentInFull {
    let (payment, pays) = try { ($0.payment, $0.pays) }(find(id))
    try context.match(version, payment.version)
    if let method = refund.method, method != payment.method { try context.actor.role.require(.override) }
    var reasons = payment.reasons(againstRefund: refund.amount, reason: refund.reason)
    if reasons.isEmpty {
      reasons += try [PaidAhead(context).reason(againstTaking: refund.amount, of: payment.clientID, Reason.refundLeavesDebt)].compactMap(
        \.self)
    } else {
      reasons += pays.map { .pays($0.amount, of: $0.documentNumber) }
    }
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }
    var back = try Payment(
      refund.amount.negated(), by: refund.method ?? payment.method, of: payment.clientID, at: context.now, userID: context.userID())
    back.number = try context.nextNumber(.payment)
    back.workOrderID = payment.workOrderID
    back.refundOfID = id
    back.reason = refund.reason
    back.fiscalReceipt = refund.fiscalReceipt
    let backID = try PaymentTable(context.db).insert(back)
    if payment.advance {
      try PaymentTable(context.db).keepAdvance(
        backID, back.amount, rate: payment.vatRate, vat: advanceVAT(refund.amount, of: payment).negated())
    }
    try PaymentTable(context.db).addRefunded(refund.amount, to: id)
    try context.record(
      .paymentRefunded, Subject(.payment, backID, client: payment.clientID, workOrder: payment.workOrderID),
      [
        .fact("number", .text(back.number)), .fact("refund_of_id", .integer(id)), .fact("method", .init(back.method)),
        .fact("amount_minor", .init(back.amount)),
      ] + Detail.words("reason", refund.reason))
    return try context.settled { try find(backID) }
  }

  /// The refund's part of the advance's VAT: at most what is left of it. The last refund takes the rest.
  private func advanceVAT(_ amount: Money, of payment: Payment) throws -> Money {
    let left = try payment.vat.adding(PaymentTable(context.db).refundedVAT(of: payment.id))
    let isLast = try payment.allocated == .zero && payment.refunded.adding(amount) == payment.amount
    return try isLast ? left : min(left, payment.advanceVAT(in: amount))
  }
}
