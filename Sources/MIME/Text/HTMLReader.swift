/// Goes through a page's tags and text.
struct HTMLReader {
  private let html: [UInt8]
  private var at = 0
  var writer = HTMLWriter()
  private(set) var quotationStart: Int?
  /// True once a quote or comment was not closed: none behind it is, and searching again would take quadratic time.
  private var quotesAreBroken = false
  private var commentsAreBroken = false
  /// True once no tag can close any more.
  private var tagsAreOver = false
  /// The element within which nothing is shown, and how many of its name are open in it.
  private var hidden: (name: String, open: Int)?
  private var lists: [Int?] = []
  private var links: [(address: String, start: Int)] = []
  private var preformatted = 0
  private var isFirstCell = true
  /// Whether the open paragraph is a mere line, as Outlook's are.
  private var isTight = false

  init(_ html: [UInt8]) { self.html = html }

  mutating func read() {
    while at < html.count {
      if html[at] == 0x3C, markup() { continue }
      let start = at
      at += 1
      while at < html.count, html[at] != 0x3C { at += 1 }
      if hidden == nil { HTMLEntities.decode(html[start..<at]) { writer.write($0, preformatted: preformatted > 0) } }
    }
  }

  /// Reads a tag or a comment; false for a bare `<`.
  private mutating func markup() -> Bool {
    guard at + 1 < html.count, !tagsAreOver else { return false }
    let next = html[at + 1]
    if next == 0x21 || next == 0x3F { return skipDeclaration() }
    let isEnd = next == 0x2F
    let nameStart = at + (isEnd ? 2 : 1)
    guard nameStart < html.count, html[nameStart].isLetter else { return false }
    let nameEnd = html[nameStart...].prefix(40).firstIndex { $0.isSpace || $0 == 0x3E || $0 == 0x2F } ?? min(nameStart + 40, html.count)
    let name = html[nameStart..<nameEnd].lowered
    guard let end = tagEnd(from: nameEnd) else { return false }
    let attributes = html[nameEnd..<end]
    at = min(end + 1, html.count)
    if let open = hidden {
      if open.name == name { hidden = open.open + (isEnd ? -1 : 1) == 0 ? nil : (name, open.open + (isEnd ? -1 : 1)) }
    } else if isEnd {
      close(name)
    } else {
      open(name, HTMLAttributes(attributes))
    }
    return true
  }

  private mutating func tagEnd(from start: Int) -> Int? {
    var quote: UInt8 = 0
    var end = start
    while end < html.count, !quotesAreBroken {
      let byte = html[end]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x3E {
        return end
      } else if byte == 0x22 || byte == 0x27, end > start, html[end - 1] == 0x3D || html[end - 1].isSpace {
        quote = byte
      }
      end += 1
    }
    quotesAreBroken = true
    let close = html[start...].firstIndex(of: 0x3E)
    tagsAreOver = close == nil
    return close
  }

  private mutating func skipDeclaration() -> Bool {
    if html[at...].begins("<!--") {
      if !commentsAreBroken, let end = html[(at + 4)...].place(of: "-->") ?? (html[(at + 2)...].begins("-->") ? at + 2 : nil) {
        at = end + 3
        return true
      }
      commentsAreBroken = true
      at += 4
      return true
    }
    at = html[at...].firstIndex(of: 0x3E).map { $0 + 1 } ?? html.count
    return true
  }

