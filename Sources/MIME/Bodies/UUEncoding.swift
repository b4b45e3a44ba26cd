/// Files that old programs put into plain text, between `begin 644 name` and `end`.
package struct UUEncoded: Sendable {
  package let name: Bytes
  /// The encoded lines.
  let content: Range<Int>
  /// From `begin` to the line behind `end`.
  let whole: Range<Int>

  /// The files within a text; those that never end are none.
  static func files(in bytes: [UInt8], _ range: Range<Int>) -> [UUEncoded] {
    var found: [UUEncoded] = []
    var open: (start: Int, name: Bytes, first: Int)?
    var at = range.lowerBound
    while at < range.upperBound, found.count < 100 {
      let line = bytes.line(at: at, before: range.upperBound)
      let text = bytes[at..<line.end]
      if let begun = open {
        if text.isWord("end") {
          found.append(UUEncoded(name: begun.name, content: begun.first..<at, whole: begun.start..<line.next))
          open = nil
        } else if !isLine(text) {
          open = nil
        }
      }
      if open == nil, let name = name(text) { open = (at, name, line.next) }
      at = line.next
    }
    return found
  }

  /// `begin`, three or four octal digits, a name.
  private static func name(_ line: Bytes) -> Bytes? {
    guard line.begins("begin ") else { return nil }
    let mode = line.dropFirst(6).prefix { 0x30...0x37 ~= $0 }
    guard 3...4 ~= mode.count, mode.endIndex < line.endIndex, line[mode.endIndex] == 0x20 else { return nil }
    let name = line[mode.endIndex...].trimmed()
    return name.isEmpty ? nil : name
  }

  /// A line's first letter is the number of its bytes. Trailing blanks may be lost, or a checksum added.
  private static func isLine(_ line: Bytes) -> Bool {
    guard let first = line.first else { return true }
    guard 0x20...0x60 ~= first else { return false }
    let bytes = Int((first - 0x20) & 0x3F)
    return line.count - 1 <= (bytes + 2) / 3 * 4 + 2 && line.allSatisfy { 0x20...0x60 ~= $0 }
  }

  static func decode(_ text: Bytes, into out: inout [UInt8], most: Int) {
    for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      guard let first = line.first, 0x20...0x60 ~= first, !line.begins("begin "), !line.isWord("end"), out.count < most else { continue }
      var left = Int((first - 0x20) & 0x3F)
      var at = line.startIndex + 1
      while left > 0, at < line.endIndex {
        var bits: UInt32 = 0
        for place in at..<(at + 4) { bits = bits << 6 | (place < line.endIndex ? UInt32(line[place] &- 0x20) & 0x3F : 0) }
        for shift in [16, 8, 0] where left > 0 {
          out.append(UInt8(truncatingIfNeeded: bits >> UInt32(shift)))
          left -= 1
        }
        at += 4
      }
    }
  }
}
