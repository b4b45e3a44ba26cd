internal import Domain

/// Counts all open tickets again, in slices, after a change of policies or calendars.
struct SLARounds {
  /// Tickets in a slice. A slice takes a few milliseconds, and requests are answered between two.
  private static let slice = 50
  private let context: Context
  private var table: SLAClockTable { SLAClockTable(context.db) }
  init(_ context: Context) { self.context = context }

  /// Starts the round, from the first ticket on if it was under way.
  func start() throws {
    try table.setRoundPosition(0)
    try Timers(context).set(.slaRound, 0, at: context.now)
  }

  func goOn() throws {
    let tickets = try TicketTable(context.db).open(after: table.roundPosition(), limit: SLARounds.slice)
    let timing = TicketTiming(context)
    for ticket in tickets { try timing.recount(ticket) }
    guard tickets.count == SLARounds.slice, let last = tickets.last else { return }
    try table.setRoundPosition(last.id)
    try Timers(context).set(.slaRound, 0, at: context.now)
  }

  /// Counts the open tickets of a client again, whose tier may have changed. A client with very many is left to the round.
  func recount(client id: Int64) throws {
    let tickets = try TicketTable(context.db).open(ofClient: id, limit: SLARounds.slice)
    guard tickets.count < SLARounds.slice else { return try start() }
    let timing = TicketTiming(context)
    for ticket in tickets { try timing.recount(ticket) }
  }
}
