internal import Domain
internal import SQLite

struct LookupTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  /// Parts with this article first, then those with it as a cross-reference.
  func found(key: String) throws -> [(part: Part, by: PartLookup.Found.By)] {
    let own = try db.all(
      """
      SELECT id, article, article_key, maker, maker_key, name, unit, price_minor, purchase_price_minor, min_quantity, tax_category,
        supplier_id, lead_days, superseded_by_id, status, on_hand, reserved, value_minor, source, created_at, version
      FROM parts WHERE article_key = ? ORDER BY id LIMIT 50
      """, key, map: PartTable.map)
    let others = try db.all(
      """
      SELECT p.id, p.article, p.article_key, p.maker, p.maker_key, p.name, p.unit, p.price_minor, p.purchase_price_minor, p.min_quantity,
        p.tax_category, p.supplier_id, p.lead_days, p.superseded_by_id, p.status, p.on_hand, p.reserved, p.value_minor, p.source,
        p.created_at, p.version, n.kind
      FROM part_numbers n JOIN parts p ON p.id = n.part_id WHERE n.number_key = ? AND p.article_key <> n.number_key ORDER BY p.id LIMIT 50
      """, key
    ) { row in
      let kind: PartNumber.Kind = try row[21]
      return try (part: PartTable.map(row), by: kind == .oem ? PartLookup.Found.By.oem : .analogue)
    }
    return own.map { (part: $0, by: PartLookup.Found.By.article) } + others
  }

  /// The part's replacement, the replacement's replacement, and so on.
  func successors(of id: Int64) throws -> [Part] {
    try db.all(
      """
      WITH RECURSIVE chain(id, step) AS (SELECT superseded_by_id, 1 FROM parts WHERE id = ?
        UNION SELECT p.superseded_by_id, step + 1 FROM parts p JOIN chain c ON p.id = c.id WHERE step < 20)
      SELECT p.id, p.article, p.article_key, p.maker, p.maker_key, p.name, p.unit, p.price_minor, p.purchase_price_minor, p.min_quantity,
        p.tax_category, p.supplier_id, p.lead_days, p.superseded_by_id, p.status, p.on_hand, p.reserved, p.value_minor, p.source,
        p.created_at, p.version
      FROM chain c JOIN parts p ON p.id = c.id ORDER BY c.step
      """, id, map: PartTable.map)
  }

  /// Parts that share a number with this one: as article or as cross-reference, on either side.
  func analogues(of id: Int64) throws -> [Part] {
    try db.all(
      """
      WITH keys(k) AS (SELECT article_key FROM parts WHERE id = ?1 UNION SELECT number_key FROM part_numbers WHERE part_id = ?1),
      others(id) AS (SELECT n.part_id FROM keys JOIN part_numbers n ON n.number_key = k
        UNION SELECT p.id FROM keys JOIN parts p ON p.article_key = k)
      SELECT p.id, p.article, p.article_key, p.maker, p.maker_key, p.name, p.unit, p.price_minor, p.purchase_price_minor, p.min_quantity,
        p.tax_category, p.supplier_id, p.lead_days, p.superseded_by_id, p.status, p.on_hand, p.reserved, p.value_minor, p.source,
        p.created_at, p.version
      FROM others o JOIN parts p ON p.id = o.id WHERE p.id <> ?1 AND p.on_hand > p.reserved ORDER BY p.id LIMIT 50
      """, id, map: PartTable.map)
  }
}
