internal import SQLite

/// A column that refers to a client or a vehicle. A merge moves its rows to the survivor and notes each by its key, so
/// that undoing moves back exactly those rows. A row that was moved elsewhere since stays there.
struct MergeColumn: Sendable {
  let card: MergedCard
  /// Table and column, such as `work_orders.client_id`.
  let place: String
  /// Notes the rows that will move. Bound: ?1 merge, ?2 place, ?3 merged card.
  let note: SQL
  /// Moves the noted rows. Bound: ?1 merge, ?2 place, ?3 from, ?4 to.
  let move: SQL
  /// Moves rows that were added to moved orders after a merge of vehicles, when the merge is undone. Bound like `move`.
  let moveWithOrders: SQL?

  static func client(
    _ table: StaticString, _ column: StaticString = "client_id", key: StaticString = "id", raises: Bool = false,
    only condition: StaticString = "TRUE", note: SQL? = nil, move: SQL? = nil
  ) -> MergeColumn {
    MergeColumn(.client, table, column, key, raises, condition, note: note, move: move)
  }

  static func vehicle(
    _ table: StaticString, raises: Bool = false, only condition: StaticString = "TRUE", note: SQL? = nil, withOrders: SQL? = nil
  ) -> MergeColumn {
    MergeColumn(.vehicle, table, "vehicle_id", "id", raises, condition, note: note, withOrders: withOrders)
  }

  /// Without `note` and `move` the usual statements are used. `raises`: the rows have a version.
  private init(
    _ card: MergedCard, _ table: StaticString, _ column: StaticString, _ key: StaticString, _ raises: Bool, _ condition: StaticString,
    note: SQL?, move: SQL? = nil, withOrders: SQL? = nil
  ) {
    self.card = card
    place = "\(table).\(column)"
    let set: StaticString = raises ? "= ?4, version = version + 1 WHERE" : "= ?4 WHERE"
    self.note =
      note
      ?? [
        "INSERT INTO", card.moves, "(merge_id, place, row_id) SELECT DISTINCT ?1, ?2,", key, "FROM", table, "WHERE", column, "= ?3 AND",
        condition,
      ]
    self.move =
      move
      ?? [
        "UPDATE", table, "SET", column, set, column, "= ?3 AND", key, "IN (SELECT row_id FROM", card.moves,
        "WHERE merge_id = ?1 AND place = ?2)",
      ]
    moveWithOrders = withOrders
  }
}
