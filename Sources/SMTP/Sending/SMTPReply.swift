/// A reply of an SMTP server (RFC 5321 §4.2).
struct SMTPReply: Equatable {
  /// 200 to 599.
  let code: Int
  /// The status code at the beginning of the text (RFC 2034), such as `2.1.5`.
  let status: String?
  /// The texts of all lines, without the status codes.
  let lines: [String]

  var isPositive: Bool { 200...299 ~= code }
  var isTransient: Bool { 400...499 ~= code }

  func reason(_ step: MailReason.Step) -> MailReason {
    MailReason(step: step, code: code, status: status, text: CleanText.line(lines.joined(separator: " "), mostBytes: 1_000))
  }
}

/// Reads replies from bytes as they come. Nothing that a server sends is kept beyond the limits.
struct SMTPReplyReader {
  enum Fault: Error, Equatable {
    /// No reply code where one has to be.
    case notAReply(String)
    /// A line or a reply without end.
    case tooLong
  }

  /// RFC 5321 §4.5.3.1.5 allows 512 bytes a line, but some servers write more.
  static let mostLineBytes = 4_096
  static let mostLines = 200

  private var pending: [UInt8] = []
  private var lines: [String] = []
  private var status: String?

  /// True if bytes have come that belong to no reply read so far.
  var hasBytes: Bool { !pending.isEmpty || !lines.isEmpty }

  mutating func take(_ bytes: some Sequence<UInt8>) { pending += bytes }

  /// The next reply; `nil` if it has not come whole. The last line's code counts.
  mutating func next() throws(Fault) -> SMTPReply? {
    var start = 0
    defer { pending.removeFirst(start) }
    while let end = pending[start...].firstIndex(of: 0x0A) {
      let line = pending[start..<end]
      start = end + 1
      guard line.count <= Self.mostLineBytes, lines.count < Self.mostLines else { throw .tooLong }
      let (code, isLast, text) = try Self.parse(line.last == 0x0D ? line.dropLast() : line)
      add(text, code)
      guard isLast else { continue }
      defer { (lines, status) = ([], nil) }
      return SMTPReply(code: code, status: status, lines: lines)
    }
    if pending.count - start > Self.mostLineBytes { throw .tooLong }
    return nil
  }

  /// `250-text` goes on; `250 text` and `250` end a reply.
  private static func parse(_ line: ArraySlice<UInt8>) throws(Fault) -> (code: Int, isLast: Bool, text: String) {
    let digits = line.prefix(3)
    let mark = line.dropFirst(3).first ?? 0x20
    guard digits.count == 3, digits.allSatisfy({ 0x30...0x39 ~= $0 }), let first = digits.first, 0x32...0x35 ~= first,
      mark == 0x20 || mark == 0x2D
    else { throw .notAReply(CleanText.line(String(decoding: line, as: UTF8.self), mostBytes: 200)) }
    let code = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return (code, mark == 0x20, String(decoding: line.dropFirst(4), as: UTF8.self))
  }

  /// Keeps a line of text. The status code stands before each line.
  private mutating func add(_ text: String, _ code: Int) {
    let word = text.prefix { $0 != " " }
    guard let digit = word.utf8.first, Int(digit) - 0x30 == code / 100, Self.isStatus(word) else { return lines.append(text) }
    status = String(word)
    lines.append(String(text.dropFirst(word.count + 1)))
  }

  /// Three numbers, the last two of at most three digits (RFC 3463 §2).
  private static func isStatus(_ word: Substring) -> Bool {
    let numbers = word.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 3 && numbers.allSatisfy { 1...3 ~= $0.utf8.count && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }
  }
}
