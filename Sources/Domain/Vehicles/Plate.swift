/// A registration plate. Shown in Cyrillic when it has a Russian pattern, compared by `key` in one alphabet,
/// so that `А123ВС77` meets `a 123 bc 77` typed in Latin.
package struct Plate: Hashable, Sendable {
  package let text: String
  package let key: String

  package init(_ text: String) throws(Reason) {
    let line = try Text.line(text, max: 20)
    let key = Plate.key(line)
    guard !key.isEmpty else { throw .plateUnreadable(text) }
    self.key = key
    self.text =
      Plate.isRussian(key)
      ? String(key.map(LookAlike.cyrillic)) : line.uppercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  package static func key(_ text: String) -> String { LookAlike.key(text) }

  /// L a letter that plates use, D a digit; the region's two or three digits follow.
  /// Cars, taxis and buses, trailers, motorcycles, police, transit (GOST R 50577).
  private static let russianPatterns: Set<String> = ["LDDDLL", "LLDDD", "LLDDDD", "DDDDLL", "LDDDD", "DDDL", "LLDDDL", "DDLLDD"]

  private static func isRussian(_ key: String) -> Bool {
    let shape = String(key.map { $0.isASCII && $0.isNumber ? "D" : LookAlike.isOnPlates($0) ? "L" : "?" })
    return [2, 3].contains { shape.suffix($0).allSatisfy { $0 == "D" } && russianPatterns.contains(String(shape.dropLast($0))) }
  }
}
