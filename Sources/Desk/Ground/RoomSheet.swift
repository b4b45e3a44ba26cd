internal import Domain
internal import SQLite

/// Facts about a room that merges, erasures, retries, timers and `servicedesk check` need. A new table is entered here
/// once. `RoomSheetTests` fails if a column, a path or a timer is on no sheet.
struct RoomSheet: Sendable {
  /// Columns that refer to a client or a vehicle and are moved by a merge.
  var merged: [MergeColumn] = []
  /// Columns whose text may name a person, and how an erasure clears them.
  var personal: [PersonalText] = []
  /// Columns (`table.column`) that an erasure or a merge leaves unchanged, by the reason for it.
  var kept: [String: [String]] = [:]
  /// Kinds of things with a path, and whether a response about one may show a person.
  var things: [Noun: Thing] = [:]
  /// Runs a due timer of the kind. The number is the timer's subject.
  var timers: [TimerKind: @Sendable (Context, Int64) throws -> Void] = [:]
  /// Finds faults in the room's tables for `servicedesk check`, one sentence each.
  var check: @Sendable (Database) throws -> [String] = { _ in [] }

  /// All sheets. Events are last: an erasure looks up the owners of a car's notes in the history before it clears the
  /// history.
  static let all = [
    ground, staff, calendars, clients, vehicles, operations, parts, purchasing, workOrders, billing, tickets, files, sla, outbox, feedback,
    imports, chain,
    events,
  ]

  static let things = Dictionary(uniqueKeysWithValues: all.flatMap(\.things))
  static let timers = Dictionary(uniqueKeysWithValues: all.flatMap(\.timers))
}

/// The persons that a response about a thing may show. If it may show one, an erasure clears the responses that are kept for retries.
enum Thing: Sendable {
  case nobodys
  /// Selects the ids of things that concern a client. Bound: ?1 client.
  case persons(SQL)
  /// A response may show any person, so every erasure clears it.
  case anybodys

  static func persons(_ table: StaticString, of rows: PersonRows) -> Thing {
    .persons(SQL(["SELECT id FROM", table, "WHERE"] + rows.condition))
  }
}
