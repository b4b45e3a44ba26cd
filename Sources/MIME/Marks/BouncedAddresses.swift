/// The addresses to which a mail could not be delivered, as an old mail system's words name them.
enum BouncedAddresses {
  /// `own` are the addresses of sender and reader, which stand in such texts too.
  static func read(_ lines: ArraySlice<Bytes>, own: Set<String>) -> [String] {
    // Behind `did not reach the following recipient(s):`, any address is meant.
    if let start = lines.firstIndex(where: { introductions.occur(in: $0.prefix(300).folded[...]) }) {
      let found = sorted(lines[(start + 1)...].prefix(50), own: own)
      if !found.isEmpty { return found }
    }
    return sorted(lines.prefix(1_000), own: own)
  }

  /// `<a@b>:`, or a line that begins with an address; else those of `To:`; else whatever address is not the sender's or the reader's own.
  private static func sorted(_ lines: ArraySlice<Bytes>, own: Set<String>) -> [String] {
    var alone: [String] = []
    var addressed: [String] = []
    var others: [String] = []
    for line in lines where line.contains(0x40) && alone.count < 100 {
      let core = line.prefix(2_000).trimmedWide.folded[...].dropping("<\"'*-")
      let found = addresses(core)
      guard let first = found.first else { continue }
      if core.starts(with: first.utf8), endsAddress(core.dropFirst(first.utf8.count)) {
        if !alone.contains(first) { alone.append(first) }
      } else if beginnings.begin(core), !addressed.contains(first), addressed.count < 20 {
        addressed.append(first)
      }
      for address in found where others.count < 5 && !own.contains(address) && !others.contains(address) {
        if !SenderMarks.isDaemon(MailAddress(name: "", address: address)) { others.append(address) }
      }
    }
    return !alone.isEmpty ? alone : !addressed.isEmpty ? addressed : others
  }

  private static func endsAddress(_ rest: Bytes) -> Bool {
    guard let next = rest.dropping(">\"'").first else { return true }
    return next.isSpace || [0x3A, 0x2E, 0x2C, 0x28, 0x3B].contains(next)
  }

  /// The words with an @ between letters.
  private static func addresses(_ line: Bytes) -> [String] {
    line.split(whereSeparator: { $0.isSpace || ends.contains($0) }).compactMap { word in
      let dots = word.place(of: "...") ?? word.endIndex
      let core = word[..<dots].droppingLast(".!?")
      guard let place = core.firstIndex(of: 0x40), place != core.startIndex, core[place...].contains(0x2E), core.count < 255 else {
        return nil
      }
      return core.text
    }
  }

  private static let ends = Set("<>()[]{}\"',;:=|".utf8)
  private static let introductions = Phrases([
    "did not reach the following", "following recipient", "following address", "was not delivered to", "not be delivered to the following",
    "failed for the following", "these recipients",
  ])
  private static let beginnings = Phrases([
    "to:", "to ", "recipient", "rcpt to", "address:", "your message to", "адрес", "получател", "кому:", "mail to", "delivery to", "failed",
    "user ",
  ])
}
