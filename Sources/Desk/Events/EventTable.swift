internal import Domain
internal import SQLite

extension Noun: Bindable, Column {}
extension EventType: Bindable, Column {}

struct EventTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func append(
    _ type: EventType, _ subject: Subject, _ details: [Detail], at: Instant, userID: Int64?, requestID: String?
  ) throws -> Event {
    let data = details.json
    let id = try db.insert(
      """
      INSERT INTO events (at, user_id, type, subject, subject_id, client_id, vehicle_id, work_order_id, request_id, data)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, at, userID, type, subject.kind, subject.id, subject.clientID, subject.vehicleID, subject.workOrderID, requestID, data)
    if let order = subject.workOrderID { try OrderEntryTable(db).insert(.event, id, of: order) }
    for case .personal(let field, let before, let after) in details {
      guard let clientID = subject.clientID else { continue }
      try db.execute(
        "INSERT INTO event_personal (event_id, client_id, field, before, after) VALUES (?, ?, ?, ?, ?)", id, clientID, "\(field)", before,
        after)
    }
    return Event(id: id, at: at, userID: userID, type: type, subject: subject, requestID: requestID, data: data)
  }

  // MARK: Reading

  func find(_ id: Int64) throws -> Event? {
    try db.first(
      """
      SELECT id, at, user_id, type, subject, subject_id, client_id, vehicle_id, work_order_id, request_id, data FROM events WHERE id = ?
      """, id, map: Self.map)
  }

  /// The id of the newest event; 0 if there is none.
  func newest() throws -> Int64 { try db.value("SELECT max(id) FROM events") ?? 0 }

  /// The time of the newest event.
  func newestAt() throws -> Instant? { try db.first("SELECT at FROM events ORDER BY id DESC LIMIT 1") { row in try row[0] as Instant } }

  func personal(of id: Int64) throws -> [Events.PersonalChange] {
    try db.all("SELECT field, before, after FROM event_personal WHERE event_id = ? ORDER BY field", id) { row in
      try Events.PersonalChange(field: row[0], before: row[1], after: row[2])
    }
  }

  func page(
    _ filter: Events.Filter, _ sort: Events.Sort, withStaff: Bool, _ request: PageRequest, within span: Period.Span = Period.Span()
  ) throws -> [Event] {
    let select = Self.select(filter, sort, withStaff: withStaff, request, within: span)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  static func select(
    _ filter: Events.Filter, _ sort: Events.Sort, withStaff: Bool, _ request: PageRequest, within span: Period.Span = Period.Span()
  ) -> Select {
    var select = head(filter)
    // Choose the index. One thing has few events; a user or an event type has many.
    let isOfOne = filter.subject != nil && filter.subjectID != nil
    if let id = filter.userID { select.add(isOfOne ? "AND +e.user_id = ?" : "AND e.user_id = ?", id) }
    switch (filter.subject, filter.subjectID) {
    case (let kind?, let id?): select.add("AND e.subject = ? AND e.subject_id = ?", kind, id)
    case (let kind?, nil): select.add("AND +e.subject = ?", kind)  // without an id the index gives no order
    case (nil, let id?): select.add("AND +e.subject_id = ?", id)
    case (nil, nil): break
    }
    if let type = filter.type {
      // A type without a dot, such as `work_order`, matches all types with this prefix. They sort between
      // `work_order.` and `work_order/`, because `/` follows `.`.
      if type.contains(".") {
        select.add(isOfOne ? "AND +e.type = ?" : "AND e.type = ?", type)
      } else {
        select.add("AND +e.type > ? AND +e.type < ?", type + ".", type + "/")
      }
    }
    if let from = span.from { select.add("AND e.at >= ?", from) }
    if let until = span.until { select.add("AND e.at < ?", until) }
    if !withStaff { select.add("AND e.subject NOT IN ('user', 'token', 'webhook')") }
    switch (sort, request.after) {
    case (.oldest, let after):
      let first = max(after?.id ?? 0, filter.after ?? 0)
      let sql: StaticString =
        filter.workOrderID == nil ? "AND e.id > ? ORDER BY e.id LIMIT ?" : "AND x.entry_id > ? ORDER BY x.entry_id LIMIT ?"
      select.add(sql, first, request.limit + 1)
    case (.newest, let after):
      let sql: StaticString =
        filter.workOrderID == nil
        ? "AND e.id > ? AND e.id < ? ORDER BY e.id DESC LIMIT ?"
        : "AND x.entry_id > ? AND x.entry_id < ? ORDER BY x.entry_id DESC LIMIT ?"
      select.add(sql, filter.after ?? 0, after?.id ?? Int64.max, request.limit + 1)
    }
    return select
  }

  /// The tables that the events come from. Events of an order are found by the order alone. A client or a car has its
  /// own events and those of its orders, sorted together.
  private static func head(_ filter: Events.Filter) -> Select {
    if let id = filter.workOrderID {
      var select = Select(
        """
        SELECT e.id, e.at, e.user_id, e.type, e.subject, e.subject_id, e.client_id, e.vehicle_id, e.work_order_id, e.request_id, e.data
        FROM work_order_entries x CROSS JOIN events e ON e.id = x.entry_id WHERE x.kind = 2 AND x.work_order_id =
        """)
      select.add("?", id)
      if let vehicle = filter.vehicleID { select.add("AND e.vehicle_id = ?", vehicle) }
      if let client = filter.clientID { select.add("AND e.client_id = ?", client) }
      return select
    }
    if let id = filter.vehicleID {
      var select = Select(
        """
        SELECT e.id, e.at, e.user_id, e.type, e.subject, e.subject_id, e.client_id, e.vehicle_id, e.work_order_id, e.request_id, e.data
        FROM (SELECT id FROM events WHERE work_order_id IS NULL AND vehicle_id =
        """)
      select.add("?", id)
      select.add("UNION ALL SELECT v.id FROM work_orders w CROSS JOIN work_order_entries x CROSS JOIN events v WHERE w.vehicle_id = ?", id)
      select.add("AND x.work_order_id = w.id AND x.kind = 2 AND v.id = x.entry_id")
      select.add("AND v.vehicle_id = ?) m CROSS JOIN events e WHERE e.id = m.id", id)
      if let client = filter.clientID { select.add("AND e.client_id = ?", client) }
      return select
    }
    if let id = filter.clientID {
      var select = Select(
        """
        SELECT e.id, e.at, e.user_id, e.type, e.subject, e.subject_id, e.client_id, e.vehicle_id, e.work_order_id, e.request_id, e.data
        FROM (SELECT id FROM events WHERE (work_order_id IS NULL OR subject IN ('document', 'payment')) AND client_id =
        """)
      select.add("?", id)
      select.add("UNION ALL SELECT v.id FROM work_orders w CROSS JOIN work_order_entries x CROSS JOIN events v WHERE w.client_id = ?", id)
      select.add("AND x.work_order_id = w.id AND x.kind = 2 AND v.id = x.entry_id")
      select.add("AND v.client_id = ? AND v.subject NOT IN ('document', 'payment')", id)
      // Adds the events of tickets from before their contact was known as this client.
      select.add("UNION ALL SELECT v.id FROM tickets t CROSS JOIN events v WHERE t.client_id = ?", id)
      select.add("AND v.subject = 'ticket' AND v.subject_id = t.id AND v.client_id IS NULL) m CROSS JOIN events e WHERE e.id = m.id")
      return select
    }
    return Select(
      """
      SELECT e.id, e.at, e.user_id, e.type, e.subject, e.subject_id, e.client_id, e.vehicle_id, e.work_order_id, e.request_id, e.data
      FROM events e WHERE TRUE
      """)
  }

  /// The survivor of a card, and every card that was merged into it. Empty if there is no such card.
  func family(of client: Int64) throws -> [Int64] {
    try db.all(
      """
      WITH RECURSIVE up(id, next) AS (
        SELECT id, merged_into_id FROM clients WHERE id = ?
        UNION SELECT c.id, c.merged_into_id FROM clients c JOIN up ON c.id = up.next),
      family(id) AS (
        SELECT id FROM up WHERE next IS NULL
        UNION SELECT m.merged_id FROM client_merges m JOIN family ON m.survivor_id = family.id WHERE m.undone_at IS NULL)
      SELECT id FROM family
      """, client
    ) { row in try row[0] }
  }

  static func map(_ row: borrowing Row) throws -> Event {
    let subject = Subject(try row[4], try row[5], client: try row[6], vehicle: try row[7], workOrder: try row[8])
    return try Event(id: row[0], at: row[1], userID: row[2], type: row[3], subject: subject, requestID: row[9], data: row[10])
  }
}
