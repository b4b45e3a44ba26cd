internal import SQLite

extension MergePlace {
  /// All columns that refer to a vehicle. A room whose rows belong to vehicles adds its line here.
  static let vehicles: [MergePlace] = [
    // The present ownership stays with the merged card if the survivor has an owner too: see `VehicleMerges`.
    MergePlace(
      name: "vehicle_owners.vehicle_id",
      note: """
        INSERT INTO vehicle_merge_moves (merge_id, place, row_id) SELECT ?, 'vehicle_owners.vehicle_id', id FROM vehicle_owners
        WHERE vehicle_id = ? AND (until_on IS NOT NULL
          OR NOT EXISTS (SELECT 1 FROM vehicle_owners WHERE vehicle_id = ? AND until_on IS NULL))
        """,
      move: """
        UPDATE vehicle_owners SET vehicle_id = ? WHERE vehicle_id = ?
          AND id IN (SELECT row_id FROM vehicle_merge_moves WHERE merge_id = ? AND place = 'vehicle_owners.vehicle_id')
        """, skipsTwins: true),
    MergePlace(
      name: "odometer_readings.vehicle_id",
      note: """
        INSERT INTO vehicle_merge_moves (merge_id, place, row_id) SELECT ?, 'odometer_readings.vehicle_id', id FROM odometer_readings
        WHERE vehicle_id = ?
        """,
      move: """
        UPDATE odometer_readings SET vehicle_id = ? WHERE vehicle_id = ?
          AND id IN (SELECT row_id FROM vehicle_merge_moves WHERE merge_id = ? AND place = 'odometer_readings.vehicle_id')
        """),
    MergePlace(
      name: "coverages.vehicle_id",
      note: """
        INSERT INTO vehicle_merge_moves (merge_id, place, row_id) SELECT ?, 'coverages.vehicle_id', id FROM coverages WHERE vehicle_id = ?
        """,
      move: """
        UPDATE coverages SET vehicle_id = ?, version = version + 1 WHERE vehicle_id = ?
          AND id IN (SELECT row_id FROM vehicle_merge_moves WHERE merge_id = ? AND place = 'coverages.vehicle_id')
        """),
    // Events come before orders, because an order's events are found through the order.
    MergePlace(
      name: "events.vehicle_id",
      note: """
        INSERT INTO vehicle_merge_moves (merge_id, place, row_id) SELECT ?1, 'events.vehicle_id', id FROM (
          SELECT id FROM events WHERE vehicle_id = ?2 AND work_order_id IS NULL
          UNION ALL SELECT e.id FROM work_orders w CROSS JOIN work_order_entries x CROSS JOIN events e
          WHERE w.vehicle_id = ?2 AND x.work_order_id = w.id AND x.kind = 2 AND e.id = x.entry_id AND e.vehicle_id = ?2)
        """,
      move: """
        UPDATE events SET vehicle_id = ?1
          WHERE id IN (SELECT row_id FROM vehicle_merge_moves WHERE merge_id = ?3 AND place = 'events.vehicle_id') AND vehicle_id = ?2
        """),
    MergePlace(
      name: "work_orders.vehicle_id",
      note: """
        INSERT INTO vehicle_merge_moves (merge_id, place, row_id) SELECT ?, 'work_orders.vehicle_id', id FROM work_orders WHERE vehicle_id = ?
        """,
      move: """
        UPDATE work_orders SET vehicle_id = ? WHERE vehicle_id = ?
          AND id IN (SELECT row_id FROM vehicle_merge_moves WHERE merge_id = ? AND place = 'work_orders.vehicle_id')
        """),
  ]

  /// Rows added to moved orders since the merge go back with their orders. Bound: to, from, merge.
  static let ofOrders: [StaticString] = [
    """
    UPDATE odometer_readings SET vehicle_id = ? WHERE vehicle_id = ?
      AND work_order_id IN (SELECT row_id FROM vehicle_merge_moves WHERE merge_id = ? AND place = 'work_orders.vehicle_id')
    """,
    """
    UPDATE coverages SET vehicle_id = ?, version = version + 1 WHERE vehicle_id = ? AND order_line_id IN (
      SELECT l.id FROM vehicle_merge_moves m JOIN order_lines l ON l.work_order_id = m.row_id
      WHERE m.merge_id = ? AND m.place = 'work_orders.vehicle_id')
    """,
    """
    UPDATE events SET vehicle_id = ? WHERE vehicle_id = ? AND id IN (
      SELECT x.entry_id FROM vehicle_merge_moves m JOIN work_order_entries x ON x.work_order_id = m.row_id AND x.kind = 2
      WHERE m.merge_id = ? AND m.place = 'work_orders.vehicle_id')
    """,
  ]
}
