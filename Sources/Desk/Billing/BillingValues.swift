package import Domain

/// The amount of a payment that pays a document, as it stands now.
package struct PaidShare: Equatable, Sendable {
  package let paymentID: Int64
  package let paymentNumber: String
  package let documentID: Int64
  package let documentNumber: String
  package let amount: Money
}

/// A document with everything that its page shows.
package struct DocumentInFull: Sendable {
  package let document: BillingDocument
  package let lines: [DocumentLine]
  package let paidBy: [PaidShare]
  package let order: Order

  package struct Order: Sendable {
    package let number: String
    package let vehicle: String
    package let plate: String?
    package let vin: String?
    package let bodyNumber: String?
    package let odometerKm: Int64
    package let runKm: Int64
  }
}

package struct PaymentInFull: Sendable {
  package let payment: Payment
  package let pays: [PaidShare]
}

/// A client's balance with the centre.
package struct Balance: Sendable {
  package let clientID: Int64
  package let open: Money
  package let overdue: Money
  /// Paid and not yet allocated to a document.
  package let advances: Money
  package let creditDays: Int64
  package let creditLimit: Money
  package let documents: [BillingDocument]
  package let payments: [Payment]

  /// Above zero if the centre owes the client.
  package var balance: Money { Money(advances.rawValue.subtractingReportingOverflow(open.rawValue).partialValue) }
}

/// The sums that one payer of an order agreed to, was billed and has paid.
package struct PayerBilling: Sendable {
  package let role: PayerRole
  package let clientID: Int64?
  package let name: String
  package let approved: Money
  package let billed: Money
  package let paid: Money
  package let open: Money
  package let documents: [BillingDocument]
}

package struct OrderBilling: Sendable {
  package let workOrderID: Int64
  package let number: String
  package let status: WorkOrder.Status
  package let payers: [PayerBilling]
  /// Paid for this order and not yet allocated to a document.
  package let advances: Money
}

/// Sums billed and received in a local day or month.
package struct Turnover: Sendable {
  package enum Step: String, CaseIterable, Sendable { case day, month }

  /// The day, or the first day of the month.
  package let on: Day
  package var invoices: Int64 = 0
  package var creditNotes: Int64 = 0
  /// Invoices less credit notes.
  package var invoiced = Money.zero
  package var vat = Money.zero
  package var internalCharges = Money.zero
  package var received = Money.zero
  /// A positive amount.
  package var refunded = Money.zero
}
