/// Limits of what a client may ask before it is refused or disconnected. Sizes in bytes, times in milliseconds.
package struct Limits: Sendable {
  /// Longest request line without its line end; above it 414.
  package var requestLine = 8 * 1024
  /// Longest header section with its line ends; above it 431.
  package var headers = 32 * 1024
  /// Most header lines; above it 431.
  package var fields = 100
  /// Longest body, unless `Work.planHead` allows another for its route; above it 413.
  package var body = 1024 * 1024
  /// A longer body comes only after `Work.planHead` allows it, since some routes accept less.
  package var unasked = Int.max
  /// A body taken in pieces is handed on when so many bytes of it are here. It is not read on while `owed` bytes wait for their worker.
  package var piece = 262_144
  package var owed = 1024 * 1024
  /// Longest time from the first byte of a request to the end of its head; above it 408.
  package var headerTime: Int64 = 10_000
  /// A body may take this long, plus one second for each `minimumRate` bytes of it; later 408.
  package var bodyTime: Int64 = 10_000
  /// A response may take this long, plus one second for each `minimumRate` bytes that the client took. After that the
  /// connection is closed.
  package var writeTime: Int64 = 30_000
  /// Slowest rate of a body or of reading a response, in bytes per second.
  package var minimumRate = 1024
  /// Longest time that a connection may stay open without a request.
  package var idleTime: Int64 = 75_000
  /// Time that a closing connection is still read, so that the last response is not lost to a reset (RFC 9112, 9.6).
  package var lingerTime: Int64 = 2_000
  /// A live stream gets a comment line after this long without an event.
  package var heartbeat: Int64 = 15_000
  /// A live stream further behind than this is closed. It resumes with `Last-Event-ID`.
  package var streamLag = 1024 * 1024
  /// Most requests served to one connection before the others get their turn.
  package var pipelined = 32

  package init() {}

  /// Limits of a server that asks before it takes a long body.
  package static var serving: Limits {
    var limits = Limits()
    limits.unasked = 65_536
    return limits
  }

  /// Positions in a head are 16-bit numbers, so a greater limit is lowered to what fits.
  var headCeiling: (line: Int, section: Int) { (min(max(requestLine, 16), 16_384), min(max(headers, 64), 45_056)) }
}
