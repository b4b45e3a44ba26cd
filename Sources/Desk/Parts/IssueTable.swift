internal import Domain
internal import SQLite

struct IssueTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  struct State {
    let number: String
    let orderStatus: WorkOrder.Status
    let lineStatus: OrderLine.Status
    /// True for a stock part, false for a part the client brought and for labour.
    let takesStock: Bool
    let issued: Quantity
    let title: String
    let orderVersion: Int64
    /// The number of the standing document with this line.
    let document: String?
  }

  func state(orderID: Int64, lineID: Int64) throws -> State? {
    try db.first(
      """
      SELECT o.number, o.status, l.status, (SELECT version FROM work_order_entries WHERE work_order_id = o.id AND kind = 0),
        (SELECT min(d.number) FROM documents d JOIN document_lines i ON i.document_id = d.id
          WHERE d.work_order_id = o.id AND i.order_line_id = l.id AND d.kind <> 'credit_note' AND d.credited_by_id IS NULL),
        l.kind = 'part' AND l.client_supplied = 0, l.issued, trim(l.code || ' ' || l.name)
      FROM order_lines l JOIN work_orders o ON o.id = l.work_order_id
      WHERE l.id = ? AND l.work_order_id = ?
      """, lineID, orderID
    ) { row in
      try State(
        number: row[0], orderStatus: row[1], lineStatus: row[2], takesStock: row[5], issued: row[6], title: row[7], orderVersion: row[3],
        document: row[4])
    }
  }

  func line(_ id: Int64) throws -> Issues.Line? {
    try db.first(
      """
      SELECT l.id, l.work_order_id, l.part_id, l.quantity, l.reserved, l.on_order, l.issued, l.issued_cost_minor, (SELECT version FROM work_order_entries WHERE work_order_id = o.id AND kind = 0)
      FROM order_lines l JOIN work_orders o ON o.id = l.work_order_id WHERE l.id = ?
      """, id
    ) { row in
      try Issues.Line(
        id: row[0], workOrderID: row[1], partID: row[2], quantity: row[3], reserved: row[4], onOrder: row[5], issued: row[6],
        issuedCost: row[7], orderVersion: row[8])
    }
  }
}
