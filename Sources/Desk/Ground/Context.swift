package import Domain
package import SQLite

/// The caller: a user with a token, the console on the machine, a client through a link, or the desk's own timer.
package struct Actor: Sendable, Equatable {
  package let userID: Int64?
  package let name: String
  package let role: Role
  package let discountLimit: Share
  package let sight: Sight

  package init(userID: Int64?, name: String, role: Role, discountLimit: Share) {
    self.userID = userID
    self.name = name
    self.role = role
    self.discountLimit = discountLimit
    sight = role.sight
  }

  /// The desk itself: timers, imports and the machine's console.
  package static let desk = Actor(userID: nil, name: "desk", role: .admin, discountLimit: .whole)
  /// A client with a link. Routes for links check nothing but the link.
  package static let client = Actor(userID: nil, name: "client", role: .viewer, discountLimit: .none)
}

/// Versions that a change may be based on, as its author names them. An optional of this type is nil if any version will do.
package struct Versions: Equatable, Sendable {
  let any: [Int64]
  package init(_ any: [Int64]) { self.any = any }
}

/// The request id in the events of a request. It is spelled out only for an event, so a request without events pays
/// nothing for it.
package struct RequestName: Sendable {
  private let number: UInt64
  private let spell: @Sendable (UInt64) -> String

  package init(_ number: UInt64, spell: @escaping @Sendable (UInt64) -> String) {
    self.number = number
    self.spell = spell
  }

  package var text: String { spell(number) }
}

/// State of one request: the connection, the caller, the one reading of the clock, and the events recorded so far.
package final class Context {
  package let db: Database
  package let actor: Actor
  package let now: Instant
  package let settings: Settings
  private let request: RequestName?
  package var requestID: String? { request?.text }
  package internal(set) var recorded: [Event] = []
  var followed = 0
  var changedTimers = false

  package init(db: Database, actor: Actor, now: Instant, settings: Settings, request: RequestName? = nil) {
    self.db = db
    self.actor = actor
    self.now = now
    self.settings = settings
    self.request = request
  }

  package var today: Day { settings.zone.day(of: now) }

  /// The user who calls. Refused without a user, for changes that must bear a person's name.
  package func userID() throws -> Int64 {
    guard let id = actor.userID else { throw Refusal.forbidden(.personNeeded) }
    return id
  }

  package func may(_ right: Right) -> Bool { actor.role.may(right) }

  /// Refuses a change that is based on another version than the current one.
  package func match(_ seen: Versions?, _ current: Int64) throws {
    if let seen, !seen.any.contains(current) { throw Refusal.stale(current: current) }
  }

  /// The next number of a document kind in the current local year. It is given inside the transaction, so none is lost
  /// or given twice.
  package func nextNumber(_ kind: DocumentNumber.Kind) throws -> String {
    let year = settings.zone.year(of: now)
    return try DocumentNumber(kind, year: year, sequence: CounterTable(db).next(kind, year)).text
  }
}

extension Reason {
  static let personNeeded = Reason(
    "person_needed", en: "This must be done by a user, not by the console.", ru: "Это действие выполняет сотрудник, а не консоль.")
}
