/// A registration plate. A plate of a Russian pattern is shown in Cyrillic. Plates are compared by `key` in one
/// alphabet, so that `А123ВС77` matches `a 123 bc 77` typed in Latin.
package struct Plate: Hashable, Sendable {
  package let text: String
  package let key: String

  package init(_ text: String) throws(Reason) {
    let line = try Text.line(text, max: 20)
    let key = Plate.key(line)
    guard !key.isEmpty else { throw .plateUnreadable(text) }
    self.key = key
    self.text =
      Plate.isRussian(key) || key != LookAlike.key(line)
      ? String(key.map(LookAlike.cyrillic)) : line.uppercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The key of a plate. The country's name is no part of a Russian plate, wherever it was typed: `А123ВС 77 RUS` is
  /// `А123ВС77`.
  package static func key(_ text: String) -> String {
    let key = LookAlike.key(text)
    guard !isRussian(key) else { return key }
    for country in countries {
      for range in key.ranges(of: country) {
        let rest = String(key[..<range.lowerBound] + key[range.upperBound...])
        if isRussian(rest) || shape(rest) == carPattern { return rest }
      }
    }
    return key
  }

  /// The key of a part of a plate, without the country's name before or after it. A country's name that has only
  /// letters of plates (`РУС`) is removed only after a digit.
  package static func partKey(_ text: String) -> String {
    let key = key(text)
    for country in countries where key.count > country.count {
      let isWord = country.contains { !LookAlike.isOnPlates($0) }
      if key.hasSuffix(country) {
        let rest = key.dropLast(country.count)
        if rest.last?.isNumber == true || isWord && rest.contains(where: \.isNumber) { return String(rest) }
      } else if isWord, key.hasPrefix(country) {
        let rest = key.dropFirst(country.count)
        if rest.contains(where: \.isNumber) { return String(rest) }
      }
    }
    return key
  }

  /// Country names in the alphabet of keys; Russian ones have Latin look-alikes.
  private static let countries = ["RUSSIA", "POCCИЯ", "RUS", "PYC", "RU", "PФ"]

  /// Patterns: L is a letter used on plates, D a digit; two or three digits of the region follow. Cars, taxis and
  /// buses, trailers, motorcycles, police, transit (GOST R 50577).
  private static let russianPatterns: Set<String> = ["LDDDLL", "LLDDD", "LLDDDD", "DDDDLL", "LDDDD", "DDDL", "LLDDDL", "DDLLDD"]

  /// The pattern of a car's plate without the region. No other country's plates look like this.
  private static let carPattern = "LDDDLL"

  private static func shape(_ key: String) -> String {
    String(key.map { $0.isASCII && $0.isNumber ? "D" : LookAlike.isOnPlates($0) ? "L" : "?" })
  }

  private static func isRussian(_ key: String) -> Bool {
    let shape = shape(key)
    return [2, 3].contains { shape.suffix($0).allSatisfy { $0 == "D" } && russianPatterns.contains(String(shape.dropLast($0))) }
  }
}
