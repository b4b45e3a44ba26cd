internal import Domain

/// A vehicle, identified by its VIN. Without one: by body number and make, else by plate and client.
struct VehicleImport: ImportRow {
  static let columns = ["Код клиента", "Марка", "Модель", "Год", "VIN", "Номер кузова", "Гос. номер", "Пробег", "Цвет"]
  static let laterColumns: Set = ["Номер кузова"]
  static let requiredColumns = ["Код клиента", "Марка", "Модель"]

  private let clientCode: String
  private let make: String
  private let model: String
  private let year: Told<Int64>
  private let vin: VIN?
  private let body: BodyNumber?
  private let plate: Plate?
  private let odometerKm: Int64?
  private let colour: Told<String>

  init(_ cells: inout ImportCells) {
    clientCode = cells.code("Код клиента")
    make = cells.line("Марка")
    model = cells.line("Модель")
    year = cells.told("Год") { text throws(Reason) in
      guard let year = WrittenYear.number(text) else { throw .cellUnreadable("Год", text) }
      return year
    }
    vin = cells.value("VIN", Self.vin)
    body = cells.value("Номер кузова") { text throws(Reason) in try BodyNumber(text) }
    plate = cells.value("Гос. номер", Self.plate)
    odometerKm = cells.integer("Пробег", in: WrittenAmount.kilometres).value
    colour = cells.toldLine("Цвет")
    if vin == nil, body == nil, plate == nil { cells.fault(.vehicleWithoutKey) }
    if let warning = vin?.warning { cells.warn(warning.at("VIN")) }
  }

  /// Reads a VIN. Entries such as `ОТСУТСТВУЕТ`, `нет` or `000` are refused, because they would make many cars one.
  private static func vin(_ text: String) throws(Reason) -> VIN {
    guard let vin = try? VIN(text) else { throw .cellUnreadable("VIN", text) }
    let different = Set(vin.text).count
    let isVIN = vin.text.count == 17 && different >= 5
    let isBody = vin.text.count >= 5 && different >= 3 && vin.text.count { $0.isNumber } >= 3
    guard isVIN || isBody, vin.text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { throw .cellUnreadable("VIN", text) }
    return vin
  }

  /// Reads a plate. Every plate has a digit other than 0; `б/н` has none.
  private static func plate(_ text: String) throws(Reason) -> Plate {
    let plate = try Plate(text)
    guard plate.key.contains(where: { "123456789".contains($0) }) else { throw .cellUnreadable("Гос. номер", text) }
    return plate
  }

  var key: String { vin.map { "VIN \($0.text)" } ?? bodyKey ?? plateKey }

  private var bodyKey: String? { body.map { "body \($0.key) \(SearchText.fold(make))" } }
  private var plateKey: String { "\(plate?.key ?? "") \(clientCode)" }

  /// A car is also found by its body number, and by plate and client. Two rows that both have a VIN, or both a body
  /// number, may still be two cars:
  /// `isOne` decides.
  var names: [String] {
    var names = [key]
    for name in [bodyKey, plate.map { _ in plateKey }].compactMap(\.self) where !names.contains(name) { names.append(name) }
    return names
  }
  func isOne(with earlier: any ImportRow) -> Bool {
    guard let earlier = earlier as? VehicleImport else { return true }
    if let vin, let other = earlier.vin { return vin.text == other.text }
    if let body, let other = earlier.body { return body.key == other.key }
    return true
  }

  var title: String? {
    if let vin { return "VIN \(vin.text)" }
    if let body { return "№ кузова \(body.text)" }
    guard let plate, !clientCode.isEmpty else { return nil }
    return "\(plate.text) \(clientCode)"
  }

  func faults(_ context: Context) throws -> [Reason] {
    guard !clientCode.isEmpty else { return [] }
    do {
      _ = try owner(context)
      return []
    } catch let reason as Reason { return [reason] }
  }

