internal import Domain
internal import SQLite

/// Finds vehicles for other rooms. A merged card's id leads to the card it was merged into.
struct VehicleLookup {
  private let context: Context
  private var table: VehicleTable { VehicleTable(context.db) }
  init(_ context: Context) { self.context = context }

  /// The card of an id. A merged card leads to its survivor, through all merges.
  func survivor(_ id: Int64) throws -> Vehicle {
    guard var vehicle = try table.find(id) else { throw Refusal.notFound(.vehicle) }
    while let next = vehicle.mergedIntoID {
      guard let into = try table.find(next) else { throw Refusal.notFound(.vehicle) }
      vehicle = into
    }
    return vehicle
  }

  /// The vehicle id that a filter means now. An unknown id finds nothing.
  func follow(_ id: Int64?) throws -> Int64? {
    guard var current = id else { return nil }
    while let next = try table.mergedInto(current) { current = next }
    return current
  }

  /// The vehicle of a path, for a change. A merged card is refused.
  func changeable(_ id: Int64) throws -> Vehicle {
    guard let vehicle = try table.find(id) else { throw Refusal.notFound(.vehicle) }
    let reasons = try told(vehicle).reasonsAgainstEdit
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }
    return vehicle
  }

  /// The card, and if it is merged, with the id of its final survivor.
  func told(_ vehicle: Vehicle) throws -> Vehicle {
    guard vehicle.mergedIntoID != nil else { return vehicle }
    var told = vehicle
    told.mergedIntoID = try follow(vehicle.id)
    return told
  }
}
