/// The lines of a text, each with what it is.
struct ReplyLines {
  private(set) var lines: [Bytes]
  private(set) var kinds: [LineKind]

  init(_ text: Bytes) {
    lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    kinds = lines.map { LineKind($0) }
    joinAttributions()
  }

  var text: String { String(decoding: [UInt8](lines.joined(separator: [0x0A])), as: UTF8.self) }

  /// The lines of PGP around a signed text (RFC 9580, 7).
  mutating func takeOffSeal() {
    guard let begin = lines.firstIndex(where: { $0.isWord("-----BEGIN PGP SIGNED MESSAGE-----") }) else { return }
    let body = lines[begin...].firstIndex(where: \.isEmpty) ?? begin
    let end = lines[begin...].firstIndex { $0.isWord("-----BEGIN PGP SIGNATURE-----") } ?? lines.endIndex
    let last = lines[end...].firstIndex { $0.isWord("-----END PGP SIGNATURE-----") }.map { $0 + 1 } ?? lines.endIndex
    let inside = body + 1 <= end ? lines[(body + 1)..<end].map { $0.starts(with: [0x2D, 0x20]) ? $0.dropFirst(2) : $0 } : []
    lines = lines[..<begin] + inside + lines[last...]
    kinds = lines.map { LineKind($0) }
    joinAttributions()
  }

  mutating func takeOffQuotation() {
    if let place = headerBlock() { keep(upTo: place) }
    cutAtMarks()
    if !kinds.contains(.text) { return }
    while let last = kinds.last, last == .quote || last == .mark || last == .empty || last == .rule { keep(upTo: kinds.count - 1) }
    takeOffLoneQuotation()
    // An introducing line without a quotation stands above one that has no marks.
    if let mark = kinds.firstIndex(of: .mark), !kinds.contains(.quote) { keep(upTo: mark) }
  }

  /// The signature below `-- `, and what phones write.
  mutating func takeOffSignature() {
    if let mark = kinds.firstIndex(of: .signature), kinds[..<mark].contains(.text) { keep(upTo: mark) }
    guard kinds.contains(.text) else { return }
    while let last = kinds.last, last == .device || last == .rule || last == .empty { keep(upTo: kinds.count - 1) }
    let kept = kinds.indices.filter { kinds[$0] != .device }
    lines = kept.map { lines[$0] }
    kinds = kept.map { kinds[$0] }
  }

  /// Cuts at the first introducing line whose quotation goes to the end: nothing but quoted lines, or lines without any mark, follow.
  private mutating func cutAtMarks() {
    var hasOwn = false
    let lastText = kinds.lastIndex(of: .text) ?? -1
    for place in kinds.indices {
      if kinds[place] == .text || kinds[place] == .device { hasOwn = true }
      guard hasOwn, kinds[place] == .mark || kinds[place] == .separator else { continue }
      let next = kinds[(place + 1)...].first { $0 != .empty && $0 != .rule }
      // Below a quotation with marks, text may be the answer; below one without, everything is quoted.
      if next != .quote || kinds[place] == .separator || lastText < place { return keep(upTo: place) }
    }
  }

  /// Takes off a quotation that stands above the answer or within it, if it is the only one.
  private mutating func takeOffLoneQuotation() {
    var blocks: [Range<Int>] = []
    var place = 0
    while place < kinds.count {
      guard kinds[place] == .quote || kinds[place] == .mark else {
        place += 1
        continue
      }
      let end = kinds[place...].firstIndex { $0 != .quote && $0 != .mark && $0 != .empty } ?? kinds.count
      if kinds[place..<end].contains(.quote) { blocks.append(place..<end) }
      place = end
    }
    guard blocks.count == 1, let block = blocks.first else { return }
    lines.removeSubrange(block)
    kinds.removeSubrange(block)
  }

  /// Three lines as `From:`, `Sent:`, `Subject:` under each other begin a quotation of Outlook's kind.
  func headerBlock() -> Int? {
    guard let ownText = kinds.firstIndex(of: .text) else { return nil }
    var place = ownText
    while place < kinds.count {
      guard case .header = kinds[place] else {
        place += 1
        continue
      }
      let (found, end) = headers(from: place)
      let isMail =
        found.contains(.from) && found.count >= 3
        || found.contains(.date) && found.contains(.recipient) && (found.contains(.subject) || isDated(place))
      if isMail, !lines[max(0, place - 3)..<place].contains(where: ForwardWords.isForward) {
        var start = place
        while start > 0, case .header = kinds[start - 1] { start -= 1 }
        while start > 0, kinds[start - 1] == .empty || kinds[start - 1] == .rule || kinds[start - 1] == .separator { start -= 1 }
        return start
      }
      place = end
    }
    return nil
  }

  /// The header lines from a place on, with lines between that go on from the one above.
  private func headers(from place: Int) -> (found: Set<LineKind.Header>, end: Int) {
    var found: Set<LineKind.Header> = []
    var end = place
    var others = 0
    while end < kinds.count, end - place < 14, others < 3 {
      if case .header(let header) = kinds[end] {
        found.insert(header)
        others = 0
      } else if kinds[end] == .empty {
        if found.count > 1 { break }
      } else {
        others += 1
      }
      end += 1
    }
    return (found, max(end, place + 1))
  }

  /// A block that begins with a date of a mail: `Date: Wed, 16 May 2012 00:15:02 -0600`.
  private func isDated(_ place: Int) -> Bool {
    guard kinds[place] == .header(.date), let colon = lines[place].firstIndex(of: 0x3A) else { return false }
    return MailDate(lines[place][(colon + 1)...]) != nil
  }

  /// An introducing line may be broken into up to four.
  private mutating func joinAttributions() {
    var place = 0
    while place < lines.count {
      if kinds[place] == .text || kinds[place] == .quote, let length = attributionLength(at: place) {
        kinds.replaceSubrange(place..<(place + length), with: [.mark])
        lines.removeSubrange((place + 1)..<(place + length))
      }
      place += 1
    }
  }

  private func attributionLength(at place: Int) -> Int? {
    for length in 1...4 where place + length <= lines.count {
      if length > 1, kinds[place + length - 1] != kinds[place] || length == 2 && !QuotationWords.canBegin(lines[place]) { return nil }
      let last = lines[place + length - 1].trimmedWide.droppingLast("*_ ").last
      guard last == 0x3A || length == 1 && mayEnd(last) else { continue }
      if QuotationWords.isAttribution(lines[place..<(place + length)], nextIsQuoted: nextIsQuoted(place + length)) { return length }
    }
    return nil
  }

  /// Forms without a colon end in an address, a dash, a verb or a name.
  private func mayEnd(_ last: UInt8?) -> Bool { last.map { $0 == 0x3E || $0 == 0x2D || $0.isLetter || $0.isDigit || $0 >= 0x80 } ?? false }

  private func nextIsQuoted(_ place: Int) -> Bool { kinds[min(place, kinds.count)...].first { $0 != .empty } == .quote }

  mutating func keep(upTo end: Int) {
    lines.removeSubrange(end...)
    kinds.removeSubrange(end...)
  }
}
