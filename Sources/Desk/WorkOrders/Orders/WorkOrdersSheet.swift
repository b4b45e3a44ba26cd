internal import Domain
internal import SQLite

extension RoomSheet {
  static let workOrders = RoomSheet(
    merged: [
      .client("work_orders"),
      .vehicle("work_orders"),
      // The key has two columns, so the statements differ from the usual ones.
      .client(
        "line_payers", "payer_client_id",
        note: """
          INSERT INTO client_merge_moves (merge_id, place, row_id, position)
          SELECT ?1, ?2, order_line_id, position FROM line_payers WHERE payer_client_id = ?3
          """,
        move: """
          UPDATE line_payers SET payer_client_id = ?4 WHERE payer_client_id = ?3 AND (order_line_id, position) IN
            (SELECT row_id, position FROM client_merge_moves WHERE merge_id = ?1 AND place = ?2)
          """),
    ],
    personal: [
      .emptied(
        "work_orders", "completeness", "belongings", "client_parts", "client_parts_refused_reason", "collected_identified_by",
        "close_reason", "note", of: .client),
      .erased(
        "work_orders.signed_by", "work_orders.collected_by", "work_orders.search_text",
        by: { try WorkOrderTable($0.db).eraseNames(of: $1) }),
      .emptied(
        "complaints", "text",
        of: """
          id IN (SELECT x.entry_id FROM work_orders o JOIN work_order_entries x ON x.work_order_id = o.id AND x.kind = 1
            WHERE o.client_id = ?1)
          """, raises: true),
      .emptied("order_lines", "declined_reason", of: .orders),
      .emptied("quality_checks", "note", "override_reason", of: .orders),
      .emptied("coverage_checks", "note", of: .lines),
      .emptied("approvals", "note", of: .estimates),
      .emptied("objections", "reason", of: .orders),
      .emptied("promises", "reason", of: .orders),
    ],
    kept: [
      "about the car and the work": [
        "work_orders.damage", "complaints.diagnosis", "complaints.resolution", "order_lines.name", "estimates.title", "estimate_lines.name",
      ],
      "about a mechanic's own time": ["clockings.corrected_reason"],
      "numbers and codes": [
        "work_orders.number", "work_orders.status", "order_lines.code", "coverage_checks.reason", "estimates.superseded_reason",
        "estimate_lines.kind", "estimate_lines.code", "estimate_lines.unit", "estimate_lines.tax_category",
      ],
      "a trigger copies it from the order": ["work_order_entries.client_id", "work_order_entries.vehicle_id"],
    ],
    things: [
      .workOrder: .persons("work_orders", of: .client),
      .estimate: .persons("estimates", of: .orders),
      .clocking: .persons("clockings", of: .orders),
      // The page of a link may show any person.
      .approvalLink: .anybodys,
    ],
    timers: [
      .promiseWarning: { try PromiseKeeping($0).warnOfTime($1) },
      .estimateExpiry: { try Outdating($0).expire($1) },
      .shiftEnd: { try ClockStopping($0).closeForgotten($1) },
    ],
    check: { try WorkOrderCheck($0).faults() + EstimateCheck($0).faults() })
}
