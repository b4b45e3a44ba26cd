internal import Desk
internal import Domain
internal import HTTP

/// The page behind a link: small, without script, usable on a phone.
struct ApprovalPage {
  let language: Language
  let settings: Settings

  /// The offer with a choice for every item, and a place to object.
  func offer(_ offer: LinkOffer, fault: String? = nil) -> String {
    let warning = fault.map { "<p class=\"fault\" role=\"alert\">\(Self.escaped($0))</p>" } ?? ""
    return document(
      "\(say("Work order", "Заказ-наряд")) \(offer.number)",
      """
      <p>\(Self.escaped(offer.company))<br>\(Self.escaped(offer.vehicle))</p>
      <h2>\(Self.escaped(offer.title))</h2>
      \(warning)
      <form method="post">
      \(offer.items.map(item).joined(separator: "\n"))
      \(totals(offer))
      <button name="deed" value="decide">\(say("Send the decision", "Отправить решение"))</button>
      </form>
      \(objection)
      """)
  }

  /// A page with a message: thanks, or why the link no longer works.
  func notice(_ title: String, _ text: String) -> String { document(title, "<p>\(Self.escaped(text))</p>") }

  private func item(_ item: LinkOffer.Item) -> String {
    let name = "line_\(item.lineID)"
    let amount = "\(item.quantity.text(language)) \(item.unit.text(language))"
    let price =
      item.clientSupplied
      ? say("your own part", "ваша запчасть")
      : item.price == .zero ? say("no charge to you", "для вас бесплатно") : money(item.price)
    return """
      <fieldset><legend>\(Self.escaped(item.name))</legend>
      <p>\(Self.escaped(amount)) <b>\(price)</b></p>
      <label><input type="radio" name="\(name)" value="approved" required> \(say("I agree", "Согласен"))</label>
      <label><input type="radio" name="\(name)" value="declined"> \(say("No", "Не нужно"))</label>
      </fieldset>
      """
  }

  private func totals(_ offer: LinkOffer) -> String {
    let vat = offer.vat == .zero ? "" : " (\(say("VAT included", "в том числе НДС")) \(money(offer.vat)))"
    return """
      <p>\(say("Total for you", "Итого для вас")): <b>\(money(offer.total))</b>\(vat)</p>
      <p>\(say("Ready by", "Срок готовности")): \(settings.zone.text(offer.promisedAt, language))<br>
      \(say("This offer holds until", "Предложение действует до")) \(settings.zone.text(offer.expiresAt, language))</p>
      """
  }

  private var objection: String {
    """
    <form method="post">
    <label>\(say("Something is not right? Tell us.", "Что-то не так? Напишите нам."))
    <textarea name="objection" rows="3" maxlength="\(ApprovalLinks.Answer.longestObjection)" required></textarea></label>
    <button name="deed" value="object" class="plain">\(say("Send the objection", "Отправить возражение"))</button>
    </form>
    """
  }

  private func document(_ title: String, _ body: String) -> String {
    """
    <!doctype html>
    <html lang="\(language.rawValue)"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="robots" content="noindex"><title>\(Self.escaped(title))</title><style>\(ApprovalPage.style)</style></head>
    <body><h1>\(Self.escaped(title))</h1>
    \(body)
    </body></html>
    """
  }

  func say(_ en: String, _ ru: String) -> String { language == .ru ? ru : en }

  private func money(_ amount: Money) -> String {
    let sign = settings.currency == "RUB" ? "₽" : settings.currency
    return Self.escaped("\(amount.text(language))\u{A0}\(sign)")
  }

  /// Escapes text, so that nothing people typed becomes markup.
  static func escaped(_ text: String) -> String {
    var safe = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      case "'": safe += "&#39;"
      default: safe.unicodeScalars.append(character)
      }
    }
    return safe
  }
}

extension ApprovalPage {
  func response(_ status: Int, _ html: String) -> Response {
    Response(status: status, contentType: "text/html; charset=utf-8", body: Array(html.utf8), headers: Self.headers(language))
  }

  /// Headers that forbid to load, run, frame or report anything. Only the one style with this digest is used (CSP
  /// Level 3, 2.3.1).
  private static func headers(_ language: Language) -> [(name: StaticString, value: String)] {
    [
      (
        "Content-Security-Policy",
        "default-src 'none'; style-src '\(styleDigest)'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
      ),
      ("Referrer-Policy", "no-referrer"), ("X-Robots-Tag", "noindex"), ("Content-Language", language.rawValue), ("Vary", "Accept-Language"),
    ]
  }

  /// The page's style. A changed style needs a new digest: its SHA-256 in Base64.
  static let style =
    ":root{color-scheme:light dark}body{font:17px/1.5 system-ui,sans-serif;margin:0 auto;max-width:34rem;padding:1rem;"
    + "overflow-wrap:anywhere}h1{font-size:1.3rem}h2{font-size:1.1rem}fieldset{border:1px solid #8886;border-radius:8px;margin:0 0 1rem}legend{font-weight:600}"
    + "label{display:block;padding:.6rem 0}input{width:1.3rem;height:1.3rem;vertical-align:middle}"
    + "textarea{box-sizing:border-box;width:100%;font:inherit}"
    + "button{font:inherit;width:100%;padding:.8rem;border:0;border-radius:8px;background:#1457a8;color:#fff;margin:.5rem 0 2rem}"
    + ".plain{background:#666}.fault{border-left:4px solid #c33;padding-left:.8rem}"
  static let styleDigest = "sha256-tWb7nvgzIsx68GOKHgdFM2enVzAsU1uIiuk5gtTP6ow="
}
