internal import Domain
internal import SQLite

/// A table of things. Its `form` declares the columns once; find, insert, update, paging and the changes for events
/// follow from it. Hot reads, conditional updates and joins stay literals in their function.
protocol Table {
  associatedtype Thing: Kept
  static var form: TableForm<Thing> { get }
  var db: Database { get }
  init(_ db: Database)

  func insert(_ thing: Thing) throws -> Int64
  func update(_ thing: Thing) throws
}

/// The columns of a table, and an empty thing that a row is read into. What its statements share is joined once.
struct TableForm<Thing: Kept>: Sendable {
  private let name: StaticString
  private let blank: Thing
  private let read: [Stored<Thing>]
  private let inserted: [Stored<Thing>]
  private let updated: [Stored<Thing>]
  private let told: [Stored<Thing>]
  /// `SELECT` with all columns; `selectingFrom` names the table too.
  private let selecting: SQL.Joined
  private let selectingFrom: SQL.Joined
  private let inserting: SQL.Joined
  private let updating: SQL.Joined

  init(_ name: StaticString, blank: Thing, _ columns: [Stored<Thing>]) {
    self.name = name
    self.blank = blank
    read = columns.filter { $0.read != nil }
    inserted = columns.filter { $0.written != .never }
    updated = columns.filter { $0.written == .always }
    told = columns.filter { $0.told != nil }
    let select = ["SELECT"] + Self.list(read.map(\.name))
    selecting = SQL.Joined(select)
    selectingFrom = SQL.Joined(select + ["FROM", name])
    inserting = SQL.Joined(Self.insertion(into: name, inserted.map(\.name)))
    updating = SQL.Joined(Self.update(of: name, updated.map(\.name)))
  }

  /// Selects whole rows.
  func select(where clause: StaticString = "WHERE TRUE") -> Select { Select([.joined(selectingFrom), .literal(clause)]) }

  /// Selects whole rows with `more` columns, which follow those of the thing. `before` names a table to begin at.
  func select(and more: StaticString..., before first: StaticString = "", where clause: StaticString = "WHERE TRUE") -> Select {
    Select([.joined(selecting)] + (more.flatMap { [",", $0] } + ["FROM", first, name, clause]).map(SQL.Piece.literal))
  }

  /// The index of the first column of `more`.
  var width: Int32 { Int32(read.count) }

  func thing(_ row: borrowing Row) throws -> Thing {
    var thing = blank
    var index: Int32 = 0
    for column in read {
      try column.read?(row, index, &thing)
      index += 1
    }
    return thing
  }

  func insertion(of thing: Thing) -> Select { Select([.joined(inserting)], inserted.map { $0.value(thing) }) }
  func update(of thing: Thing) -> Select { Select([.joined(updating)], updated.map { $0.value(thing) } + [thing.id]) }

  /// `more`: columns that are not fields of the thing.
  func insertion(of thing: Thing, and more: [(StaticString, any Bindable)]) -> Select {
    Select(Self.insertion(into: name, inserted.map(\.name) + more.map(\.0)), inserted.map { $0.value(thing) } + more.map(\.1))
  }

  func update(of thing: Thing, and more: [(StaticString, any Bindable)]) -> Select {
    Select(Self.update(of: name, updated.map(\.name) + more.map(\.0)), updated.map { $0.value(thing) } + more.map(\.1) + [thing.id])
  }

  /// The changed fields as details of an event. For a new thing, all its fields.
  func changes(from old: Thing?, to new: Thing) -> [Detail] { told.compactMap { $0.told?(old, new) } }

  private static func insertion(into name: StaticString, _ columns: [StaticString]) -> [StaticString] {
    ["INSERT INTO", name, "("] + list(columns) + [") VALUES ("] + list(columns.map { _ in "?" }) + [")"]
  }

  private static func update(of name: StaticString, _ columns: [StaticString]) -> [StaticString] {
    let raising: [StaticString] = Thing.self is any Versioned.Type ? [", version = version + 1"] : []
    return ["UPDATE", name, "SET"] + columns.map { [$0, "= ?"] }.joined(separator: [","]) + raising + ["WHERE id = ?"]
  }

  private static func list(_ names: [StaticString]) -> [StaticString] { Array(names.map { [$0] }.joined(separator: [","])) }
}

extension Table {
  func find(_ id: Int64) throws -> Thing? { try first("WHERE id = ?", id) }

  func first(_ clause: StaticString, _ values: any Bindable...) throws -> Thing? {
    try db.first(Self.form.select(where: clause).sql, values, map: Self.form.thing)
  }

  func all(_ clause: StaticString, _ values: any Bindable...) throws -> [Thing] {
    try db.all(Self.form.select(where: clause).sql, values, map: Self.form.thing)
  }

  /// One page of a list by id, with one surplus row.
  func page(byID select: Select, _ request: PageRequest) throws -> [Thing] {
    var select = select
    if let after = request.after { select.add("AND id > ?", after.id) }
    select.add("ORDER BY id LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.form.thing)
  }

  /// Rows of a list sorted by a stored text, which follows the thing's own columns.
  func keyed(_ select: Select) throws -> [Keyed<Thing>] {
    try db.all(select.sql, select.values) { row in try Keyed(item: Self.form.thing(row), key: row[Self.form.width]) }
  }

  func insert(_ thing: Thing) throws -> Int64 { try insert(by: Self.form.insertion(of: thing)) }
  func update(_ thing: Thing) throws { try run(Self.form.update(of: thing)) }

  /// `more`: columns that are not fields of the thing.
  func insert(_ thing: Thing, and more: [(StaticString, any Bindable)]) throws -> Int64 {
    try insert(by: Self.form.insertion(of: thing, and: more))
  }

  func update(_ thing: Thing, and more: [(StaticString, any Bindable)]) throws { try run(Self.form.update(of: thing, and: more)) }

  private func insert(by statement: Select) throws -> Int64 {
    try run(statement)
    return db.lastInsertedID
  }

  private func run(_ statement: Select) throws { try db.each(statement.sql, statement.values) { _ in } }
}

extension Page where Item: Kept {
  /// Makes a page of a list sorted by id.
  init(_ rows: [Item], _ request: PageRequest) { self.init(rows, request) { Cursor(key: .integer($0.id), id: $0.id) } }
}

extension Context {
  /// Finds the thing; 404 if there is none.
  func find<T: Table>(_ table: T.Type, _ id: Int64) throws -> T.Thing {
    guard let thing = try table.init(db).find(id) else { throw Refusal.notFound(T.Thing.noun) }
    return thing
  }

  /// Changes a thing if its version matches. `check` refuses by the thing before and after. If nothing changed,
  /// nothing is written. Otherwise `keep` records the changes. Returns the thing after all consequences.
  func edit<T: Table>(
    _ table: T.Type, _ id: Int64, _ seen: Versions?, _ change: (inout T.Thing) -> Void,
    check: (_ old: T.Thing, _ new: T.Thing) throws -> Void = { _, _ in },
    keep: (_ old: T.Thing, _ new: T.Thing, _ changes: [Detail]) throws -> Void
  ) throws -> T.Thing where T.Thing: Versioned {
    let old = try find(table, id)
    try match(seen, old.version)
    let new = old.with(change)
    try check(old, new)
    let changes = T.form.changes(from: old, to: new)
    guard !changes.isEmpty else { return old }
    try table.init(db).update(new)
    try keep(old, new, changes)
    return try settled { try find(table, id) }
  }
}
