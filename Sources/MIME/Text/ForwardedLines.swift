extension ReplyLines {
  /// Takes off what is forwarded, and gives it as it is written. A mail that was forwarded within a quotation belongs to that. Where the
  /// subject says that the mail forwards another, whatever is quoted is that one.
  mutating func takeOffForwarded(isForward: Bool) -> String {
    guard let place = isForward ? firstForeign : forwardLine else { return "" }
    let forwarded = String(decoding: [UInt8](lines[place...].joined(separator: [0x0A])), as: UTF8.self)
    keep(upTo: place)
    return Lines.trimmed(forwarded)
  }

  private var firstForeign: Int? {
    lines.indices.first { place in
      switch kinds[place] {
      case .quote, .mark, .separator, .header: true
      default: ForwardWords.isForward(lines[place])
      }
    }
  }

  /// The line that says that a forwarded mail follows, unless it stands in a quotation.
  private var forwardLine: Int? {
    let quotation = headerBlock() ?? lines.count
    var previous = LineKind.empty
    for place in lines.indices.prefix(quotation + 1) {
      if ForwardWords.isForward(lines[place]), kinds[place] != .quote || previous != .quote { return place }
      if place == quotation || kinds[place] == .mark || kinds[place] == .separator { return nil }
      if kinds[place] != .empty { previous = kinds[place] }
    }
    return nil
  }
}
