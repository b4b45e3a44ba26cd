/// What mail programs write above a mail that is handed on.
enum ForwardWords {
  /// Whether a line says that a forwarded mail follows: nothing but such words, with or without dashes around them and a colon.
  static func isForward(_ line: Bytes) -> Bool {
    guard line.count <= 200 else { return false }
    let text = line.trimmedWide
    let core = text.dropping("-_*=#> ").droppingLast("-_*=#> :").trimmedWide
    // Most lines are longer than any such words, and need not be folded.
    if core.count <= 72, phrases.equal(core.folded[...]) { return true }
    // `----- Forwarded by Anna/Desk on 2.11.2026 -----`, as Lotus Notes has it.
    return core.startIndex != text.startIndex && core.endIndex != text.endIndex && beginnings.begin(core.folded[...])
  }

  private static let beginnings = Phrases(["forwarded by ", "weitergeleitet von ", "переслано "])
  private static let phrases = Phrases([
    "forwarded message", "begin forwarded message", "forwarded mail", "пересылаемое сообщение", "пересылаемое письмо",
    "пересланное сообщение", "пересланное письмо", "переадресованное сообщение", "перенаправленное сообщение", "переслано",
    "начало переадресованного сообщения", "начало пересылаемого сообщения", "начало пересланного сообщения",
    "начало переданного сообщения", "начало перенаправленного сообщения", "переслане повідомлення", "переслати повідомлення",
    "початок листа, що пересилається", "weitergeleitete nachricht", "anfang der weitergeleiteten nachricht",
    "anfang der weitergeleiteten e-mail", "message transféré", "début du message transféré", "début du message réexpédié",
    "message réexpédié", "mensaje reenviado", "inicio del mensaje reenviado", "messaggio inoltrato", "inizio messaggio inoltrato",
    "mensagem encaminhada", "início da mensagem encaminhada", "mensagem reencaminhada", "início da mensagem reencaminhada",
    "doorgestuurd bericht", "begin doorgestuurd bericht", "vidarebefordrat meddelande", "vidarebefordrat mejl", "vidarebefordrat brev",
    "videresendt meddelelse", "videresendt besked", "start på videresendt besked", "videresendt melding", "välitetty viesti",
    "välitetty viesti alkaa", "przekazana wiadomość", "wiadomość przekazana dalej", "początek przekazywanej wiadomości",
    "přeposlaná zpráva", "začátek přeposlané zprávy", "továbbított üzenet", "iletilmiş mesaj", "yönlendirilmiş ileti", "转发的邮件",
    "轉寄郵件", "転送メッセージ",
  ])
}
