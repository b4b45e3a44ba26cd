/// Reads the parts of a mail in one pass over its lines.
///
/// Delimiters of all open multiparts are looked for at once, so a part that is never closed ends where its parent goes on.
struct PartReader {
  private let bytes: [UInt8]
  private let end: Int
  private var at: Int
  private var boundaries: [[UInt8]] = []
  private var parts = 0
  private var fieldsLeft = MailLimits.fields
  private(set) var oddities = Oddities()

  /// Why a part ended.
  private enum Stop {
    case end
    case delimiter(level: Int, closes: Bool)
  }

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    at = range.lowerBound
    end = range.upperBound
  }

  mutating func mail() -> MailPart { part(depth: 0, usual: "text/plain").part }

  private mutating func part(depth: Int, usual: String) -> (part: MailPart, stop: Stop) {
    parts += 1
    let start = at
    let delimiters = boundaries
    let (fields, body) = HeaderFields.read(bytes, from: at, to: end, left: &fieldsLeft, oddities: &oddities) { [bytes] line in
      Self.match(bytes, line, delimiters) != nil
    }
    at = body
    let head = PartHead(fields, usual: usual, oddities: &oddities)
    var children: [MailPart] = []
    let stop: Stop
    let contentEnd: Int
    var isCut = false
    if head.isMultipart, depth < MailLimits.depth, parts < MailLimits.parts {
      (children, contentEnd, stop) = multipart(head, depth: depth)
    } else if head.isMessage, head.encoding == .identity, depth < MailLimits.depth, parts < MailLimits.parts {
      let (child, inner) = part(depth: depth + 1, usual: "text/plain")
      (children, contentEnd, stop) = ([child], child.whole.upperBound, inner)
    } else {
      isCut = head.isMultipart || head.isMessage && head.encoding == .identity
      if isCut { oddities.note(depth < MailLimits.depth ? .tooManyParts : .tooDeep) }
      (contentEnd, stop) = skip()
    }
    let last = max(body, contentEnd)
    return (head.part(content: body..<last, whole: start..<last, children: children, isCut: isCut), stop)
  }

  private mutating func multipart(_ head: PartHead, depth: Int) -> (children: [MailPart], end: Int, stop: Stop) {
    let body = at
    if let boundary = head.boundary {
      let read = parts(boundary, head, depth: depth)
      if !read.children.isEmpty { return read }
      at = body
    }
    // Nothing has been found by the boundary that was named, if any.
    if let guess = guessedBoundary(from: body) {
      oddities.note(.boundaryGuessed)
      let read = parts(guess, head, depth: depth)
      if !read.children.isEmpty { return read }
      at = body
    }
    oddities.note(.noParts)
    let (end, stop) = skip()
    return ([], end, stop)
  }

  private mutating func parts(_ boundary: [UInt8], _ head: PartHead, depth: Int) -> (children: [MailPart], end: Int, stop: Stop) {
    let level = boundaries.count
    boundaries.append(boundary)
    var children: [MailPart] = []
    var (contentEnd, stop) = skip()
    while case .delimiter(level, false) = stop {
      guard parts < MailLimits.parts else {
        oddities.note(.tooManyParts)
        (contentEnd, stop) = skip()
        continue
      }
      let (child, next) = part(depth: depth + 1, usual: head.mediaType == "multipart/digest" ? "message/rfc822" : "text/plain")
      // What follows the last delimiter of a mail that lacks the closing one is no part.
      if case .end = next, child.whole.isEmpty, !children.isEmpty {} else { children.append(child) }
      (contentEnd, stop) = (child.whole.upperBound, next)
    }
    boundaries.removeLast()
    if case .delimiter(level, true) = stop { (contentEnd, stop) = skip() } else if !children.isEmpty { oddities.note(.unclosedMultipart) }
    return (children, contentEnd, stop)
  }

  /// Goes to the next delimiter, and says where the content before it ends.
  private mutating func skip() -> (end: Int, stop: Stop) {
    let start = at
    if boundaries.isEmpty {
      at = end
      return (end, .end)
    }
    while at < end {
      let line = bytes.line(at: at, before: end)
      if line.end > at + 1, bytes[at] == 0x2D, bytes[at + 1] == 0x2D, let found = Self.match(bytes, at..<line.end, boundaries) {
        var last = at
        // The line break before a delimiter belongs to it (RFC 2046, 5.1.1).
        if last > start, bytes[last - 1] == 0x0A { last -= 1 }
        while last > start, bytes[last - 1] == 0x0D { last -= 1 }
        at = line.next
        return (last, .delimiter(level: found.level, closes: found.closes))
      }
      at = line.next
    }
    return (end, .end)
  }

  /// The innermost multipart of which a line is a delimiter. Blanks may follow it.
  private static func match(_ bytes: [UInt8], _ line: Range<Int>, _ boundaries: [[UInt8]]) -> (level: Int, closes: Bool)? {
    guard line.count > 2, bytes[line.lowerBound] == 0x2D, bytes[line.lowerBound + 1] == 0x2D else { return nil }
    for level in boundaries.indices.reversed() {
      let boundary = boundaries[level]
      let rest = bytes[(line.lowerBound + 2)..<line.upperBound]
      guard rest.count >= boundary.count, rest.prefix(boundary.count).elementsEqual(boundary) else { continue }
      let tail = rest.dropFirst(boundary.count)
      if tail.allSatisfy(\.isSpace) { return (level, false) }
      if tail.count >= 2, tail[tail.startIndex] == 0x2D, tail[tail.startIndex + 1] == 0x2D, tail.dropFirst(2).allSatisfy(\.isSpace) {
        return (level, true)
      }
    }
    return nil
  }

  /// The first line that looks like a delimiter: two dashes, and a field of a part behind it.
  private func guessedBoundary(from start: Int) -> [UInt8]? {
    var line = bytes.line(at: start, before: end)
    var at = start
    while at < end {
      let next = bytes.line(at: line.next, before: end)
      let text = bytes[at..<line.end]
      if text.begins("--"), text.count > 2 {
        if Self.match(bytes, at..<line.end, boundaries) != nil { return nil }
        if bytes[line.next..<max(line.next, next.end)].begins("Content-") { return [UInt8](text.dropFirst(2)[...].trimmed()) }
      }
      at = line.next
      line = next
    }
    return nil
  }
}
