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

  init(_ line: Bytes) {
    let core = line.prefix(600).trimmedWide
    guard let first = core.first else {
      self = .empty
      return
    }
    if first == 0x3E {
      self = .quote
    } else if core.elementsEqual([0x2D, 0x2D]) || core.elementsEqual([0xE2, 0x80, 0x94]) {
      self = .signature
    } else if core.count > 500 {
      self = .text
    } else if core.count >= 5, core.allSatisfy({ $0 == 0x5F || $0 == 0x2D || $0 == 0x3D || $0 == 0x2A }) {
      self = .rule
    } else {
      self = Self.words(core.folded[...])
    }
  }

  private static func words(_ core: Bytes) -> LineKind {
    if QuotationWords.isSeparator(core) { return .separator }
    if let header = HeaderWords.header(core) { return .header(header) }
    return DeviceWords.isDevice(core) ? .device : .text
  }
}
