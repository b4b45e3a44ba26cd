package import Domain

/// Views of the list of tickets: each user's own, and shared ones.
package struct TicketViews {
  private let context: Context
  private var table: TicketViewTable { TicketViewTable(context.db) }
  package init(_ context: Context) { self.context = context }

  /// Another's view that is not shared is not there.
  package func find(_ id: Int64) throws -> TicketView {
    let view = try context.find(TicketViewTable.self, id)
    guard view.isSeen(by: context.actor.userID) else { throw Refusal.notFound(.ticketView) }
    return view
  }

  package func list(_ page: PageRequest) throws -> Page<TicketView> { try Page(table.page(of: context.actor.userID ?? 0, page), page) }

  package func create(_ fill: (inout TicketView) -> Void) throws -> TicketView {
    let user = try context.userID()
    if let reason = Most.ticketViews.reason(against: try table.count(of: user)) { throw Refusal.conflict(reason) }
    let view = TicketView(at: context.now).with {
      fill(&$0)
      $0.userID = user
    }
    let id = try table.insert(view)
    try context.record(.ticketViewCreated, Subject(.ticketView, id), TicketViewTable.form.changes(from: nil, to: view))
    return try context.settled { try find(id) }
  }

  package func edit(_ id: Int64, version: Versions?, _ change: (inout TicketView) -> Void) throws -> TicketView {
    try checkOwner(find(id))
    return try context.edit(TicketViewTable.self, id, version, change) { _, _, changes in
      try context.record(.ticketViewChanged, Subject(.ticketView, id), changes)
    }
  }

  package func delete(_ id: Int64, version: Versions?) throws {
    let view = try find(id)
    try context.match(version, view.version)
    try checkOwner(view)
    try table.delete(id)
    try context.record(.ticketViewDeleted, Subject(.ticketView, id))
  }

  /// A shared view is its owner's, and of those who set up the desk.
  private func checkOwner(_ view: TicketView) throws {
    guard view.userID == context.actor.userID || context.may(.setUpDesk) else { throw Refusal.forbidden(.ticketViewOfAnother) }
  }
}
