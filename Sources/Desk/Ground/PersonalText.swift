internal import Domain
internal import SQLite

/// Columns whose text may name a person, and how an erasure clears them.
struct PersonalText: Sendable {
  /// `table.column`, or `table.*` if whole rows are deleted.
  let columns: [String]
  /// Erases the texts of one card.
  let erase: @Sendable (Context, Int64) throws -> Void

  /// Replaces each text with an empty one: it still shows that there was a reason. `raises`: the rows have a version.
  static func emptied(_ table: StaticString, _ columns: StaticString..., of rows: PersonRows, raises: Bool = false) -> PersonalText {
    let version: StaticString = raises ? "= '', version = version + 1 WHERE" : "= '' WHERE"
    let statements = columns.map { SQL(["UPDATE", table, "SET", $0, version, $0, "<> '' AND ("] + rows.condition + [")"]) }
    return PersonalText(columns: columns.map { "\(table).\($0)" }) { context, id in
      for statement in statements { try context.db.execute(statement, [id]) }
    }
  }

  static func deleted(_ table: StaticString, of rows: PersonRows) -> PersonalText {
    let statement = SQL(["DELETE FROM", table, "WHERE"] + rows.condition)
    return PersonalText(columns: ["\(table).*"]) { context, id in try context.db.execute(statement, [id]) }
  }

  /// Clears the column by the given statement. Bound: ?1 client.
  static func erased(_ column: String, _ statement: StaticString) -> PersonalText {
    PersonalText(columns: [column]) { context, id in try context.db.execute(statement, id) }
  }

  /// Clears the columns by a closure, if one statement is not enough.
  static func erased(_ columns: String..., by erase: @escaping @Sendable (Context, Int64) throws -> Void) -> PersonalText {
    PersonalText(columns: columns, erase: erase)
  }
}

/// A condition for the rows of a table that concern a person. Bound: ?1 client.
struct PersonRows: ExpressibleByStringLiteral, Sendable {
  let condition: [StaticString]
  init(stringLiteral condition: StaticString) { self.condition = [condition] }
  private init(_ condition: StaticString...) { self.condition = condition }

  static let client: PersonRows = "client_id = ?1"
  static let orders: PersonRows = "work_order_id IN (SELECT id FROM work_orders WHERE client_id = ?1)"
  static let estimates: PersonRows = """
    estimate_id IN (SELECT e.id FROM work_orders o JOIN estimates e ON e.work_order_id = o.id WHERE o.client_id = ?1)
    """
  static let lines: PersonRows = """
    order_line_id IN (SELECT l.id FROM work_orders o JOIN order_lines l ON l.work_order_id = o.id WHERE o.client_id = ?1)
    """
  /// Rows whose column refers to a car that the client owns or owned, or to a card merged into one.
  static func cars(_ column: StaticString) -> PersonRows {
    PersonRows(
      column,
      """
      IN (WITH RECURSIVE cars(id) AS (
        SELECT vehicle_id FROM vehicle_owners WHERE client_id = ?1
        UNION SELECT m.merged_id FROM cars JOIN vehicle_merges m ON m.survivor_id = cars.id)
      SELECT id FROM cars)
      """)
  }
}
