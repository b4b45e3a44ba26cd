package import Domain

/// An expected delivery of a part.
package struct Delivery: Equatable, Sendable {
  package enum Basis: String, CaseIterable, Sendable {
    case purchaseOrder = "purchase_order"
    case measured, stated, unknown
  }
  /// nil if no date is known: no supplier, or an order that is not sent yet.
  package let on: Day?
  package let basis: Basis
  package let purchaseOrderID: Int64?
  package let overdue: Bool
}

/// Dates of deliveries, from purchase orders and from the suppliers' measured lead times. Used by the part lookup, by
/// purchasing and by promises.
package struct Deliveries {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// The expected delivery of a part that is not in stock. First choice is the first purchase that is not wholly
  /// claimed. Next is the supplier's 90th-percentile lead time from today, then the time stated for the part or the
  /// supplier.
  package func expected(_ part: Part) throws -> Delivery {
    if let (on, orderID) = try DeliveryTable(context.db).firstUnclaimed(partID: part.id) {
      return Delivery(on: on, basis: .purchaseOrder, purchaseOrderID: orderID, overdue: on < context.today)
    }
    guard let time = try leadTime(part) else { return Delivery(on: nil, basis: .unknown, purchaseOrderID: nil, overdue: false) }
    return Delivery(
      on: context.today.adding(time.days), basis: time.basis == .measured ? .measured : .stated, purchaseOrderID: nil, overdue: false)
  }

  /// The delivery that an order line waits for: the last of those it has claimed. Its day is nil while one of them has
  /// no date.
  package func expected(lineID: Int64) throws -> Delivery? {
    guard let (on, orderID) = try DeliveryTable(context.db).lastClaimed(lineID: lineID) else { return nil }
    guard let on else { return Delivery(on: nil, basis: .unknown, purchaseOrderID: orderID, overdue: false) }
    return Delivery(on: on, basis: .purchaseOrder, purchaseOrderID: orderID, overdue: on < context.today)
  }

  /// nil for a part without a supplier and without a stated time of its own.
  package func leadTime(_ part: Part) throws -> LeadTime? {
    guard let id = part.supplierID, let supplier = try SupplierTable(context.db).find(id) else {
      return part.leadDays.map { LeadTime(actualDays: [], statedForPart: $0, stated: $0) }
    }
    return try LeadTime(actualDays: actualDays(supplierID: id), statedForPart: part.leadDays, stated: supplier.leadDays)
  }

  /// Calendar days from sending an order to the first receipt of each of its lines, in the centre's zone.
  package func actualDays(supplierID: Int64) throws -> [Int64] {
    try DeliveryTable(context.db).times(supplierID: supplierID).map { sent, received in
      context.settings.zone.day(of: received).rawValue - context.settings.zone.day(of: sent).rawValue
    }
  }
}
