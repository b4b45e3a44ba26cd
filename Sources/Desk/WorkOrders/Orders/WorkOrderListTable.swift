package import Domain
package import JSON
internal import SQLite

/// A row of the order list, lent: fifty of them are written straight from SQLite's memory. Its texts are valid only
/// while the row is lent.
package struct WorkOrderRow: ~Copyable {
  private typealias Shown = WorkOrderListTable.Shown
  private let row: Row
  fileprivate init(_ row: consuming Row) {
    assert(row.shows(Shown.self))
    self.row = row
  }

  package var id: Int64 { row.integer(Shown.id) }
  package var number: LentText { row.text(Shown.number) }
  package var kind: LentText { row.text(Shown.kind) }
  package var status: LentText { row.text(Shown.status) }
  package var partsStatus: LentText { row.text(Shown.partsStatus) }
  package var openedAt: Instant { Instant(rawValue: row.integer(Shown.openedAt)) }
  package var promisedAt: Instant? { row.integerOrNil(Shown.promisedAt).map(Instant.init(rawValue:)) }
  package var total: Money { Money(row.integer(Shown.totalMinor)) }
  package var clientID: Int64 { row.integer(Shown.clientID) }
  package var clientName: LentText { row.text(Shown.clientName) }
  package var vehicleID: Int64 { row.integer(Shown.vehicleID) }
  package var vehiclePlate: LentText? { row.textOrNil(Shown.vehiclePlate) }
}

package struct WorkOrderFilter: Sendable {
  package enum Sort: String, CaseIterable, Sendable {
    case newest = "-opened_at"
    case oldest = "opened_at"
    /// Promised and not closed, the earliest promise first.
    case promised = "promised_at"
  }
  package var statuses: [WorkOrder.Status] = []
  package var kind: WorkOrder.Kind?
  package var clientID: Int64?
  package var vehicleID: Int64?
  package var advisorID: Int64?
  package var comebackOfID: Int64?
  package var partsStatus: WorkOrder.PartsStatus?
  /// Only open orders whose promise has passed.
  package var overdue = false
  /// Only orders handed over with work that is not on a document yet.
  package var unbilled = false
  package var opened = Period()
  /// An order number or its digits, words of the client's card, or the beginning of a plate.
  package var search: String?
  /// Searches the clients' phones and e-mails too.
  var byContacts = true
  package var sort: Sort?
  package init() {}

  var order: Sort { sort ?? (overdue ? .promised : .newest) }
}

