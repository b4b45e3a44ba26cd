internal import Domain
internal import SQLite

/// What people wrote of their dealings with a person in their own words: a name may stand in any of it. That there was a reason stays,
/// as an empty text. Kept are the words about the car and the work (damage, diagnosis, resolution, names of lines and titles of
/// estimates), about a mechanic's own time, and about goods and suppliers.
extension ErasureTable {
  func eraseWords(_ id: Int64) throws {
    try eraseOrderWords(id)
    try eraseEstimateWords(id)
    try eraseMoneyWords(id)
    try eraseVehicleWords(id)
    // A payer's events of the person's orders are filed under the payer.
    try db.execute(
      """
      DELETE FROM event_personal WHERE event_id IN
        (SELECT e.id FROM work_orders o JOIN events e ON e.work_order_id = o.id WHERE o.client_id = ?)
      """, id)
  }

  private func eraseOrderWords(_ id: Int64) throws {
    try db.execute(
      """
      UPDATE work_orders SET completeness = substr(completeness, 1, 0), belongings = substr(belongings, 1, 0),
        client_parts = substr(client_parts, 1, 0), client_parts_refused_reason = substr(client_parts_refused_reason, 1, 0),
        close_reason = substr(close_reason, 1, 0), note = substr(note, 1, 0)
      WHERE client_id = ?
      """, id)
    try db.execute(
      """
      UPDATE complaints SET text = '', version = version + 1 WHERE work_order_id IN (SELECT id FROM work_orders WHERE client_id = ?)
      """, id)
    try db.execute(
      """
      UPDATE quality_checks SET note = substr(note, 1, 0), override_reason = substr(override_reason, 1, 0)
      WHERE work_order_id IN (SELECT id FROM work_orders WHERE client_id = ?)
      """, id)
    try db.execute(
      """
      UPDATE coverage_checks SET note = substr(note, 1, 0) WHERE order_line_id IN
        (SELECT l.id FROM work_orders o JOIN order_lines l ON l.work_order_id = o.id WHERE o.client_id = ?)
      """, id)
    try db.execute(
      """
      UPDATE stock_moves SET reason = '' WHERE reason <> '' AND order_line_id IN
        (SELECT l.id FROM work_orders o JOIN order_lines l ON l.work_order_id = o.id WHERE o.client_id = ?)
      """, id)
  }

  private func eraseEstimateWords(_ id: Int64) throws {
    try db.execute(
      """
      UPDATE approvals SET note = substr(note, 1, 0) WHERE estimate_id IN
        (SELECT e.id FROM work_orders o JOIN estimates e ON e.work_order_id = o.id WHERE o.client_id = ?)
      """, id)
    try db.execute(
      "UPDATE objections SET reason = '' WHERE work_order_id IN (SELECT id FROM work_orders WHERE client_id = ?)", id)
    try db.execute(
      "UPDATE promises SET reason = substr(reason, 1, 0) WHERE work_order_id IN (SELECT id FROM work_orders WHERE client_id = ?)", id)
  }

  /// A person's own documents say why they were credited as long as they bear the name; those of other payers need not.
  private func eraseMoneyWords(_ id: Int64) throws {
    try db.execute(
      """
      UPDATE payments SET reason = '', version = version + 1
      WHERE reason <> '' AND (client_id = ? OR work_order_id IN (SELECT id FROM work_orders WHERE client_id = ?))
      """, id, id)
    try db.execute(
      """
      UPDATE documents SET reason = '', version = version + 1
      WHERE reason <> '' AND payer_client_id IS NOT ? AND work_order_id IN (SELECT id FROM work_orders WHERE client_id = ?)
      """, id, id)
  }
}
