package struct Vehicle: Versioned {
  package enum Status: String, CaseIterable, Sendable {
    case clientVehicle = "client_vehicle"
    case companyVehicle = "company_vehicle"
    case sold, scrapped
  }

  /// The status in the API, which is `merged` for a card that was merged into another.
  package enum Standing: String, CaseIterable, Sendable {
    case clientVehicle = "client_vehicle"
    case companyVehicle = "company_vehicle"
    case sold, scrapped, merged

    package init(_ status: Status) {
      switch status {
      case .clientVehicle: self = .clientVehicle
      case .companyVehicle: self = .companyVehicle
      case .sold: self = .sold
      case .scrapped: self = .scrapped
      }
    }
  }

  package static let noun = Noun.vehicle
  package var id: Int64 = 0
  // VIN and plate as `VIN` and `Plate` normalize them.
  package var vin: String?
  package var plate: String?
  package var make = ""
  package var model = ""
  package var year: Int64?
  package var colour: String?
  package var engine: String?
  // The number of its body, frame or chassis, as `BodyNumber` normalizes it.
  package var bodyNumber: String?
  package var status = Status.clientVehicle
  package var clientID: Int64?
  package var odometerKm: Int64?
  // The total that all its instrument clusters have shown; nil: the same as the odometer.
  package var runKm: Int64?
  package var warrantyStartOn: Day?
  package var note: String?
  package var mergedIntoID: Int64?
  package var source: String?
  package var externalID: String?
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(at createdAt: Instant) { self.createdAt = createdAt }
}

extension Vehicle {
  /// The name for people: `Volvo XC60 А123ВС77`.
  package var title: String { [make, model, plate ?? vin ?? bodyNumber].compactMap { $0 }.joined(separator: " ") }

  /// Years of manufacture: from the first cars to next year's models.
  package static func reason(againstYear year: Int64, today: Day) -> Reason? {
    year >= 1885 && year <= today.year + 1 ? nil : .vehicleYear(year)
  }

  /// The year that two digits (`95`) mean: the only possible one for a car on the road; nil if that is ambiguous or
  /// impossible.
  package static func year(meantBy year: Int64, today: Day) -> Int64? {
    guard (0...99).contains(year) else { return year }
    let years = [1900 + year, 2000 + year].filter { $0 >= 1950 && $0 <= today.year + 1 }
    return years.count == 1 ? years.first : nil
  }

  /// True if its VIN keeps all rules of VINs.
  package var vinVerified: Bool { vin.flatMap { try? VIN($0) }?.isValid ?? false }
  /// Plate and body number in one alphabet, for comparisons.
  package var plateKey: String? { plate.map(Plate.key) }
  package var bodyKey: String? { bodyNumber.map(BodyNumber.key) }

  package var standing: Standing { mergedIntoID == nil ? Standing(status) : .merged }

  /// Reasons against a change of the card.
  package var reasonsAgainstEdit: [Reason] { mergedIntoID == nil ? [] : [.vehicleMerged(self)] }

  package var reasonsAgainstOrder: [Reason] {
    if mergedIntoID != nil { return reasonsAgainstEdit }
    return switch status {
    case .clientVehicle, .companyVehicle: clientID == nil && status == .clientVehicle ? [.vehicleWithoutOwner(title)] : []
    case .sold: [.vehicleSold(title)]
    case .scrapped: [.vehicleScrapped(title)]
    }
  }

  /// True if this may be another card of the same owner's car: the same make and model, and no other field that both
  /// have and that differs.
  package func isAlike(_ other: Vehicle) -> Bool {
    func differ<T: Equatable>(_ a: T?, _ b: T?) -> Bool { if let a, let b { a != b } else { false } }
    return other.id != id && SearchText.fold(make) == SearchText.fold(other.make) && SearchText.fold(model) == SearchText.fold(other.model)
      && !differ(vin, other.vin) && !differ(plateKey, other.plateKey) && !differ(bodyKey, other.bodyKey) && !differ(year, other.year)
      && !differ(colour.map(SearchText.fold), other.colour.map(SearchText.fold))
  }

  /// A car with history is never deleted; one entered by mistake may be.
  package func reasonsAgainstDelete(orders: Int64, readings: Int64, coverages: Int64, merges: Int64) -> [Reason] {
    orders + readings + coverages + merges > 0 ? [.vehicleWithHistory(title)] : []
  }
}

/// A period of ownership. The open period is the present owner's. A former owner may own the vehicle again.
package struct OwnerPeriod: Equatable, Sendable {
  package var id: Int64
  package var vehicleID: Int64
  package var clientID: Int64
  package var fromOn: Day
  // The last day, inclusive; nil for the present owner.
  package var untilOn: Day?

  package init(id: Int64, vehicleID: Int64, clientID: Int64, fromOn: Day, untilOn: Day? = nil) {
    self.id = id
    self.vehicleID = vehicleID
    self.clientID = clientID
    self.fromOn = fromOn
    self.untilOn = untilOn
  }
}

extension OwnerPeriod {
  /// The last day of the present owner when the vehicle passes to `client` on `day`. An owner of less than a day keeps
  /// that day.
  package func lastDay(passingTo client: Int64, on day: Day) throws(Refusal) -> Day {
    if client == clientID { throw .conflict(.ownerSame) }
    if day < fromOn { throw .conflict(.ownerBefore(fromOn)) }
    return max(fromOn, day.adding(-1))
  }
}
