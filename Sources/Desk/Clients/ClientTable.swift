internal import Domain
internal import SQLite

extension Client.Status: Cell {}
extension Client.Channel: Cell {}
extension Language: Cell {}

struct ClientTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "clients", blank: Client(.person, at: .epoch),
    [
      .kept("id", \.id), .edited("kind", \.kind), .personal("name", \.name), .derived("name_key") { SearchText.nameKey($0.name) },
      .personal("tax_id", \.taxID), .personal("birth_on", \.birthOn), .personal("comment", \.comment),
      .personal("private_note", \.privateNote), .edited("preferred_channel", \.preferredChannel), .edited("language", \.language),
      .edited("discount_bp", \.discount), .edited("credit_days", \.creditDays), .edited("credit_limit_minor", \.creditLimit),
      .edited("labour_rate_minor", \.labourRate), .edited("overrun_bp", \.overrun), .edited("tier", \.tier),
      .kept("refused_service_reason", \.refusedServiceReason), .kept("status", \.status), .kept("merged_into_id", \.mergedIntoID),
      .fixed("source", \.source), .fixed("external_id", \.externalID), .fixed("created_at", \.createdAt), .kept("version", \.version),
    ])

  enum Shown: Int32, PictureColumn {
    case id, kind, name, taxID, birthOn, preferredChannel, language, discountBp, comment, privateNote, creditDays, creditLimitMinor,
      labourRateMinor, overrunBp, tier, refusedServiceReason, status, mergedIntoID, source, externalID, createdAt, version, extras, phone,
      nameKey
  }

  /// The columns of `Shown`.
  private static let columns: StaticString = """
    SELECT id, kind, name, tax_id, birth_on, preferred_channel, language, discount_bp, comment, private_note, credit_days,
      credit_limit_minor, labour_rate_minor, overrun_bp, tier, refused_service_reason, status, merged_into_id, source, external_id, created_at,
      version, extras, phone, name_key
    FROM clients
    """

  /// Lends the row of a card. The columns are those of `Shown`.
  func lend<T>(_ id: Int64, _ body: (borrowing Row) throws -> T) throws -> T? {
    try db.first(
      """
      SELECT id, kind, name, tax_id, birth_on, preferred_channel, language, discount_bp, comment, private_note, credit_days,
        credit_limit_minor, labour_rate_minor, overrun_bp, tier, refused_service_reason, status, merged_into_id, source, external_id, created_at,
        version, extras, phone
      FROM clients WHERE id = ?
      """, id, map: body)
  }

  /// Related tables that have rows for a card: bits set by triggers. 1 e-mails, 2 tags, 4 consents, 8 proxies, 16 more
  /// phones than the one in the card's row.
  struct Extras {
    let bits: Int64
    var emails: Bool { bits & 1 != 0 }
    var tags: Bool { bits & 2 != 0 }
    var consents: Bool { bits & 4 != 0 }
    var proxies: Bool { bits & 8 != 0 }
    var morePhones: Bool { bits & 16 != 0 }
  }

  func tier(of id: Int64) throws -> String? {
    try db.first("SELECT tier FROM clients WHERE id = ?", id) { row in try row[0] as String? } ?? nil
  }

  func mergedInto(_ id: Int64) throws -> Int64? {
    try db.first("SELECT merged_into_id FROM clients WHERE id = ?", id) { row in try row[0] as Int64? } ?? nil
  }

  func find(source: String, externalID: String) throws -> Client? {
    try first("WHERE source = ? AND external_id = ?", source, externalID)
  }

  /// Lends each card of the page. Returns the cursor of the next page.
  func page(_ filter: ClientFilter, _ request: PageRequest, _ body: (borrowing ClientPicture) -> Void) throws -> Cursor? {
    let select = Self.select(filter, request)
    var count = 0
    var last: Cursor?
    try db.each(select.sql, select.values) { row in
      count += 1
      guard count <= request.limit else { return }
      body(ClientPicture(row.again, db))
      if count == request.limit {
        last = try Cursor(key: filter.sort == .name ? .text(row[Shown.nameKey]) : .integer(row[Shown.id]), id: row[Shown.id])
      }
    }
    return count > request.limit ? last : nil
  }

  static func select(_ filter: ClientFilter, _ request: PageRequest) -> Select {
    var select = Select(columns)
    // Choose the index: few cards have the phone or the tag. A list by name or status would scan all others.
    switch (filter.phone, filter.tag.map(SearchText.fold)) {
    case (let phone?, let tag):
      select.add("WHERE id IN (SELECT client_id FROM client_phones WHERE phone = ?) AND +status = ?", phone, filter.status)
      if let tag { select.add("AND EXISTS (SELECT 1 FROM client_tags WHERE client_id = clients.id AND tag = ?)", tag) }
    case (nil, let tag?):
      select.add(
        "JOIN (SELECT client_id AS tagged_id FROM client_tags WHERE tag = ?) ON tagged_id = id WHERE +status = ?", tag, filter.status)
    case (nil, nil): select.add("WHERE status = ?", filter.status)
    }
    if let kind = filter.kind { select.add("AND kind = ?", kind) }
    if let search = filter.search {
      let terms = SearchTerms(search)
      select.add("AND (")
      ClientSearch(terms, byContacts: filter.byContacts).add(to: &select)
      if let plate = terms.plate {
        select.add(
          "OR id IN (SELECT client_id FROM vehicles WHERE plate_key >= ? AND plate_key < ? AND merged_into_id IS NULL)", plate,
          plate.prefixEnd)
      }
      select.add(")")
    }
    switch filter.sort {
    case .id where filter.phone == nil && filter.tag != nil:
      if let after = request.after { select.add("AND tagged_id > ?", after.id) }
      select.add("ORDER BY tagged_id LIMIT ?", request.limit + 1)
    case .id:
      if let after = request.after { select.add("AND id > ?", after.id) }
      select.add("ORDER BY id LIMIT ?", request.limit + 1)
    case .name:
      if let after = request.after { select.add("AND (name_key, id) > (?, ?)", after.key.bound, after.id) }
      select.add("ORDER BY name_key, id LIMIT ?", request.limit + 1)
    }
    return select
  }

  func insert(_ client: Client, searchText: String, importedHash: [UInt8]?) throws -> Int64 {
    try insert(client, and: [("search_text", searchText), ("imported_hash", importedHash)])
  }

  /// Writes the card. A manual edit passes no hash and so clears `imported_hash`; the next import then skips this card.
  func update(_ client: Client, searchText: String, importedHash: [UInt8]?) throws {
    try update(client, and: [("search_text", searchText), ("imported_hash", importedHash)])
  }

  func setRefusal(_ id: Int64, _ reason: String?) throws {
    try db.execute("UPDATE clients SET refused_service_reason = ?, version = version + 1 WHERE id = ?", reason, id)
  }

  /// Raises the version, because consents and proxies are part of the card's response.
  func raiseVersion(_ id: Int64) throws { try db.execute("UPDATE clients SET version = version + 1 WHERE id = ?", id) }

  // MARK: Merging and erasing

  func setMerged(_ id: Int64, into survivor: Int64) throws {
    try db.execute(
      "UPDATE clients SET status = 'merged', merged_into_id = ?, search_text = '', version = version + 1 WHERE id = ?", survivor, id)
  }

  func setActive(_ id: Int64) throws {
    try db.execute("UPDATE clients SET status = 'active', merged_into_id = NULL WHERE id = ?", id)
  }

  /// Clears all personal fields. `(source, external_id)` stays: it is only a code, and it keeps an import from
  /// restoring the person.
  func erase(_ id: Int64) throws {
    try db.execute(
      """
      UPDATE clients SET name = ?, name_key = ?, tax_id = NULL, birth_on = NULL, preferred_channel = NULL, comment = NULL, private_note = NULL,
        refused_service_reason = NULL, search_text = '', imported_hash = NULL,
        status = CASE WHEN merged_into_id IS NULL THEN 'erased' ELSE status END, version = version + 1
      WHERE id = ?
      """, ErasureTable.placeholder, SearchText.nameKey(ErasureTable.placeholder), id)
  }

  // MARK: Import

  func importedHash(_ id: Int64) throws -> [UInt8]? {
    try db.first("SELECT imported_hash FROM clients WHERE id = ?", id) { row in try row[0] as [UInt8]? } ?? nil
  }

  /// Stores the hash of a changed row with the same content.
  func setImportedHash(_ id: Int64, _ hash: [UInt8]) throws {
    try db.execute("UPDATE clients SET imported_hash = ? WHERE id = ?", hash, id)
  }

  // MARK: Duplicates

  struct PhoneTwins {
    let phone: String
    let count: Int64
  }

  /// Phones that are on more than one active card, sorted.
  func sharedPhones(_ request: PageRequest) throws -> [PhoneTwins] {
    var select = Select(
      """
      SELECT p.phone, count(*) FROM client_phones p JOIN clients c ON c.id = p.client_id AND c.status = 'active'
      WHERE TRUE
      """)
    if let after = request.after { select.add("AND p.phone > ?", after.key.bound) }
    select.add("GROUP BY p.phone HAVING count(*) > 1 ORDER BY p.phone LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values) { row in try PhoneTwins(phone: row[0], count: row[1]) }
  }
}
