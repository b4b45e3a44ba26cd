internal import Domain
internal import JSON

/// Limits the faults in one response. A body can have more faults than anybody reads, and each costs time and space.
enum Faults {
  static let most = 20

  /// The first faults, and a note if there are more.
  static func told(_ faults: [Reason]) -> [Reason] { faults.count > most ? faults.prefix(most) + [.moreFaults] : faults }
}

// Faults of a single field, whatever it means.
extension Reason {
  static let moreFaults = Reason(
    "more_faults", en: "There are more faults; the first \(Faults.most) are named.",
    ru: "Есть и другие ошибки; названы первые \(Faults.most).")
  static func unreadableJSON(_ fault: JSONFault) -> Reason {
    switch fault.kind {
    case .tooManyMembers, .tooManyValues:
      .init("too_many_values", en: "The body is too large: \(fault.message).", ru: "Тело слишком велико: \(fault.message).", at: "")
    default: .init("broken_json", en: fault.message, ru: "Тело не является JSON: \(fault.message)", at: "")
    }
  }
  static func missing(at p: String) -> Reason { .init("required", en: "This field is required.", ru: "Поле обязательно.", at: p) }
  static func empty(at p: String) -> Reason { .init("empty", en: "This may not be empty.", ru: "Значение не может быть пустым.", at: p) }
  static func mayNotBeNull(at p: String) -> Reason {
    .init("null_not_allowed", en: "This field always has a value; null cannot clear it.", ru: "Поле нельзя очистить значением null.", at: p)
  }
  static func wrongType(_ wanted: String, at p: String) -> Reason {
    .init("wrong_type", en: "Expected \(wanted).", ru: "Ожидается тип: \(wanted).", at: p)
  }
  static func unknownField(_ name: String, at p: String) -> Reason {
    .init("unknown_field", en: "There is no field “\(name.prefix(60))” here.", ru: "Здесь нет поля «\(name.prefix(60))».", at: p)
  }
  static func unknownParameter(_ name: String) -> Reason {
    .init(
      "unknown_parameter", en: "There is no parameter “\(name.prefix(60))” here.", ru: "Здесь нет параметра «\(name.prefix(60))».", at: name
    )
  }
  static func repeatedParameter(_ name: String) -> Reason {
    .init("repeated_parameter", en: "The parameter is given twice.", ru: "Параметр указан дважды.", at: name)
  }
  static func tooShort(_ min: Int, at p: String) -> Reason {
    .init("too_short", en: "At least \(min) characters are needed.", ru: "Нужно не меньше \(min) символов.", at: p)
  }
  static func tooLong(_ max: Int, at p: String) -> Reason {
    .init("too_long", en: "At most \(max) characters are taken.", ru: "Допускается не больше \(max) символов.", at: p)
  }
  static func controlCharacter(at p: String) -> Reason {
    .init("control_character", en: "Control characters are not taken.", ru: "Управляющие символы не допускаются.", at: p)
  }
  static func outOfRange(_ range: ClosedRange<Int64>, at p: String) -> Reason {
    .init(
      "out_of_range", en: "Must lie between \(range.lowerBound) and \(range.upperBound).",
      ru: "Значение должно быть от \(range.lowerBound) до \(range.upperBound).", at: p)
  }
  static func tooPrecise(at p: String) -> Reason {
    .init("too_precise", en: "At most three decimals are taken.", ru: "Допускается не больше трёх знаков после запятой.", at: p)
  }
  static func quantityOutOfRange(at p: String) -> Reason {
    .init("out_of_range", en: "The quantity is out of range.", ru: "Количество вне допустимых пределов.", at: p)
  }
  static func notATime(at p: String) -> Reason {
    .init(
      "not_a_time", en: "Expected an RFC 3339 time such as 2026-03-02T09:30:00Z.", ru: "Ожидается время по RFC 3339: 2026-03-02T09:30:00Z.",
      at: p)
  }
  static func notADate(at p: String) -> Reason {
    .init("not_a_date", en: "Expected a date such as 2026-03-02.", ru: "Ожидается дата вида 2026-03-02.", at: p)
  }
  static func notHours(at p: String) -> Reason {
    .init("not_hours", en: "Expected hours such as 09:00-18:00.", ru: "Ожидаются часы вида 09:00-18:00.", at: p)
  }
  static func notOneOf(_ words: [String], at p: String) -> Reason {
    let list = words.joined(separator: ", ")
    return .init("not_allowed", en: "Must be one of: \(list).", ru: "Допустимые значения: \(list).", at: p)
  }
  static func wrongCount(_ count: ClosedRange<Int>, at p: String) -> Reason {
    .init(
      "wrong_count", en: "Between \(count.lowerBound) and \(count.upperBound) entries are taken.",
      ru: "Допускается от \(count.lowerBound) до \(count.upperBound) элементов.", at: p)
  }
}
