internal import Domain
internal import SQLite

/// Other cards that may be the same car's. A plate passes from one car to the next, so nothing is refused for it: it is said, with the ids
/// of those cards.
struct VehicleTwins {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// What the VIN itself says, and what is known of a card on other cards.
  func warnings(of vehicle: Vehicle) throws -> [Reason] {
    var warnings = [vehicle.vin.flatMap { try? VIN($0) }?.warning].compactMap(\.self)
    let table = VehicleTwinTable(context.db)
    let plated = try vehicle.plateKey.map(table.cards(withPlate:)) ?? []
    let others = try Set(plated.compactMap(VehicleLookup(context).follow)).subtracting([vehicle.id]).sorted()
    if !others.isEmpty { warnings.append(.vehiclePlateKnown(others)) }
    let alike = try vehicle.clientId.map { try table.cards(ofClient: $0, make: vehicle.make).filter(vehicle.isAlike) } ?? []
    let unseen = alike.map(\.id).filter { !others.contains($0) }
    if !unseen.isEmpty { warnings.append(.vehicleAlike(unseen)) }
    return warnings
  }
}

/// What a card has in common with others. Merged cards keep theirs, and lead to those that stand for them.
struct VehicleTwinTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func cards(withPlate key: String) throws -> [Int64] {
    try db.all("SELECT id FROM vehicles WHERE plate_key = ? ORDER BY id LIMIT 20", key) { row in try row[0] }
  }

  func cards(ofClient id: Int64, make: String) throws -> [Vehicle] {
    try VehicleTable(db).all(ofClient: id, make: make)
  }
}

extension Reason {
  static func vehiclePlateKnown(_ ids: [Int64]) -> Reason {
    Reason("vehicle_plate_known", en: "The same plate is on \(vehicles(ids)).", ru: "Тот же госномер — в \(cards(ids)).")
  }
  static func vehicleAlike(_ ids: [Int64]) -> Reason {
    Reason(
      "vehicle_alike", en: "Nothing tells it from what is on \(vehicles(ids)), of the same client.",
      ru: "Ничем не отличается от того, что в \(cards(ids)) того же клиента.")
  }

  private static func vehicles(_ ids: [Int64]) -> String {
    (ids.count == 1 ? "the card of vehicle " : "the cards of vehicles ") + told(ids)
  }
  private static func cards(_ ids: [Int64]) -> String { (ids.count == 1 ? "карточке автомобиля " : "карточках автомобилей ") + told(ids) }
}
