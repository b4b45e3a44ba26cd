internal import CSV
internal import Domain

/// One row's cells, read as office programs write them. What the row cannot do without is a fault, for which it is rejected, and a
/// placeholder stands in until all its faults are known; what may be left out and cannot be read becomes a warning.
struct ImportCells: Sendable {
  private let row: CSVTable.Row
  private(set) var warnings: [Reason] = []
  private(set) var faults: [Reason] = []

  init(_ row: CSVTable.Row) { self.row = row }

  mutating func warn(_ reason: Reason) { warnings.append(reason) }
  mutating func fault(_ reason: Reason) { faults.append(reason) }

  /// Rejects the row, and says with it what was left out of these columns: had it been readable, the row might have done.
  mutating func fault(_ reason: Reason, after columns: [String]) {
    faults += warnings.filter { columns.contains($0.pointer ?? "") } + [reason]
  }

  /// A table may lack columns; what it does not tell of stays as it is.
  func has(_ column: String) -> Bool { row[column] != nil }

  /// Reads what the column tells; nil when there is no such column.
  mutating func told<T>(_ column: String, _ read: (inout Self) -> T) -> T? { has(column) ? read(&self) : nil }

  // MARK: Text

  /// Trimmed; nil when empty. The apostrophe that keeps a spreadsheet from taking `+7…` for a formula is taken off.
  func text(_ column: String) -> String? {
    let cell = Text.trimmed(row[column] ?? "")
    let guarded = cell.hasPrefix("'") && cell.dropFirst().first.map("=+-@".contains) ?? false
    let text = guarded ? String(cell.dropFirst()) : cell
    return text.isEmpty ? nil : text
  }

  /// What must be there and be readable; nil after its fault is noted.
  mutating func required<T>(_ column: String, _ read: (String) throws(Reason) -> T) -> T? {
    guard has(column), text(column) != nil else {
      fault(.cellMissing(column))
      return nil
    }
    return optional(column, read)
  }

  /// What may be empty, but not unreadable.
  mutating func optional<T>(_ column: String, _ read: (String) throws(Reason) -> T) -> T? {
    guard let text = text(column) else { return nil }
    do { return try read(text) } catch {
      fault(error.inCell(column, text))
      return nil
    }
  }

  /// A line the house takes; a name with too many characters is a reason to reject its row.
  mutating func line(_ column: String, max: Int = Text.lineLength) -> String {
    required(column) { text throws(Reason) in try Self.line(text, max) } ?? ""
  }

  mutating func optionalLine(_ column: String) -> String? {
    optional(column) { text throws(Reason) in try Self.line(text, Text.lineLength) }
  }

  private static func line(_ text: String, _ max: Int) throws(Reason) -> String {
    try Text.line(text.replacing("\n", with: " "), max: max)
  }

  mutating func note(_ column: String) -> String? { optional(column) { text throws(Reason) in try Text.note(text) } }

  /// A value of its own kind; one that cannot be read is left out with its reason.
  mutating func value<T>(_ column: String, _ read: (String) throws(Reason) -> T) -> T? {
    guard let text = text(column) else { return nil }
    do { return try read(text) } catch {
      warn(error.at(column))
      return nil
    }
  }

  // MARK: Numbers and dates

  mutating func decimal(_ column: String) -> Quantity? { optional(column, Self.decimal) }
  mutating func requiredDecimal(_ column: String) -> Quantity { required(column, Self.decimal) ?? .zero }

  mutating func money(_ column: String) -> Money? { optional(column, Self.money) }
  mutating func requiredMoney(_ column: String) -> Money { required(column, Self.money) ?? .zero }

  /// `17 043,74`, with blanks between the thousands and a decimal comma.
  private static func decimal(_ text: String) throws(Reason) -> Quantity {
    try Quantity(text: text.filter { !$0.isWhitespace }.replacing(",", with: "."))
  }

  /// In the minor unit; more than two places are a fault, never a rounding.
  private static func money(_ text: String) throws(Reason) -> Money {
    let amount = try decimal(text)
    guard amount.rawValue % 10 == 0, amount >= .zero else { throw .noSumOfMoney }
    return Money(amount.rawValue / 10)
  }

  /// `120 000 км`, `7`.
  mutating func integer(_ column: String, unit: [String] = []) -> Int64? {
    value(column) { text throws(Reason) in
      var digits = text.lowercased().filter { !$0.isWhitespace }
      for word in unit where digits.hasSuffix(word) { digits = String(digits.dropLast(word.count)) }
      guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(digits) else { throw .cellUnreadable(column, text) }
      return number
    }
  }

  /// `22.08.1976` or `1976-08-22`.
  mutating func date(_ column: String) -> Day? {
    value(column) { text throws(Reason) in
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
      if parts.count == 3, let day = parts[0], let month = parts[1], let year = parts[2], let date = Day(year: year, month: month, day: day)
      {
        return date
      }
      guard let date = try? Day(text: text) else { throw .cellUnreadable(column, text) }
      return date
    }
  }

  /// `да`, `Нет`; nil when nothing is said.
  mutating func flag(_ column: String) -> Bool? {
    value(column) { text throws(Reason) in
      switch SearchText.fold(text) {
      case "да", "yes", "true", "1", "+": return true
      case "нет", "no", "false", "0", "-": return false
      default: throw .cellUnreadable(column, text)
      }
    }
  }
}
