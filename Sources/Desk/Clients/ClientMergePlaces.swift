internal import SQLite

/// One column of one table that points at what can be merged, a client or a vehicle.
struct MergePlace {
  let name: StaticString
  /// Notes which rows of the merged card will move; bound: merge, merged card and, where `skipsTwins`, survivor.
  let note: StaticString
  /// Moves the noted rows; bound: to, from, merge. What has moved elsewhere since stays where it is.
  let move: StaticString
  /// A phone both cards have stays with each.
  var skipsTwins = false

  /// Every column that points at a client. A room whose rows belong to clients adds its line here.
  static let clients: [MergePlace] = [
    // The survivor's own phones and e-mails come first, then those of each card merged into it. Undoing gives each its former place.
    MergePlace(
      name: "client_phones.client_id",
      note: """
        INSERT INTO client_merge_moves (merge_id, place, row_id, position) SELECT ?, 'client_phones.client_id', id, position FROM client_phones
        WHERE client_id = ? AND phone NOT IN (SELECT phone FROM client_phones WHERE client_id = ?)
        """,
      move: """
        UPDATE client_phones SET client_id = ?1,
          position = CASE WHEN ?1 = (SELECT survivor_id FROM client_merges WHERE id = ?3) THEN position + 1000 * ?3
            ELSE (SELECT m.position FROM client_merge_moves m
              WHERE m.merge_id = ?3 AND m.place = 'client_phones.client_id' AND m.row_id = client_phones.id) END
          WHERE client_id = ?2
            AND id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ?3 AND place = 'client_phones.client_id')
        """, skipsTwins: true),
    MergePlace(
      name: "client_emails.client_id",
      note: """
        INSERT INTO client_merge_moves (merge_id, place, row_id, position) SELECT ?, 'client_emails.client_id', id, position FROM client_emails
        WHERE client_id = ? AND email NOT IN (SELECT email FROM client_emails WHERE client_id = ?)
        """,
      move: """
        UPDATE client_emails SET client_id = ?1,
          position = CASE WHEN ?1 = (SELECT survivor_id FROM client_merges WHERE id = ?3) THEN position + 1000 * ?3
            ELSE (SELECT m.position FROM client_merge_moves m
              WHERE m.merge_id = ?3 AND m.place = 'client_emails.client_id' AND m.row_id = client_emails.id) END
          WHERE client_id = ?2
            AND id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ?3 AND place = 'client_emails.client_id')
        """, skipsTwins: true),
    MergePlace(
      name: "client_tags.client_id",
      note: """
        INSERT INTO client_merge_moves (merge_id, place, row_id) SELECT ?, 'client_tags.client_id', id FROM client_tags
        WHERE client_id = ? AND tag NOT IN (SELECT tag FROM client_tags WHERE client_id = ?)
        """,
      move: """
        UPDATE client_tags SET client_id = ? WHERE client_id = ?
          AND id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ? AND place = 'client_tags.client_id')
        """, skipsTwins: true),
    MergePlace(
      name: "consents.client_id",
      note: "INSERT INTO client_merge_moves (merge_id, place, row_id) SELECT ?, 'consents.client_id', id FROM consents WHERE client_id = ?",
      move: """
        UPDATE consents SET client_id = ? WHERE client_id = ?
          AND id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ? AND place = 'consents.client_id')
        """),
    MergePlace(
      name: "proxies.client_id",
      note: "INSERT INTO client_merge_moves (merge_id, place, row_id) SELECT ?, 'proxies.client_id', id FROM proxies WHERE client_id = ?",
      move: """
        UPDATE proxies SET client_id = ?, version = version + 1 WHERE client_id = ?
          AND id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ? AND place = 'proxies.client_id')
        """),
    MergePlace(
      name: "vehicles.client_id",
      note: "INSERT INTO client_merge_moves (merge_id, place, row_id) SELECT ?, 'vehicles.client_id', id FROM vehicles WHERE client_id = ?",
      move: """
        UPDATE vehicles SET client_id = ?, version = version + 1 WHERE client_id = ?
          AND id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ? AND place = 'vehicles.client_id')
        """),
    MergePlace(
      name: "vehicle_owners.client_id",
      note: """
        INSERT INTO client_merge_moves (merge_id, place, row_id) SELECT ?, 'vehicle_owners.client_id', id FROM vehicle_owners
        WHERE client_id = ?
        """,
      move: """
        UPDATE vehicle_owners SET client_id = ? WHERE client_id = ?
          AND id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ? AND place = 'vehicle_owners.client_id')
        """),
    MergePlace(
      name: "coverages.payer_client_id",
      note: """
        INSERT INTO client_merge_moves (merge_id, place, row_id) SELECT ?, 'coverages.payer_client_id', id FROM coverages
        WHERE payer_client_id = ?
        """,
      move: """
        UPDATE coverages SET payer_client_id = ?, version = version + 1 WHERE payer_client_id = ?
          AND id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ? AND place = 'coverages.payer_client_id')
        """),
    // Before the orders: the events of an order are found by way of it.
    MergePlace(
      name: "events.client_id",
      note: """
        INSERT INTO client_merge_moves (merge_id, place, row_id) SELECT ?1, 'events.client_id', id FROM (
          SELECT id FROM events WHERE client_id = ?2 AND (work_order_id IS NULL OR subject IN ('document', 'payment'))
          UNION ALL SELECT e.id FROM work_orders w CROSS JOIN events e
          WHERE w.client_id = ?2 AND e.work_order_id = w.id AND e.client_id = ?2 AND e.subject NOT IN ('document', 'payment'))
        """,
      move: """
        UPDATE events SET client_id = ?1
          WHERE id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ?3 AND place = 'events.client_id') AND client_id = ?2
        """),
    MergePlace(
      name: "work_orders.client_id",
      note: """
        INSERT INTO client_merge_moves (merge_id, place, row_id) SELECT ?, 'work_orders.client_id', id FROM work_orders WHERE client_id = ?
        """,
      move: """
        UPDATE work_orders SET client_id = ? WHERE client_id = ?
          AND id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ? AND place = 'work_orders.client_id')
        """),
    MergePlace(
      name: "line_payers.payer_client_id",
      note: """
        INSERT INTO client_merge_moves (merge_id, place, row_id, position)
        SELECT ?, 'line_payers.payer_client_id', order_line_id, position FROM line_payers WHERE payer_client_id = ?
        """,
      move: """
        UPDATE line_payers SET payer_client_id = ? WHERE payer_client_id = ? AND (order_line_id, position) IN
          (SELECT row_id, position FROM client_merge_moves WHERE merge_id = ? AND place = 'line_payers.payer_client_id')
        """),
    // The buyer's name and tax id stay as they were issued; only whose debt it is follows, so that the survivor can pay it.
    MergePlace(
      name: "documents.payer_client_id",
      note: """
        INSERT INTO client_merge_moves (merge_id, place, row_id) SELECT ?, 'documents.payer_client_id', id FROM documents
        WHERE payer_client_id = ?
        """,
      move: """
        UPDATE documents SET payer_client_id = ?, version = version + 1 WHERE payer_client_id = ?
          AND id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ? AND place = 'documents.payer_client_id')
        """),
    MergePlace(
      name: "payments.client_id",
      note: "INSERT INTO client_merge_moves (merge_id, place, row_id) SELECT ?, 'payments.client_id', id FROM payments WHERE client_id = ?",
      move: """
        UPDATE payments SET client_id = ?, version = version + 1 WHERE client_id = ?
          AND id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ? AND place = 'payments.client_id')
        """),
    MergePlace(
      name: "event_personal.client_id",
      note: """
        INSERT INTO client_merge_moves (merge_id, place, row_id)
        SELECT DISTINCT ?, 'event_personal.client_id', event_id FROM event_personal WHERE client_id = ?
        """,
      move: """
        UPDATE event_personal SET client_id = ? WHERE client_id = ?
          AND event_id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ? AND place = 'event_personal.client_id')
        """),
  ]
}
