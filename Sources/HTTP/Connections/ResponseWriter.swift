import Glibc

/// Writes heads of responses. Parts that are the same in all of them are kept ready, so that a head costs a few copies.
struct ResponseWriter: ~Copyable {
  /// `Name: value` lines of every response, from the configuration.
  private let standing: [UInt8]
  private let sendsRequestID: Bool
  /// The status line of a 200 and the date, with which most responses begin.
  private var opening = ByteBuffer()
  private var dateLine: [UInt8] = []
  private var second: Int64 = .min
  private var identity: [UInt8]

  init(standing fields: [(name: StaticString, value: StaticString)], sendsRequestID: Bool) {
    var lines: [UInt8] = []
    for field in fields { lines += Array("\(field.name): \(field.value)\r\n".utf8) }
    standing = lines
    self.sendsRequestID = sendsRequestID
    identity = Array("X-Request-Id: \(RequestID.text(0).dropLast())".utf8)
  }

  /// Sets the date of the next responses, in milliseconds since 1970.
  @inline(__always) mutating func setTime(_ milliseconds: Int64) {
    let now = milliseconds / 1000
    if now != second { setDate(now) }
  }

  /// Properties of a response apart from its content.
  struct Manner {
    var isHead = false
    var minorVersion: UInt8 = 1
    var persists = true
    var id: UInt64 = 0
  }

  /// Writes head and body. A body longer than `inline` bytes is left to the caller; then it returns true.
  mutating func write(_ response: borrowing Response, _ manner: Manner, inline: Int, to out: inout ByteBuffer) -> Bool {
    writeHead(response.status, manner, to: &out)
    if let type = response.contentType {
      out.append("Content-Type: ")
      out.append(type)
      out.append("\r\n")
    }
    for field in response.headers { write(field.name, field.value, to: &out) }
    // A 204 must not declare a length. A 304 without one lets the client keep the length it knows (RFC 9110, 8.6).
    if !response.forbidsBody {
      out.append("Content-Length: ")
      out.append(decimal: response.body.count)
      out.append("\r\n\r\n")
      guard !manner.isHead, !response.body.isEmpty else { return false }
      if response.body.count > inline { return true }
      out.append(response.body)
    } else {
      out.append("\r\n")
    }
    return false
  }

  /// Writes the head of a live stream, which ends with the connection.
  mutating func writeStreamHead(_ manner: Manner, to out: inout ByteBuffer) {
    var manner = manner
    manner.persists = false
    writeHead(200, manner, to: &out)
    out.append("Content-Type: text/event-stream; charset=utf-8\r\nX-Accel-Buffering: no\r\n\r\n")
  }

  private mutating func writeHead(_ status: Int, _ manner: Manner, to out: inout ByteBuffer) {
    if status == 200 {
      out.append(opening.bytes)
    } else {
      out.append("HTTP/1.1 ")
      out.append(decimal: status)
      out.append(" ")
      out.append(ReasonPhrase.of(status))
      out.append("\r\n")
      out.append(dateLine)
    }
    if sendsRequestID {
      out.append(identity)
      out.append(hexadecimal: manner.id)
      out.append("\r\n")
    }
    if !manner.persists {
      out.append("Connection: close\r\n")
    } else if manner.minorVersion == 0 {
      out.append("Connection: keep-alive\r\n")
    }
  }

  private func write(_ name: StaticString, _ value: String, to out: inout ByteBuffer) {
    out.append(name)
    out.append(": ")
    var value = value
    value.withUTF8 { bytes in
      let place = out.room(bytes.count)
      for index in 0..<bytes.count { place[index] = Octets.isFieldContent(bytes[index]) ? bytes[index] : 32 }
      out.grew(by: bytes.count)
    }
    out.append("\r\n")
  }

  private mutating func setDate(_ now: Int64) {
    second = now
    dateLine = Array("Date: \(HTTPDate.text(now))\r\n".utf8)
    dateLine += standing
    opening.consume(opening.count)
    opening.append("HTTP/1.1 200 OK\r\n")
    opening.append(dateLine)
  }
}

/// A date such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7). Spelled out here, because strftime follows the locale.
enum HTTPDate {
  static func text(_ secondsSince1970: Int64) -> String {
    var time = time_t(secondsSince1970)
    var parts = tm()
    gmtime_r(&time, &parts)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { two($0) }.joined(separator: ":")
    return "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1900) \(clock) GMT"
  }

  private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
