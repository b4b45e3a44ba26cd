internal import Domain

/// A whole page: a title for the window, what the client came for, and a way not to be asked again.
struct SurveyDocument {
  let sentences: SurveySentences
  let title: String
  let main: Markup
  var canDecline = false
  var language: Language { sentences.language }

  func bytes(from company: String) -> [UInt8] {
    let page: Markup = """
      <!doctype html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">\
      <meta name="robots" content="noindex"><title>\(title) — \(company)</title><style>\(SurveyPageStyle.markup)</style></head>
      <body><header>\(company)</header>
      <main>
      \(main)
      </main>
      \(canDecline ? declining : "")
      </body></html>

      """
    return page.bytes
  }

  private var declining: Markup {
    "<footer><form method=\"post\"><button name=\"again\" value=\"no\">\(sentences.decline)</button></form></footer>"
  }
}

extension SurveyDocument {
  /// A page that only says something.
  init(_ sentences: SurveySentences, _ title: String, _ text: String, _ rest: Markup = "") {
    self.init(sentences: sentences, title: title, main: "<h1>\(title)</h1>\n<p>\(text)</p>\n\(rest)")
  }
}
