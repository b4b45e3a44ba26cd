extension Room {
  /// All rooms, in the order of the documents.
  package static let all: [Room] = [
    staff, calendars, clients, vehicles, operations, workOrders, orderLines, estimates, approvalLinks, promises, clockings, stageTimes,
    parts,
    purchasing, billing, tickets, files, sla, outbox, feedback, surveyInvitations, imports, events,
    replica, chain,
  ]
}
