/// What a quantity counts. (Named so because `Unit` is a class of Foundation.)
package enum Measure: String, CaseIterable, Sendable {
  case hour, piece, set, litre, metre, kilogram

  /// What parts are counted in.
  package static let ofParts: [Measure] = [.piece, .set, .litre, .metre, .kilogram]

  package func text(_ language: Language) -> String {
    switch self {
    case .hour: language == .ru ? "ч" : "h"
    case .piece: language == .ru ? "шт." : "pcs"
    case .set: language == .ru ? "к-т" : "set"
    case .litre: language == .ru ? "л" : "l"
    case .metre: language == .ru ? "м" : "m"
    case .kilogram: language == .ru ? "кг" : "kg"
    }
  }
}
