internal import Domain
internal import SQLite

extension RoomSheet {
  static let events = RoomSheet(
    merged: [
      .client(
        "events",
        note: """
          INSERT INTO client_merge_moves (merge_id, place, row_id) SELECT ?1, ?2, id FROM (
            SELECT id FROM events WHERE client_id = ?3 AND (work_order_id IS NULL OR subject IN ('document', 'payment'))
            UNION ALL SELECT e.id FROM work_orders w CROSS JOIN work_order_entries x CROSS JOIN events e
            WHERE w.client_id = ?3 AND x.work_order_id = w.id AND x.kind = 2 AND e.id = x.entry_id AND e.client_id = ?3
              AND e.subject NOT IN ('document', 'payment'))
          """),
      .client("event_personal", key: "event_id"),
      .vehicle(
        "events",
        note: """
          INSERT INTO vehicle_merge_moves (merge_id, place, row_id) SELECT ?1, ?2, id FROM (
            SELECT id FROM events WHERE vehicle_id = ?3 AND work_order_id IS NULL
            UNION ALL SELECT e.id FROM work_orders w CROSS JOIN work_order_entries x CROSS JOIN events e
            WHERE w.vehicle_id = ?3 AND x.work_order_id = w.id AND x.kind = 2 AND e.id = x.entry_id AND e.vehicle_id = ?3)
          """,
        withOrders: """
          UPDATE events SET vehicle_id = ?4 WHERE vehicle_id = ?3 AND id IN (
            SELECT x.entry_id FROM vehicle_merge_moves m JOIN work_order_entries x ON x.work_order_id = m.row_id AND x.kind = 2
            WHERE m.merge_id = ?1 AND m.place = 'work_orders.vehicle_id')
          """),
    ],
    personal: [
      .deleted("event_personal", of: .client),
      // Includes events of the person's orders that are on another payer's timeline.
      .deleted(
        "event_personal",
        of: """
          event_id IN (SELECT x.entry_id FROM work_orders o JOIN work_order_entries x ON x.work_order_id = o.id AND x.kind = 2
            WHERE o.client_id = ?1)
          """),
    ],
    kept: [
      "codes": ["events.type", "events.subject", "events.request_id", "webhooks.types", "webhooks.secret"],
      "names changed personal fields; event_personal has their values": ["events.data"],
      "about the receiver of a web hook": ["webhooks.url", "webhook_deliveries.last_answer"],
    ],
    things: [.event: .nobodys, .webhook: .nobodys])
}
