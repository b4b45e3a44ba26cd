/// A query with an invalid percent sign or with text that is not UTF-8.
package struct BadQuery: Error, Equatable, Sendable {
  /// The parameter's name as it was sent.
  package let name: String
}

extension Request {
  /// Names and values of the query in order, percent-decoded, with `+` read as a space.
  package func queryItems() throws(BadQuery) -> [(name: String, value: String)] {
    guard hasQuery else { return [] }
    return try withQuery { QueryText.items($0) }.get()
  }

  /// The path's parameter number `index`, percent-decoded; empty if the route has no such parameter. The router has
  /// checked that it decodes.
  package func parameter(_ index: Int) -> String {
    withParameter(index) { PercentText.decode($0, plusIsSpace: false) } ?? ""
  }

  /// The parameter as a number below 2⁶³: digits only, no sign, no leading zeros.
  package func integer(_ index: Int) -> Int64? {
    withParameter(index) { text in
      guard let first = text.first, first != 48 || text.count == 1 else { return nil }
      var value: Int64 = 0
      for byte in text {
        guard Octets.isDigit(byte) else { return nil }
        let (tens, over) = value.multipliedReportingOverflow(by: 10)
        let (sum, more) = tens.addingReportingOverflow(Int64(byte &- 48))
        guard !over, !more else { return nil }
        value = sum
      }
      return value
    }
  }

  private func withParameter<T>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    guard index >= 0, index < 4 else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    let range = Int(parameters[index * 2])..<Int(parameters[index * 2 + 1])
    return bytes.withBytes { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }
}

/// The query of an address, the part after `?`.
package enum QueryText {
  /// Names and values in order, as `Request.queryItems` reads them.
  package static func items(_ query: String) throws(BadQuery) -> [(name: String, value: String)] {
    var query = query
    return try query.withUTF8 { items($0) }.get()
  }

  static func items(_ query: UnsafeBufferPointer<UInt8>) -> Result<[(name: String, value: String)], BadQuery> {
    var items: [(name: String, value: String)] = []
    var start = 0
    while start <= query.count {
      var end = start
      while end < query.count, query[end] != 38 { end &+= 1 }
      defer { start = end &+ 1 }
      guard end > start else { continue }
      var equals = start
      while equals < end, query[equals] != 61 { equals &+= 1 }
      let rawName = UnsafeBufferPointer(rebasing: query[start..<equals])
      let rawValue = UnsafeBufferPointer(rebasing: query[min(equals &+ 1, end)..<end])
      guard let name = PercentText.decode(rawName, plusIsSpace: true), let value = PercentText.decode(rawValue, plusIsSpace: true) else {
        return .failure(BadQuery(name: String(decoding: rawName, as: UTF8.self)))
      }
      items.append((name, value))
    }
    return .success(items)
  }
}

/// Percent-encoding (RFC 3986, 2.1).
enum PercentText {
  /// Decodes percent signs. nil if one is not followed by two hexadecimal digits, or if the bytes are not UTF-8.
  static func decode(_ text: UnsafeBufferPointer<UInt8>, plusIsSpace: Bool) -> String? {
    var isPlain = true
    for byte in text where byte == 37 || byte == 43 || byte >= 128 { isPlain = false }
    if isPlain { return String(decoding: text, as: UTF8.self) }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      var byte = text[index]
      index &+= 1
      if byte == 37 {
        guard index &+ 1 < text.count, let high = Octets.hexadecimal(text[index]), let low = Octets.hexadecimal(text[index &+ 1]) else {
          return nil
        }
        byte = high << 4 | low
        index &+= 2
      } else if byte == 43, plusIsSpace {
        byte = 32
      }
      decoded.append(byte)
    }
    return String(validating: decoded, as: UTF8.self)
  }
}