  /// Finds the vehicle. First by the key it was imported under, even if its VIN or plate was corrected by hand since.
  /// Then by VIN, by body number and make, and by plate and client, unless that vehicle's VIN or body number differs.
  func find(_ context: Context) throws -> ImportedThing? {
    let table = VehicleTable(context.db)
    let owner = try owner(context)
    if let known = try table.find(source: ImportKind.source, externalID: key) { return try thing(known, context) }
    if let vin, let known = try table.find(vin: vin.text) ?? table.findMerged(vin: vin.text) { return try thing(known, context) }
    if let body, let known = try table.find(bodyKey: body.key, make: make), vin == nil || known.vin == nil {
      return try thing(known, context)
    }
    guard let plate, let known = try table.find(plateKey: plate.key, clientID: owner), vin == nil || known.vin == nil,
      body == nil || known.bodyKey == nil || known.bodyKey == body?.key
    else { return nil }
    return try thing(known, context)
  }

  /// A merged card is left alone, so that an import does not create the second card again.
  private func thing(_ vehicle: Vehicle, _ context: Context) throws -> ImportedThing {
    let reasons = try VehicleLookup(context).told(vehicle).reasonsAgainstEdit
    if let reason = reasons.first { return ImportedThing(id: vehicle.id, .kept(reason)) }
    if try MergeTable(context.db, .vehicle).isSurvivor(vehicle.id) { return ImportedThing(id: vehicle.id, .kept(.anotherMergedIn)) }
    return ImportedThing(id: vehicle.id, hash: try VehicleTable(context.db).importedHash(vehicle.id))
  }

  /// The owner of the vehicle. If the client's card was merged, the survivor is the owner.
  private func owner(_ context: Context) throws -> Int64 {
    guard let client = try ClientTable(context.db).find(source: ImportKind.source, externalID: clientCode) else {
      throw Reason.unknownClient(clientCode)
    }
    let survivor = try ClientLookup(context).survivor(client.id)
    guard survivor.status == .active else { throw Reason.clientErased(survivor).at("Код клиента") }
    return survivor.id
  }

  func card(of thing: ImportedThing?, at place: ImportPlace, _ plan: ImportPlan, _ context: Context) throws -> (any PlannedCard)? {
    let known = try thing.flatMap { try VehicleTable(context.db).find($0.id) }
    var id: Int64 = 0
    if case .line(let line) = place { id = -Int64(line) }
    let old = (plan[place] as? ImportedVehicle)?.vehicle ?? known ?? Vehicle(at: context.now).with { $0.id = id }
    var new = ImportedVehicle(vehicle: applied(to: old, context))
    new.vehicle.clientID = try owner(context)
    guard plan.isOn, let odometerKm, odometerKm != old.odometerKm else { return new }
    let before =
      try (plan[place] as? ImportedVehicle)?.odometer ?? Odometer(thing.map { try OdometerTable(context.db).all(of: $0.id) } ?? [])
    new.read(odometerKm, after: before, context)
    return new
  }

  /// Warnings that other cards may be the same car, each car named once. A VIN has its own warning already.
  func twins(of card: any PlannedCard, at place: ImportPlace, _ plan: ImportPlan, _ context: Context) throws -> [Reason] {
    guard let vehicle = (card as? ImportedVehicle)?.vehicle else { return [] }
    let known = try VehicleTwins(context).found(vehicle)
    let plate = plan.others(known.plate, vehicle.plateKey.map { [ImportedVehicle.mark(plate: $0)] } ?? [], but: place)
    var alike = plan.others(known.alike, [ImportedVehicle.mark(ofOwner: vehicle)].compactMap(\.self), but: place) { other in
      (other as? ImportedVehicle).map { vehicle.isAlike($0.vehicle) } ?? false
    }
    let body = plan.others(known.body, vehicle.bodyKey.map { [ImportedVehicle.mark(body: $0)] } ?? [], but: place)
    alike.cards.removeAll { plate.cards.contains($0) || body.cards.contains($0) }
    alike.lines.removeAll { plate.lines.contains($0) || body.lines.contains($0) }
    var reasons: [Reason] = []
    if !plate.isEmpty { reasons.append(.vehiclePlateKnown(plate.cards, lines: plate.lines).at("Гос. номер")) }
    if !body.isEmpty { reasons.append(.vehicleBodyKnown(body.cards, lines: body.lines).at("Номер кузова")) }
    if !alike.isEmpty { reasons.append(.vehicleAlike(alike.cards, lines: alike.lines).at("Модель")) }
    return reasons
  }

