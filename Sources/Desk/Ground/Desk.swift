package import Domain
package import SQLite

/// The desk over one connection. The desk thread has the only connection that writes; each worker has one that only reads.
package final class Desk {
  package let db: Database
  package let settings: Settings
  package let clock: () -> Instant
  package let sessions = Sessions()
  private let hooks = Hooks()
  /// Events recorded in this turn, for the live stream once they are on disk.
  private var turn: [Event] = []
  /// In a careful turn each use case has a savepoint, so that a failed one is undone alone.
  package var isCareful = false
  /// The time of the next timer, kept until a timer changes.
  var knownDue: KnownDue?
  struct KnownDue { let at: Instant? }

  package init(db: Database, settings: Settings, clock: @escaping () -> Instant) {
    self.db = db
    self.settings = settings
    self.clock = clock
  }

  /// Runs a use case that only reads.
  package func read<T>(as actor: Actor, request: RequestName? = nil, _ body: (Context) throws -> T) throws -> T {
    try body(context(actor, request))
  }

  /// The part of a turn that is undone when a use case throws after it has written.
  package enum Undoing: Sendable {
    /// The use case alone.
    case alone
    /// The whole turn, unless it is a careful one. The turn must then be run again.
    case withTurn
  }

  /// Runs a use case that changes data, in the turn's transaction or, outside a turn, in its own. The change is kept
  /// with its events and their consequences, or not at all.
  package func perform<T>(
    as actor: Actor, request: RequestName? = nil, undoing: Undoing = .alone, _ body: (Context) throws -> T
  ) throws -> T {
    let context = context(actor, request)
    let within = { () throws -> T in
      let result = try body(context)
      try context.settle()
      try self.hooks.post(context.recorded, context)
      return result
    }
    let result: T
    do { result = try bracket(undoing, within) } catch {
      // Hooks read during the failed use case may differ from the table.
      if context.recorded.contains(where: \.changesHooks) { hooks.forget() }
      throw error
    }
    turn += context.recorded
    if context.changedTimers { knownDue = nil }
    if context.recorded.contains(where: \.changesSessions) { sessions.forget() }
    if context.recorded.contains(where: \.changesHooks) { hooks.forget() }
    return result
  }

  private func bracket<T>(_ undoing: Undoing, _ body: () throws -> T) throws -> T {
    switch undoing {
    case .alone: return try db.isAutocommit ? db.transaction(body) : db.savepoint(body)
    case .withTurn:
      // The turn's transaction is gone. Each later statement would be committed alone, so the turn must stop.
      guard !db.isAutocommit else { throw TransactionLost(cause: StoreFailure.unexpected("the turn has no transaction")) }
      return try isCareful ? db.savepoint(body) : db.part(body)
    }
  }

  /// Takes the events of the committed turn, once.
  package func takeRecorded() -> [Event] {
    defer { turn = [] }
    return turn
  }

  /// True if a web hook may have to be told of events.
  package var hasHooks: Bool { hooks.areActive }

  /// Forgets the events of a turn that was given up before it committed.
  package func dropUnkept() {
    if !turn.isEmpty { dropRecorded() }
  }

  /// Forgets the events of a turn that was not kept.
  package func dropRecorded() {
    turn = []
    knownDue = nil
    sessions.forget()
    hooks.forget()
  }

  private func context(_ actor: Actor, _ request: RequestName?) -> Context {
    Context(db: db, actor: actor, now: clock(), settings: settings, request: request)
  }
}
