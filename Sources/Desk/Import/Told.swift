/// What a table says of a field: the rule for empty and unreadable cells, of every column and kind.
enum Told<Value: Sendable>: Sendable {
  /// There is no such column, or its cell cannot be read: the field stays as it is.
  case nothing
  /// The cell is empty, and so becomes the field.
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

  /// Of a field that always has a value: `blank` is what it has when it is empty.
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

/// The same of any column, without its value.
enum Said: Sendable { case nothing, empty, value }

/// The values of one cell: `8 903 123-45-67, 8 916 765-43-21`.
struct ToldList: Sendable {
  let values: [String]
  /// Whether every one of them could be read. One that could not may be any of those that are known, so that they stay beside.
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
