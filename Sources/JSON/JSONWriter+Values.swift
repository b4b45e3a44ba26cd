extension JSONWriter {
  @inlinable public mutating func null() { raw("null") }

  @inlinable public mutating func bool(_ value: Bool) {
    if value { raw("true") } else { raw("false") }
  }

  public mutating func string(_ value: String) {
    var value = value
    value.withUTF8 { string(utf8: UnsafeRawBufferPointer($0)) }
  }

  /// Writes text given as bytes, which must be UTF-8. `"`, `\` and control characters are escaped (RFC 8259 §7).
  public mutating func string(utf8 text: UnsafeRawBufferPointer) {
    reserve(text.count + 3)
    separate()
    put(0x22)
    var rest = text
    while true {
      let clean = CleanRun.length(of: rest)
      copy(UnsafeRawBufferPointer(rebasing: rest[..<clean]))
      guard clean < rest.count else { break }
      escape(rest[clean], before: rest.count - clean)
      rest = UnsafeRawBufferPointer(rebasing: rest[(clean + 1)...])
    }
    put(0x22)
    follows = true
  }

  @inlinable public mutating func integer(_ value: Int) { integer(Int64(value)) }
  @inlinable public mutating func integer(_ value: Int32) { integer(Int64(value)) }

  public mutating func integer(_ value: Int64) {
    reserve(22)
    separate()
    if value < 0 { put(0x2D) }
    digits(value.magnitude)
    follows = true
  }

  /// Writes a decimal given in thousandths, with no more places than needed: 4500 is `4.5`, 1000 is `1`, -500 is `-0.5`.
  public mutating func thousandths(_ value: Int64) {
    reserve(26)
    separate()
    if value < 0 { put(0x2D) }
    var (whole, part) = value.magnitude.quotientAndRemainder(dividingBy: 1000)
    digits(whole)
    if part != 0 { put(0x2E) }
    while part != 0 {
      whole = part / 100
      put(0x30 + UInt8(truncatingIfNeeded: whole))
      part = (part - whole * 100) * 10
    }
    follows = true
  }

  /// Writes a binary fraction with the fewest digits that read as the same value; `null` if it is not finite, for which JSON has no text.
  public mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    // The description of a finite value is JSON: `0.1`, `1e-07`, `-0.0`.
    raw([UInt8]("\(value)".utf8))
  }

  /// Writes an instant, in milliseconds since 1970, as `"2026-11-22T07:44:00.123Z"`. Outside the years 0000–9999,
  /// which RFC 3339 cannot express, it writes `null`.
  public mutating func time(_ milliseconds: Int64) {
    guard Timestamp.range.contains(milliseconds) else { return null() }
    reserve(Timestamp.length + 3)
    separate()
    put(0x22)
    if let moment, moment.milliseconds == milliseconds {
      (start + count).copyMemory(from: start + moment.place, byteCount: Timestamp.length)
    } else {
      Timestamp.write(milliseconds, to: start + count)
      moment = (milliseconds, count)
    }
    count += Timestamp.length
    put(0x22)
    follows = true
  }

  @inlinable public mutating func date(_ days: Int) { date(Int64(days)) }
  @inlinable public mutating func date(_ days: Int32) { date(Int64(days)) }

  /// Writes a date, in days since 1970-01-01, as `"2026-11-22"`; `null` outside the years 0000–9999.
  public mutating func date(_ days: Int64) {
    guard CalendarDate.range.contains(Int(days)) else { return null() }
    reserve(CalendarDate.length + 3)
    separate()
    put(0x22)
    CalendarDate.write(Int(days), to: start + count)
    count += CalendarDate.length
    put(0x22)
    follows = true
  }

  /// Writes a value that was read before. Numbers keep their digits.
  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let value): bool(value)
    case .number(let number): raw([UInt8](number.text.utf8))
    case .string(let text): string(text)
    case .array(let items):
      beginArray()
      for item in items { self.value(item) }
      endArray()
    case .object(let object):
      beginObject()
      for member in object.members {
        key(member.key)
        self.value(member.value)
      }
      endObject()
    }
  }

  /// Writes the escape of one byte. `left` is the number of bytes still to be written, including this one; room is
  /// reserved for them and the closing quote.
  private mutating func escape(_ byte: UInt8, before left: Int) {
    reserve(left + 7)
    put(0x5C)
    switch byte {
    case 0x22, 0x5C: put(byte)
    case 0x08: put(0x62)
    case 0x09: put(0x74)
    case 0x0A: put(0x6E)
    case 0x0C: put(0x66)
    case 0x0D: put(0x72)
    default:
      put(0x75)
      put(0x30)
      put(0x30)
      put(0x30 + (byte >> 4))
      put(byte & 15 < 10 ? 0x30 + (byte & 15) : 0x57 + (byte & 15))
    }
  }

  private mutating func digits(_ value: UInt64) {
    if value < 10 { return put(0x30 + UInt8(truncatingIfNeeded: value)) }
    var length = 1
    var limit: UInt64 = 10
    while length < 20, value >= limit {
      length &+= 1
      limit = limit &* 10
    }
    // Write from the end, two digits at a time.
    var rest = value
    var position = count &+ length
    while rest >= 100 {
      position &-= 2
      CalendarDate.pair(Int(truncatingIfNeeded: rest % 100), to: start + position)
      rest /= 100
    }
    count &+= length
    if rest >= 10 { return CalendarDate.pair(Int(truncatingIfNeeded: rest), to: start + (position &- 2)) }
    start.storeBytes(of: 0x30 &+ UInt8(truncatingIfNeeded: rest), toByteOffset: position &- 1, as: UInt8.self)
  }
}
