/// What the reader's own mail system found out about a mail's sender. What cannot be read is not known, neither passed nor failed.
package struct Authentication: Sendable, Equatable {
  package enum Verdict: String, Sendable {
    case pass, fail, softfail, neutral, none, policy, temperror, permerror
  }

  /// The mail system that speaks (RFC 8601, 2.5); `nil` if it does not say.
  package let authority: String?
  package let spf: Verdict?
  /// The best of all signatures.
  package let dkim: Verdict?
  package let dmarc: Verdict?

  /// Reads the topmost Authentication-Results with those right below it that name the same authority: each hop writes above the others,
  /// and what a stranger wrote stands below. Received-SPF counts if nothing else tells of SPF.
  init(_ fields: HeaderFields) {
    var authority: String?
    var found: [String: Verdict] = [:]
    for (index, value) in fields.all("Authentication-Results").prefix(10).enumerated() {
      let (speaker, results) = Self.results(value)
      if index == 0 { authority = speaker } else if speaker == nil || speaker != authority { break }
      for (method, verdict) in results where found[method] == nil || method == "dkim" && verdict == .pass { found[method] = verdict }
    }
    self.authority = authority
    spf = found["spf"] ?? fields.word("Received-SPF").flatMap(Self.verdict)
    dkim = found["dkim"]
    dmarc = found["dmarc"]
  }

  private static func results(_ value: Bytes) -> (authority: String?, results: [(String, Verdict)]) {
    var authority: String?
    var results: [(String, Verdict)] = []
    for (index, statement) in withoutComments(value).split(separator: 0x3B).enumerated() {
      let words = statement.split(whereSeparator: \.isSpace)
      guard let first = words.first else { continue }
      guard let equals = first.firstIndex(of: 0x3D) else {
        if index == 0 { authority = first.lowered }
        // A space before the equals sign: `spf = pass`.
        if words.count > 2, words[1].elementsEqual([0x3D]), let verdict = verdict(words[2].lowered) {
          results.append((first.lowered, verdict))
        }
        continue
      }
      let method = first[..<equals].prefix { $0 != 0x2F }.lowered
      if let verdict = verdict(first[(equals + 1)...].lowered) { results.append((method, verdict)) }
    }
    return (authority, results)
  }

  private static func verdict(_ word: String) -> Verdict? {
    switch word {
    case "hardfail": .fail
    case "error": .temperror
    case "unknown": .permerror
    default: Verdict(rawValue: word)
    }
  }

  private static func withoutComments(_ value: Bytes) -> [UInt8] {
    var out: [UInt8] = []
    var depth = 0
    for byte in value {
      if byte == 0x28 { depth += 1 }
      if depth == 0 { out.append(byte) }
      if byte == 0x29, depth > 0 { depth -= 1 }
    }
    return out
  }
}
