/// Article numbers are written in many ways (`GDB 1632`, `gdb-1632`, `GDВ1632` with a Cyrillic В); their key is one.
package enum PartNumber {
  /// Letters and digits only, upper case, look-alike Cyrillic letters in Latin. Makers' names are compared the same way.
  package static func key(_ number: String) -> String { LookAlike.key(number) }
}
