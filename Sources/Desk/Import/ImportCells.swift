internal import CSV
internal import Domain

/// One row's cells, read as office programs write them. What may be left out and cannot be read becomes a warning.
struct ImportCells: Sendable {
  private let row: CSVTable.Row
  private(set) var warnings: [Reason] = []

  init(_ row: CSVTable.Row) { self.row = row }

  mutating func warn(_ reason: Reason) { warnings.append(reason) }

  // MARK: Text

  /// Trimmed; nil when empty. The apostrophe that keeps a spreadsheet from taking `+7…` for a formula is taken off.
  func text(_ column: String) -> String? {
    let cell = Text.trimmed(row[column] ?? "")
    let guarded = cell.hasPrefix("'") && cell.dropFirst().first.map("=+-@".contains) ?? false
    let text = guarded ? String(cell.dropFirst()) : cell
    return text.isEmpty ? nil : text
  }

  func required(_ column: String) throws(Reason) -> String {
    guard let text = text(column) else { throw .cellMissing(column) }
    return text
  }

  /// A line the house takes; a name with too many characters is a reason to reject its row.
  func line(_ column: String, max: Int = Text.lineLength) throws(Reason) -> String {
    do { return try Text.line(required(column).replacing("\n", with: " "), max: max) } catch { throw error.at(column) }
  }

  func optionalLine(_ column: String) throws(Reason) -> String? { text(column) == nil ? nil : try line(column) }

  func note(_ column: String) throws(Reason) -> String? {
    guard let text = text(column) else { return nil }
    do { return try Text.note(text) } catch { throw error.at(column) }
  }

  /// A value of its own kind; one that cannot be read is left out with its reason.
  mutating func value<T>(_ column: String, _ read: (String) throws(Reason) -> T) -> T? {
    guard let text = text(column) else { return nil }
    do { return try read(text) } catch {
      warn(error.at(column))
      return nil
    }
  }

  // MARK: Numbers and dates

  /// `17 043,74`, with blanks between the thousands and a decimal comma.
  func decimal(_ column: String) throws(Reason) -> Quantity? {
    guard let text = text(column) else { return nil }
    let plain = text.filter { !$0.isWhitespace }.replacing(",", with: ".")
    do { return try Quantity(text: plain) } catch { throw error.at(column) }
  }

  /// In the minor unit; more than two places are a fault, never a rounding.
  func money(_ column: String) throws(Reason) -> Money? {
    guard let amount = try decimal(column) else { return nil }
    guard amount.rawValue % 10 == 0, amount >= .zero else { throw .cellUnreadable(column, text(column) ?? "") }
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
