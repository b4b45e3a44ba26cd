/// A table's content for a field. The rule for empty and unreadable cells is the same in every column of every kind.
enum Told<Value: Sendable>: Sendable {
  /// The column is missing or its cell cannot be read: the field stays as it is.
  case nothing
  /// The cell is empty: the field is cleared.
  case empty
  case value(Value)

  var value: Value? {
    if case .value(let value) = self { value } else { nil }
  }

  func over(_ old: Value?) -> Value? {
    switch self {
    case .nothing: old
    case .empty: nil
    case .value(let value): value
    }
  }

  /// The new value of a field that always has one. `blank` is its empty value.
  func over(_ old: Value, blank: Value) -> Value {
    switch self {
    case .nothing: old
    case .empty: blank
    case .value(let value): value
    }
  }

  var said: Said {
    switch self {
    case .nothing: .nothing
    case .empty: .empty
    case .value: .value
    }
  }
}

/// `Told` without its value, for any column.
enum Said: Sendable { case nothing, empty, value }

/// The values of one cell, as in `8 903 123-45-67, 8 916 765-43-21`.
struct ToldList: Sendable {
  let values: [String]
  /// True if every value could be read. An unreadable one may be any of the known values, so those stay too.
  let isWhole: Bool
}

extension Told<ToldList> {
  func over(_ old: [String]) -> [String] {
    switch self {
    case .nothing: old
    case .empty: []
    case .value(let list): list.isWhole ? list.values : list.values + old
    }
  }
}
