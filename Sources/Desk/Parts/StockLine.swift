package import Domain

/// A part line of an order as the stock sees it.
struct StockLine {
  let id: Int64
  let partID: Int64?
  let quantity: Quantity
  let reserved: Quantity
  /// The quantity that its purchase claims still await.
  let onOrder: Quantity
  let issued: Quantity
  let issuedCost: Money
  /// True if the line may still get parts: it is proposed or approved, its order is neither delivered nor cancelled,
  /// and the part is not the client's own.
  let waits: Bool
  /// The client has approved the line as it is.
  let isApproved: Bool
  let workOrderID: Int64
  let number: String
  let clientID: Int64
  let vehicleID: Int64
  let promisedAt: Instant?

  /// The quantity neither issued nor reserved.
  var unheld: Quantity { waits ? quantity.less(issued).less(reserved) : .zero }
  /// The quantity neither issued, reserved nor on order.
  var short: Quantity { unheld.less(onOrder) }
  var subject: Subject { Subject(.orderLine, id, client: clientID, vehicle: vehicleID, workOrder: workOrderID) }
  var orderSubject: Subject { Subject(.workOrder, workOrderID, client: clientID, vehicle: vehicleID, workOrder: workOrderID) }

  func waiting(for quantity: Quantity) -> Waiting { Waiting(orderLineID: id, quantity: quantity, promisedAt: promisedAt) }
}

/// A purchase line's quantity that no order line has claimed yet.
struct Incoming {
  let purchaseLineID: Int64
  let expectedOn: Day?
  let unclaimed: Quantity
}

/// A quantity of a part that an order line got or lost.
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
