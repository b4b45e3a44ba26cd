internal import Domain
internal import SQLite

extension RoomSheet {
  static let vehicles = RoomSheet(
    merged: [
      .client("vehicles", raises: true),
      .client("vehicle_owners"),
      .client("coverages", "payer_client_id", raises: true),
      // The merged card's present owner stays with it where the survivor has an owner: see `VehicleMerges`.
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
    // Words from the time when the car was the person's. Words from the next owner's time are the next owner's.
    personal: [
      .erased("vehicles.note", "UPDATE vehicles SET note = NULL, version = version + 1 WHERE client_id = ? AND note IS NOT NULL"),
      // The note of a car that is another's now, if it was written last while the car was the person's.
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
      // The person's note where the history says that a later owner's note replaced it.
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
      // Notes of merged cards. Their events are the survivor's, so nobody can tell any more who owned the car then; and nobody reads them.
      .erased(
        "vehicles.note",
        """
        UPDATE vehicles SET note = NULL, version = version + 1 WHERE note IS NOT NULL AND id IN (
          WITH RECURSIVE cars(id) AS (
            SELECT vehicle_id FROM vehicle_owners WHERE client_id = ?1
            UNION SELECT v.id FROM cars JOIN vehicles v ON v.merged_into_id = cars.id)
          SELECT cars.id FROM cars JOIN vehicles v ON v.id = cars.id WHERE v.merged_into_id IS NOT NULL)
        """),
      // Merges of any card of a car that was the person's, survivors above it too.
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
      // A transfer is filed under the new owner, but its reason is as much about the person who gave the car away.
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
      .erased("odometer_readings.reason", by: { try OwnedReadings($0).eraseReasons(of: $1) }),
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
