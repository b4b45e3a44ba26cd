internal import SQLite

/// The end of a page: sort key and id of its last row. The next page begins right after it, whatever was inserted meanwhile.
package struct Cursor: Sendable, Equatable {
  package enum Key: Sendable, Equatable {
    case integer(Int64)
    case text(String)

    var bound: any Bindable {
      switch self {
      case .integer(let value): value
      case .text(let value): value
      }
    }
  }
  package let key: Key
  package let id: Int64

  package init(key: Key, id: Int64) {
    self.key = key
    self.id = id
  }
}

package struct PageRequest: Sendable {
  package let limit: Int
  package let after: Cursor?

  package init(limit: Int = 50, after: Cursor? = nil) {
    self.limit = limit
    self.after = after
  }
}

package struct Page<Item> {
  package let items: [Item]
  package let next: Cursor?

  package init(items: [Item], next: Cursor?) {
    self.items = items
    self.next = next
  }

  /// Makes a page from rows read with `limit + 1`. The surplus row only shows that there is a next page.
  init(_ rows: [Item], _ request: PageRequest, cursor: (Item) -> Cursor) {
    let more = rows.count > request.limit
    items = more ? Array(rows.prefix(request.limit)) : rows
    next = more ? items.last.map(cursor) : nil
  }
}

/// A row of a list by name, with the stored key that it is sorted by.
struct Keyed<Item> {
  let item: Item
  let key: String
}

extension Page {
  /// Makes a page from rows read with `limit + 1`. The cursor is the stored key, even if the program would fold the
  /// name differently today.
  init(_ rows: [Keyed<Item>], _ request: PageRequest, id: (Item) -> Int64) {
    let page = Page<Keyed<Item>>(rows, request) { Cursor(key: .text($0.key), id: id($0.item)) }
    self.init(items: page.items.map(\.item), next: page.next)
  }
}

/// A list's statement under construction: literal pieces, each with the values bound to it.
struct Select {
  private(set) var sql: SQL
  private(set) var values: [any Bindable] = []

  init(_ head: StaticString) { sql = SQL([head]) }

  init(_ pieces: [StaticString], _ values: [any Bindable] = []) { self.init(pieces.map(SQL.Piece.literal), values) }

  init(_ pieces: [SQL.Piece], _ values: [any Bindable] = []) {
    sql = SQL(pieces)
    self.values = values
  }

  mutating func add(_ piece: StaticString, _ bound: any Bindable...) {
    sql.append(.literal(piece))
    values += bound
  }

  mutating func add(_ other: Select) {
    for piece in other.sql.pieces { sql.append(piece) }
    values += other.values
  }
}
