internal import Domain
internal import SQLite

extension Vehicle.Status: Cell {}
extension Vehicle.Standing: Bindable, Column {}

struct VehicleTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "vehicles", blank: Vehicle(at: .epoch),
    [
      .kept("id", \.id), .edited("vin", \.vin), .derived("vin_verified", \.vinVerified), .edited("plate", \.plate),
      .derived("plate_key", \.plateKey), .edited("make", \.make), .derived("make_key") { SearchText.fold($0.make) },
      .edited("model", \.model), .edited("year", \.year), .edited("colour", \.colour), .edited("engine", \.engine),
      .edited("body_number", \.bodyNumber), .derived("body_key", \.bodyKey), .edited("status", \.status),
      .edited("client_id", \.clientID), .edited("warranty_start_on", \.warrantyStartOn), .personal("note", \.note, of: \.clientID),
      .kept("odometer_km", \.odometerKm), .kept("run_km", \.runKm), .kept("merged_into_id", \.mergedIntoID),
      .fixed("source", \.source), .fixed("external_id", \.externalID), .fixed("created_at", \.createdAt), .kept("version", \.version),
    ])

  /// The car with this VIN. Merged cards are skipped.
  func find(vin: String) throws -> Vehicle? {
    try first("WHERE vin = ? AND merged_into_id IS NULL", vin)
  }

  /// A merged card that had this VIN.
  func findMerged(vin: String) throws -> Vehicle? {
    try first("WHERE merged_into_id IS NOT NULL AND vin = ? ORDER BY id LIMIT 1", vin)
  }

  func mergedInto(_ id: Int64) throws -> Int64? {
    try db.first("SELECT merged_into_id FROM vehicles WHERE id = ?", id) { row in try row[0] as Int64? } ?? nil
  }

  /// All cards merged into this one, directly or through others.
  private func merged(into id: Int64) throws -> [Vehicle] {
    try all(
      """
      WHERE id IN (
        WITH RECURSIVE family(id) AS (
          SELECT id FROM vehicles WHERE merged_into_id = ? UNION SELECT v.id FROM vehicles v JOIN family f ON v.merged_into_id = f.id)
        SELECT id FROM family)
      ORDER BY id
      """, id)
  }

  func find(source: String, externalID: String) throws -> Vehicle? {
    try first("WHERE source = ? AND external_id = ?", source, externalID)
  }

  func find(plateKey: String, clientID: Int64) throws -> Vehicle? {
    try first("WHERE plate_key = ? AND client_id = ? ORDER BY merged_into_id IS NOT NULL, id LIMIT 1", plateKey, clientID)
  }

  /// The car with this body number and make. Two makes may use the same number.
  func find(bodyKey: String, make: String) throws -> Vehicle? {
    try first(
      "WHERE body_key = ? AND +make_key = ? ORDER BY merged_into_id IS NOT NULL, id LIMIT 1", bodyKey, SearchText.fold(make))
  }

  /// A client's cars of one make: a handful, for a taxi fleet more.
  func all(ofClient id: Int64, make: String) throws -> [Vehicle] {
    try all(
      "WHERE client_id = ? AND +make_key = ? AND merged_into_id IS NULL ORDER BY id LIMIT 200", id, SearchText.fold(make))
  }

  func page(_ filter: VehicleFilter, _ request: PageRequest) throws -> [Vehicle] {
    let select = Self.select(filter, request)
    return try db.all(select.sql, select.values, map: Self.form.thing)
  }

  static func select(_ filter: VehicleFilter, _ request: PageRequest) -> Select {
    let lead = filter.lead
    var select =
      switch (filter.status, lead) {
      case (.merged, .merged): form.select(where: "WHERE merged_into_id > 0")
      case (.merged, _): form.select(where: "WHERE merged_into_id IS NOT NULL")
      default: form.select(where: "WHERE merged_into_id IS NULL")
      }
    if let vin = filter.vin { select.add("AND vin = ?", vin) }
    if let plate = filter.plateKey { select.add(lead == .plate ? "AND plate_key = ?" : "AND +plate_key = ?", plate) }
    if let body = filter.bodyKey { select.add(lead == .body ? "AND body_key = ?" : "AND +body_key = ?", body) }
    if let id = filter.clientID { select.add(lead == .client ? "AND client_id = ?" : "AND +client_id = ?", id) }
    if let make = filter.make { select.add(lead == .make ? "AND make_key = ?" : "AND +make_key = ?", SearchText.fold(make)) }
    if let status = filter.status, status != .merged {
      select.add(lead == .status ? "AND status = ?" : "AND +status = ?", status)
    }
    if let search = filter.search { add(SearchTerms(search), to: &select) }
    // Merged cards are few: read by their own index, then sorted.
    if let after = request.after { select.add(lead == .merged ? "AND +id > ?" : "AND id > ?", after.id) }
    select.add(lead == .merged ? "ORDER BY +id LIMIT ?" : "ORDER BY id LIMIT ?", request.limit + 1)
    return select
  }

  /// Matches every word, as typed or in the alphabet of plates and VINs, or the whole text as a part of one.
  private static func add(_ terms: SearchTerms, to select: inout Select) {
    guard !terms.isEmpty else { return select.add("AND FALSE") }
    select.add("AND (TRUE")
    for word in terms.words {
      select.add("AND (search_text LIKE ? ESCAPE '\\'", word.anywhere)
      let key = LookAlike.key(word).lowercased()
      if key != word, !key.isEmpty { select.add("OR search_text LIKE ? ESCAPE '\\'", key.anywhere) }
      select.add(")")
    }
    if let whole = terms.whole { select.add("OR search_text LIKE ? ESCAPE '\\'", whole.lowercased().anywhere) }
    select.add(")")
  }

  func insert(_ vehicle: Vehicle, importedHash: [UInt8]?) throws -> Int64 {
    try insert(vehicle, and: [("search_text", vehicle.searchText()), ("imported_hash", importedHash)])
  }

  /// Writes the card. A manual edit passes no hash and so clears `imported_hash`; the next import then skips the card.
  /// The search text also covers the cards merged into it.
  func update(_ vehicle: Vehicle, importedHash: [UInt8]?) throws {
    try update(vehicle, and: [("search_text", vehicle.searchText(merged(into: vehicle.id))), ("imported_hash", importedHash)])
  }

  func setOdometer(_ id: Int64, km: Int64?, runKm: Int64?) throws {
    try db.execute("UPDATE vehicles SET odometer_km = ?, run_km = ?, version = version + 1 WHERE id = ?", km, runKm, id)
  }

  func setMerged(_ id: Int64, into survivor: Int64) throws {
    try db.execute("UPDATE vehicles SET merged_into_id = ?, search_text = '', version = version + 1 WHERE id = ?", survivor, id)
  }

  func setActive(_ id: Int64) throws { try db.execute("UPDATE vehicles SET merged_into_id = NULL WHERE id = ?", id) }

  func importedHash(_ id: Int64) throws -> [UInt8]? {
    try db.first("SELECT imported_hash FROM vehicles WHERE id = ?", id) { row in try row[0] as [UInt8]? } ?? nil
  }

  func setImportedHash(_ id: Int64, _ hash: [UInt8]) throws {
    try db.execute("UPDATE vehicles SET imported_hash = ? WHERE id = ?", hash, id)
  }

  // MARK: Duplicates

  struct PlateTwins {
    let plateKey: String
    let count: Int64
  }

  /// Plates that are on more than one unmerged card, sorted.
  func sharedPlates(_ request: PageRequest) throws -> [PlateTwins] {
    var select = Select("SELECT plate_key, count(*) FROM vehicles WHERE plate_key IS NOT NULL AND merged_into_id IS NULL")
    if let after = request.after { select.add("AND plate_key > ?", after.key.bound) }
    select.add("GROUP BY plate_key HAVING count(*) > 1 ORDER BY plate_key LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values) { row in try PlateTwins(plateKey: row[0], count: row[1]) }
  }

  func all(withPlate key: String) throws -> [Vehicle] {
    try all("WHERE plate_key = ? AND merged_into_id IS NULL ORDER BY id", key)
  }

  // MARK: Deleting

  struct History {
    let orders: Int64
    let readings: Int64
    let coverages: Int64
    let owners: Int64
    let merges: Int64
  }

  func history(_ id: Int64) throws -> History {
    try db.first(
      """
      SELECT (SELECT count(*) FROM work_orders WHERE vehicle_id = ?), (SELECT count(*) FROM odometer_readings WHERE vehicle_id = ?),
        (SELECT count(*) FROM coverages WHERE vehicle_id = ?), (SELECT count(*) FROM vehicle_owners WHERE vehicle_id = ?),
        (SELECT count(*) FROM vehicle_merges WHERE survivor_id = ? OR merged_id = ?)
      """, id, id, id, id, id, id
    ) { row in try History(orders: row[0], readings: row[1], coverages: row[2], owners: row[3], merges: row[4]) }
      ?? History(orders: 0, readings: 0, coverages: 0, owners: 0, merges: 0)
  }

  func delete(_ id: Int64) throws {
    try db.execute("DELETE FROM vehicle_owners WHERE vehicle_id = ?", id)
    try db.execute("DELETE FROM vehicles WHERE id = ?", id)
  }
}

extension VehicleFilter {
  /// The filter whose index leads: the one that leaves the fewest vehicles. A `+` keeps SQLite from choosing another.
  fileprivate enum Lead { case vin, plate, body, client, make, merged, status, id }

  fileprivate var lead: Lead {
    if vin != nil { return .vin }
    if plateKey != nil { return .plate }
    if bodyKey != nil { return .body }
    if clientID != nil { return .client }
    if make != nil { return .make }
    if status == .merged { return .merged }
    return status != nil ? .status : .id
  }
}

extension Vehicle {
  /// The search text: make, model, VIN, plate as shown and in one alphabet, body number, and the same numbers of
  /// merged cards.
  fileprivate func searchText(_ merged: [Vehicle] = []) -> String {
    SearchText.row(
      [make, model, vin, plate, plateKey, bodyNumber, bodyKey]
        + merged.flatMap { [$0.vin, $0.plate, $0.plateKey, $0.bodyNumber, $0.bodyKey] })
  }
}
