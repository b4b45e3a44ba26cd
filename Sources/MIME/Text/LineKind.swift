/// What a line of a mail is by its look.
enum LineKind: Equatable {
  enum Header { case from, date, recipient, subject }

  case empty, text
  /// Marked by `>`.
  case quote
  /// A line that introduces a quotation: `On Monday Anna wrote:`.
  case mark
  /// A line that says that the original mail follows.
  case separator
  /// A line of a quoted mail's header.
  case header(Header)
  /// `-- `, below which the signature stands.
  case signature
  /// What phones and programs write below a mail.
  case device
  /// A line of underscores or dashes.
  case rule

  init(_ line: Substring) {
    let core = line.trimmedBoth
    if core.isEmpty {
      self = .empty
    } else if core.utf8.first == 0x3E {
      self = .quote
    } else if core == "--" || core == "—" {
      self = .signature
    } else if core.utf8.count > 500 {
      self = .text
    } else if core.utf8.count >= 5, core.allSatisfy({ $0 == "_" || $0 == "-" || $0 == "=" || $0 == "*" }) {
      self = .rule
    } else if QuotationWords.isSeparator(core) {
      self = .separator
    } else if let header = QuotationWords.header(core) {
      self = .header(header)
    } else if QuotationWords.isDevice(core) {
      self = .device
    } else {
      self = .text
    }
  }
}

extension Substring {
  var trimmedEnd: Substring {
    var rest = self
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }

  var trimmedBoth: Substring {
    var rest = trimmedEnd
    while let first = rest.first, first.isWhitespace || first == "\u{FEFF}" || first == "\u{200B}" { rest.removeFirst() }
    return rest
  }
}
