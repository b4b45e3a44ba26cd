import Desk
import Domain
import HTTP
import SQLite

/// The transactions of the turns on the desk thread. When one fails, the reason is said once, and the desk tries again by itself.
///
/// Unchecked: everything but `failure` is used only in closures of `Work` that run on the desk thread, which never run at the same time.
final class Turns: @unchecked Sendable {
  /// The reason why the last failed turn failed.
  let failure = LastFailure()
  private let desk: Desk
  private let database: String
  private let health: StoreHealth
  private let log: Logbook
  /// The number of changed rows at the beginning of the turn.
  private var changesBefore: Int64 = 0
  private var hasSaidHeld = false
  /// Milliseconds between two attempts while another program holds the file for a moment.
  private static let moment: Int64 = 5

  init(of desk: Desk, database: String, _ health: StoreHealth, _ log: Logbook) {
    (self.desk, self.database, self.health, self.log) = (desk, database, health, log)
  }

  var isOpen: Bool { !desk.db.isAutocommit }

  @Sendable func beginReads() { quietly { try desk.db.beginReading() } }
  @Sendable func endReads() { quietly { if isOpen { try desk.db.commit() } } }

  @Sendable func begin(isCareful: Bool) -> Begun {
    desk.db.rollback()
    desk.dropUnkept()
    desk.isCareful = isCareful
    do {
      try desk.db.begin()
      changesBefore = desk.db.totalChanges
      failure.kind = .failing("")
      if health.isToBeTried { wellAgain() }
      return .open
    } catch {
      if health.isHeldForAMoment {
        failure.kind = .held
        return .later(Self.moment)
      }
      failed(error)
      return .failed
    }
  }

  @Sendable func commit() -> Committed {
    do {
      try desk.db.commit()
      if desk.db.totalChanges == changesBefore { return .clean }
      health.wrote()
      return .written
    } catch {
      failed(error)
      desk.db.rollback()
      desk.dropRecorded()
      return .failed
    }
  }

  private func failed(_ error: any Error) {
    var kind = (error as? DatabaseError).map { StoreFailure($0) } ?? .failing("\(error)")
    if case .unexpected(let text) = kind { kind = .failing(text) }
    failure.kind = kind
    // Other changes will fail in the same way, so report it once.
    guard case .held = kind else { return log.say("the turn failed: \(error)") }
    if !hasSaidHeld {
      log.say("another program holds the database's file\(FileHolders.writing(database)): no changes until it lets go")
    }
    hasSaidHeld = true
  }

  private func wellAgain() {
    health.began()
    if hasSaidHeld { log.say("the database's file is free again") }
    hasSaidHeld = false
  }

  /// After a failed write, retries every second, so that the desk recovers without a request.
  @Sendable func due() -> Int64? {
    let due = (try? desk.nextDue())??.rawValue
    guard health.isToBeTried else { return due }
    return min(due ?? .max, House.now().rawValue + 1_000)
  }

  @Sendable func tick() {
    quietly {
      if health.isFull { try desk.tryWriting() }
      try desk.runDue { log.say($0) }
    }
  }

  private func quietly(_ body: () throws -> Void) {
    do { try body() } catch { log.say("\(error)") }
  }
}
