internal import Domain

/// A car's card as a row leaves it, in a dry run with its readings.
struct ImportedVehicle: PlannedCard {
  var vehicle: Vehicle
  /// nil: no reading was planned.
  private(set) var odometer: Odometer?
  private(set) var remarks: [Reason] = []

  init(vehicle: Vehicle) { self.vehicle = vehicle }

  /// Plans a reading, or notes why it would be left out.
  mutating func read(_ km: Int64, after before: Odometer, _ context: Context) {
    let id = (before.readings.map(\.id).max() ?? 0) + 1
    let reading = OdometerReading(id: id, vehicleID: vehicle.id, km: km, at: context.now, source: .import)
    let zone = context.settings.zone
    let faults = before.reasons(against: reading, now: context.now, zone: zone)
    let after = faults.isEmpty ? before.adding(reading) : before
    odometer = after
    vehicle.odometerKm = after.newest?.km ?? vehicle.odometerKm
    remarks = (faults + after.warnings(of: id, zone: zone)).map { $0.at("Пробег") }
  }

  // MARK: Marks that other cards may share

  var marks: [String] {
    [vehicle.plateKey.map(Self.mark(plate:)), vehicle.bodyKey.map(Self.mark(body:)), Self.mark(ofOwner: vehicle)].compactMap(\.self)
  }

  static func mark(plate key: String) -> String { "plate \(key)" }
  static func mark(body key: String) -> String { "body \(key)" }

  /// Cars of the same owner and make may be one car.
  static func mark(ofOwner vehicle: Vehicle) -> String? { vehicle.clientID.map { "\($0) \(SearchText.fold(vehicle.make))" } }
}
