internal import Domain

/// Keeps the odometer of open orders in step with their car's readings, whichever of the two is corrected.
struct OrderReadings {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// Applies a correction, a cluster change or a reading of an earlier day to the car's open orders. Returns the car's
  /// readings afterwards. After a correction it also returns a notice for each order that was corrected with the car
  /// or keeps a different reading.
  func follow(_ reading: OdometerReading, in odometer: Odometer) throws -> (Odometer, [Reason]) {
    var odometer = odometer
    let open = try WorkOrderTable(context.db).open(onVehicle: reading.vehicleID)
    let contradicted = odometer.orders(contradictedBy: reading.id)
    var told: [Reason] = []
    for order in open where contradicted.contains(order.id) {
      guard let wrong = odometer.reading(ofOrder: order.id) else { continue }
      var right = reading
      (right.at, right.workOrderID) = (wrong.at, order.id)
      right.id = try OdometerTable(context.db).insert(right)
      odometer = odometer.adding(right)
      if wrong.km != right.km { told.append(.orderOdometerFollows(order.number, from: wrong.km, to: right.km)) }
    }
    for order in open { try settle(order, in: odometer, because: reading.reason) }
    return (odometer, told + (reading.kind == .correction ? stays(open, reading, odometer) : []))
  }

  /// Applies the readings that a car has after a merge of two cards, or after its undoing. Returns them.
  func remake(_ vehicleID: Int64) throws -> Odometer {
    let odometer = Odometer(try OdometerTable(context.db).all(of: vehicleID))
    for order in try WorkOrderTable(context.db).open(onVehicle: vehicleID) { try settle(order, in: odometer, because: nil) }
    return odometer
  }

  private func settle(_ old: WorkOrder, in odometer: Odometer, because reason: String?) throws {
    guard let own = odometer.reading(ofOrder: old.id) else { return }
    let new = old.read(own.km, as: own.id, in: odometer)
    guard new != old else { return }
    try WorkOrderTable(context.db).updateOdometer(new)
    // Only the jump warning is different. The order's response has changed, so its version rises; its reading has not,
    // so there is no event.
    guard new.odometerKm != old.odometerKm || new.run != old.run else { return try WorkOrderTable(context.db).raiseVersion(old.id) }
    var details: [Detail] = []
    details.noteChange("odometer_km", .integer(old.odometerKm), .integer(new.odometerKm))
    details.noteChange("run_km", .integer(old.run), .integer(new.run))
    try context.record(.workOrderOdometerCorrected, new.subject, details + Detail.words("reason", reason))
    try CoverageRechecks(context).remake(new)
  }

  /// Notices for orders that came in before the correction, with the same cluster, and keep a different reading. If
  /// the correction is the reading of another order, only higher readings are named.
  private func stays(_ open: [WorkOrder], _ correction: OdometerReading, _ odometer: Odometer) -> [Reason] {
    open.compactMap { order in
      guard order.id != correction.workOrderID, let own = odometer.reading(ofOrder: order.id), own.at < correction.at,
        odometer.isOfOrder(correction) ? own.km > correction.km : own.km != correction.km,
        !odometer.readings.contains(where: { $0.kind == .clusterChange && $0.at > own.at && $0.at < correction.at })
      else { return nil }
      return .orderOdometerStays(order.number, own.km)
    }
  }
}

extension WorkOrder {
  /// The order with this odometer reading at intake, and with the run and the jump that follow from it.
  func read(_ km: Int64, as reading: Int64, in odometer: Odometer) -> WorkOrder {
    var order = self
    order.odometerKm = km
    order.runKm = odometer.run(at: reading)
    let before = odometer.jump(to: reading)
    (order.jumpFromKm, order.jumpFromAt) = (before?.km, before?.at)
    return order
  }
}
