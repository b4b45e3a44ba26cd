internal import Domain

/// Finds other cards that may be the same car. A plate passes from car to car, so nothing is refused; a warning names
/// the cards.
struct VehicleTwins {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// Cards by what they share with this one. Each car is named once.
  struct Found {
    var plate: [Int64] = []
    var body: [Int64] = []
    var alike: [Int64] = []
  }

  /// Warnings about the VIN itself and about other cards that may be the same car.
  func warnings(of vehicle: Vehicle) throws -> [Reason] {
    let found = try found(vehicle)
    var warnings = [vehicle.vin.flatMap { try? VIN($0) }?.warning].compactMap(\.self)
    if !found.plate.isEmpty { warnings.append(.vehiclePlateKnown(found.plate)) }
    if !found.body.isEmpty { warnings.append(.vehicleBodyKnown(found.body)) }
    if !found.alike.isEmpty { warnings.append(.vehicleAlike(found.alike)) }
    return warnings
  }

  func found(_ vehicle: Vehicle) throws -> Found {
    let table = VehicleTwinTable(context.db)
    func others(_ cards: [Int64]) throws -> [Int64] {
      try Set(cards.compactMap(VehicleLookup(context).follow)).subtracting([vehicle.id]).sorted()
    }
    var found = Found()
    found.plate = try others(vehicle.plateKey.map(table.cards(withPlate:)) ?? [])
    let alike = try vehicle.clientID.map { try table.cards(ofClient: $0, make: vehicle.make).filter(vehicle.isAlike) } ?? []
    found.body = try others(vehicle.bodyKey.map(table.cards(withBody:)) ?? [])
    found.alike = alike.map(\.id).filter { !found.plate.contains($0) && !found.body.contains($0) }
    return found
  }
}

extension Reason {
  /// `ids` are other cards; `lines` are lines of the table in a dry run that have no card yet.
  static func vehiclePlateKnown(_ ids: [Int64], lines: [Int] = []) -> Reason {
    Reason(
      "vehicle_plate_known", en: "The same plate is on \(vehicles(ids, lines)).", ru: "Тот же госномер — в \(cards(ids, lines)).")
  }
  static func vehicleBodyKnown(_ ids: [Int64], lines: [Int] = []) -> Reason {
    Reason(
      "vehicle_body_known", en: "The same body number is on \(vehicles(ids, lines)).", ru: "Тот же номер кузова — в \(cards(ids, lines)).")
  }
  static func vehicleAlike(_ ids: [Int64], lines: [Int] = []) -> Reason {
    Reason(
      "vehicle_alike", en: "Nothing tells it from what is on \(vehicles(ids, lines)), of the same client.",
      ru: "Ничем не отличается от того, что в \(cards(ids, lines)) того же клиента.")
  }

  private static func vehicles(_ ids: [Int64], _ lines: [Int]) -> String {
    let cards = ids.isEmpty ? "" : (ids.count == 1 ? "the card of vehicle " : "the cards of vehicles ") + told(ids)
    return [cards, Reason.lines(lines, .en)].filter { !$0.isEmpty }.joined(separator: " and ")
  }
  private static func cards(_ ids: [Int64], _ lines: [Int]) -> String {
    let cards = ids.isEmpty ? "" : (ids.count == 1 ? "карточке автомобиля " : "карточках автомобилей ") + told(ids)
    return [cards, Reason.lines(lines, .ru)].filter { !$0.isEmpty }.joined(separator: " и в ")
  }
}
