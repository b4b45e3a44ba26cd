import Foundation
import FoundationInternationalization
import Synchronization

/// A time zone. Its offsets are read once into a table, because each call of Foundation takes a lock and
/// microseconds.
package struct Zone: Sendable, Equatable {
  package let name: String
  private let spans: [Span]

  /// An offset from UTC in milliseconds, in force from `start` until the next span.
  private struct Span: Sendable { let start, offset: Int64 }

  /// Makes a zone from its IANA name, such as `Europe/Moscow`.
  package init(_ name: String) throws(Reason) {
    guard Zone.isLinked, let zone = TimeZone(identifier: name) else { throw .zoneUnknown(name) }
    self.name = name
    spans = Zone.table(of: zone)
  }

  /// The same as `init`. A zone asked for before is not read again, which would take milliseconds.
  package static func named(_ name: String) throws(Reason) -> Zone {
    if let zone = known.withLock({ $0[name] }) { return zone }
    let zone = try Zone(name)
    known.withLock { $0[name] = zone }
    return zone
  }

  private static let known = Mutex<[String: Zone]>([:])

  package static func == (a: Zone, b: Zone) -> Bool { a.name == b.name }

  package func day(of instant: Instant) -> Day { Day(rawValue: Day.floorDiv(local(instant), Zone.dayLength)) }
  package func year(of instant: Instant) -> Int64 { day(of: instant).year }

  /// Minutes since local midnight, as a wall clock shows them.
  package func minutes(of instant: Instant) -> Int {
    let local = local(instant)
    return Int((local - Day.floorDiv(local, Zone.dayLength) * Zone.dayLength) / 60_000)
  }

  /// The moment at which the wall shows so many minutes after midnight of `day` (1440 is the next midnight).
  /// A time that occurs twice (clocks set back) is the first of the two; one that never occurs (set forward) is the moment of the jump,
  /// so that later wall times never come earlier.
  package func instant(of day: Day, minutes: Int = 0) -> Instant {
    let day = min(max(day.rawValue, -4_000_000), 4_000_000)
    let minutes = min(max(minutes, -1_000_000), 1_000_000)
    let wall = day * Zone.dayLength + Int64(minutes) * 60_000
    let before = span(at: wall - Zone.dayLength)
    let after = span(at: wall + Zone.dayLength)
    let early = wall - spans[before].offset
    let late = wall - spans[after].offset
    if spans[span(at: early)].offset == spans[before].offset { return Instant(rawValue: early) }
    if spans[span(at: late)].offset == spans[after].offset { return Instant(rawValue: late) }
    return Instant(rawValue: spans[after].start)
  }

  /// The offset from UTC in force at a moment, and the moment of the next change (`.max` after the last one). All are
  /// in milliseconds.
  package func offset(at moment: Int64) -> (offset: Int64, until: Int64) {
    let index = span(at: moment)
    return (spans[index].offset, index + 1 < spans.count ? spans[index + 1].start : .max)
  }

  private func local(_ instant: Instant) -> Int64 {
    let clamped = min(max(instant.rawValue, -4_000_000 * Zone.dayLength), 4_000_000 * Zone.dayLength)
    return clamped + spans[span(at: clamped)].offset
  }

  private func span(at milliseconds: Int64) -> Int {
    var (low, high) = (0, spans.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if spans[middle].start <= milliseconds { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// A static binary knows time zones only if it really uses something of FoundationInternationalization. The compiler
  /// must not be able to remove that use: naming a type is enough.
  private static let isLinked = !"\(Date.FormatStyle.self)".isEmpty

  package static let dayLength: Int64 = 86_400_000

  /// Compares the offset every fortnight from 1970 to 2100 (no zone has changed twice in one) and halves down to the
  /// second of each change.
  private static func table(of zone: TimeZone) -> [Span] {
    func offset(_ second: Int64) -> Int64 { Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))) }
    var spans = [Span(start: .min, offset: offset(0) * 1000)]
    var (second, current): (Int64, Int64) = (0, offset(0))
    while second < 4_102_444_800 {
      let next = second + 14 * 86_400
      let found = offset(next)
      if found != current {
        var (low, high) = (second, next)
        while high - low > 1 {
          let middle = (low + high) / 2
          if offset(middle) == current { low = middle } else { high = middle }
        }
        spans.append(Span(start: high * 1000, offset: found * 1000))
      }
      (second, current) = (next, found)
    }
    return spans
  }
}