  private mutating func open(_ name: String, _ attributes: HTMLAttributes) {
    if ["script", "style", "title", "template", "svg", "select", "xml"].contains(name) {
      hidden = (name, 1)
      if name == "script" || name == "style" || name == "title" { skipRaw(name) }
      return
    }
    if attributes.isHidden, !["br", "img", "hr", "input", "meta", "link", "body", "html"].contains(name) {
      hidden = (name, 1)
      return
    }
    noteQuotation(attributes)
    switch name {
    case "br": writer.lineBreak()
    case "hr": writer.rule()
    case "p":
      isTight = attributes.isTight
      isTight ? writer.newLine() : writer.blankLine()
    case "h1", "h2", "h3", "h4", "h5", "h6": writer.blankLine()
    case "ul", "ol", "menu", "dir": openList(name, attributes)
    case "li": item()
    case "tr":
      writer.newLine()
      isFirstCell = true
    case "td", "th":
      if !isFirstCell { writer.blank() }
      isFirstCell = false
    case "blockquote": writer.quote(1)
    case "pre", "listing", "xmp":
      writer.newLine()
      preformatted += 1
    case "a": if links.count < 20 { links.append((attributes["href"] ?? "", writer.place)) }
    case "img": image(attributes)
    case "input": break
    default: if Self.blocks.contains(name) { writer.newLine() }
    }
  }

  private mutating func close(_ name: String) {
    switch name {
    case "p": isTight ? writer.newLine() : writer.blankLine()
    case "h1", "h2", "h3", "h4", "h5", "h6": writer.blankLine()
    case "ul", "ol", "menu", "dir":
      _ = lists.popLast()
      writer.newLine()
    case "blockquote": writer.quote(-1)
    case "pre", "listing", "xmp":
      preformatted = max(0, preformatted - 1)
      writer.newLine()
    case "a": if let link = links.popLast() { writer.link(link.address, from: link.start) }
    case "td", "th": writer.blank()
    default: if Self.blocks.contains(name) || name == "li" || name == "tr" { writer.newLine() }
    }
  }

  /// Text of these elements has no tags in it.
  private mutating func skipRaw(_ name: String) {
    var from = at
    while let open = html[from...].firstIndex(of: 0x3C) {
      let rest = html[open...].dropFirst()
      if rest.first == 0x2F, rest.dropFirst().prefix(name.utf8.count).lowered == name {
        at = open
        return
      }
      from = open + 1
    }
    at = html.count
  }

  private mutating func openList(_ name: String, _ attributes: HTMLAttributes) {
    writer.newLine()
    if lists.count < 20 { lists.append(name == "ol" ? Int(attributes["start"] ?? "1") ?? 1 : nil) }
  }

  private mutating func item() {
    writer.newLine()
    let indent = String(repeating: "  ", count: max(0, lists.count - 1))
    if let place = lists.indices.last, let number = lists[place] {
      lists[place] = number &+ 1
      writer.mark(indent + "\(number). ")
    } else {
      writer.mark(indent + "- ")
    }
  }

  /// A picture's other text: an emoji stands for itself, the rest in brackets.
  private mutating func image(_ attributes: HTMLAttributes) {
    let alt = FieldText.line(attributes["alt"] ?? "")
    if alt.isEmpty || alt.count > 200 { return }
    writer.write(Array((alt.count <= 2 ? alt : "[\(alt)]").utf8)[...], preformatted: false)
  }

  private mutating func noteQuotation(_ attributes: HTMLAttributes) {
    if quotationStart != nil || attributes.isEmpty { return }
    let isQuotation =
      Self.quotationIDs.contains(attributes["id"] ?? "") || attributes["name"] == "messageReplySection"
      || (attributes["class"] ?? "").split(separator: " ").contains { Self.quotationClasses.contains($0) }
    if isQuotation { quotationStart = writer.out.count }
  }

  private static let blocks: Set<String> = [
    "div", "section", "article", "header", "footer", "main", "nav", "aside", "center", "address", "form", "fieldset", "legend", "dl", "dt",
    "dd", "table",
    "tbody", "thead", "tfoot", "caption", "figure", "figcaption", "details", "summary", "body", "html", "option", "textarea",
  ]
  private static let quotationIDs: Set<String> = [
    "appendonsend", "divRplyFwdMsg", "stopSpelling", "OLK_SRC_BODY_SECTION", "mail-editor-reference-message-container", "replySplit",
  ]
  private static let quotationClasses: Set<Substring> = [
    "gmail_quote", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix", "tutanota_quote", "zmail_extra", "js-helper-quote",
    "mail-quote-collapse",
  ]
}
