package import Domain

package struct VehicleFilter: Sendable {
  package var clientID: Int64?
  /// Merged cards are listed only if asked for.
  package var status: Vehicle.Standing?
  package var vin: String?
  /// The plate in one alphabet.
  package var plateKey: String?
  /// The body number in one alphabet, without punctuation.
  package var bodyKey: String?
  package var make: String?
  package var search: String?

  package init(
    clientID: Int64? = nil, status: Vehicle.Standing? = nil, vin: String? = nil, plateKey: String? = nil, bodyKey: String? = nil,
    make: String? = nil, search: String? = nil
  ) {
    self.clientID = clientID
    self.status = status
    self.vin = vin
    self.plateKey = plateKey
    self.bodyKey = bodyKey
    self.make = make
    self.search = search
  }
}
