/// The words by which mail programs introduce what they quote, and sign what they send.
enum QuotationWords {
  /// Whether lines that belong together introduce a quotation.
  static func isAttribution(_ lines: ArraySlice<Substring>, nextIsQuoted: Bool) -> Bool {
    let joined = lines.joined(separator: " ")
    guard joined.utf8.count <= 500 else { return false }
    var text = Substring(joined.lowercased()).trimmedBoth
    while let first = text.first, ">*_-<".contains(first) { text = text.dropFirst().trimmedBoth }
    while let last = text.last, "*_-".contains(last) { text = text.dropLast().trimmedEnd }
    let hasColon = text.last == ":" || text.last == "："
    if hasColon { text = text.dropLast().trimmedEnd }
    let digits = text.lazy.filter(\.isNumber).prefix(8).count
    let hasAddress = text.contains("@")
    let isStarted = starters.contains { text.hasPrefix($0) }
    if verbs.contains(where: { text.hasSuffix($0) }) || innerVerbs.contains(where: { text.contains($0) }) {
      if hasColon { return hasAddress || digits >= 3 || nextIsQuoted || text.contains(" via ") }
      if joined.hasPrefix("--"), joined.trimmedDashes { return true }
      return digits >= 3 && (isStarted || hasAddress) || nextIsQuoted && hasAddress
    }
    if text.hasPrefix("posted by "), digits >= 6 { return true }
    guard digits >= 4, text.utf8.count < 250 else { return hasColon && hasAddress && nextIsQuoted }
    // A date and a sender: `29.11.2026, 10:15, "Desk" <desk@example.org>:`, `2016-03-03 17:21 GMT+01:00 Some One`.
    let endsInAddress = text.last == ">" && hasAddress
    if hasTime(text) { return hasColon && (hasAddress || nextIsQuoted) || endsInAddress || isISOStart(text) && lines.count == 1 }
    return (hasColon || endsInAddress) && hasAddress && (nextIsQuoted || digits >= 6 && endsInAddress && (text.first?.isNumber ?? false))
  }

  /// Whether an introduction can begin with a line and go on in the next one: a word such as `On`, or a date.
  static func canBegin(_ line: Substring) -> Bool {
    var text = Substring(line.prefix(200).lowercased()).trimmedBoth
    while let first = text.first, ">*_-<".contains(first) { text = text.dropFirst().trimmedBoth }
    guard text.lazy.filter(\.isNumber).prefix(2).count == 2 || text.contains("@") else { return false }
    return starters.contains { text.hasPrefix($0) } || text.first?.isNumber == true || weekdays.contains { text.hasPrefix($0) }
  }

  private static let weekdays = [
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "понедельник", "суббота", "пятница",
    "четверг", "воскресенье", "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mo", "di", "mi", "do",
    "fr", "sa", "so", "søn",
  ]

  /// Gmail's old form, without a colon.
  private static func isISOStart(_ text: Substring) -> Bool {
    let bytes = Array(text.utf8.prefix(20))
    return bytes.count == 20 && bytes[..<4].allSatisfy(\.isDigit) && bytes[4] == 0x2D && bytes[7] == 0x2D && bytes[13] == 0x3A
      && text.contains(" gmt")
  }

