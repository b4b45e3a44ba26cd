internal import Desk
package import Domain

enum VehicleJSON {
  /// The card in a vehicle's own response.
  static let card = Shape<Vehicles.Picture>("Vehicle", version: { $0.vehicle.version }) { s in
    writeCard(&s)
    s.integer("merged_into_id") { $0.mergedIntoID }
    s.included("warnings", ReasonJSON.reason, note: "Only in the answer to a change: other cards that may be the same car's.") {
      $0.warnings
    }
  }

  /// The card as an entry of a list.
  static let entry = Shape<Vehicles.Picture>("VehicleEntry") { s in
    writeCard(&s)
    s.integer("merged_into_id") { $0.mergedIntoID }
  }

  private static func writeCard(_ s: inout ShapeBuilder<Vehicles.Picture>) {
    s.integer("id") { $0.vehicle.id }
    s.text("vin") { $0.vehicle.vin }
    s.flag("vin_verified") { $0.vehicle.vin == nil ? nil : $0.vehicle.vinVerified }
    s.text("plate") { $0.vehicle.plate }
    s.text("make") { $0.vehicle.make }
    s.text("model") { $0.vehicle.model }
    s.integer("year") { $0.vehicle.year }
    s.text("colour") { $0.vehicle.colour }
    s.text("engine") { $0.vehicle.engine }
    s.text("body_number") { $0.vehicle.bodyNumber }
    s.word("status") { $0.vehicle.standing }
    s.integer("client_id") { $0.vehicle.clientID }
    s.integer("odometer_km") { $0.vehicle.odometerKm }
    s.integer("run_km") { $0.vehicle.runKm ?? $0.vehicle.odometerKm }
    s.date("warranty_start_on") { $0.vehicle.warrantyStartOn }
    s.text("note") { $0.vehicle.note }
    s.text("source") { $0.vehicle.source }
    s.time("created_at") { $0.vehicle.createdAt }
    s.integer("version") { $0.vehicle.version }
  }

  static let owner = Shape<OwnerPeriod>("OwnerPeriod") { s in
    s.integer("id") { $0.id }
    s.integer("vehicle_id") { $0.vehicleID }
    s.integer("client_id") { $0.clientID }
    s.date("from_on") { $0.fromOn }
    s.date("until_on") { $0.untilOn }
  }

  static let reading = Shape<Odometers.Picture>("OdometerReading") { s in
    s.integer("id") { $0.reading.id }
    s.integer("vehicle_id") { $0.reading.vehicleID }
    s.integer("odometer_km") { $0.reading.km }
    s.integer("run_km") { $0.runKm }
    s.integer("old_odometer_km") { $0.reading.oldKm }
    s.integer("new_odometer_km") { $0.reading.firstKm }
    s.time("at") { $0.reading.at }
    s.word("source") { $0.reading.source }
    s.word("kind") { $0.reading.kind }
    s.text("reason") { $0.reading.reason }
    s.integer("work_order_id") { $0.reading.workOrderID }
    s.integer("user_id") { $0.reading.userID }
    s.list("warnings", ReasonJSON.reason) { $0.warnings }
  }

  private static let twin = Shape<Vehicle>("VehicleTwin") { s in
    s.integer("id") { $0.id }
    s.text("make") { $0.make }
    s.text("model") { $0.model }
    s.text("vin") { $0.vin }
    s.text("body_number") { $0.bodyNumber }
    s.integer("client_id") { $0.clientID }
  }
  static let twins = Shape<Vehicles.Twins>("VehicleTwins") { s in
    s.text("plate") { $0.plate }
    s.list("vehicles", twin) { $0.vehicles }
  }
}

extension Kind where T == String {
  /// Any text typed as a VIN; an invalid one is kept as unverified.
  static var vin: Kind { Kind.text(1...40).checked(placeholder: "") { text throws(Reason) in try VIN(text).text } }
  /// The number of a body, frame or chassis. Words that stand for a missing one are refused.
  static var bodyNumber: Kind { Kind.text(1...40).checked(placeholder: "") { text throws(Reason) in try BodyNumber(text).text } }
  static var plate: Kind { Kind.text(1...20).checked(placeholder: "") { text throws(Reason) in try Plate(text).text } }
}

