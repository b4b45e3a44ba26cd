internal import Domain

/// The unit of a part's row, and conversion of its quantities and prices: 500 мл are half a litre, and 2 ₽ per
/// millilitre are 2000 ₽ per litre.
struct PartUnit: Sendable {
  static let column = "Ед."

  /// The stored unit. If the cell cannot be read, pieces stand in until the row is rejected.
  let measure: Measure
  /// The unit as written; nil if it cannot be read.
  private let written: WrittenUnit?

  init(_ cells: inout ImportCells) {
    written = cells.required(Self.column) { text throws(Reason) in
      guard let unit = WrittenUnit(text) else { throw .unitUnknown(text) }
      return unit
    }
    measure = written?.measure ?? .piece
    if let written, !written.isExact { cells.warn(.unitTakenAs(written)) }
  }

  func quantity(_ text: String, _ column: String) throws(Reason) -> Quantity {
    let amount = WrittenAmount(text)
    let typed = try WrittenNumber.quantity(amount.number)
    let per = try perOne(amount.unit)
    guard typed.rawValue % per == 0 else { throw .tooManyDecimals }
    let quantity = Quantity(thousandths: typed.rawValue / per)
    guard quantity.rawValue.magnitude <= 1_000_000_000 else { throw .numberTooLarge }
    // A stock below zero is a mistake of the other program and is left out.
    guard quantity >= .zero else { throw .cellUnreadable(column, text) }
    if written != nil, let reason = measure.reasons(against: quantity).first { throw reason }
    return quantity
  }

  func price(_ text: String) throws(Reason) -> Money {
    let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let money = try ImportCells.money(halves[0])
    let per = try perOne(halves.count == 2 ? WrittenAmount("1" + halves[1]).unit : "")
    let (price, overflow) = money.rawValue.multipliedReportingOverflow(by: per)
    guard !overflow, price <= 1_000_000_000_000 else { throw .numberTooLarge }
    return Money(price)
  }

  /// The number of these units in one of the part's. A unit in the cell itself counts before the row's unit.
  private func perOne(_ word: String) throws(Reason) -> Int64 {
    guard let written, !word.isEmpty else { return written?.perOne ?? 1 }
    if let own = WrittenUnit(word), own.measure == measure, own.isExact || own.word == written.word { return own.perOne }
    throw .unitDiffers(word, written.word)
  }
}

extension Reason {
  fileprivate static func unitUnknown(_ word: String) -> Reason {
    Reason(
      "unit_unknown", en: "“\(word.prefix(60))” is no unit: шт, к-т (компл., пара), л, м, кг are, and what is counted by them.",
      ru: "«\(word.prefix(60))» — не единица измерения; возможны шт, к-т (компл., пара), л, м, кг и те, что в них считают.",
      at: PartUnit.column)
  }
  fileprivate static func unitTakenAs(_ unit: WrittenUnit) -> Reason {
    let (one, many) = (unit.measure, unit.perOne)
    return Reason(
      "unit_taken_as",
      en: many == 1
        ? "“\(unit.word)” is counted in \(one.text(.en))."
        : "“\(unit.word)” is counted in \(one.text(.en)), \(many) of it to one: quantities and prices are converted.",
      ru: many == 1
        ? "«\(unit.word)» учитывается как «\(one.text(.ru))»."
        : "«\(unit.word)» учитывается в «\(one.text(.ru))», \(many) за единицу: количества и цены пересчитаны.", at: PartUnit.column)
  }
  fileprivate static func unitDiffers(_ word: String, _ own: String) -> Reason {
    Reason(
      "unit_differs", en: "It is counted in “\(word.prefix(20))”, the row in “\(own)”.",
      ru: "Считается в «\(word.prefix(20))», а строка — в «\(own)».")
  }
}
