/// The words by which mail programs introduce what they quote. All texts here are in small letters.
enum QuotationWords {
  /// Whether lines that belong together introduce a quotation.
  static func isAttribution(_ lines: ArraySlice<Bytes>, nextIsQuoted: Bool) -> Bool {
    let whole = [UInt8](lines.joined(separator: [0x20]))
    guard whole.count <= 500 else { return false }
    let joined = whole[...].folded
    var text = joined[...].dropping(">*_-< ").trimmedWide.droppingLast("*_- ").trimmedWide
    let hasColon = text.last == 0x3A
    if hasColon { text = text.dropLast().trimmedWide }
    let digits = text.lazy.filter(\.isDigit).prefix(8).count
    let hasAddress = text.contains(0x40)
    if verbs.end(text) || innerVerbs.occur(in: text) {
      if hasColon { return hasAddress || digits >= 3 || nextIsQuoted || text.contains(" via ") }
      if joined.starts(with: [0x2D, 0x2D]), joined[...].trimmedWide.has("--") { return true }
      return digits >= 3 && (hasAddress || starters.begin(text)) || nextIsQuoted && hasAddress
    }
    if text.begins("posted by "), digits >= 6 { return true }
    guard digits >= 4, text.count < 250 else { return hasColon && hasAddress && nextIsQuoted }
    return isDateAndSender(text, lines: lines.count, hasColon: hasColon, hasAddress: hasAddress, nextIsQuoted: nextIsQuoted, digits: digits)
  }

  /// A date and a sender without a verb: `29.11.2026, 10:15, "Desk" <desk@example.org>:`, `2016-03-03 17:21 GMT+01:00 Some One`.
  private static func isDateAndSender(_ text: Bytes, lines: Int, hasColon: Bool, hasAddress: Bool, nextIsQuoted: Bool, digits: Int) -> Bool
  {
    let endsInAddress = text.last == 0x3E && hasAddress
    if hasTime(text) { return hasColon && (hasAddress || nextIsQuoted) || endsInAddress || isISOStart(text) && lines == 1 }
    return (hasColon || endsInAddress) && hasAddress && (nextIsQuoted || digits >= 6 && endsInAddress && (text.first?.isDigit ?? false))
  }

  /// Whether an introduction can begin with a line and go on in the next one: a word such as `On`, or a date.
  static func canBegin(_ line: Bytes) -> Bool {
    let text = line.prefix(200).folded[...].dropping(">*_-< ").trimmedWide
    guard text.lazy.filter(\.isDigit).prefix(2).count == 2 || text.contains(0x40) else { return false }
    return text.first?.isDigit == true || starters.begin(text) || weekdays.begin(text) || text.contains(0x40) && innerVerbs.occur(in: text)
  }

  /// Gmail's old form, without a colon.
  private static func isISOStart(_ text: Bytes) -> Bool {
    let bytes = [UInt8](text.prefix(20))
    return bytes.count == 20 && bytes[..<4].allSatisfy(\.isDigit) && bytes[4] == 0x2D && bytes[7] == 0x2D && bytes[13] == 0x3A
      && text.contains(" gmt")
  }

  private static func hasTime(_ text: Bytes) -> Bool {
    guard text.count > 4 else { return false }
    return (text.startIndex + 1..<text.endIndex - 2).contains {
      (text[$0] == 0x3A || text[$0] == 0x2E) && text[$0 - 1].isDigit && text[$0 + 1].isDigit && text[$0 + 2].isDigit
    }
  }

  private static let verbs = Phrases([
    " wrote", " writes", " says", " said", " wrote (in", " написал", " написала", " написал(а)", " писал", " писала", " писал(а)", " пишет",
    " написали",
    " сообщил", " сообщает", " написав", " пише", " schrieb", " escribió", " écrit", " a écrit", " nous a dit", " ha scritto", " escreveu",
    " schreef",
    " geschreven", " het volgende geschreven", " skrev", " napisał", " napisał(a)", " napisała", " kirjoitti", " napsal", " napsal(a)",
    " yazdı",
    " rašė", " írta", "写道",
  ])
  private static let innerVerbs = Phrases([
    " schrieb ", " schreef ", " skrev ", " kirjoitti ", " wrote on ", " wrote the following", "wrote in message", " написал(а) ",
    " писал(а) ",
    " пишет в сообщении", " a écrit", " het geschreven", "写道", "のメッセージ",
  ])
  private static let starters = Phrases([
    "on ", "at ", "in ", "to ", "from ", "quoting ", "в ", "на ", "от ", "le ", "am ", "el ", "op ", "em ", "il ", "den ", "w dniu ",
    "dnia ", "a ",
    "pe ", "dne ", "ti ", "på ",
  ])
  private static let weekdays = Phrases([
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "понедельник", "пятница", "воскресенье",
    "lun", "mar",
    "mer", "jeu", "ven", "sam", "dim", "mo", "di", "mi", "do", "fr", "sa", "so", "søn",
  ])

  /// A line between dashes that says that the original follows, or one above which an answer shall be written.
  static func isSeparator(_ line: Bytes) -> Bool {
    guard line.count <= 200 else { return false }
    let core = line.dropping("-_*=#> ").droppingLast("-_*=#> :")
    if core.startIndex != line.startIndex, core.endIndex != line.endIndex, separators.equal(core) { return true }
    return places.occur(in: line)
  }

  private static let places = Phrases([
    "reply above this line", "type your reply above", "reply above the line", "ответ выше этой", "please do not write below this line",
  ])
  private static let separators = Phrases([
    "original message", "original appointment", "reply message", "quoted text", "quoted message", "исходное сообщение", "исходное письмо",
    "оригинальное сообщение", "оригинал сообщения", "цитата", "конец исходного сообщения", "оригінальне повідомлення",
    "початкове повідомлення",
    "message d'origine", "message original", "mensaje original", "messaggio originale", "mensagem original", "oorspronkelijk bericht",
    "ursprüngliche nachricht", "original-nachricht", "original nachricht", "antwort nachricht", "ursprungligt meddelande",
    "originalmeddelande",
    "oprindelig meddelelse", "oprindelig besked", "origineel bericht", "opprinnelig melding", "alkuperäinen viesti", "wiadomość oryginalna",
    "oryginalna wiadomość", "původní zpráva",
    "eredeti üzenet", "orijinal mesaj", "原始邮件", "原始郵件", "元のメッセージ",
  ])
}