struct VehicleQuery: Declared {
  let filter: VehicleFilter
  init(_ fields: inout Fields) {
    let clientID = fields.optional("client_id", .id)
    let status: Vehicle.Standing? = fields.optional("status", .choice(), "Merged cards are listed only when asked for")
    let vin = fields.optional("vin", .vin)
    let plate = fields.optional("plate", .plate, "In either alphabet")
    let body = fields.optional("body_number", .bodyNumber, "In either alphabet, signs aside")
    let make = fields.optional("make", .line, "The whole name, in any case")
    let search = fields.optional("q", .text(1...200), "Words of make and model, a VIN, a plate, a body number, or parts of them")
    filter = VehicleFilter(
      clientID: clientID, status: status, vin: vin, plateKey: plate.map(Plate.key), bodyKey: body.map(BodyNumber.key), make: make,
      search: search)
  }
}

struct VehicleBody: Declared {
  let fill: Form<Vehicle>.Step
  let clientID: Int64?
  let ownedFromOn: Day?
  let odometerKm: Int64?

  init(_ fields: inout Fields) {
    fill = Form.new(&fields, Vehicle.fields)
    clientID = fields.optional("client_id", .id, "The owner; not a merged card (409)")
    ownedFromOn = fields.optional("owned_from_on", .date, "The owner's first day; today when absent")
    odometerKm = fields.optional("odometer_km", .integer(0...Odometer.largest))
  }
  static let example: String? = #"{"vin":"XTA210990Y2765432","plate":"А123ВС77","make":"LADA","model":"Веста","year":2021,"client_id":1}"#
}

/// A vehicle created together with an order. It belongs to the order's client.
struct OrderVehicleBody: Declared {
  let fill: Form<Vehicle>.Step
  init(_ fields: inout Fields) { fill = Form.new(&fields, Vehicle.car) }
  static let example: String? = #"{"make":"LADA","model":"Веста","plate":"А123ВС77"}"#
}

extension Vehicle: Formed {
  package static func fields(_ form: inout Form<Vehicle>) {
    car(&form)
    form.defaulted("status", .choice(), \.status)
  }

  /// The fields of a vehicle without owner and status.
  static func car(_ form: inout Form<Vehicle>) {
    form.clearable("vin", .vin, \.vin, "One that is no valid VIN is kept as unverified")
    form.clearable("plate", .plate, \.plate)
    form.required("make", .line, \.make)
    form.required("model", .line, \.model)
    form.clearable("year", .integer(1885...2200), \.year)
    form.clearable("colour", .line, \.colour)
    form.clearable("engine", .line, \.engine)
    form.clearable("body_number", .bodyNumber, \.bodyNumber, "Of the body, the frame or the chassis: for what has no VIN")
    form.clearable("warranty_start_on", .date, \.warrantyStartOn)
    form.clearable("note", .words, \.note)
  }
  package static let newExample: String? = nil
  package static let changeExample: String? = #"{"plate":"В777ОР77","colour":"синий"}"#
}

struct TransferBody: Declared {
  let clientID: Int64
  let on: Day?
  let reason: String?
  init(_ fields: inout Fields) {
    clientID = fields.required("client_id", .id, "The new owner; not a merged card (409)")
    on = fields.optional("on", .date, "The new owner's first day; today when absent")
    reason = fields.optional("reason", .text(1...500))
  }
  static let example: String? = #"{"client_id":2,"reason":"продан по договору"}"#
}

struct ReadingBody: Declared {
  let new: Odometers.New
  init(_ fields: inout Fields) {
    new = Odometers.New(
      km: fields.required("odometer_km", .integer(0...Odometer.largest)), at: fields.optional("at", .time, "Now when absent"),
      kind: fields.optional(
        "kind", .choice(), or: .reading,
        "correction and cluster_change: a manager's, with a reason. A correction puts the open orders right whose reading it contradicts"),
      cluster: Odometers.Cluster(&fields), reason: fields.optional("reason", .text(1...500)))
  }
  static let example: String? = #"{"odometer_km":120000}"#
}

extension Odometers.Cluster {
  init(_ fields: inout Fields) {
    self.init(
      oldKm: fields.optional(
        "old_odometer_km", .integer(0...Odometer.largest),
        "Of a changed cluster: what the old one showed last; the last reading when absent. Of a correction: what was meant then"),
      firstKm: fields.optional(
        "new_odometer_km", .integer(0...Odometer.largest),
        "Of a changed cluster: what the new one showed first; absent: what it shows now, at intake 0 if that is less than the old one showed"
      ))
  }
}
