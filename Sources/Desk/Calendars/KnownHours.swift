package import Domain
internal import Synchronization

/// The hours of calendars, computed once for each state of their rules. All threads share them.
package final class KnownHours: Sendable {
  private struct Entry: Sendable {
    let digest: [UInt8]
    let hours: WorkingHours
  }
  private let entries = Mutex<[Int64: Entry]>([:])

  package init() {}

  fileprivate func find(_ id: Int64, _ digest: [UInt8]) -> WorkingHours? {
    entries.withLock { entries in entries[id].flatMap { $0.digest == digest ? $0.hours : nil } }
  }

  fileprivate func keep(_ id: Int64, _ digest: [UInt8], _ hours: WorkingHours) {
    entries.withLock { $0[id] = Entry(digest: digest, hours: hours) }
  }
}

extension Context {
  /// The hours of a calendar; without an argument, those of the centre.
  package func hours(of id: Int64 = DeskCalendar.centre) throws -> WorkingHours {
    let table = CalendarTable(db)
    guard let digest = try table.digest(id) else {
      // A database that no server has opened yet has no calendar.
      guard id == DeskCalendar.centre else { throw Refusal.notFound(.calendar) }
      return settings.hours.hours
    }
    if let hours = settings.knownHours.find(id, digest) { return hours }
    let hours = try find(CalendarTable.self, id).hours(settings.hours.production ?? ProductionDays())
    settings.knownHours.keep(id, digest, hours)
    return hours
  }
}
