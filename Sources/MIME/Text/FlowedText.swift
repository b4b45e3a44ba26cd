/// Text whose paragraphs were cut into lines for the way (RFC 3676).
enum FlowedText {
  /// The paragraphs on one line each, quotations marked by `> ` as before. With `delsp=yes`, the blank at which a line was cut is
  /// no part of the text.
  static func joined(_ text: String, dropsBlank: Bool) -> String {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    /// The level of quotation of a paragraph that goes on.
    var open: Int?
    var isFirst = true
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let depth = line.prefix { $0 == 0x3E }.count
      var rest = line.dropFirst(depth)
      // A blank that protects the line's beginning.
      if rest.first == 0x20 { rest.removeFirst() }
      let isSignature = rest.elementsEqual("-- ".utf8)
      if open != depth || isSignature {
        if !isFirst { out.append(0x0A) }
        if depth > 0 { out += [UInt8](repeating: 0x3E, count: depth) + [0x20] }
      }
      isFirst = false
      open = rest.last == 0x20 && !isSignature ? depth : nil
      out += open != nil && dropsBlank ? rest.dropLast() : rest
    }
    return String(decoding: out, as: UTF8.self)
  }
}
