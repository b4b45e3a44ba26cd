/// A document that bills a payer, or its exact opposite, a credit note. After its issue it is never edited.
package struct BillingDocument: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case invoice
    /// The centre's own share of a warranty or goodwill: not an invoice, no VAT.
    case internalCharge = "internal_charge"
    case creditNote = "credit_note"

    package var number: DocumentNumber.Kind {
      switch self {
      case .invoice: .invoice
      case .internalCharge: .internalCharge
      case .creditNote: .creditNote
      }
    }
  }

  package var id: Int64
  package var number: String
  package var kind: Kind
  package var workOrderID: Int64
  package var payerRole: PayerRole
  package var payerClientID: Int64?
  // The buyer at the time of issue; kept for the legal time.
  package var buyerName: String
  package var buyerTaxID: String?
  // The day that decides the VAT rate.
  package var completedOn: Day
  package var issuedAt: Instant
  package var issuedByID: Int64
  package var dueOn: Day?
  // Negative on a credit note.
  package var gross: Money
  package var vat: Money
  // The sum of its allocations.
  package var paid: Money
  package var creditOfID: Int64?
  package var creditedByID: Int64?
  package var reason: String?
  package var version: Int64

  package init(
    id: Int64, number: String, kind: Kind, workOrderID: Int64, payerRole: PayerRole, payerClientID: Int64? = nil, buyerName: String,
    buyerTaxID: String? = nil, completedOn: Day, issuedAt: Instant, issuedByID: Int64, dueOn: Day? = nil, gross: Money, vat: Money,
    paid: Money = .zero, creditOfID: Int64? = nil, creditedByID: Int64? = nil, reason: String? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.number = number
    self.kind = kind
    self.workOrderID = workOrderID
    self.payerRole = payerRole
    self.payerClientID = payerClientID
    self.buyerName = buyerName
    self.buyerTaxID = buyerTaxID
    self.completedOn = completedOn
    self.issuedAt = issuedAt
    self.issuedByID = issuedByID
    self.dueOn = dueOn
    self.gross = gross
    self.vat = vat
    self.paid = paid
    self.creditOfID = creditOfID
    self.creditedByID = creditedByID
    self.reason = reason
    self.version = version
  }
}

package struct DocumentLine: Equatable, Sendable {
  package var documentID: Int64
  package var position: Int64
  package var orderLineID: Int64
  package var kind: OrderLine.Kind
  package var code: String
  package var name: String
  package var unit: Measure
  package var quantity: Quantity
  package var unitPrice: Money
  package var discount: Share
  // The price of the whole line: quantity × unit price, less the discount.
  package var full: Money
  // The payer's share of the line.
  package var share: Share
  // Amounts that the deductible and the cap take off the share or, on the client's document, add to it.
  package var deductible: Money
  package var cap: Money
  package var gross: Money
  package var taxCategory: TaxCategory
  package var vatRate: Share
  package var vat: Money
  /// A part that the client brought. It is listed without price and VAT.
  package var clientSupplied: Bool

  package init(
    documentID: Int64, position: Int64, orderLineID: Int64, kind: OrderLine.Kind, code: String, name: String, unit: Measure,
    quantity: Quantity, unitPrice: Money, discount: Share, full: Money, share: Share, deductible: Money = .zero, cap: Money = .zero,
    gross: Money, taxCategory: TaxCategory, vatRate: Share, vat: Money, clientSupplied: Bool = false
  ) {
    self.documentID = documentID
    self.position = position
    self.orderLineID = orderLineID
    self.kind = kind
    self.code = code
    self.name = name
    self.unit = unit
    self.quantity = quantity
    self.unitPrice = unitPrice
    self.discount = discount
    self.full = full
    self.share = share
    self.deductible = deductible
    self.cap = cap
    self.gross = gross
    self.taxCategory = taxCategory
    self.vatRate = vatRate
    self.vat = vat
    self.clientSupplied = clientSupplied
  }
}

extension DocumentLine {
  /// The share of the full price, rounded so that the parts of all payers add up to it. With deductible and cap it is
  /// the billed amount.
  package var ofShare: Money { Money(gross.rawValue &- deductible.rawValue &- cap.rawValue) }

  /// True if another payer bears, or bore, a part of the full price.
  package var isSplit: Bool { share != .whole || gross != full }
}

extension BillingDocument {
  /// The sum still to be paid; zero for an internal charge, a credit note or a credited document.
  package var open: Money {
    guard kind == .invoice, creditedByID == nil else { return .zero }
    return Money(max(0, gross.rawValue.subtractingReportingOverflow(paid.rawValue).partialValue))
  }

  /// True after the last day to pay; on that day it is still in time.
  package func isOverdue(on day: Day) -> Bool { open > .zero && (dueOn.map { day > $0 } ?? false) }

  /// Credit days count from the day of issue; without credit the invoice is due at once.
  package static func dueOn(issuedOn day: Day, creditDays: Int64) -> Day { day.adding(max(0, creditDays)) }

  /// The credit note of this document: every line negated at the invoice's own rate, so that the two add up to nothing.
  package func credit(_ lines: [DocumentLine]) throws(Refusal) -> BillingDraft {
    if kind == .creditNote { throw .conflict(.creditOfCredit(number)) }
    if creditedByID != nil { throw .conflict(.alreadyCredited(number)) }
    var mirrored: [DocumentLine] = []
    for var line in lines {
      line.documentID = 0
      line.quantity = try Quantity.zero.subtracting(line.quantity)
      line.full = try line.full.negated()
      line.deductible = try line.deductible.negated()
      line.cap = try line.cap.negated()
      line.gross = try line.gross.negated()
      line.vat = try line.vat.negated()
      mirrored.append(line)
    }
    return BillingDraft(
      kind: .creditNote, payerRole: payerRole, payerClientID: payerClientID, lines: mirrored, gross: try gross.negated(),
      vat: try vat.negated())
  }
}
