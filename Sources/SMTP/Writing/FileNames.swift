/// The name of an attached file, as parameters of `Content-Disposition` and `Content-Type`.
enum FileNames {
  /// The longest name, in bytes; more than file systems take.
  private static let mostBytes = 250

  /// A name without a path, for any letters. An empty one becomes `file`. Quotation marks, which no file has on Windows,
  /// are read in many ways.
  static func clean(_ name: String) -> String {
    let safe = String(name.map { ["/", "\\", "\""].contains($0) ? "_" : $0 })
    let flat = CleanText.line(safe, mostBytes: 10_000)
    if flat.utf8.count <= mostBytes { return flat.isEmpty || flat == "." || flat == ".." ? "file" : flat }
    // A long name keeps its extension.
    let dot = flat.utf8.count > 20 ? flat.lastIndex(of: ".").map { flat[$0...] } : nil
    let tail = dot.flatMap { $0.utf8.count <= 16 ? String($0) : nil } ?? ""
    return CleanText.cut(flat, mostBytes - tail.utf8.count) + tail
  }

  /// `filename="list.pdf"`; a name of other letters, or a long one, by RFC 2231: `filename*=UTF-8''…`, in pieces if it is
  /// long. Letters are not cut.
  static func filename(_ name: String) -> [String] {
    if let quoted = quoted(name), quoted.utf8.count <= 64 { return ["filename=\(quoted)"] }
    var pieces = ["UTF-8''"]
    for letter in name.flatMap(EncodedWords.pieces) {
      let escaped = percent(letter)
      if let last = pieces.last, last.utf8.count + escaped.utf8.count > 58 { pieces.append("") }
      pieces[pieces.count - 1] += escaped
    }
    if pieces.count == 1 { return ["filename*=\(pieces[0])"] }
    return pieces.enumerated().map { "filename*\($0)*=\($1)" }
  }

  /// The parameter `name`, which RFC 2045 replaced by `filename`. A name of other letters stands there in encoded words.
  /// RFC 2047 §5 forbids that, but some versions of Outlook, and webmail of some providers, read only these, and a reader
  /// of RFC 2231 never looks here. Thunderbird and others write the same pair.
  static func name(_ name: String) -> [String] {
    if let quoted = quoted(name), quoted.utf8.count <= 64 { return ["name=\(quoted)"] }
    var words = EncodedWords.split(name, room: 66, most: 72)
    words[0] = "name=\"" + words[0]
    words[words.count - 1] += "\""
    return words
  }

  private static func quoted(_ name: String) -> String? {
    if EncodedWords.areNeeded(for: name) { return nil }
    return "\"\(name)\""
  }

  private static func percent(_ letter: String) -> String {
    var bytes: [UInt8] = []
    for byte in letter.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: bytes.append(byte)
      default: bytes += [0x25, QuotedPrintable.hex(byte >> 4), QuotedPrintable.hex(byte & 0xF)]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
