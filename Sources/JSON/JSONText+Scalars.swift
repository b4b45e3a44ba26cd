extension JSONText {
  /// Reads the string whose opening quote is at the position. Afterwards the position is after the closing quote.
  mutating func string() throws(JSONFault) -> String {
    position += 1
    let start = position
    position += CleanRun.length(of: UnsafeRawBufferPointer(rebasing: bytes[start...]))
    guard position < bytes.count else { throw fault(.endsEarly) }
    if bytes[position] == 0x22 {
      let text = try decoded(bytes[start..<position], from: start)
      position += 1
      return text
    }
    return try escapedString(from: start)
  }

  /// Reads the rest of a string, when `position` is at an escape or at an invalid byte.
  private mutating func escapedString(from start: Int) throws(JSONFault) -> String {
    var text = try decoded(bytes[start..<position], from: start)
    while position < bytes.count {
      switch bytes[position] {
      case 0x22:
        position += 1
        return text
      case 0x5C:
        text.unicodeScalars.append(try escape())
      case let byte where byte < 0x20:
        throw fault(.controlCharacter(byte))
      default:
        let run = position
        position += CleanRun.length(of: UnsafeRawBufferPointer(rebasing: bytes[run...]))
        text += try decoded(bytes[run..<position], from: run)
      }
    }
    throw fault(.endsEarly)
  }

  /// Reads the escape at the position (RFC 8259 §7).
  private mutating func escape() throws(JSONFault) -> UnicodeScalar {
    let start = position
    guard start + 1 < bytes.count else { throw fault(.endsEarly, at: bytes.count) }
    position += 2
    switch bytes[start + 1] {
    case 0x22: return "\""
    case 0x5C: return "\\"
    case 0x2F: return "/"
    case 0x62: return "\u{8}"
    case 0x66: return "\u{C}"
    case 0x6E: return "\n"
    case 0x72: return "\r"
    case 0x74: return "\t"
    case 0x75: return try unicode(from: start)
    default: throw fault(.badEscape, at: start)
    }
  }

  private mutating func unicode(from start: Int) throws(JSONFault) -> UnicodeScalar {
    let first = try fourHex(from: start)
    if let scalar = UnicodeScalar(first) { return scalar }
    guard first < 0xDC00, position + 1 < bytes.count, bytes[position] == 0x5C, bytes[position + 1] == 0x75 else {
      throw fault(.loneSurrogate, at: start)
    }
    position += 2
    let second = try fourHex(from: position - 2)
    guard 0xDC00...0xDFFF ~= second, let scalar = UnicodeScalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) else {
      throw fault(.loneSurrogate, at: start)
    }
    return scalar
  }

  private mutating func fourHex(from start: Int) throws(JSONFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard position < bytes.count else { throw fault(.endsEarly) }
      switch bytes[position] {
      case let digit where 0x30...0x39 ~= digit: value = value << 4 | UInt32(digit - 0x30)
      case let digit where 0x61...0x66 ~= digit | 0x20: value = value << 4 | (UInt32(digit | 0x20) - 0x57)
      default: throw fault(.badEscape, at: start)
      }
      position += 1
    }
    return value
  }

  private func decoded(_ run: Slice<UnsafeRawBufferPointer>, from start: Int) throws(JSONFault) -> String {
    let run = UnsafeRawBufferPointer(rebasing: run).bindMemory(to: UInt8.self)
    do {
      // Four times as fast for short text as String(validating:).
      return String(copying: try UTF8Span(validating: run.span))
    } catch {
      throw fault(.invalidUTF8, at: start + error.byteOffsets.lowerBound)
    }
  }

  /// Reads the number at the position, which begins with a digit or a minus (RFC 8259 §6).
  mutating func number() throws(JSONFault) -> JSONNumber {
    let start = position
    if peek() == 0x2D { position += 1 }
    let whole = position
    try digits(from: start)
    if bytes[whole] == 0x30, position > whole + 1 { throw fault(.leadingZero, at: start) }
    if peek() == 0x2E {
      position += 1
      try digits(from: start)
    }
    if let byte = peek(), byte | 0x20 == 0x65 {
      position += 1
      if let sign = peek(), sign == 0x2B || sign == 0x2D { position += 1 }
      try digits(from: start)
    }
    let limit = JSONReader.longestNumber
    guard position - start <= limit else { throw fault(.longNumber(limit: limit), at: start) }
    return JSONNumber(text: String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func digits(from start: Int) throws(JSONFault) {
    let first = position
    while let byte = peek(), 0x30...0x39 ~= byte { position &+= 1 }
    if position == first { throw position == bytes.count ? fault(.endsEarly) : fault(.badNumber, at: start) }
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }
}
