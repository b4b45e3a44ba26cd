/// The names of a quoted mail's header lines, as mail programs translate them.
enum HeaderWords {
  /// The kind of a line in small letters, in bold or not.
  static func header(_ line: Bytes) -> LineKind.Header? {
    let core = line.prefix(60).dropping("*_")
    guard let colon = core.firstIndex(of: 0x3A), colon > core.startIndex else { return nil }
    let name = core[..<colon].droppingLast("*_ ")
    return names[
      String(decoding: name.filter { $0 != 0x20 && $0 != 0xC2 && $0 != 0xA0 || $0 == 0xA0 && !name.contains(0xC2) }, as: UTF8.self)]
  }

  private static let names: [String: LineKind.Header] = {
    var names: [String: LineKind.Header] = [:]
    for (kind, list) in [(LineKind.Header.from, from), (.date, date), (.recipient, recipient), (.subject, subject)] {
      for name in list.split(separator: " ") { names[String(name)] = kind }
    }
    return names
  }()

  private static let from = "from от откого отправитель von de da van od från fra lähettäjä від expéditeur"
  private static let date = """
    sent date отправлено дата датаотправки послано когда надіслано gesendet datum envoyé envoyéle enviado enviada fecha data inviato verzonden wysłano skickat \
    sendt dato lähetetty
    """
  private static let recipient = """
    to cc bcc reply-to replyto répondreà antwortan respondera responderpara rispondia svaratill ответить ответитьна кому копия получатель an à para a aan do till til kopie copie vastaanottaja
    """
  private static let subject = "subject тема betreff objet asunto oggetto assunto onderwerp temat ämne emne aihe"
}
