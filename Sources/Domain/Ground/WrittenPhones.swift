/// The text of a phone field as people fill it: several numbers, with names, labels and extensions: `8 495 123-45-67
/// доб. 12 (Анна)`.
package struct WrittenPhones: Equatable, Sendable {
  package private(set) var numbers: [Phone] = []
  /// Runs of digits that are no phone number.
  package private(set) var unreadable: [String] = []
  /// Words next to the numbers: names, and extensions with their digits.
  package private(set) var words: [String] = []

  package init(_ text: String) {
    if let phone = try? Phone(text) {
      numbers = [phone]
      return
    }
    for piece in text.split(whereSeparator: { ",;/\n\r\t".contains($0) || $0 == "\r\n" }) { read(String(piece)) }
  }

  private mutating func read(_ piece: String) {
    var word = ""
    var asTyped = ""
    for run in Self.runs(piece) {
      guard run.isDigits else {
        asTyped = run.text
        word = Text.trimmed(run.text.trimming(" ():-–—\u{A0}"))
        continue
      }
      if Self.extensions.contains(SearchText.fold(word).trimming(". :")), SearchText.digits(run.text).count <= 6 {
        words.append((asTyped + run.text).trimming(" ()-\u{A0}"))
        word = ""
        continue
      }
      note(word)
      word = ""
      for number in Self.apart(run.text) {
        if let phone = try? Phone(number) { numbers.append(phone) } else { unreadable.append(number) }
      }
    }
    note(word)
  }

  private mutating func note(_ word: String) {
    guard !word.isEmpty, !Self.labels.contains(SearchText.fold(word).trimming(". :№")) else { return }
    words.append(word)
  }

  /// Labels that only announce a number.
  private static let labels: Set<String> = [
    "", "т", "тел", "телефон", "м", "моб", "мобильный", "сот", "сотовый", "tel", "phone", "mob", "mobile", "номер", "т/ф",
  ]
  private static let extensions: Set<String> = ["доб", "добавочный", "вн", "внутр", "внутренний", "ext", "extension", "x", "х", "*", "#"]

  /// The piece, cut where words and numbers meet.
  private static func runs(_ piece: String) -> [(text: String, isDigits: Bool)] {
    var runs: [(text: String, isDigits: Bool)] = []
    for character in piece {
      let isSign = ("0"..."9").contains(character) || " +-().\u{A0}–‑~".contains(character)
      if let last = runs.indices.last, runs[last].isDigits == isSign {
        runs[last].text.append(character)
      } else {
        runs.append((String(character), isSign))
      }
    }
    // Blanks and full stops between words belong to the words.
    return runs.reduce(into: []) { joined, run in
      let isDigits = run.isDigits && run.text.contains { ("0"..."9").contains($0) }
      if !isDigits, let last = joined.indices.last, !joined[last].isDigits {
        joined[last].text += run.text
      } else {
        joined.append((run.text, isDigits))
      }
    }
  }

  /// Separates numbers with only blanks between them. A new number begins with `+`, with a single 8 or 7, or with ten
  /// digits at once, so that none takes a digit of its neighbour.
  private static func apart(_ run: String) -> [String] {
    let run = run.trimming(" .-–‑\u{A0}", end: " .-–‑(+\u{A0}")
    if (try? Phone(run)) != nil { return [run] }
    var numbers: [[Substring]] = []
    for token in run.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" }) {
      let digits = SearchText.digits(String(token))
      let isPrefix = ["7", "8"].contains(digits) || ["8(", "7(", "8-", "7-"].contains { token.hasPrefix($0) }
      if numbers.isEmpty || token.hasPrefix("+") || isPrefix || digits.count >= 10 { numbers.append([]) }
      numbers[numbers.count - 1].append(token)
    }
    return numbers.map { $0.joined(separator: " ").trimming(" .-–‑\u{A0}", end: " .-–‑(\u{A0}") }
  }
}

extension String {
  /// The text without these characters at the beginning, and without these or `end` at the end.
  fileprivate func trimming(_ marks: String, end: String? = nil) -> String {
    let tail = drop { marks.contains($0) }
    return String(tail.reversed().drop { (end ?? marks).contains($0) }.reversed())
  }
}
