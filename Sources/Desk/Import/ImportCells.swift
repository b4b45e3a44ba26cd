internal import CSV
internal import Domain

/// Reads the cells of a row as office programs write them. A missing or unreadable required cell is a fault that
/// rejects the row; a placeholder stands in until all faults are known. Any other unreadable cell is left out with its
/// reason.
struct ImportCells: Sendable {
  private enum Kind: Sendable { case fault, unread, remark }

  private let row: CSVTable.Row
  private let headings: ImportSums
  private var notes: [(kind: Kind, reason: Reason)] = []

  init(_ row: CSVTable.Row, _ headings: ImportSums) {
    self.row = row
    self.headings = headings
  }

  /// Reader of the row's sums of money.
  var sums: ImportSums { headings.ofRow(text(ImportSums.column)) }

  var isRejected: Bool { notes.contains { $0.kind == .fault } }
  /// The reasons why the row is rejected, and its other unreadable cells, in the order found. Empty for an accepted row.
  var faults: [Reason] { isRejected ? notes.filter { $0.kind != .remark }.map(\.reason) : [] }
  var warnings: [Reason] { notes.filter { $0.kind != .fault }.map(\.reason) }

  mutating func warn(_ reason: Reason) { notes.append((.remark, reason)) }
  mutating func fault(_ reason: Reason) { notes.append((.fault, reason)) }

  /// Leaves the cell out, so that it changes nothing.
  mutating func leaveOut(_ reason: Reason) { notes.append((.unread, reason)) }

  func has(_ column: String) -> Bool { row[column] != nil }

  // MARK: What a cell says of a field

  /// Reads a cell. An unreadable one is left out with its reason and changes nothing.
  mutating func told<T: Sendable>(_ column: String, _ read: (String) throws(Reason) -> T) -> Told<T> {
    guard has(column) else { return .nothing }
    guard text(column) != nil else { return .empty }
    return value(column, read).map { .value($0) } ?? .nothing
  }

  mutating func toldLine(_ column: String) -> Told<String> {
    told(column) { text throws(Reason) in try Self.line(text, Text.lineLength) }
  }

  mutating func toldNote(_ column: String) -> Told<String> { told(column) { text throws(Reason) in try Text.note(text) } }

  /// Reads one value, or several separated by `marks`. Unreadable ones are left out with their reason.
  mutating func toldList(
    _ column: String, between marks: String, most: Most, _ read: (String) throws(Reason) -> String
  ) -> Told<ToldList> {
    guard has(column) else { return .nothing }
    guard let text = text(column) else { return .empty }
    let whole: Reason
    do throws(Reason) { return .value(ToldList(values: [try read(text)], isWhole: true)) } catch { whole = error }
    let pieces = text.split(whereSeparator: marks.contains).map { Text.trimmed(String($0)) }.filter { !$0.isEmpty }
    var values: [String] = []
    var reasons: [Reason] = []
    for piece in pieces.prefix(most.count + 1) {
      do throws(Reason) { values.append(try read(piece)) } catch { reasons.append(error.ofCell(column, piece)) }
    }
    return list(column, text, values, pieces.count, most: most, reasons.isEmpty || values.isEmpty ? [whole.ofCell(column, text)] : reasons)
  }

  /// Reads phone numbers and the text written next to them. Names and extensions are left out with a warning.
  mutating func toldPhones(_ column: String) -> Told<ToldList> {
    guard has(column) else { return .nothing }
    guard let text = text(column) else { return .empty }
    let written = WrittenPhones(text)
    let values = written.numbers.map(\.e164)
    let count = values.count + written.unreadable.count
    let reasons = written.unreadable.prefix(Most.cellValues.count).map { Reason.phoneUnreadable($0).at(column) }
    let told = list(
      column, text, values, count, most: .cellValues, values.isEmpty ? [Reason.phoneUnreadable(text).at(column)] : reasons)
    guard told.value != nil else { return told }
    for warning in written.numbers.compactMap(\.warning) { warn(warning.at(column)) }
    for word in written.words.prefix(Most.cellValues.count) { leaveOut(.cellUnreadable(column, word)) }
    return told
  }

  private mutating func list(
    _ column: String, _ text: String, _ values: [String], _ count: Int, most: Most, _ reasons: [Reason]
  ) -> Told<ToldList> {
    if let reason = most.reason(against: count, adding: 0) {
      leaveOut(reason.inCell(column, text))
      return .nothing
    }
    if values.isEmpty || values.count < count { for reason in reasons { leaveOut(reason) } }
    return values.isEmpty ? .nothing : .value(ToldList(values: values, isWhole: values.count == count))
  }

  // MARK: Text

