extension Reason {
  package static let webhookNeedsCurl = Reason(
    "webhook_https", en: "An https:// address is reached through the program curl, which this machine lacks: install the package curl.",
    ru: "Адреса https:// сервис вызывает через программу curl, а её на этой машине нет: установите пакет curl.")
  package static func webhookURLUnreadable(_ text: String) -> Reason {
    Reason(
      "webhook_url_unreadable", en: "\(Text.quoted(text)) is not an address such as https://host:port/path.",
      ru: "\(Text.quoted(text)) — не адрес вида https://host:port/path.")
  }
  package static func eventTypeUnknown(_ text: String, possible: [String]) -> Reason {
    let words = possible.joined(separator: ", ")
    return Reason(
      "unknown_event_type", en: "\(Text.quoted(text)) is no event type; possible: \(words).",
      ru: "\(Text.quoted(text)) — не тип события; возможны: \(words).")
  }
  package static let deliveryUnderWay = Reason(
    "delivery_waiting", en: "The delivery is waiting to be sent already.", ru: "Эта доставка уже ожидает отправки.")
  package static let webhookDisabled = Reason(
    "webhook_disabled", en: "The web hook is disabled; enable it first.", ru: "Веб-хук отключён; сначала включите его.")
}