  private static func hasTime(_ text: Substring) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count > 4 else { return false }
    return (1..<(bytes.count - 2)).contains {
      (bytes[$0] == 0x3A || bytes[$0] == 0x2E) && bytes[$0 - 1].isDigit && bytes[$0 + 1].isDigit && bytes[$0 + 2].isDigit
    }
  }

  private static let verbs = [
    " wrote", " writes", " said", " написал", " написала", " написал(а)", " писал", " писала", " писал(а)", " пишет", " написали",
    " сообщил", " сообщает", " schrieb",
    " escribió", " écrit", " ha scritto", " escreveu", " schreef", " skrev", " napisał", " napisał(a)", " napisała", " kirjoitti",
    " napsal", " napsal(a)", " yazdı",
    " написав", " написала", " пише", " wrote (in", " says", " a écrit", " nous a dit", " het volgende geschreven", "写道", " geschreven",
    " rašė", " írta",
  ]
  private static let innerVerbs = [
    " schrieb ", "wrote in message", " пишет в сообщении", " a écrit", " het volgende geschreven", " het geschreven", "写道", "のメッセージ",
    " wrote the following",
  ]
  private static let starters = [
    "on ", "le ", "am ", "el ", "op ", "em ", "il ", "den ", "w dniu ", "dnia ", "в ", "на ", "от ", "at ", "in ", "quoting ", "from ",
    "a ", "pe ", "dne ", "to ", "ti ", "på ",
  ]

  /// A line between dashes or alone that says that the original follows.
  static func isSeparator(_ line: Substring) -> Bool {
    guard line.utf8.count <= 160 else { return false }
    var core = line
    while let first = core.first, "-_*=#> ".contains(first) { core.removeFirst() }
    while let last = core.last, "-_*=#> :".contains(last) { core.removeLast() }
    let hasMarks = core.startIndex != line.startIndex && core.endIndex != line.endIndex
    let text = core.lowercased()
    if hasMarks, separators.contains(text) { return true }
    return text.contains("reply above this line") || text.contains("type your reply above") || text.contains("ответ выше этой")
      || text.contains("please do not write below this line") || text.contains("reply above the line")
  }

  private static let separators: Set<String> = [
    "original message", "original appointment", "reply message", "исходное сообщение", "исходное письмо", "оригинальное сообщение",
    "оригинал сообщения", "цитата",
    "message d'origine", "message original", "mensaje original", "messaggio originale", "messaggio originale", "mensagem original",
    "oorspronkelijk bericht",
    "ursprüngliche nachricht", "original-nachricht", "ursprungligt meddelande", "originalmeddelande", "oprindelig meddelelse",
    "opprinnelig melding", "alkuperäinen viesti",
    "wiadomość oryginalna", "oryginalna wiadomość", "původní zpráva", "eredeti üzenet", "оригінальне повідомлення",
    "початкове повідомлення", "orijinal mesaj", "quoted text", "原始邮件", "原始郵件", "元のメッセージ",
    "quoted message", "исходное сообщение (original message)", "original nachricht", "antwort nachricht", "конец исходного сообщения",
  ]

  /// A line above a mail that was handed on.
  static func isForward(_ line: some StringProtocol) -> Bool {
    guard line.utf8.count <= 160 else { return false }
    let text = line.lowercased()
    return forwards.contains { text.contains($0) }
  }

  private static let forwards = [
    "forwarded message", "begin forwarded message", "пересылаемое сообщение", "пересланное сообщение", "пересланное письмо",
    "переадресованного сообщения",
    "перенаправленное сообщение", "пересланного сообщения", "weitergeleitete nachricht", "message transféré", "mensaje reenviado",
    "messaggio inoltrato",
    "forwarded by", "начало переданного сообщения", "переслано",
  ]

  /// The kind of a quoted mail's header line, in bold or not.
  static func header(_ line: Substring) -> LineKind.Header? {
    var core = line.prefix(40)
    while core.first == "*" || core.first == "_" { core.removeFirst() }
    guard let colon = core.firstIndex(of: ":") else { return nil }
    return headers[core[..<colon].lowercased().filter { $0 != "*" && $0 != "_" && $0 != "\u{A0}" && $0 != " " }]
  }

  private static let headers: [String: LineKind.Header] = {
    var names: [String: LineKind.Header] = [:]
    for name in [
      "from", "от", "откого", "von", "de", "da", "van", "od", "från", "fra", "lähettäjä", "від", "кем", "expéditeur", "отправитель",
    ] { names[name] = .from }
    for name in [
      "sent", "date", "отправлено", "дата", "датаотправки", "послано", "gesendet", "datum", "envoyé", "enviado", "enviada", "fecha", "data",
      "inviato", "verzonden",
      "wysłano", "skickat", "sendt", "dato", "lähetetty", "надіслано", "envoyéle", "когда",
    ] { names[name] = .date }
    for name in [
      "to", "cc", "bcc", "кому", "копия", "an", "à", "para", "a", "aan", "do", "till", "til", "kopie", "copie", "vastaanottaja",
      "получатель", "кому/куда", "reply-to", "replyto",
    ] { names[name] = .recipient }
    for name in [
      "subject", "тема", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp", "temat", "ämne", "emne", "aihe", "темалиста",
    ] { names[name] = .subject }
    return names
  }()

  /// What a phone or a program writes below a mail.
  static func isDevice(_ line: Substring) -> Bool {
    guard line.utf8.count <= 160 else { return false }
    var core = line
    while let first = core.first, "*_<[(-—– ".contains(first) { core.removeFirst() }
    let text = core.lowercased()
    guard
      devices.contains(where: { text.hasPrefix($0) })
        || text.utf8.count < 100 && deviceEndings.contains(where: { text.contains($0) })
          && (text.hasPrefix("von ") || text.hasPrefix("diese ") || text.hasPrefix("從") || text.hasSuffix("from mobile")
            || text.hasSuffix("から送信"))
    else { return false }
    // A sentence of somebody's own: `Sent from my desk, which is easier.`
    return !(text.contains(", ") && text.last == ".")
  }

  private static let deviceEndings = [" gesendet", " from mobile", "傳送", "から送信"]
  private static let devices = [
    "sent from my ", "envoyé à partir", "diese nachricht wurde von", "verzonden met", "från min ", "sent from mail", "sent from yahoo",
    "sent from outlook", "sent from windows", "sent from samsung", "sent from proton",
    "sent from iphone", "sent from gmail", "sent from the ",
    "sent from a ", "sent from blackberry", "sent from nine", "sent from aol", "sent from spark", "sent from email", "sent from type",
    "sent with ", "sent via ", "sent on the go", "sent by ", "sent using ", "get outlook for", "from my iphone", "from my android",
    "from my phone",
    "my mobile", "отправлено с ", "отправлено из ", "отправлено через ", "отправлено от ", "отправлено мобильной", "отправлено почтой",
    "послано с ", "написано с ", "отправлен с ", "скачать outlook", "получить outlook", "с мобильного", "с уважением, отправлено с ",
    "envoyé de mon", "envoyé depuis", "enviado desde", "enviado do meu", "enviado de ", "gesendet von ", "von meinem ", "inviato da",
    "verzonden vanaf", "verstuurd vanaf", "skickat från", "sendt fra ",
    "wysłane z ", "lähetetty ", "надіслано з ", "відправлено з ", "发自我的", "iphoneから送信",
  ]
}

extension String {
  /// Whether the text ends in dashes.
  fileprivate var trimmedDashes: Bool { Substring(self).trimmedEnd.hasSuffix("--") }
}
