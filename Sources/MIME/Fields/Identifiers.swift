/// Message identifiers without their brackets, in the order of the field.
package enum Identifiers {
  /// Takes every `<…>`, also behind words as `Your message of Monday <id>`, and folded ones. Without any bracket, the words
  /// that hold an @ count, if all do.
  package static func list(_ value: Bytes) -> [String] {
    let bytes = EncodedWord.unfolded(value)
    var found: [Bytes] = []
    var at = 0
    while let open = bytes[at...].firstIndex(of: 0x3C) {
      guard let close = bytes[open...].firstIndex(of: 0x3E) else { break }
      let first = bytes[open..<close].lastIndex(of: 0x3C) ?? open
      found.append(bytes[(first + 1)..<close])
      at = close + 1
    }
    if found.isEmpty {
      let words = bytes.split(whereSeparator: { $0.isSpace || $0 == 0x2C || $0 == 0x3C || $0 == 0x3E })
      if words.allSatisfy({ $0.contains(0x40) }) { found = words }
    }
    var ids = found.map(id).filter { !$0.isEmpty }
    if ids.count > MailLimits.identifiers { ids = [ids[0]] + ids.suffix(MailLimits.identifiers - 1) }
    return ids
  }

  /// The one identifier of a mail. Words without brackets and @ count too: some programs write such ids.
  package static func one(_ value: Bytes) -> String? {
    if let first = list(value).first { return first }
    let bytes = EncodedWord.unfolded(value)
    let whole = id(bytes[...].split(whereSeparator: { $0 == 0x3C || $0 == 0x3E || $0.isSpace }).first ?? [])
    return whole.isEmpty ? nil : whole
  }

  private static func id(_ bytes: Bytes) -> String {
    let kept = bytes.filter { !$0.isSpace && $0 >= 0x20 && $0 != 0x7F }
    return Charset.decode(kept[...].prefix(MailLimits.identifierBytes), declared: nil).text
  }
}
