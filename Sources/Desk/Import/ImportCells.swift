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

  func has(_ column: String) -> Bool { row[column] != nil }

  // MARK: What a field is told

  /// One that cannot be read is left out with its reason, and changes nothing.
  mutating func told<T: Sendable>(_ column: String, _ read: (String) throws(Reason) -> T) -> Told<T> {
    guard has(column) else { return .nothing }
    guard text(column) != nil else { return .empty }
    return value(column, read).map { .value($0) } ?? .nothing
  }

  /// One that cannot be read is a fault.
  mutating func toldOrFault<T: Sendable>(_ column: String, _ read: (String) throws(Reason) -> T) -> Told<T> {
    guard has(column) else { return .nothing }
    guard text(column) != nil else { return .empty }
    return optional(column, read).map { .value($0) } ?? .nothing
  }

  mutating func toldLine(_ column: String) -> Told<String> {
    toldOrFault(column) { text throws(Reason) in try Self.line(text, Text.lineLength) }
  }

  mutating func toldNote(_ column: String) -> Told<String> { toldOrFault(column) { text throws(Reason) in try Text.note(text) } }

  /// One value, or several between these marks; what cannot be read of them is left out with its reason.
  mutating func toldList(
    _ column: String, between marks: String, most: Most = .cellValues, _ read: (String) throws(Reason) -> String
  ) -> Told<ToldList> {
    guard has(column) else { return .nothing }
    guard let text = text(column) else { return .empty }
    let whole: Reason
    do throws(Reason) { return .value(ToldList(values: [try read(text)], isWhole: true)) } catch { whole = error }
    let pieces = text.split(whereSeparator: marks.contains).map { Text.trimmed(String($0)) }.filter { !$0.isEmpty }
    if let reason = most.reason(against: pieces.count, adding: 0) {
      fault(reason.inCell(column, text))
      return .nothing
    }
    var values: [String] = []
    var reasons: [Reason] = []
    for piece in pieces {
      do throws(Reason) { values.append(try read(piece)) } catch { reasons.append(error) }
    }
    for reason in values.isEmpty ? [whole] : reasons { warn(reason.at(column)) }
    return values.isEmpty ? .nothing : .value(ToldList(values: values, isWhole: values.count == pieces.count))
  }

  // MARK: Text

  /// Trimmed; nil when empty. The apostrophe that keeps a spreadsheet from taking `+7…` for a formula is taken off.
  func text(_ column: String) -> String? {
    let cell = Text.trimmed(row[column] ?? "")
    // `="00123"` keeps a spreadsheet from taking a text for a number.
    if cell.hasPrefix("=\""), cell.hasSuffix("\""), cell.count > 2 {
      let inner = Text.trimmed(String(cell.dropFirst(2).dropLast()).replacing("\"\"", with: "\""))
      return inner.isEmpty ? nil : inner
    }
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

  private static func line(_ text: String, _ max: Int) throws(Reason) -> String {
    let isOneLine = text.utf8.allSatisfy { $0 != 10 && $0 != 13 }
    return try Text.line(isOneLine ? text : text.split(whereSeparator: \.isNewline).joined(separator: " "), max: max)
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

  mutating func requiredDecimal(_ column: String) -> Quantity {
    required(column) { text throws(Reason) in try Self.decimal(text) } ?? .zero
  }
  mutating func requiredMoney(_ column: String) -> Money { required(column, Self.money) ?? .zero }

  /// `17 043,74`, up to a million.
  static func decimal(_ text: String) throws(Reason) -> Quantity {
    let number = try WrittenNumber.quantity(text)
    guard number.rawValue.magnitude <= 1_000_000_000 else { throw .numberTooLarge }
    return number
  }

  /// In the minor unit, up to ten billion of the major one; more than two places are a fault, never a rounding.
  static func money(_ text: String) throws(Reason) -> Money {
    let amount: Quantity
    // Read as decimals, `12,345` is no sum either.
    let number = without(["₽", "руб.", "руб", "р.", "р", "rub"], text)
    do throws(Reason) { amount = try WrittenNumber.quantity(number) } catch {
      throw error == .numberAmbiguous && number.last != "0" ? .noSumOfMoney : error
    }
    guard amount.rawValue % 10 == 0, amount >= .zero else { throw .noSumOfMoney }
    guard amount.rawValue <= 10_000_000_000_000 else { throw .numberTooLarge }
    return Money(amount.rawValue / 10)
  }

  /// The number before its unit, written in one of these ways.
  static func without(_ units: [String], _ text: String) -> String {
    let word = Text.trimmed(text).lowercased()
    return Text.trimmed(units.first(where: word.hasSuffix).map { String(word.dropLast($0.count)) } ?? word)
  }

  /// `120 000 км`, `7`.
  mutating func integer(_ column: String, unit: [String] = [], upTo most: Int64 = .max) -> Told<Int64> {
    told(column) { text throws(Reason) in
      let number = Self.without(unit, text)
      let read: Quantity
      do throws(Reason) { read = try WrittenNumber.quantity(number) } catch {
        throw error == .notANumber ? .cellUnreadable(column, text) : error.inCell(column, text)
      }
      guard read.isWhole, read >= .zero, read.rawValue / 1000 <= most else { throw .cellUnreadable(column, text) }
      return read.rawValue / 1000
    }
  }

  /// `да`, `Нет`; nil when nothing is said.
  mutating func flag(_ column: String) -> Bool? {
    value(column) { text throws(Reason) in
      switch SearchText.fold(text) {
      case "да", "yes", "true", "истина", "1", "+": return true
      case "нет", "no", "false", "ложь", "0", "-": return false
      default: throw .cellUnreadable(column, text)
      }
    }
  }
}
