internal import Domain
internal import SQLite

extension RoomSheet {
  static let vehicles = RoomSheet(
    merged: [
      .client("vehicles", raises: true),
      .client("vehicle_owners"),
      .client("coverages", "payer_client_id", raises: true),
      // The present ownership stays with the merged card if the survivor has an owner too: see `VehicleMerges`.
      .vehicle(
        "vehicle_owners",
        only: """
          (until_on IS NOT NULL OR NOT EXISTS (SELECT 1 FROM vehicle_owners
            WHERE vehicle_id = (SELECT survivor_id FROM vehicle_merges WHERE id = ?1) AND until_on IS NULL))
          """),
      .vehicle(
        "odometer_readings",
        withOrders: """
          UPDATE odometer_readings SET vehicle_id = ?4 WHERE vehicle_id = ?3 AND work_order_id IN
            (SELECT row_id FROM vehicle_merge_moves WHERE merge_id = ?1 AND place = 'work_orders.vehicle_id')
          """),
      .vehicle(
        "coverages", raises: true,
        withOrders: """
          UPDATE coverages SET vehicle_id = ?4, version = version + 1 WHERE vehicle_id = ?3 AND order_line_id IN (
            SELECT l.id FROM vehicle_merge_moves m JOIN order_lines l ON l.work_order_id = m.row_id
            WHERE m.merge_id = ?1 AND m.place = 'work_orders.vehicle_id')
          """),
    ],
    // Erases only texts from the time when the person owned the car. Later texts belong to the next owner.
    personal: [
      .erased("vehicles.note", "UPDATE vehicles SET note = NULL, version = version + 1 WHERE client_id = ? AND note IS NOT NULL"),
      // A car of another owner now, if its note was last written while the person owned it.
      .erased(
        "vehicles.note",
        """
        UPDATE vehicles SET note = NULL, version = version + 1
        WHERE note IS NOT NULL AND id IN (SELECT vehicle_id FROM vehicle_owners WHERE client_id = ?1) AND ?1 IS (
          SELECT e.client_id FROM events e
          WHERE e.vehicle_id = vehicles.id AND e.work_order_id IS NULL AND e.subject_id = vehicles.id
            AND e.type IN ('vehicle.created','vehicle.changed')
            AND (json_type(e.data, '$.changed.note') IS NOT NULL
              OR EXISTS (SELECT 1 FROM json_each(e.data, '$.personal') WHERE value = 'note'))
          ORDER BY e.id DESC LIMIT 1)
        """),
      // The event in which a later owner's note replaced the person's has the old note as well.
      .erased(
        "event_personal.before",
        """
        UPDATE event_personal SET before = NULL
        WHERE field = 'note' AND client_id <> ?1
          AND event_id IN
            (SELECT e.id FROM vehicle_owners v JOIN events e ON e.vehicle_id = v.vehicle_id AND e.work_order_id IS NULL
             WHERE v.client_id = ?1 AND e.type = 'vehicle.changed')
          AND before IN (SELECT after FROM event_personal WHERE client_id = ?1 AND field = 'note')
        """),
      // Notes of merged cards. Their events are the survivor's now, so the owner at that time is unknown, and nobody
      // reads these notes.
      .erased(
        "vehicles.note",
        """
        UPDATE vehicles SET note = NULL, version = version + 1 WHERE note IS NOT NULL AND id IN (
          WITH RECURSIVE cars(id) AS (
            SELECT vehicle_id FROM vehicle_owners WHERE client_id = ?1
            UNION SELECT v.id FROM cars JOIN vehicles v ON v.merged_into_id = cars.id)
          SELECT cars.id FROM cars JOIN vehicles v ON v.id = cars.id WHERE v.merged_into_id IS NOT NULL)
        """),
      // Merges of all cards of a car that the person owned, including those above it.
      .emptied(
        "vehicle_merges", "reason",
        of: """
          survivor_id IN (
            WITH RECURSIVE cars(id) AS (
              SELECT vehicle_id FROM vehicle_owners WHERE client_id = ?1
              UNION SELECT m.merged_id FROM cars JOIN vehicle_merges m ON m.survivor_id = cars.id
              UNION SELECT m.survivor_id FROM cars JOIN vehicle_merges m ON m.merged_id = cars.id)
            SELECT id FROM cars)
          """),
      // A transfer is on the new owner's timeline, but its reason is about the former owner as well.
      .deleted(
        "event_personal",
        of: """
          event_id IN
            (SELECT id FROM events WHERE type = 'vehicle.transferred' AND json_extract(data, '$.changed.client_id[0]') = ?1)
          """),
      .emptied(
        "odometer_readings", "reason",
        of: """
          vehicle_id IN (SELECT vehicle_id FROM work_orders WHERE client_id = ?1)
          AND work_order_id IN (SELECT id FROM work_orders WHERE client_id = ?1)
          """),
      .erased("odometer_readings.reason", by: { try Odometers($0).eraseReasons(of: $1) }),
    ],
    kept: [
      "about the car": [
        "vehicles.vin", "vehicles.plate", "vehicles.plate_key", "vehicles.body_number", "vehicles.body_key", "vehicles.make",
        "vehicles.make_key", "vehicles.model", "vehicles.colour", "vehicles.engine", "vehicles.search_text", "coverages.name",
      ],
      "numbers of another program": ["vehicles.source", "vehicles.external_id"],
      "codes": ["vehicle_merge_moves.place"],
      "says which card was merged into which": ["vehicles.merged_into_id", "vehicle_merges.survivor_id", "vehicle_merges.merged_id"],
    ],
    things: [
      .vehicle: .persons("vehicles", of: .cars("id")),
      .vehicleMerge: .persons("vehicle_merges", of: .cars("survivor_id")),
      .coverage: .persons("coverages", of: .cars("vehicle_id")),
    ])
}
