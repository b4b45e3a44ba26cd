internal import Domain
internal import SQLite

struct LookupTable {
  private let parts: PartTable
  private let db: Database
  init(_ db: Database) {
    self.db = db
    parts = PartTable(db)
  }

  /// Parts with this article first, then those with it as a cross-reference.
  func found(key: String) throws -> [(part: Part, by: PartLookup.Found.By)] {
    let own = try parts.all("WHERE article_key = ? ORDER BY id LIMIT 50", key)
    let crossed = PartTable.form.select(
      and: "kind",
      where: """
        JOIN (SELECT part_id, number_key, kind FROM part_numbers) ON part_id = parts.id
        WHERE number_key = ? AND article_key <> number_key ORDER BY id LIMIT 50
        """)
    let others = try db.all(crossed.sql, [key]) { row in
      let kind: PartNumber.Kind = try row[PartTable.form.width]
      return try (part: PartTable.form.thing(row), by: kind == .oem ? PartLookup.Found.By.oem : .analogue)
    }
    return own.map { (part: $0, by: PartLookup.Found.By.article) } + others
  }

  /// The part's replacement, the replacement's replacement, and so on.
  func successors(of id: Int64) throws -> [Part] {
    try parts.all(
      """
      JOIN (WITH RECURSIVE chain(part_id, step) AS (SELECT superseded_by_id, 1 FROM parts WHERE id = ?
        UNION SELECT p.superseded_by_id, step + 1 FROM parts p JOIN chain c ON p.id = c.part_id WHERE step < 20)
        SELECT part_id, step FROM chain) ON part_id = parts.id ORDER BY step
      """, id)
  }

  /// Parts that share a number with this one: as article or as cross-reference, on either side.
  func analogues(of id: Int64) throws -> [Part] {
    try parts.all(
      """
      WHERE id IN (
          WITH keys(k) AS (SELECT article_key FROM parts WHERE id = ?1 UNION SELECT number_key FROM part_numbers WHERE part_id = ?1)
          SELECT n.part_id FROM keys JOIN part_numbers n ON n.number_key = k UNION SELECT p.id FROM keys JOIN parts p ON p.article_key = k)
        AND id <> ?1 AND on_hand > reserved ORDER BY id LIMIT 50
      """, id)
  }
}
