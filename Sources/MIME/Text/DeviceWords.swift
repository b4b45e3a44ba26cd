/// What phones and mail programs write below a mail.
enum DeviceWords {
  /// Whether a line in small letters is such a signature.
  static func isDevice(_ line: Bytes) -> Bool {
    guard line.count <= 160 else { return false }
    let text = line.dropping("*_<[(- ")
    guard beginnings.begin(text) || isBetween(text) else { return false }
    // A sentence of somebody's own: `Sent from my desk, which is easier.`
    return !(text.contains(", ") && text.last == 0x2E)
  }

  /// Forms whose verb stands at the end.
  private static func isBetween(_ text: Bytes) -> Bool {
    text.count < 100
      && ((text.begins("von ") || text.begins("diese ")) && text.contains(" gesendet") || text.has(" from mobile") || endings.end(text))
  }

  private static let endings = Phrases(["傳送", "から送信"])
  private static let beginnings = Phrases([
    "sent from my ", "sent from mail", "sent from yahoo", "sent from outlook", "sent from windows", "sent from samsung", "sent from proton",
    "sent from iphone", "sent from gmail", "sent from the ", "sent from a ", "sent from blackberry", "sent from nine", "sent from aol",
    "sent from spark", "sent from mobile", "sent from email", "sent from type", "sent with ", "sent via ", "sent on the go", "sent by ",
    "sent using ",
    "get outlook for", "from my iphone", "from my android", "from my phone", "отправлено с ", "отправлено из ", "отправлено через ",
    "отправлено от ", "отправлено мобильной", "отправлено почтой", "отправлен с ", "послано с ", "написано с ", "скачать outlook",
    "загрузить outlook", "télécharger outlook", "obtenir outlook",
    "obtener outlook", "obter o outlook", "scarica outlook", "ottieni outlook", "outlook für android", "outlook für ios", "outlook voor ",
    "hent outlook", "hämta outlook", "pobierz outlook", "завантажити outlook",
    "получить outlook", "с мобильного устройства", "надіслано з ", "відправлено з ", "envoyé de mon", "envoyé depuis", "envoyé à partir",
    "enviado desde", "enviado do meu", "enviado de mi", "gesendet von ", "diese nachricht wurde von", "inviato da", "verzonden vanaf",
    "verzonden met", "verstuurd vanaf", "skickat från", "från min ", "sendt fra ", "wysłane z ", "发自我的",
  ])
}
