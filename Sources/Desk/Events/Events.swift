package import Domain

/// Reads the history for the audit, for timelines, and for a live stream that reconnects.
package struct Events {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package enum Sort: String, CaseIterable, Sendable {
    case oldest = "id"
    case newest = "-id"
  }

  package struct Filter: Sendable {
    package var type: String?
    package var subject: Noun?
    package var subjectID: Int64?
    package var clientID: Int64?
    package var vehicleID: Int64?
    package var workOrderID: Int64?
    package var userID: Int64?
    package var period = Period()
    /// Only events after this one.
    package var after: Int64?
    package init() {}
  }

  /// An event with the personal values that it names; nil if the reader may not see them.
  package struct InFull: Sendable {
    package let event: Event
    package let personal: [PersonalChange]
  }

  package struct PersonalChange: Sendable, Equatable {
    package let field: String
    package let before: String?
    package let after: String?
  }

  package func find(_ id: Int64) throws -> InFull {
    guard let event = try EventTable(context.db).find(id), !event.isStaff || context.may(.users) else { throw Refusal.notFound(.event) }
    let personal = try EventTable(context.db).personal(of: id)
    return InFull(event: event, personal: personal.filter { $0.field != "private_note" || context.may(.readPrivateNotes) })
  }

  package func list(_ filter: Filter, sort: Sort, _ page: PageRequest) throws -> Page<Event> {
    var filter = filter
    filter.clientID = try ClientLookup(context).follow(filter.clientID)
    filter.vehicleID = try VehicleLookup(context).follow(filter.vehicleID)
    let span = try filter.period.span(in: context.settings.zone)
    return try Page(EventTable(context.db).page(filter, sort, withStaff: context.may(.users), page, within: span), page) {
      Cursor(key: .integer($0.id), id: $0.id)
    }
  }

  /// All events of a client, in every room, including those of cards merged into this one.
  package func timeline(client id: Int64, sort: Sort, _ page: PageRequest) throws -> Page<Event> {
    let family = try EventTable(context.db).family(of: id)
    guard !family.isEmpty else { throw Refusal.notFound(.client) }
    var rows: [Event] = []
    for member in family {
      var filter = Filter()
      filter.clientID = member
      rows += try EventTable(context.db).page(filter, sort, withStaff: false, page)
    }
    if family.count > 1 { rows.sort { sort == .oldest ? $0.id < $1.id : $0.id > $1.id } }
    return Page(rows, page) { Cursor(key: .integer($0.id), id: $0.id) }
  }

  package func timeline(vehicle id: Int64, sort: Sort, _ page: PageRequest) throws -> Page<Event> {
    var filter = Filter()
    filter.vehicleID = try VehicleLookup(context).survivor(id).id
    return try list(filter, sort: sort, page)
  }

  package func timeline(workOrder id: Int64, sort: Sort, _ page: PageRequest) throws -> Page<Event> {
    guard try WorkOrderTable(context.db).head(id) != nil else { throw Refusal.notFound(.workOrder) }
    var filter = Filter()
    filter.workOrderID = id
    return try list(filter, sort: sort, page)
  }

  /// Events that a stream has missed.
  package struct Missed: Sendable {
    /// Events that this reader may see.
    package let events: [Event]
    package let lastID: Int64
    package let more: Bool
    /// The event that the reader names does not exist here, because an older backup was restored. `lastID` is the
    /// newest event.
    package let isAhead: Bool
  }

  /// Events after `id`, at most 500 of any kind.
  package func catchUp(after id: Int64) throws -> Missed {
    var filter = Filter()
    filter.after = id
    let rows = try EventTable(context.db).page(filter, .oldest, withStaff: true, PageRequest(limit: 500))
    let page = rows.prefix(500)
    if page.isEmpty {
      let newest = try EventTable(context.db).newest()
      if newest < id { return Missed(events: [], lastID: newest, more: false, isAhead: true) }
    }
    return Missed(
      events: page.filter { !$0.isStaff || context.may(.users) }, lastID: page.last?.id ?? id, more: rows.count > 500, isAhead: false)
  }
}
