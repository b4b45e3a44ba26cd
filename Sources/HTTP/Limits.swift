/// What a client may ask of the server before it is refused or cut. Sizes in bytes, times in milliseconds.
package struct Limits: Sendable {
  /// Longest request line without its line end; beyond it 414.
  package var requestLine = 8 * 1024
  /// Longest field section, line ends included; beyond it 431.
  package var headers = 32 * 1024
  /// Most field lines; beyond it 431.
  package var fields = 100
  /// Longest body, unless `Work.planHead` allows another for its route; beyond it 413.
  package var body = 1024 * 1024
  /// A body longer than this is let come only by `Work.planHead`, since a route may take less than others.
  package var unasked = Int.max
  /// From the first byte of a request to the end of its head; then 408.
  package var headerTime: Int64 = 10_000
  /// A body may take this long plus one second for every `minimumRate` bytes of it; then 408.
  package var bodyTime: Int64 = 10_000
  /// An answer may take this long plus one second for every `minimumRate` bytes the client took; then it is cut.
  package var writeTime: Int64 = 30_000
  /// Bytes a second below which a body or the reading of an answer is called too slow.
  package var minimumRate = 1024
  /// How long a connection may stay open without a request.
  package var idleTime: Int64 = 75_000
  /// How long a closing connection is still read from, so that the last answer is not lost to a reset (RFC 9112, 9.6).
  package var lingerTime: Int64 = 2_000
  /// A comment line is sent to a live stream after this long without an event.
  package var heartbeat: Int64 = 15_000
  /// A live stream further behind than this is cut; it resumes with `Last-Event-ID`.
  package var streamLag = 1024 * 1024
  /// Requests served to one connection before the others get their turn.
  package var pipelined = 32

  package init() {}

  /// Of a server, which asks before it takes a long body.
  package static var serving: Limits {
    var limits = Limits()
    limits.unasked = 65_536
    return limits
  }

  /// Positions in a head are kept in 16 bits; a greater limit is lowered to what fits.
  var headCeiling: (line: Int, section: Int) { (min(max(requestLine, 16), 16_384), min(max(headers, 64), 45_056)) }
}