  func create(_ context: Context, hash: [UInt8]) throws -> [Reason] {
    var vehicle = applied(to: Vehicle(at: context.now), context)
    vehicle.clientID = try owner(context)
    vehicle.source = ImportKind.source
    vehicle.externalID = key
    let id = try VehicleRegister(context).enter(vehicle, importedHash: hash)
    return try noteOdometer(id, nil, context)
  }

  func remarks(on thing: ImportedThing, _ outcome: ImportLine.Outcome, _ context: Context) throws -> [Reason] {
    guard outcome == .updated, let vehicle = try VehicleTable(context.db).find(thing.id) else { return [] }
    guard try vehicle.clientID != owner(context) else { return [] }
    let old = try vehicle.clientID.flatMap(ClientTable(context.db).find)
    return [.vehicleMoves(from: old.map { $0.externalID ?? "№ \($0.id)" }, to: clientCode)]
  }

  func remarks(after earlier: [any ImportRow]) -> [Reason] {
    guard let last = earlier.last as? VehicleImport, last.clientCode != clientCode else { return [] }
    return [.vehicleMoves(from: last.clientCode, to: clientCode)]
  }

  func update(_ thing: ImportedThing, _ context: Context, hash: [UInt8]) throws -> [Reason] {
    let table = VehicleTable(context.db)
    guard var vehicle = try table.find(thing.id) else { return [] }
    let owner = try owner(context)
    if vehicle.clientID != owner {
      try VehicleRegister(context).transfer(vehicle, to: owner, on: context.today, reason: nil, importedHash: hash)
      vehicle = try table.find(thing.id) ?? vehicle
    }
    let new = applied(to: vehicle, context)
    if try !VehicleRegister(context).change(vehicle, to: new, importedHash: hash) { try table.setImportedHash(thing.id, hash) }
    return try noteOdometer(thing.id, vehicle.odometerKm, context)
  }

  /// The row applied to the card. Without a VIN, body number or plate, the row clears none of them.
  private func applied(to old: Vehicle, _ context: Context) -> Vehicle {
    var new = old
    new.vin = vin?.text ?? old.vin
    new.bodyNumber = body?.text ?? old.bodyNumber
    new.plate = plate?.text ?? old.plate
    new.make = make
    new.model = model
    new.colour = colour.over(old.colour)
    new.year = made(context).told.over(old.year)
    return new
  }

  var said: [(column: String, said: Said)] { [("Год", year.said), ("Цвет", colour.said)] }

  func held(by thing: ImportedThing, _ context: Context) throws -> Set<String> {
    guard let old = try VehicleTable(context.db).find(thing.id) else { return [] }
    return Set([("Год", old.year != nil), ("Цвет", old.colour != nil)].filter(\.1).map(\.0))
  }

  func warnings(_ context: Context) -> [Reason] { made(context).warning.map { [$0] } ?? [] }

  /// The year of manufacture and its warning. An impossible year is left out.
  private func made(_ context: Context) -> (told: Told<Int64>, warning: Reason?) {
    guard let typed = year.value else { return (year, nil) }
    let year = Vehicle.year(meantBy: typed, today: context.today) ?? typed
    if let reason = Vehicle.reason(againstYear: year, today: context.today) { return (.nothing, reason.at("Год")) }
    return (.value(year), year == typed ? nil : .yearCompleted("Год", String(typed), String(year), String(year)))
  }

  /// Records the odometer. A reading that does not fit the others is left out; an improbable jump gives a warning.
  private func noteOdometer(_ id: Int64, _ known: Int64?, _ context: Context) throws -> [Reason] {
    guard let odometerKm, odometerKm != known else { return [] }
    do {
      let reading = OdometerReading(id: 0, vehicleID: id, km: odometerKm, at: context.now, source: .import)
      return try OdometerLog(context).note(reading, client: owner(context)).warnings.map { $0.at("Пробег") }
    } catch Refusal.conflict(let reasons, _) {
      return reasons.map { $0.at("Пробег") }
    } catch Refusal.invalid(let reasons) {
      return reasons.map { $0.at("Пробег") }
    }
  }
}
