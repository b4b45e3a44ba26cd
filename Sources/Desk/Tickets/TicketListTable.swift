internal import Domain
internal import SQLite

/// The list of tickets. The filter that leads gives the index; a `+` before another filter keeps SQLite from its index.
struct TicketListTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func page(_ filter: TicketFilter, _ request: PageRequest) throws -> [Ticket] {
    let select = Self.select(filter, request, try lead(of: filter))
    return try db.all(select.sql, select.values, map: TicketTable.form.thing)
  }

  // MARK: The filter that leads

  enum Lead {
    /// SQLite chooses, since every index of a filter is in the order of the ids.
    case any
    /// Open tickets that nobody has. Of each status they come in the order of the queue.
    case queue
    /// A tag has its own table, in the order of the ids; in another order its tickets are sorted, on a worker.
    case tag
    /// One client, vehicle or order has few tickets, and they are sorted.
    case narrow
    /// Those whose client waits for a person are few.
    case personWanted
    /// A person's open tickets are few, and they are sorted.
    case openOfPerson
    /// Open tickets are few beside all others, in the order of the ids.
    case open
    /// Those with a running clock are open ones. Of each status they come in the order of their due moments.
    case due
    /// A team's open tickets that nobody has, in the order of the last message.
    case queueOfTeam
    /// The tickets of a time, in the order of opening.
    case opened
    /// Those a target of which was missed, in the order of the ids.
    case breached
    /// A person, team, topic or channel with few tickets, and they are sorted.
    case person, team, topic, channel
    /// All tickets of each status, in the order of the last message.
    case status
  }

  private func lead(of filter: TicketFilter) throws -> Lead {
    if filter.tag != nil { return .tag }
    if filter.isOfFew { return .narrow }
    if filter.sort == .queue { return .queue }
    if filter.isPersonWanted == true { return .personWanted }
    let isOpen = filter.isOpen == true || filter.status?.isOpen == true
    let isByDue = filter.sort == .due || filter.sort == .lastDue
    if filter.personID != nil, isOpen || isByDue { return .openOfPerson }
    if isByDue { return .due }
    if let due = filter.dueBefore { return try isRare(dueBefore: due) ? .due : .open }
    switch filter.sort {
    case .newest, .oldest:
      return filter.isOfTime ? .opened : isOpen ? .open : filter.isBreached == true ? .breached : .any
    case .lastMessage, .firstLastMessage, .queue, .due, .lastDue:
      if filter.teamID != nil, filter.isUnassigned == true, isOpen { return .queueOfTeam }
      return try rare(filter) ?? .status
    }
  }

  /// A filter that few tickets pass. One that many pass is met often on the way through the statuses.
  private func rare(_ filter: TicketFilter) throws -> Lead? {
    if let topic = filter.topic, try isRare("SELECT 1 FROM tickets WHERE topic = ? LIMIT 1 OFFSET ?", topic) { return .topic }
    if let id = filter.personID, try isRare("SELECT 1 FROM tickets WHERE person_id = ? LIMIT 1 OFFSET ?", id) { return .person }
    if let id = filter.teamID, try isRare("SELECT 1 FROM tickets WHERE team_id = ? LIMIT 1 OFFSET ?", id) { return .team }
    if let id = filter.channelID, try isRare("SELECT 1 FROM tickets WHERE channel_id = ? LIMIT 1 OFFSET ?", id) { return .channel }
    return nil
  }

  /// Those due before a moment have to be sorted by their ids if the list begins at them.
  private func isRare(dueBefore due: Instant) throws -> Bool {
    try db.value(
      """
      SELECT 1 FROM tickets WHERE status IN ('new','open','pending_client','on_hold') AND due_at IS NOT NULL AND due_at < ? LIMIT 1 OFFSET ?
      """, due, Self.few) as Int64? == nil
  }

  private static let few: Int64 = 1_000

  private func isRare<V: Bindable>(_ statement: StaticString, _ value: V) throws -> Bool {
    try db.value(statement, value, Self.few) as Int64? == nil
  }

  // MARK: The statement

  static func select(_ filter: TicketFilter, _ request: PageRequest, _ lead: Lead) -> Select {
    var select: Select
    if lead == .status || lead == .due || lead == .queue {
      // SQLite merges the statuses, each of which comes in the order of the index.
      let statuses = lead == .status ? filter.statuses : filter.openStatuses
      select = Self.select(filter, lead, of: statuses[0], request)
      for status in statuses.dropFirst() {
        select.add("UNION ALL")
        select.add(Self.select(filter, lead, of: status, request))
      }
    } else {
      select = Self.select(filter, lead, of: nil, request)
    }
    switch filter.sort {
    case .newest where lead == .opened: select.add("ORDER BY opened_at DESC, id DESC LIMIT ?", request.limit + 1)
    case .oldest where lead == .opened: select.add("ORDER BY opened_at, id LIMIT ?", request.limit + 1)
    case .newest: select.add(lead == .tag ? "ORDER BY ticket_id DESC LIMIT ?" : "ORDER BY id DESC LIMIT ?", request.limit + 1)
    case .oldest: select.add(lead == .tag ? "ORDER BY ticket_id LIMIT ?" : "ORDER BY id LIMIT ?", request.limit + 1)
    case .lastMessage: select.add("ORDER BY last_message_at DESC, id DESC LIMIT ?", request.limit + 1)
    case .firstLastMessage: select.add("ORDER BY last_message_at, id LIMIT ?", request.limit + 1)
    case .due: select.add("ORDER BY due_at, id LIMIT ?", request.limit + 1)
    case .lastDue: select.add("ORDER BY due_at DESC, id DESC LIMIT ?", request.limit + 1)
    case .queue: select.add("ORDER BY queue_at, id LIMIT ?", request.limit + 1)
    }
    return select
  }

  private static func select(_ filter: TicketFilter, _ lead: Lead, of status: Ticket.Status?, _ request: PageRequest) -> Select {
    var select =
      switch lead {
      case .tag: TicketTable.form.select(before: "ticket_tags CROSS JOIN", where: "ON id = ticket_id WHERE TRUE")
      // Merged rows are sorted by one of their columns.
      case .queue: TicketTable.form.select(and: "queue_at")
      default: TicketTable.form.select()
      }
    if let tag = filter.tag { select.add("AND tag = ?", tag) }
    if filter.sort == .queue { select.add(lead == .queue ? "AND person_id IS NULL AND is_open" : "AND +person_id IS NULL AND is_open") }
    if let isSpam = filter.isSpam { select.add(isSpam ? "AND spam = 1" : "AND spam = 0") }
    func and(_ leads: Lead?, _ condition: StaticString, _ value: any Bindable) {
      select.add(lead == .any || lead == leads ? "AND" : "AND +")
      select.add(condition, value)
    }
    switch lead {
    case .status, .queue: if let status { select.add("AND status = ?", status) }
    case .due: if let status { select.add("AND due_at IS NOT NULL AND status = ?", status) }
    case .openOfPerson: select.add("AND is_open")
    case .queueOfTeam: select.add("AND person_id IS NULL AND is_open")
    // Only an open ticket has a running clock.
    case .open: if filter.dueBefore != nil, filter.status == nil { select.add("AND is_open = 1") }
    case .any, .opened, .tag, .narrow, .personWanted, .breached, .person, .team, .topic, .channel: break
    }
    if let id = filter.personID { and(lead == .openOfPerson ? lead : .person, "person_id = ?", id) }
    if let id = filter.teamID { and(lead == .queueOfTeam ? lead : .team, "team_id = ?", id) }
    if let status = filter.status { and(.open, "status = ?", status) }
    if let isOpen = filter.isOpen { and(filter.status == nil ? .open : nil, "is_open = ?", isOpen) }
    if let kind = filter.kind { and(nil, "kind = ?", kind) }
    if let priority = filter.priority { and(nil, "priority = ?", priority) }
    if let kind = filter.channelKind { and(nil, "channel_kind = ?", kind) }
    if let id = filter.channelID { and(.channel, "channel_id = ?", id) }
    if let topic = filter.topic { and(.topic, "topic = ?", topic) }
    if let id = filter.clientID { and(.narrow, "client_id = ?", id) }
    if let id = filter.contactID { and(.narrow, "contact_id = ?", id) }
    if let id = filter.vehicleID { and(.narrow, "vehicle_id = ?", id) }
    if let id = filter.workOrderID { and(.narrow, "work_order_id = ?", id) }
    if let id = filter.followsID { and(.narrow, "follows_id = ?", id) }
    if let number = filter.number { and(.narrow, "number = ?", number) }
    addYesAndNo(filter, lead, &select)
    if lead != .due, filter.sort == .due || filter.sort == .lastDue { select.add("AND +due_at IS NOT NULL") }
    if let before = filter.dueBefore { and(.due, "due_at < ?", before) }
    if let from = filter.opened.from { select.add(lead == .opened ? "AND opened_at >= ?" : "AND +opened_at >= ?", from) }
    if let until = filter.opened.until { select.add(lead == .opened ? "AND opened_at < ?" : "AND +opened_at < ?", until) }
    if let after = request.after { addPage(after, filter.sort, lead, &select) }
    return select
  }

  private static func addYesAndNo(_ filter: TicketFilter, _ lead: Lead, _ select: inout Select) {
    switch filter.isUnassigned {
    case true?: select.add(lead == .any ? "AND person_id IS NULL" : "AND +person_id IS NULL")
    case false?: select.add(lead == .any ? "AND person_id IS NOT NULL" : "AND +person_id IS NOT NULL")
    case nil: break
    }
    switch filter.isBreached {
    case true?: select.add("AND breached")
    case false?: select.add("AND NOT breached")
    case nil: break
    }
    switch filter.isPersonWanted {
    case true?: select.add("AND person_wanted_at IS NOT NULL AND person_came_at IS NULL AND is_open")
    case false?: select.add("AND (person_wanted_at IS NULL OR person_came_at IS NOT NULL OR NOT is_open)")
    case nil: break
    }
  }

  private static func addPage(_ after: Cursor, _ sort: TicketFilter.Sort, _ lead: Lead, _ select: inout Select) {
    switch sort {
    case .newest where lead == .opened: select.add("AND (opened_at, id) < (?, ?)", after.key.bound, after.id)
    case .oldest where lead == .opened: select.add("AND (opened_at, id) > (?, ?)", after.key.bound, after.id)
    case .newest: select.add(lead == .tag ? "AND ticket_id < ?" : lead == .due ? "AND +id < ?" : "AND id < ?", after.id)
    case .oldest: select.add(lead == .tag ? "AND ticket_id > ?" : lead == .due ? "AND +id > ?" : "AND id > ?", after.id)
    case .lastMessage: select.add("AND (last_message_at, id) < (?, ?)", after.key.bound, after.id)
    case .firstLastMessage: select.add("AND (last_message_at, id) > (?, ?)", after.key.bound, after.id)
    case .due: select.add("AND (due_at, id) > (?, ?)", after.key.bound, after.id)
    case .lastDue: select.add("AND (due_at, id) < (?, ?)", after.key.bound, after.id)
    case .queue: select.add("AND (queue_at, id) > (?, ?)", after.key.bound, after.id)
    }
  }
}
