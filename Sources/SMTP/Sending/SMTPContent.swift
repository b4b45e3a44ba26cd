/// The content of a mail as SMTP sends it after DATA: every line ends in CR LF, and a line that begins with a dot gets
/// another one (RFC 5321 §4.5.2).
///
/// A bare CR or LF counts as the end of a line. Servers disagree on them, so a dot behind one could end the mail for one
/// server and begin another mail for the next (SMTP smuggling).
struct SMTPContent {
  private let mail: [UInt8]
  private var position = 0
  private var isAtStart = true
  private(set) var isFinished = false

  init(_ mail: [UInt8]) { self.mail = mail }

  /// The next bytes, about `most`, at most twice as many. The last piece ends in the line with the dot.
  mutating func next(_ most: Int = 16_384) -> [UInt8] {
    var piece: [UInt8] = []
    piece.reserveCapacity(2 * most + 8)
    while position < mail.count, piece.count < most {
      if isAtStart && mail[position] == 0x2E { piece.append(0x2E) }
      let rest = mail[position..<min(mail.count, position + most)]
      let end = rest.firstIndex { $0 == 0x0D || $0 == 0x0A } ?? rest.endIndex
      piece += mail[position..<end]
      isAtStart = end < rest.endIndex
      position = isAtStart ? afterLineEnd(end) : end
      if isAtStart { piece += "\r\n".utf8 }
    }
    if position == mail.count, !isFinished {
      piece += (isAtStart ? ".\r\n" : "\r\n.\r\n").utf8
      isFinished = true
    }
    return piece
  }

  /// The position behind CR LF, CR or LF.
  private func afterLineEnd(_ position: Int) -> Int {
    let isPair = mail[position] == 0x0D && position + 1 < mail.count && mail[position + 1] == 0x0A
    return position + (isPair ? 2 : 1)
  }
}
