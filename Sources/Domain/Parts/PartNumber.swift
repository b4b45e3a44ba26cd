/// A cross-reference: another number under which the part is asked for.
package struct PartNumber: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable { case oem, analogue }

  package var id: Int64
  package var partID: Int64
  package var number: String
  package var numberKey: String
  package var kind: Kind

  package init(id: Int64, partID: Int64, number: String, numberKey: String, kind: Kind) {
    self.id = id
    self.partID = partID
    self.number = number
    self.numberKey = numberKey
    self.kind = kind
  }
}

extension PartNumber {
  /// The key of an article number. Numbers are written in many ways (`GDB 1632`, `gdb-1632`, `GDВ1632` with a Cyrillic
  /// В); all have one key: letters and digits only, upper case, look-alike Cyrillic letters in Latin. Makers' names
  /// are compared in the same way.
  package static func key(_ number: String) -> String { LookAlike.key(number) }
}
