internal import Domain
internal import JSON

/// Entries as the tables have them: a JSON array with a number, a list of numbers, a text or null for each question.
enum SurveyEntryText {
  static func write(_ entries: [SurveyEntry?]) -> String {
    var json = JSONWriter()
    json.beginArray()
    for entry in entries {
      switch entry {
      case nil: json.null()
      case .grade(let grade): json.integer(grade)
      case .grades(let grades):
        json.beginArray()
        for grade in grades { if let grade { json.integer(grade) } else { json.null() } }
        json.endArray()
      case .text(let text): json.string(text)
      }
    }
    json.endArray()
    return String(decoding: json.finish(), as: UTF8.self)
  }

  static func read(_ text: String) -> [SurveyEntry?] {
    guard case .array(let items)? = try? JSONReader.parse(text) else { return [] }
    return items.map { item in
      switch item {
      case .number: number(item).map { .grade($0) }
      case .string(let text): .text(text)
      case .array(let grades): .grades(grades.map(number))
      default: nil
      }
    }
  }

  private static func number(_ value: JSONValue) -> Int? {
    if case .number(let number) = value { number.int64.flatMap { Int(exactly: $0) } } else { nil }
  }
}

/// Traits as the tables have them: a line each.
extension [SurveyTrait] {
  var lines: String { map { "\($0.name.rawValue)=\($0.value.replacing("\n", with: " "))" }.joined(separator: "\n") }

  init(lines: String) {
    self = lines.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let name = SurveyTrait.Name(rawValue: String(parts[0])) else { return nil }
      return SurveyTrait(name, String(parts[1]))
    }
  }
}
