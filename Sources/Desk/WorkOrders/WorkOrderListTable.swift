package import Domain
internal import SQLite

/// A row of the list of orders: lean, for fifty of them are written at once.
package struct WorkOrderRow: Sendable {
  package let id: Int64
  package let number: String
  package let kind: WorkOrder.Kind
  package let status: WorkOrder.Status
  package let partsStatus: WorkOrder.PartsStatus
  package let openedAt: Instant
  package let promisedAt: Instant?
  package let total: Money
  package let clientID: Int64
  package let clientName: String
  package let vehicleID: Int64
  package let vehiclePlate: String?
}

package struct WorkOrderFilter: Sendable {
  package enum Sort: String, CaseIterable, Sendable {
    case newest = "-opened_at"
    case oldest = "opened_at"
    /// What is promised and not closed, the earliest promise first.
    case promised = "promised_at"
  }
  package var statuses: [WorkOrder.Status] = []
  package var kind: WorkOrder.Kind?
  package var clientID: Int64?
  package var vehicleID: Int64?
  package var advisorID: Int64?
  package var comebackOfID: Int64?
  package var partsStatus: WorkOrder.PartsStatus?
  /// Promised for a time that has passed, and not closed.
  package var overdue = false
  package var opened = Period()
  /// A number or its digits, words of the client's card, the beginning of a plate.
  package var search: String?
  package var sort: Sort?
  package init() {}

  var order: Sort { sort ?? (overdue ? .promised : .newest) }
}

/// The list of orders. SQLite has no figures about the data, so each list says itself which index leads:
/// the filter that leaves the fewest rows; a `+` keeps the others from being chosen.
struct WorkOrderListTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func page(_ filter: WorkOrderFilter, _ request: PageRequest, now: Instant, zone: Zone) throws -> [WorkOrderRow] {
    guard filter.lead == .status, filter.statuses.count > 1 else { return try rows(filter, filter.statuses, request, now, zone) }
    // A list by status runs along (status, opened_at): of several statuses each gives its first rows, and the first of these are the page.
    let rows = try filter.statuses.flatMap { try self.rows(filter, [$0], request, now, zone) }
    let newest = filter.order == .newest
    let sorted = rows.sorted { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) }
    return Array((newest ? sorted.reversed() : sorted).prefix(request.limit + 1))
  }

  private func rows(
    _ filter: WorkOrderFilter, _ statuses: [WorkOrder.Status], _ request: PageRequest, _ now: Instant, _ zone: Zone
  ) throws -> [WorkOrderRow] {
    let select = Self.select(filter, statuses, request, now, zone)
    return try db.all(select.sql, select.values) { row in
      try WorkOrderRow(
        id: row[0], number: row[1], kind: row[2], status: row[3], partsStatus: row[4], openedAt: row[5], promisedAt: row[6], total: row[7],
        clientID: row[8], clientName: row[9], vehicleID: row[10], vehiclePlate: row[11])
    }
  }

  static func select(
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
    if let kind = filter.kind { select.add("AND +w.kind = ?", kind) }
    if let day = filter.opened.from { select.add("AND w.opened_at >= ?", zone.instant(of: day)) }
    if let day = filter.opened.to { select.add("AND w.opened_at < ?", zone.instant(of: day.adding(1))) }
    if let text = filter.search { WorkOrderSearch(text, year: zone.year(of: now)).add(to: &select) }
    if filter.order == .promised || filter.overdue { select.add("AND w.promised_at IS NOT NULL AND w.closed_at IS NULL") }
    if filter.overdue { select.add("AND w.promised_at < ?", now) }
    addPage(filter.order, request, &select)
    return select
  }

  private static func addStatuses(_ statuses: [WorkOrder.Status], _ lead: WorkOrderFilter.Lead, _ select: inout Select) {
    guard let first = statuses.first else { return }
    if statuses.count == 1 { return select.add(lead == .status ? "AND w.status = ?" : "AND +w.status = ?", first) }
    select.add("AND +w.status IN (?", first)
    for status in statuses.dropFirst() { select.add(", ?", status) }
    select.add(")")
  }

  private static func addPage(_ sort: WorkOrderFilter.Sort, _ request: PageRequest, _ select: inout Select) {
    if let after = request.after {
      switch sort {
      case .newest: select.add("AND (w.opened_at, w.id) < (?, ?)", after.key.bound, after.id)
      case .oldest: select.add("AND (w.opened_at, w.id) > (?, ?)", after.key.bound, after.id)
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
  /// The index a list runs along.
  enum Lead { case search, vehicle, client, comeback, promise, parts, status, advisor, opened }

  var lead: Lead {
    if search != nil { return .search }
    if order == .promised || overdue { return .promise }
    if vehicleID != nil { return .vehicle }
    if comebackOfID != nil { return .comeback }
    if clientID != nil { return .client }
    // Few orders wait for parts; nearly all have none or had all of them issued.
    if let partsStatus, [.short, .onOrder, .reserved].contains(partsStatus) { return .parts }
    if !statuses.isEmpty { return .status }
    if partsStatus != nil { return .parts }
    return advisorID != nil ? .advisor : .opened
  }

  func cursor(_ row: WorkOrderRow) -> Cursor {
    switch order {
    case .newest, .oldest: Cursor(key: .integer(row.openedAt.rawValue), id: row.id)
    case .promised: Cursor(key: .integer(row.promisedAt?.rawValue ?? 0), id: row.id)
    }
  }
}
