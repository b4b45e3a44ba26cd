/// The words that mail programs put before a subject, in the languages in which they come.
enum SubjectPrefixes {
  /// The subject without all of them: `Re: Отв: [2] Fwd: счёт` is `счёт`.
  static func stripped(_ subject: String) -> String {
    var rest = Substring(subject).trimmedBoth
    for _ in 0..<50 {
      guard let next = afterPrefix(rest) else { break }
      rest = next
    }
    return String(rest)
  }

  /// Whether the outermost prefix says that the mail hands on another: `Fwd: Re: счёт`, but not `Re: Fwd: счёт`.
  static func saysForward(_ subject: String) -> Bool {
    prefix(of: Substring(subject).trimmedBoth).map { forwards.contains($0.word) } ?? false
  }

  private static func afterPrefix(_ text: Substring) -> Substring? { prefix(of: text)?.rest }

  /// A word, perhaps with a counter (`Re[2]:`, `RE(3):`, `Re^2:`), and a colon.
  private static func prefix(of text: Substring) -> (word: String, rest: Substring)? {
    let head = text.prefix(24)
    guard let colon = head.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    var word = head[..<colon].lowercased()
    if let mark = word.firstIndex(where: { "[(^*".contains($0) }) {
      guard word[mark...].allSatisfy({ $0.isNumber || "[]()^* ".contains($0) }) else { return nil }
      word = String(word[..<mark])
    }
    word = FieldText.trimmed(word)
    return words.contains(word) ? (word, text[text.index(after: colon)...].trimmedBoth) : nil
  }

  private static let forwards: Set<String> = [
    "fw", "fwd", "fwd.", "пер", "пересл", "переслано", "wg", "vb", "vl", "tr", "rv", "enc", "pd", "ilt", "doorst", "转发", "轉寄",
  ]
  private static let words: Set<String> = [
    "re", "fw", "fwd", "отв", "ответ", "на", "ha", "hа", "нa", "пер", "пересл", "переслано", "fwd.", "aw", "antw", "antwort", "wg", "sv",
    "vs", "vb", "vl", "tr", "réf", "ref", "rv", "res", "enc", "rif", "odp", "pd",
    "atb", "ynt", "ilt", "doorst", "αναφ", "вiдп", "відп", "回复", "答复", "转发", "回覆", "轉寄", "re-",
  ]
}

extension Substring {
  /// Without white space at either end.
  fileprivate var trimmedBoth: Substring {
    var rest = self
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }
}
