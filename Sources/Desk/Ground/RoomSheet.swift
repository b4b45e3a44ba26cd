internal import Domain
internal import SQLite

/// Everything that the rest of the house must know of one room. Merges, erasures, retries, timers and `servicedesk check` follow the sheets,
/// so a new table is entered here once. `RoomSheetTests` fails as long as a column, a path or a timer is on no sheet.
struct RoomSheet: Sendable {
  /// The columns that point at a client or at a vehicle and follow a merge.
  var merged: [MergeColumn] = []
  /// The texts in which a person may be named, and how an erasure empties them.
  var personal: [PersonalText] = []
  /// `table.column`, by the reason why an erasure leaves the text, or a merge the pointer, as it is.
  var kept: [String: [String]] = [:]
  /// The things that have a path, and whether an answer about one may show a person.
  var things: [Noun: Thing] = [:]
  /// What the desk does when a timer of the kind is due; the number is the timer's subject.
  var timers: [TimerKind: @Sendable (Context, Int64) throws -> Void] = [:]
  /// The faults that `servicedesk check` finds in the room's tables, one sentence each.
  var check: @Sendable (Database) throws -> [String] = { _ in [] }

  /// Events come last: an erasure looks some of a car's notes up in the history before it empties the history.
  static let all = [
    ground, staff, clients, vehicles, operations, parts, purchasing, workOrders, billing, imports, events,
  ]

  static let things = Dictionary(uniqueKeysWithValues: all.flatMap(\.things))
  static let timers = Dictionary(uniqueKeysWithValues: all.flatMap(\.timers))
}

/// Whether an answer about a thing may show a person, so that an erasure must forget the answers that are kept for retries.
enum Thing: Sendable {
  case nobodys
  /// Bound: ?1 client. Answers the ids of the things that are about the client.
  case persons(SQL)
  /// It cannot be told of whom an answer speaks: any erasure forgets it.
  case anybodys

  static func persons(_ table: StaticString, of rows: PersonRows) -> Thing {
    .persons(SQL(["SELECT id FROM", table, "WHERE"] + rows.condition))
  }
}
