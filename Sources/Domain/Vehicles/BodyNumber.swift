/// The number of a body, frame or chassis, which identifies cars without a VIN, trailers and tractors (`GX100-6012345`).
package struct BodyNumber: Hashable, Sendable {
  /// Upper case, look-alike Cyrillic letters in Latin, blanks as they were typed.
  package let text: String
  /// The number in one alphabet, without punctuation.
  package let key: String

  /// Refuses words and zeros that stand for a missing number: `ОТСУТСТВУЕТ`, `б/н`, `000`.
  package init(_ text: String) throws(Reason) {
    let line = try Text.line(text, max: 40)
    let key = LookAlike.key(line)
    guard key.count >= 3, Set(key).count >= 2, key.contains(where: { ("1"..."9").contains($0) }) else { throw .bodyNumberUnreadable(text) }
    self.key = key
    self.text = String(line.uppercased().map(LookAlike.latin)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  package static func key(_ text: String) -> String { LookAlike.key(text) }
}

extension Reason {
  package static func bodyNumberUnreadable(_ text: String) -> Reason {
    Reason(
      "body_number_unreadable", en: "\(Text.quoted(text)) is no number of a body, a frame or a chassis: leave it out where there is none.",
      ru: "\(Text.quoted(text)) — не номер кузова, рамы или шасси: если номера нет, не указывайте его.")
  }
}
