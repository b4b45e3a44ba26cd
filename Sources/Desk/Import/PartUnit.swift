internal import Domain

/// The unit of a part's row, and conversion of its quantities and prices: 500 мл are half a litre, 2 ₽ per millilitre
/// are 2000 ₽ per litre, and 1 т is 1000 кг.
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
    if let written, !written.isExact || written.ones != written.perOnes { cells.warn(.unitTakenAs(written)) }
  }

  func quantity(_ text: String, _ column: String) throws(Reason) -> Quantity {
    let amount = WrittenAmount(text)
    let typed = try WrittenNumber.quantity(amount.number)
    let unit = try unit(amount.unit)
    let (all, overflow) = typed.rawValue.multipliedReportingOverflow(by: unit?.ones ?? 1)
    guard !overflow else { throw .numberTooLarge }
    guard all % (unit?.perOnes ?? 1) == 0 else { throw .tooManyDecimals }
    let quantity = Quantity(thousandths: all / (unit?.perOnes ?? 1))
    guard quantity.rawValue.magnitude <= 1_000_000_000 else { throw .numberTooLarge }
    // A stock below zero is a mistake of the other program and is left out.
    guard quantity >= .zero else { throw .cellUnreadable(column, text) }
    if written != nil, let reason = measure.reasons(against: quantity).first { throw reason }
    return quantity
  }

  /// Converts a price to one per stored unit. A price that is not a whole number of kopecks is refused, never rounded.
  func price(_ text: String, _ column: String, _ sums: ImportSums) throws(Reason) -> Money {
    let (money, word) = try sums.read(text, column)
    let unit = try unit(word)
    let (all, overflow) = money.rawValue.multipliedReportingOverflow(by: unit?.perOnes ?? 1)
    let ones = unit?.ones ?? 1
    guard !overflow, all / ones <= 1_000_000_000_000 else { throw .numberTooLarge }
    guard all % ones == 0 else { throw .noWholePrice(ones, measure) }
    return Money(all / ones)
  }

  /// The unit of a cell. A unit in the cell itself counts before the row's unit.
  private func unit(_ word: String) throws(Reason) -> WrittenUnit? {
    guard let written, !word.isEmpty else { return written }
    if let own = WrittenUnit(word), own.measure == measure, own.isExact || own.isSame(as: written) { return own }
    throw .unitDiffers(word, written.text)
  }
}

extension Reason {
  fileprivate static func unitUnknown(_ word: String) -> Reason {
    Reason(
      "unit_unknown",
      en: "“\(word.prefix(60))” is no unit that parts are counted in: шт, к-т (компл., пара), л, м, кг are, and what is counted by them.",
      ru: "В «\(word.prefix(60))» запчасти не считают; возможны шт, к-т (компл., пара), л, м, кг и те единицы, что в них считают.",
      at: PartUnit.column)
  }
  fileprivate static func unitTakenAs(_ unit: WrittenUnit) -> Reason {
    let (word, one) = (unit.text.prefix(60), unit.measure)
    guard unit.isExact else {
      return Reason(
        "unit_taken_as", en: "The desk has no unit “\(word)”: it is counted in \(one.text(.en)), whole ones only.",
        ru: "Единицы «\(word)» нет: учитывается в «\(one.text(.ru))», только целыми.", at: PartUnit.column)
    }
    return Reason(
      "unit_taken_as",
      en: "“\(word)” is counted in \(one.text(.en)), \(unit.perOnes) “\(word)” being \(unit.ones): quantities and prices are converted.",
      ru: "«\(word)» учитывается в «\(one.text(.ru))», \(unit.perOnes) «\(word)» — это \(unit.ones): количества и цены пересчитаны.",
      at: PartUnit.column)
  }
  fileprivate static func unitDiffers(_ word: String, _ own: String) -> Reason {
    Reason(
      "unit_differs", en: "It is counted in “\(word.prefix(20))”, the row in “\(own.prefix(20))”.",
      ru: "Считается в «\(word.prefix(20))», а строка — в «\(own.prefix(20))».")
  }
  fileprivate static func noWholePrice(_ ones: Int64, _ one: Measure) -> Reason {
    Reason(
      "no_sum_of_money", en: "The price of one \(one.text(.en)), one of \(ones), comes to a fraction of the smallest coin.",
      ru: "Цена одной единицы («\(one.text(.ru))», \(ones)-я часть) не выражается целым числом копеек.")
  }
}
