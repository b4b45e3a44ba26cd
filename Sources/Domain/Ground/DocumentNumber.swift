/// The number people see: `ЗН-2026-000123`, counted per kind and local year.
package struct DocumentNumber: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case workOrder = "work_order"
    case invoice
    case internalCharge = "internal_charge"
    case creditNote = "credit_note"
    case payment
    case purchaseOrder = "purchase_order"
    case ticket

    package var prefix: String {
      switch self {
      case .workOrder: "ЗН"
      case .invoice: "СЧ"
      case .internalCharge: "ВС"
      case .creditNote: "КС"
      case .payment: "ПЛ"
      case .purchaseOrder: "ЗП"
      case .ticket: "ОБ"
      }
    }
  }

  package let kind: Kind
  package let year: Int64
  package let sequence: Int64

  package init(_ kind: Kind, year: Int64, sequence: Int64) {
    self.kind = kind
    self.year = year
    self.sequence = sequence
  }

  /// Six digits; the million-and-first document of a year simply has seven.
  package var text: String {
    let digits = String(sequence)
    return "\(kind.prefix)-\(year)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// The numbers of a kind that stand in a text, at most five: `[ОБ-2026-000123]`, `Re: об-2026-000123`.
  package static func all(of kind: Kind, in text: String) -> [String] {
    let words = text.uppercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" }
    return words.lazy.filter { isNumber($0, of: kind) }.prefix(5).map(String.init)
  }

  private static func isNumber(_ word: Substring, of kind: Kind) -> Bool {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == kind.prefix, parts[1].count == 4, (6...12).contains(parts[2].count) else { return false }
    return parts[1...].joined().allSatisfy { $0.isASCII && $0.isNumber }
  }
}
