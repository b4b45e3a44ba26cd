internal import HTTP

/// The part of a file that a request asks for (RFC 9110, 14).
enum ByteRange: Equatable {
  case whole
  /// Never empty.
  case part(Range<Int64>)
  /// The range lies outside the file.
  case none

  /// A range counts only for GET, and only if `If-Range` names the file as it is. Several ranges at once, and what cannot be read, are
  /// answered with the whole file, as the RFC allows.
  static func asked(of request: Request, tag: String, size: Int64) -> ByteRange {
    guard request.method == .get, let range = request.header("range") else { return .whole }
    if let condition = request.header("if-range"), condition.trimmed != "\"\(tag)\"" { return .whole }
    return ByteRange(range, size: size)
  }

  /// Reads `bytes=0-499`, `bytes=500-` or `bytes=-500`.
  init(_ text: String, size: Int64) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, String(parts[0]).trimmed.lowercased() == "bytes" else {
      self = .whole
      return
    }
    let ends = String(parts[1]).trimmed.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]) else {
      self = .whole
      return
    }
    switch (first, last) {
    case (nil, nil): self = .whole
    case (nil, let count?): self = count == 0 || size == 0 ? .none : .part(max(0, size - count)..<size)
    case (let first?, let last):
      if let last, last < first {
        self = .whole
      } else {
        self = first >= size ? .none : .part(first..<min(size, (last ?? size - 1).addingReportingOverflow(1).partialValue.orMost))
      }
    }
  }

  /// `.some(nil)` for an empty text, `nil` for what is no number.
  private static func number(_ text: Substring) -> Int64?? {
    if text.isEmpty { return .some(nil) }
    guard text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    // A number too large for 64 bits is beyond the end of every file.
    return .some(Int64(text) ?? .max - 1)
  }
}

extension Int64 {
  fileprivate var orMost: Int64 { self < 0 ? .max : self }
}
