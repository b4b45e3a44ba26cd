package import Domain

package struct PurchaseFilter: Sendable {
  package var status: PurchaseOrder.Status?
  package var supplierID: Int64?
  package var partID: Int64?
  package var number: String?
  package var created: Period
  package var expected: Period

  package init(
    status: PurchaseOrder.Status? = nil, supplierID: Int64? = nil, partID: Int64? = nil, number: String? = nil, created: Period = Period(),
    expected: Period = Period()
  ) {
    self.status = status
    self.supplierID = supplierID
    self.partID = partID
    self.number = number
    self.created = created
    self.expected = expected
  }
}

/// An order line that waits for a purchase line.
package struct PurchaseWaiting: Sendable {
  package let purchaseLineID: Int64
  package let lineID: Int64
  package let workOrderID: Int64
  package let number: String
  let clientID: Int64
  let vehicleID: Int64
  package let promisedAt: Instant?
  package let quantity: Quantity
}

package struct PurchaseDetails: Sendable {
  package struct Line: Sendable {
    package let line: PurchaseLine
    /// The quantity that is still to come.
    package let awaited: Quantity
    package let article: String
    package let name: String
    package let unit: Measure
    package let waiting: [PurchaseWaiting]
  }
  package let order: PurchaseOrder
  package let supplier: String
  package let lines: [Line]
  package let receipts: [ReceiptDetails]
  package let total: Money
  /// Notices about things that are allowed but worth knowing.
  package let warnings: [Reason]
}

/// One receipt of goods.
package struct ReceiptDetails: Sendable {
  package let id: Int64
  package let document: String?
  package let at: Instant
  package let userID: Int64?
  package var lines: [ReceiptLine]
}

package struct PurchaseOverdue: Sendable {
  package let order: PurchaseOrder
  package let supplier: String
  package let dueOn: Day
  package let daysLate: Int64
  /// Work orders that wait for the late goods and have promised their client a date.
  package let promisesAtRisk: [PurchaseWaiting]
}