  /// The trimmed text; nil if empty. Removes the apostrophe that keeps a spreadsheet from taking `+7…` for a formula.
  func text(_ column: String) -> String? {
    let cell = Text.trimmed(Self.seen(row[column] ?? ""))
    // The form `="00123"` keeps a spreadsheet from taking a text for a number.
    if cell.hasPrefix("=\""), cell.hasSuffix("\""), cell.count > 2 {
      let inner = Text.trimmed(String(cell.dropFirst(2).dropLast()).replacing("\"\"", with: "\""))
      return inner.isEmpty ? nil : inner
    }
    let guarded = cell.hasPrefix("'") && cell.dropFirst().first.map("=+-@".contains) ?? false
    let text = guarded ? String(cell.dropFirst()) : cell
    return text.isEmpty ? nil : text
  }

  /// Removes invisible characters that come along when text is copied: zero width, direction marks, soft hyphens.
  private static func seen(_ cell: String) -> String {
    // First bytes of these characters in UTF-8. No Cyrillic letter begins with them.
    guard cell.utf8.contains(where: { $0 == 0xC2 || $0 == 0xE2 || $0 == 0xEF }) else { return cell }
    var seen = String.UnicodeScalarView()
    for scalar in cell.unicodeScalars {
      switch scalar.value {
      case 0xAD, 0x200B, 0x200E...0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: continue
      default: seen.append(scalar)
      }
    }
    return String(seen)
  }

  /// Reads a required cell; nil after its fault is noted.
  mutating func required<T>(_ column: String, _ read: (String) throws(Reason) -> T) -> T? {
    guard let text = text(column) else {
      fault(.cellMissing(column))
      return nil
    }
    do { return try read(text) } catch {
      fault(error.inCell(column, text))
      return nil
    }
  }

  /// Reads a line of text. Too many characters reject the row.
  mutating func line(_ column: String, max: Int = Text.lineLength) -> String {
    required(column) { text throws(Reason) in try Self.line(text, max) } ?? ""
  }

  /// Reads a code that identifies people. A code shortened by a spreadsheet is a fault, because it could make one
  /// person of two.
  mutating func code(_ column: String) -> String {
    required(column) { text throws(Reason) in
      guard !Self.isShortened(text) else { throw .numberShortened }
      return try Self.line(text, 60)
    } ?? ""
  }

  private static func line(_ text: String, _ max: Int) throws(Reason) -> String {
    let isOneLine = text.utf8.allSatisfy { $0 != 10 && $0 != 13 }
    return try Text.line(isOneLine ? text : text.split(whereSeparator: \.isNewline).joined(separator: " "), max: max)
  }

  /// `9,09E+12`: a long number as a spreadsheet shortens it, without its last digits.
  static func isShortened(_ text: String) -> Bool {
    let halves = text.split(separator: "+", omittingEmptySubsequences: false)
    guard halves.count == 2, let mark = halves[0].last, "EeЕе".contains(mark), (1...3).contains(halves[1].count) else { return false }
    return halves[0].first?.isNumber == true && (halves[0].dropLast() + halves[1]).allSatisfy { $0.isNumber || ",.".contains($0) }
  }

  /// Reads a value. An unreadable one is left out with its reason.
  mutating func value<T>(_ column: String, _ read: (String) throws(Reason) -> T) -> T? {
    guard let text = text(column) else { return nil }
    do { return try read(text) } catch {
      leaveOut(error.ofCell(column, text))
      return nil
    }
  }

  // MARK: Numbers and dates

  /// Reads `17 043,74`, up to a million, with one of these units or none.
  static func decimal(_ text: String, in units: Set<String>) throws(Reason) -> Quantity {
    let number = try WrittenAmount(text).quantity(in: units)
    guard number.rawValue.magnitude <= 1_000_000_000 else { throw .numberTooLarge }
    return number
  }

  /// Reads `120 000 км` or `7`.
  mutating func integer(_ column: String, in units: Set<String> = [], upTo most: Int64 = .max) -> Told<Int64> {
    told(column) { text throws(Reason) in
      let read: Quantity
      do throws(Reason) { read = try WrittenAmount(text).quantity(in: units) } catch {
        throw error == .notANumber ? .cellUnreadable(column, text) : error
      }
      guard read.isWhole, read >= .zero, read.rawValue / 1000 <= most else { throw .cellUnreadable(column, text) }
      return read.rawValue / 1000
    }
  }

  /// Reads the VAT rate of goods and work; nil if the cell is empty, so that a known rate stays.
  mutating func vat() -> WrittenVAT? {
    value("НДС") { text throws(Reason) in
      guard let vat = WrittenVAT(text) else { throw .cellUnreadable("НДС", text) }
      return vat
    }
  }

  /// Reads `да` or `Нет`; nil if the cell is empty.
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
