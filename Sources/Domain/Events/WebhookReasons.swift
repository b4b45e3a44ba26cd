extension Reason {
  package static let webhookNeedsProxy = Reason(
    "webhook_https",
    en: "The desk itself speaks no TLS: put a TLS-terminating proxy in front and give its http:// address.",
    ru: "Сам сервис не использует TLS: поставьте прокси, завершающий TLS, и укажите его адрес http://.")
  package static func webhookURLUnreadable(_ text: String) -> Reason {
    Reason(
      "webhook_url_unreadable", en: "\(Text.quoted(text)) is not an address such as http://host:port/path.",
      ru: "\(Text.quoted(text)) — не адрес вида http://host:port/path.")
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
