package import Domain

/// A part line of an order as the stock sees it.
struct StockLine {
  let id: Int64
  let partID: Int64?
  let quantity: Quantity
  let reserved: Quantity
  /// What its purchase claims still await.
  let onOrder: Quantity
  let issued: Quantity
  let issuedCost: Money
  /// Proposed or approved, of an order neither delivered nor cancelled, and not brought by the client.
  let waits: Bool
  /// The client has agreed to it as it is.
  let isApproved: Bool
  let workOrderID: Int64
  let number: String
  let clientID: Int64
  let vehicleID: Int64
  let promisedAt: Instant?

  /// What is neither issued nor reserved.
  var unheld: Quantity { waits ? quantity.less(issued).less(reserved) : .zero }
  /// What is not even on order.
  var short: Quantity { unheld.less(onOrder) }
  var subject: Subject { Subject(.orderLine, id, client: clientID, vehicle: vehicleID, workOrder: workOrderID) }
  var orderSubject: Subject { Subject(.workOrder, workOrderID, client: clientID, vehicle: vehicleID, workOrder: workOrderID) }

  func waiting(for quantity: Quantity) -> Waiting { Waiting(orderLineId: id, quantity: quantity, promisedAt: promisedAt) }
}

/// What a purchase order will bring that no order line has claimed yet.
struct Incoming {
  let purchaseLineID: Int64
  let expectedOn: Day?
  let unclaimed: Quantity
}

/// How much of a part an order line got, or lost.
package struct Handed: Equatable, Sendable {
  package let lineID: Int64
  package let workOrderID: Int64
  package let number: String
  package let quantity: Quantity

  init(_ line: StockLine, _ quantity: Quantity) {
    lineID = line.id
    workOrderID = line.workOrderID
    number = line.number
    self.quantity = quantity
  }
}
