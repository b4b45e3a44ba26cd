/// A number with an optional unit after it: `10 шт`, `1,5 ч`, `1 500 ₽/л`.
package struct WrittenAmount: Equatable, Sendable {
  /// The text before the first letter or sign of a unit, as typed.
  package let number: String
  /// The unit, folded, without blanks and full stops: `₽/л`, `нч`, `%`. Empty without one.
  package let unit: String

  package init(_ text: String) {
    let end = text.firstIndex { $0.isLetter || $0.isCurrencySymbol || "%/".contains($0) } ?? text.endIndex
    number = Text.trimmed(String(text[..<end]))
    unit = SearchText.fold(String(text[end...])).filter { !" .\u{A0}".contains($0) }
  }

  /// The number, if it has no unit or one of these.
  package func quantity(in units: Set<String>) throws(Reason) -> Quantity {
    guard unit.isEmpty || units.contains(unit) else { throw .notANumber }
    return try WrittenNumber.quantity(number)
  }

  package static let percent: Set<String> = ["%", "проц", "процентов"]
  package static let kilometres: Set<String> = ["км", "km", "километров"]
  package static let days: Set<String> = ["дн", "дней", "дня", "день", "сут", "суток", "days", "day", "d"]
  package static let hours: Set<String> = [
    "ч", "час", "часа", "часов", "нч", "н/ч", "н/час", "н-ч", "нормо-час", "нормочас", "нормо-часа", "нормо-часов", "h", "hr", "hours",
  ]
}
