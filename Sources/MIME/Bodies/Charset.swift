import Glibc

/// Character sets to text, by the C library's iconv.
///
/// Only the sets of `CharsetNames` are ever opened: a mail cannot make the C library load anything else.
package enum Charset {
  package struct Reading: Sendable {
    package let text: String
    /// What was wrong with the declared set, if anything.
    let oddity: Oddity?
  }

  /// The text of bytes in a declared set. Without one, or with an unknown one, it is UTF-8 if the bytes are valid UTF-8, else
  /// `other`, else windows-1251, in which hardly a Russian text is valid UTF-8. NUL is dropped.
  package static func decode(_ bytes: Bytes, declared: String?, else other: String? = nil) -> Reading {
    if isASCII(bytes) && !isStateful(declared) { return Reading(text: clean(bytes), oddity: nil) }
    guard let declared, let name = CharsetNames.iconvName(declared) else {
      let unknown = declared.flatMap { CharsetNames.saysNothing($0) ? nil : Oddity.unknownCharset(String($0.prefix(40))) }
      return Reading(text: undeclared(bytes, else: other), oddity: unknown)
    }
    if name == "UTF-8" { return utf8(bytes) }
    if isPlainlyUTF8(bytes, in: name) { return Reading(text: clean(bytes), oddity: .malformedText) }
    guard let (text, isWhole) = convert(bytes, from: name) else {
      return Reading(text: undeclared(bytes, else: other), oddity: .unknownCharset(declared))
    }
    if isWhole { return Reading(text: text, oddity: nil) }
    if name.hasPrefix("ISO-2022"), bytes.contains(VendorJapanese.escape) {
      if let wide = VendorJapanese.euc(bytes), let read = convert(wide[...], from: VendorJapanese.name), read.isWhole {
        return Reading(text: read.text, oddity: nil)
      }
      return Reading(text: text, oddity: .malformedText)
    }
    // A gateway converted the text to UTF-8 and left the declaration as it was.
    return Reading(text: String(validating: bytes, as: UTF8.self).map(clean) ?? text, oddity: .malformedText)
  }

  /// The sets of `CharsetNames` that this machine's C library cannot convert. Its modules are files of their own, and small
  /// systems leave them out. Then text in such a set is read as if none were declared.
  package static func missing() -> [String] {
    Set(CharsetNames.known.values).sorted().filter { name in
      guard name != "UTF-8" else { return false }
      guard let converter = open(name) else { return true }
      iconv_close(converter)
      return false
    }
  }

  private static func undeclared(_ bytes: Bytes, else other: String?) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return clean(text) }
    if let other, !isStateful(other), let name = CharsetNames.iconvName(other) {
      if name == "UTF-8" { return utf8(bytes).text }
      if let (text, isWhole) = convert(bytes, from: name), isWhole { return text }
    }
    return convert(bytes, from: "CP1251")?.text ?? latin(bytes)
  }

  /// Bytes that are no UTF-8 become U+FFFD, as in a text that was cut. A text with several letters beyond ASCII, none of them UTF-8, is
  /// in another set.
  private static func utf8(_ bytes: Bytes) -> Reading {
    if let text = String(validating: bytes, as: UTF8.self) { return Reading(text: clean(text), oddity: nil) }
    let text = clean(bytes)
    let isCut =
      bytes.lazy.filter { $0 >= 0x80 }.prefix(4).count < 4 || text.unicodeScalars.contains { $0.value >= 0x80 && $0.value != 0xFFFD }
    return Reading(text: isCut ? text : undeclared(bytes, else: nil), oddity: .malformedText)
  }

  /// Whether the bytes are UTF-8 whatever their declaration says, as scripts and forms send them. Two letters beyond ASCII are hardly so
  /// by chance in a set of a byte for each letter; where letters take two bytes, or stand as UTF-8 has them, it takes more.
  private static func isPlainlyUTF8(_ bytes: Bytes, in name: String) -> Bool {
    guard !isStateful(name) else { return false }
    let least = CharsetNames.resemblesUTF8.contains(name) ? 12 : 4
    return bytes.lazy.filter { $0 >= 0x80 }.prefix(least).count == least && String(validating: bytes, as: UTF8.self) != nil
  }

  /// Every byte a letter of the same number, so that nothing is lost where even windows-1251 is missing.
  private static func latin(_ bytes: Bytes) -> String {
    var text = String.UnicodeScalarView()
    for byte in bytes where byte != 0 { text.append(Unicode.Scalar(byte)) }
    return String(text)
  }

  private static func isASCII(_ bytes: Bytes) -> Bool { bytes.withUnsafeBufferPointer { $0.allSatisfy { $0 < 0x80 } } }

  /// Sets whose text may consist of ASCII bytes and still be none.
  private static func isStateful(_ declared: String?) -> Bool {
    declared.flatMap(CharsetNames.iconvName).map(isStateful) ?? false
  }

  private static func isStateful(_ name: String) -> Bool {
    name.hasPrefix("ISO-2022") || name.hasPrefix("UTF-7") || name.hasPrefix("UTF-16") || name.hasPrefix("UTF-32") || name == "HZ"
  }

  private static func clean(_ bytes: Bytes) -> String {
    bytes.contains(0) ? String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self) : String(decoding: bytes, as: UTF8.self)
  }

  private static func clean(_ text: String) -> String { text.utf8.contains(0) ? text.filter { $0 != "\0" } : text }

  private static func open(_ name: String) -> iconv_t? {
    let converter = iconv_open("UTF-8", name)
    return converter == iconv_t(bitPattern: -1) ? nil : converter
  }

  /// `nil` if the set's module is missing. Bytes that the set lacks become U+FFFD.
  private static func convert(_ bytes: Bytes, from name: String) -> (text: String, isWhole: Bool)? {
    guard let converter = open(name) else { return nil }
    defer { iconv_close(converter) }
    var input = [CChar](bytes.map { CChar(bitPattern: $0) })
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count * 2)
    var isWhole = true
    var buffer = [CChar](repeating: 0, count: 16_384)
    input.withUnsafeMutableBufferPointer { input in
      var next = input.baseAddress
      var left = input.count
      while left > 0 {
        let (result, written) = step(converter, &next, &left, &buffer)
        let failure = errno
        out.append(contentsOf: buffer[..<written].lazy.map { UInt8(bitPattern: $0) })
        if result != -1 || left == 0 { break }
        if failure == E2BIG { continue }
        // An unknown or unfinished sequence: one byte is given up.
        out.append(contentsOf: [0xEF, 0xBF, 0xBD])
        isWhole = false
        next = next?.advanced(by: 1)
        left -= 1
      }
    }
    return (clean(out[...]), isWhole)
  }

  private static func step(
    _ converter: iconv_t, _ next: inout UnsafeMutablePointer<CChar>?, _ left: inout Int, _ buffer: inout [CChar]
  ) -> (Int, Int) {
    buffer.withUnsafeMutableBufferPointer { buffer in
      var target = buffer.baseAddress
      var room = buffer.count
      let result = iconv(converter, &next, &left, &target, &room)
      return (result, buffer.count - room)
    }
  }
}
