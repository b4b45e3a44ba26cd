package import Domain

/// Fields of a vehicle's card that people can write.
package struct VehicleDraft: Equatable, Sendable {
  /// VIN and plate as `VIN` and `Plate` normalize them.
  package var vin: String?
  package var plate: String?
  package var make: String
  package var model: String
  package var year: Int64?
  package var colour: String?
  package var engine: String?
  /// Body number as `BodyNumber` normalizes it.
  package var bodyNumber: String?
  package var status: Vehicle.Status
  package var warrantyStartOn: Day?
  package var note: String?

  package init(
    vin: String? = nil, plate: String? = nil, make: String, model: String, year: Int64? = nil, colour: String? = nil, engine: String? = nil,
    bodyNumber: String? = nil, status: Vehicle.Status = .clientVehicle, warrantyStartOn: Day? = nil, note: String? = nil
  ) {
    self.vin = vin
    self.plate = plate
    self.make = make
    self.model = model
    self.year = year
    self.colour = colour
    self.engine = engine
    self.bodyNumber = bodyNumber
    self.status = status
    self.warrantyStartOn = warrantyStartOn
    self.note = note
  }

  init(_ vehicle: Vehicle) {
    self.init(
      vin: vehicle.vin, plate: vehicle.plate, make: vehicle.make, model: vehicle.model, year: vehicle.year, colour: vehicle.colour,
      engine: vehicle.engine, bodyNumber: vehicle.bodyNumber, status: vehicle.status, warrantyStartOn: vehicle.warrantyStartOn,
      note: vehicle.note)
  }

  /// The vehicle with the values of this draft.
  func applied(to vehicle: Vehicle) -> Vehicle {
    var new = vehicle
    new.vin = vin
    new.vinVerified = vin.flatMap { try? VIN($0) }?.isValid ?? false
    new.plate = plate
    new.plateKey = plate.map(Plate.key)
    new.make = make
    new.model = model
    new.year = year
    new.colour = colour
    new.engine = engine
    new.bodyNumber = bodyNumber
    new.status = status
    new.warrantyStartOn = warrantyStartOn
    new.note = note
    return new
  }
}

extension Vehicle {
  func changes(from old: Vehicle?) -> [Detail] {
    var details: [Detail] = []
    details.noteChange("vin", .init(old?.vin), .init(vin))
    details.noteChange("plate", .init(old?.plate), .init(plate))
    details.noteChange("make", .init(old?.make), .init(make))
    details.noteChange("model", .init(old?.model), .init(model))
    details.noteChange("year", .init(old?.year), .init(year))
    details.noteChange("colour", .init(old?.colour), .init(colour))
    details.noteChange("engine", .init(old?.engine), .init(engine))
    details.noteChange("body_number", .init(old?.bodyNumber), .init(bodyNumber))
    details.noteChange("status", .init(old?.status), .init(status))
    details.noteChange("client_id", .init(old?.clientID), .init(clientID))
    details.noteChange("warranty_start_on", .init(old?.warrantyStartOn), .init(warrantyStartOn))
    // If the car has no owner, the event itself holds the note. As a personal value it could never be erased, because
    // no client would own it.
    if clientID ?? old?.clientID == nil {
      details.noteChange("note", .init(old?.note), .init(note))
    } else {
      details.notePersonal("note", old?.note, note)
    }
    return details
  }
}

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
