/// Reading a document whose shape is known, such as an answer of the desk.
extension JSONValue {
  /// A value by its path: `lines/0/id`.
  package func at(_ path: String) -> JSONValue {
    var value = self
    for step in path.split(separator: "/") {
      switch value {
      case .object(let object): value = object[String(step)] ?? .null
      case .array(let items):
        guard let index = Int(step), items.indices.contains(index) else { return .null }
        value = items[index]
      default: return .null
      }
    }
    return value
  }
  package var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
  package var whole: Int64 { if case .number(let number) = self { number.int64 ?? 0 } else { 0 } }
  package var text: String { if case .string(let text) = self { text } else { "" } }
  /// The value as people read it: a text without quotes, nothing for null.
  package var shown: String {
    switch self {
    case .null: return ""
    case .string(let text): return text
    case .number(let number): return number.text
    case .bool(let flag): return "\(flag)"
    default:
      var json = JSONWriter()
      json.value(self)
      return String(decoding: json.finish(), as: UTF8.self)
    }
  }
}
