/// The unit of a quantity. (`Unit` is a class of Foundation.)
package enum Measure: String, CaseIterable, Sendable {
  case hour, piece, set, litre, metre, kilogram

  /// Units of parts.
  package static let ofParts: [Measure] = [.piece, .set, .litre, .metre, .kilogram]

  /// True for units that are counted in whole numbers. Measured units have three decimals.
  package var isCounted: Bool {
    switch self {
    case .piece, .set: true
    case .hour, .litre, .metre, .kilogram: false
    }
  }

  /// Reasons against a quantity in this unit. `rest` is all there is (in a place, or still awaited): it may always be
  /// taken whole, so that a half from before this rule can be used up.
  package func reasons(against quantity: Quantity, rest: Quantity? = nil) -> [Reason] {
    isCounted && !quantity.isWhole && quantity != rest ? [.quantityNotWhole(quantity, self)] : []
  }

  package func check(_ quantity: Quantity, rest: Quantity? = nil) throws(Refusal) {
    let reasons = reasons(against: quantity, rest: rest)
    guard reasons.isEmpty else { throw .invalid(reasons) }
  }

  /// The quantity to order to have at least this much: whole numbers for counted units.
  package func orderable(_ quantity: Quantity) throws(Refusal) -> Quantity {
    guard isCounted, !quantity.isWhole else { return quantity }
    let whole = Quantity(thousandths: quantity.rawValue / 1000 * 1000)
    return quantity > .zero ? try whole.adding(.one) : whole
  }

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

extension Reason {
  package static func quantityNotWhole(_ quantity: Quantity, _ unit: Measure) -> Reason {
    Reason(
      "quantity_not_whole", en: "\(quantity.text(.en)) \(unit.text(.en)): only whole ones are counted.",
      ru: "\(quantity.text(.ru)) \(unit.text(.ru)): такие единицы считают только целыми.", at: "/quantity")
  }
}
