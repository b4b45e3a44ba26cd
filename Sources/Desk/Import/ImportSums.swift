internal import Domain

/// Reads the sums of money of a table. A sum in another currency than the centre's is refused. Its currency stands in
/// the cell, else in the row's column `Валюта`, else in the heading; otherwise it is the centre's.
struct ImportSums: Sendable {
  static let column = "Валюта"

  private let centre: String
  /// Currencies in the headings, by column.
  private let headings: [String: WrittenCurrency]
  /// The row's cell of `Валюта`, which may be no currency at all.
  private var row: String?

  /// Takes the code of the centre's currency in ISO 4217.
  init(centre: String, headings: [String: WrittenCurrency] = [:]) {
    self.centre = centre
    self.headings = headings
  }

  func ofRow(_ word: String?) -> ImportSums {
    var sums = self
    sums.row = word
    return sums
  }

  /// Reads a sum in minor units, up to ten billion of the major unit, and the unit after a slash: `1 200 руб./ч`. More
  /// than two decimal places are a fault and never rounded.
  func read(_ text: String, _ column: String) throws(Reason) -> (money: Money, per: String) {
    let written = WrittenMoney(text)
    for word in written.words {
      guard let currency = WrittenCurrency(word) else { throw .notANumber }
      guard currency.isOf(centre) else { throw .currencyDiffers(word, centre) }
    }
    let amount: Quantity
    // A number with three decimals, such as `12,345`, is not a sum of money. The message says so instead of «ambiguous».
    do throws(Reason) { amount = try WrittenNumber.quantity(written.number) } catch {
      throw error == .numberAmbiguous && written.number.last != "0" ? .noSumOfMoney : error
    }
    if written.words.isEmpty, let word = foreign(column) { throw .currencyDiffers(word, centre) }
    guard amount.rawValue % 10 == 0, amount >= .zero else { throw .noSumOfMoney }
    guard amount.rawValue <= 10_000_000_000_000 else { throw .numberTooLarge }
    return (Money(amount.rawValue / 10), written.per)
  }

  /// Reads a sum that may be per one of these units.
  func read(_ text: String, _ column: String, per units: Set<String>) throws(Reason) -> Money {
    let (money, per) = try read(text, column)
    guard per.isEmpty || units.contains(per) else { throw .notANumber }
    return money
  }

  /// The currency that the row or the heading gives to a cell without one; nil if it is the centre's.
  private func foreign(_ column: String) -> String? {
    if let row { return WrittenCurrency(row)?.isOf(centre) == true ? nil : row }
    return headings[column].flatMap { $0.isOf(centre) ? nil : $0.text }
  }
}

extension Reason {
  fileprivate static func currencyDiffers(_ word: String, _ centre: String) -> Reason {
    Reason(
      "currency_differs", en: "“\(word.prefix(20))” is not the centre's currency, \(centre): the sum is not read.",
      ru: "«\(word.prefix(20))» — не валюта центра (\(centre)): сумма не прочитана.")
  }
}
