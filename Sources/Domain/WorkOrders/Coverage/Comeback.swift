/// A return visit: a new order linked to the one it comes back from.
package enum Comeback {
  package static func reasons(linking new: (clientID: Int64, vehicleID: Int64), to earlier: WorkOrder) -> [Reason] {
    var reasons: [Reason] = []
    if earlier.vehicleID != new.vehicleID { reasons.append(.comebackOtherVehicle(earlier.number)) }
    if earlier.status != .delivered { reasons.append(.comebackNotDelivered(earlier.number, earlier.status)) }
    return reasons
  }
}

/// The warranty on fitted parts and on work done.
package struct RepairWarranty: Equatable, Sendable {
  package var months: Int64
  package var km: Int64

  package init(months: Int64 = 6, km: Int64 = 10_000) {
    self.months = months
    self.km = km
  }

  /// The coverage of one delivered line (id 0: not stored yet); nil if nothing was done. The centre pays. A part that
  /// the client brought has no warranty; the labour on it has.
  package func coverage(of line: OrderLine, order: WorkOrder, on day: Day, at: Instant) -> Coverage? {
    guard line.status == .done || (line.status == .approved && line.issued > .zero), !line.clientSupplied else { return nil }
    let (last, overflow) = order.run.addingReportingOverflow(km)
    return Coverage(.repair, of: order.vehicleID, paidBy: .company, at: at).with { coverage in
      coverage.name = "\(order.number): \(line.name)"
      coverage.fromOn = day
      coverage.untilOn = day.adding(months: months)
      coverage.untilKm = overflow ? .max : last
      coverage.orderLineID = line.id
    }
  }
}

extension Reason {
  package static func comebackOtherVehicle(_ number: String) -> Reason {
    Reason(
      "comeback_other_vehicle", en: "Work order \(number) was about another car.", ru: "Заказ-наряд \(number) — о другом автомобиле.",
      at: "/comeback_of_id")
  }
  package static func comebackNotDelivered(_ number: String, _ status: WorkOrder.Status) -> Reason {
    Reason(
      "comeback_not_delivered", en: "Work order \(number) is \(status.text(.en)), not delivered: go on with it instead.",
      ru: "Заказ-наряд \(number) не выдан («\(status.text(.ru))»): продолжайте его.", at: "/comeback_of_id")
  }
}
