package import Domain
package import SQLite

/// The desk over one connection. The desk thread has the one that writes, each worker has one that only reads.
package final class Desk {
  package let db: Database
  package let settings: Settings
  package let clock: () -> Instant
  package let sessions = Sessions()
  private let hooks = Hooks()
  /// What this turn has recorded, for the live stream once it is on disk.
  private var turn: [Event] = []
  /// In this turn what a use case has written is undone alone, at the price of a savepoint each.
  package var isCareful = false
  /// When the next timer is due, as long as no timer has changed.
  var knownDue: KnownDue?
  struct KnownDue { let at: Instant? }

  package init(db: Database, settings: Settings, clock: @escaping () -> Instant) {
    self.db = db
    self.settings = settings
    self.clock = clock
  }

  /// Runs a reading use case.
  package func read<T>(as actor: Actor, request: RequestName? = nil, _ body: (Context) throws -> T) throws -> T {
    try body(context(actor, request))
  }

  /// What becomes of the turn when a use case throws after it has written.
  package enum Undoing: Sendable {
    /// Only the use case is undone.
    case alone
    /// The turn is lost with it, unless it is a careful one; it has to be run again.
    case withTurn
  }

  /// Runs a changing use case in the turn's transaction (or in one of its own where there is none): all of it is kept, with the
  /// events it recorded and what follows from them, or nothing.
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
      // Those it read are not those of the table.
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
      // One that has lost its transaction must not go on in pieces.
      guard !db.isAutocommit else { throw TransactionLost(cause: StoreFailure.unexpected("the turn has no transaction")) }
      return try isCareful ? db.savepoint(body) : db.part(body)
    }
  }

  /// The events of the turn that has been committed, once.
  package func takeRecorded() -> [Event] {
    defer { turn = [] }
    return turn
  }

  /// Somebody elsewhere may wait to be told of events.
  package var hasHooks: Bool { hooks.areActive }

  /// Forgets what a turn that was given up had recorded; nothing of it was ever committed.
  package func dropUnkept() {
    if !turn.isEmpty { dropRecorded() }
  }

  /// Forgets what a turn that was not kept had recorded.
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
