package import Domain

/// Texts for answers, kept by those who set up the desk and filled in for a ticket.
package struct ReplyTemplates {
  private let context: Context
  private var table: ReplyTemplateTable { ReplyTemplateTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64) throws -> ReplyTemplate { try context.find(ReplyTemplateTable.self, id) }
  package func list(_ page: PageRequest) throws -> Page<ReplyTemplate> { try Page(table.page(page), page) }

  package func create(_ fill: (inout ReplyTemplate) -> Void) throws -> ReplyTemplate {
    let template = ReplyTemplate(at: context.now).with(fill)
    try check(template)
    if let reason = Most.replyTemplates.reason(against: try table.count()) { throw Refusal.conflict(reason) }
    let id = try table.insert(template)
    try context.record(.replyTemplateCreated, Subject(.replyTemplate, id), ReplyTemplateTable.form.changes(from: nil, to: template))
    return try context.settled { try find(id) }
  }

  package func edit(_ id: Int64, version: Versions?, _ change: (inout ReplyTemplate) -> Void) throws -> ReplyTemplate {
    try context.edit(ReplyTemplateTable.self, id, version, change) { _, new in
      try check(new)
    } keep: { _, _, changes in
      try context.record(.replyTemplateChanged, Subject(.replyTemplate, id), changes)
    }
  }

  package func delete(_ id: Int64, version: Versions?) throws {
    let template = try find(id)
    try context.match(version, template.version)
    try table.delete(id)
    try context.record(.replyTemplateDeleted, Subject(.replyTemplate, id), [.fact("name", .text(template.name))])
  }

  private func check(_ template: ReplyTemplate) throws {
    let faults = ReplyTemplate.faults(of: template.text)
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
  }

  /// The template's text with the values of a ticket.
  package func fill(_ id: Int64, for ticketID: Int64) throws -> ReplyTemplate.Filled {
    let template = try find(id)
    let ticket = try TicketLookup(context).survivor(ticketID)
    let order = try ticket.workOrderID.flatMap { try WorkOrderTable(context.db).find($0) }
    let vehicle = try (order?.vehicleID ?? ticket.vehicleID).flatMap { try VehicleTable(context.db).find($0) }
    return try ReplyTemplate.fill(template.text) { variable in
      switch variable {
      case .clientName: try name(of: ticket)
      case .ticketNumber: ticket.number
      case .ticketSubject: ticket.subject
      case .vehicle: vehicle.map { [$0.make, $0.model].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ") }
      case .vehiclePlate: vehicle?.plate
      case .orderNumber: order?.number
      case .orderPromisedAt: order?.promisedAt.map(local)
      case .userName: context.actor.userID == nil ? nil : context.actor.name
      case .centreName: context.settings.company
      }
    }
  }

  private func name(of ticket: Ticket) throws -> String? {
    if let client = try ticket.clientID.flatMap({ try ClientTable(context.db).find($0) }) { return client.name }
    return try ContactTable(context.db).find(ticket.contactID)?.name
  }

  /// `31.12 18:00`, by the centre's clock.
  private func local(_ instant: Instant) -> String {
    let zone = context.settings.zone
    let (day, minutes) = (zone.day(of: instant).text, zone.minutes(of: instant))
    return "\(day.suffix(2)).\(day.dropFirst(5).prefix(2)) \(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
  }
}
