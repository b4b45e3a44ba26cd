/// A value with parameters, as of Content-Type: `text/plain; charset=utf-8`.
///
/// File names come in six forms: plain, encoded word, bare 8-bit, extended (RFC 2231), continued, and continued extended.
/// The extended form counts before the others, wherever it stands.
package struct Parameters: Sendable {
  /// The value before the first semicolon in small letters, without comments and blanks.
  package let main: String
  private var pieces: [Piece] = []

  private struct Piece: Sendable {
    let name: String
    /// The number of a continuation; -1 for a whole value.
    let place: Int
    let isExtended: Bool
    let value: [UInt8]
  }

  package init(_ value: Bytes) {
    let bytes = EncodedWord.unfolded(value)
    var reader = ParameterReader(bytes)
    main = reader.main()
    while let (name, value, quoted) = reader.next(), pieces.count < 200 {
      let parts = name.split(separator: "*", omittingEmptySubsequences: false)
      let base = String(parts.first ?? "")
      if base.isEmpty { continue }
      let place = Self.place(parts.dropFirst())
      let isName = base == "filename" || base == "name"
      let kept = quoted || isName || parts.count > 1 ? value : [UInt8](value.prefix { !$0.isSpace && $0 != 0x28 })
      pieces.append(Piece(name: base, place: place, isExtended: parts.count > 1 && parts.last == "", value: kept))
    }
  }

  /// The number of a continuation, -1 for a whole value, -2 for a name that is broken.
  private static func place(_ marks: ArraySlice<Substring>) -> Int {
    guard let first = marks.first, !first.isEmpty else { return marks.count < 2 ? -1 : -2 }
    guard first.utf8.allSatisfy(\.isDigit), first.utf8.count < 4, first == "0" || first.utf8.first != 0x30 else { return -2 }
    return Int(first) ?? -2
  }

  /// The decoded value.
  package func text(_ name: String, bare: String? = nil) -> String? {
    let own = pieces.filter { $0.name == name }
    let plain = own.first { $0.place == -1 && !$0.isExtended }
    if let whole = own.first(where: { $0.place == -1 && $0.isExtended }), let text = Self.extended([whole], isSure: plain == nil) {
      return text
    }
    let continued = Self.inOrder(own.filter { $0.place >= 0 }, from: plain == nil ? 1 : 0)
    if continued.contains(where: \.isExtended), let text = Self.extended(continued, isSure: plain == nil) { return text }
    if !continued.isEmpty, !continued.contains(where: \.isExtended) {
      return EncodedWord.decode([UInt8](continued.map(\.value).joined())[...], bare: bare)
    }
    return plain.map { EncodedWord.decode($0.value[...], bare: bare) }
  }

  /// The bytes of a value as written, as a boundary has to be compared.
  func bytes(_ name: String) -> [UInt8]? {
    let own = pieces.filter { $0.name == name }
    if let whole = own.first(where: { $0.place == -1 && !$0.isExtended }) { return whole.value }
    return own.isEmpty ? nil : text(name).map { Array($0.utf8) }
  }

  /// The pieces up to the first gap. Some programs count from 1.
  private static func inOrder(_ pieces: [Piece], from most: Int) -> [Piece] {
    var seen: Set<Int> = []
    let sorted = pieces.filter { seen.insert($0.place).inserted }.sorted { $0.place < $1.place }
    guard let first = sorted.first?.place, first <= most else { return [] }
    return sorted.enumerated().prefix { $1.place == first + $0 }.map(\.element)
  }

  /// Undoes the percent signs and joins the bytes before decoding, since programs cut a letter between two pieces. `nil` if they are
  /// broken and a plain value is there.
  private static func extended(_ pieces: [Piece], isSure: Bool) -> String? {
    var charset: String?
    var joined: [UInt8] = []
    for (index, piece) in pieces.enumerated() {
      var value = piece.value[...]
      if index == 0, piece.isExtended {
        let quotes = value.indices.filter { value[$0] == 0x27 }.prefix(2)
        if let first = quotes.first, let second = quotes.last, first < second {
          charset = value[..<first].lowered
          value = value[(second + 1)...]
        } else if let only = quotes.first, CharsetNames.iconvName(value[..<only].lowered) != nil {
          charset = value[..<only].lowered
          value = value[(only + 1)...]
        }
      }
      if piece.isExtended { appendUnescaped(value, to: &joined) } else { joined += value }
    }
    let reading = Charset.decode(joined[...], declared: charset?.isEmpty == true ? nil : charset)
    if !isSure, reading.oddity != nil { return nil }
    let text = reading.text
    return text.contains("=?") ? EncodedWord.decode(Array(text.utf8)[...]) : text
  }

  private static func appendUnescaped(_ value: Bytes, to out: inout [UInt8]) {
    var at = value.startIndex
    while at < value.endIndex {
      if value[at] == 0x25, at + 2 < value.endIndex, let high = value[at + 1].hexValue, let low = value[at + 2].hexValue {
        out.append(high << 4 | low)
        at += 3
      } else {
        out.append(value[at])
        at += 1
      }
    }
  }
}