/// The list of orders. SQLite has no statistics of the data, so each list names its leading index itself: the filter
/// that leaves the fewest rows. A `+` keeps SQLite from choosing another.
struct WorkOrderListTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  /// Lends each row of the page. Returns the cursor of the next page; nil after the last.
  func page(
    _ filter: WorkOrderFilter, _ request: PageRequest, now: Instant, zone: Zone, _ body: (borrowing WorkOrderRow) -> Void
  ) throws -> Cursor? {
    let select = Self.select(filter, request, now, zone)
    var count = 0
    var last: Cursor?
    try db.each(select.sql, select.values) { row in
      count += 1
      guard count <= request.limit else { return }
      let entry = WorkOrderRow(row.again)
      body(entry)
      if count == request.limit { last = filter.cursor(entry) }
    }
    return count > request.limit ? last : nil
  }

  enum Shown: Int32, PictureColumn {
    case id, number, kind, status, partsStatus, openedAt, promisedAt, totalMinor, clientID, clientName, vehicleID, vehiclePlate
  }

  static func select(_ filter: WorkOrderFilter, _ request: PageRequest, _ now: Instant, _ zone: Zone) -> Select {
    guard filter.lead == .status, filter.statuses.count > 1 else { return select(filter, filter.statuses, request, now, zone) }
    // A list by status uses the index (status, opened_at). For several statuses, the first rows of each are merged
    // into the page.
    var all = Select("SELECT * FROM (")
    for (index, status) in filter.statuses.enumerated() {
      if index > 0 { all.add(") UNION ALL SELECT * FROM (") }
      all.add(select(filter, [status], request, now, zone))
    }
    all.add(filter.order == .newest ? ") ORDER BY 6 DESC, 1 DESC LIMIT ?" : ") ORDER BY 6, 1 LIMIT ?", request.limit + 1)
    return all
  }

  private static func select(
    _ filter: WorkOrderFilter, _ statuses: [WorkOrder.Status], _ request: PageRequest, _ now: Instant, _ zone: Zone
  ) -> Select {
    var select = Select(
      """
      SELECT w.id, w.number, w.kind, w.status, w.parts_status, w.opened_at, w.promised_at, w.total_minor, w.client_id, c.name,
        w.vehicle_id, v.plate
      FROM work_orders w LEFT JOIN clients c ON c.id = w.client_id LEFT JOIN vehicles v ON v.id = w.vehicle_id WHERE TRUE
      """)
    let lead = filter.lead
    if let id = filter.vehicleID { select.add(lead == .vehicle ? "AND w.vehicle_id = ?" : "AND +w.vehicle_id = ?", id) }
    if let id = filter.clientID { select.add(lead == .client ? "AND w.client_id = ?" : "AND +w.client_id = ?", id) }
    if let id = filter.comebackOfID { select.add(lead == .comeback ? "AND w.comeback_of_id = ?" : "AND +w.comeback_of_id = ?", id) }
    if let id = filter.advisorID { select.add(lead == .advisor ? "AND w.advisor_id = ?" : "AND +w.advisor_id = ?", id) }
    if let word = filter.partsStatus { select.add(lead == .parts ? "AND w.parts_status = ?" : "AND +w.parts_status = ?", word) }
    addStatuses(statuses, lead, &select)
    if filter.unbilled { select.add(lead == .unbilled ? "AND w.unbilled_minor > 0" : "AND +w.unbilled_minor > 0") }
    if let kind = filter.kind { select.add("AND +w.kind = ?", kind) }
    let byPromise = lead == .promise
    if let day = filter.opened.from { select.add(byPromise ? "AND +w.opened_at >= ?" : "AND w.opened_at >= ?", zone.instant(of: day)) }
    if let day = filter.opened.to {
      select.add(byPromise ? "AND +w.opened_at < ?" : "AND w.opened_at < ?", zone.instant(of: day.adding(1)))
    }
    if let text = filter.search { WorkOrderSearch(text, year: zone.year(of: now), byContacts: filter.byContacts).add(to: &select) }
    if filter.order == .promised || filter.overdue { select.add("AND w.promised_at IS NOT NULL AND w.closed_at IS NULL") }
    if filter.overdue { select.add("AND w.promised_at < ?", now) }
    addPage(filter.order, byPromise, request, &select)
    return select
  }

  private static func addStatuses(_ statuses: [WorkOrder.Status], _ lead: WorkOrderFilter.Lead, _ select: inout Select) {
    guard let first = statuses.first else { return }
    if statuses.count == 1 { return select.add(lead == .status ? "AND w.status = ?" : "AND +w.status = ?", first) }
    select.add("AND +w.status IN (?", first)
    for status in statuses.dropFirst() { select.add(", ?", status) }
    select.add(")")
  }

  private static func addPage(_ sort: WorkOrderFilter.Sort, _ byPromise: Bool, _ request: PageRequest, _ select: inout Select) {
    if let after = request.after {
      switch sort {
      case .newest:
        select.add(byPromise ? "AND (+w.opened_at, w.id) < (?, ?)" : "AND (w.opened_at, w.id) < (?, ?)", after.key.bound, after.id)
      case .oldest:
        select.add(byPromise ? "AND (+w.opened_at, w.id) > (?, ?)" : "AND (w.opened_at, w.id) > (?, ?)", after.key.bound, after.id)
      case .promised: select.add("AND (w.promised_at, w.id) > (?, ?)", after.key.bound, after.id)
      }
    }
    switch sort {
    case .newest: select.add("ORDER BY w.opened_at DESC, w.id DESC LIMIT ?", request.limit + 1)
    case .oldest: select.add("ORDER BY w.opened_at, w.id LIMIT ?", request.limit + 1)
    case .promised: select.add("ORDER BY w.promised_at, w.id LIMIT ?", request.limit + 1)
    }
  }
}

extension WorkOrderFilter {
  /// The filter whose index leads.
  enum Lead { case search, vehicle, client, comeback, promise, parts, status, advisor, opened, unbilled }

  var lead: Lead {
    if search != nil { return .search }
    if order == .promised || overdue { return .promise }
    if unbilled { return .unbilled }
    if vehicleID != nil { return .vehicle }
    if comebackOfID != nil { return .comeback }
    if clientID != nil { return .client }
    // Few orders wait for parts. Nearly all have none, or had all of them issued.
    if let partsStatus, [.short, .onOrder, .reserved].contains(partsStatus) { return .parts }
    if !statuses.isEmpty { return .status }
    if partsStatus != nil { return .parts }
    return advisorID != nil ? .advisor : .opened
  }

  fileprivate func cursor(_ row: borrowing WorkOrderRow) -> Cursor {
    switch order {
    case .newest, .oldest: Cursor(key: .integer(row.openedAt.rawValue), id: row.id)
    case .promised: Cursor(key: .integer(row.promisedAt?.rawValue ?? 0), id: row.id)
    }
  }
}
