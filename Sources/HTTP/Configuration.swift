/// Where the server listens and how much it takes on.
package struct Configuration: Sendable {
  /// An IP address in numbers: `127.0.0.1`, `0.0.0.0`, `::1`, `::` (which takes IPv4 too). Empty: no TCP.
  package var host = "127.0.0.1"
  /// 0 takes a free one.
  package var port: UInt16 = 0
  /// A Unix socket for the trusted console, made with mode 0600.
  package var socketPath: String?
  package var limits = Limits.serving
  /// Threads of the everyday crew; the others have one each.
  package var workers = 2
  /// Threads of all crews.
  package var threads: Int { workers + Crew.allCases.count - 1 }
  /// Requests waiting for the everyday crew.
  package var workerQueue = 64
  /// Requests waiting for the gate crew: as many as it does within a second or two.
  package var gateQueue = 16
  /// Requests waiting for the bulk crew. Each holds its file in memory.
  package var bulkQueue = 4
  /// What waits for the background crew; the same holds for it.
  package var backgroundQueue = 4
  /// Reads waiting for their turn; only an overload makes any wait.
  package var readQueue = 8192
  /// Changes waiting for their turn or for the disk, errands included.
  package var changeQueue = 8192
  /// A request that would wait longer than this for its turn, in milliseconds, is refused. A refusal asks its client to come back after
  /// a second, and costs the desk a good part of what an answer costs: whoever can be served sooner than that is better off waiting.
  /// Who must be answered at once (a load balancer's probe) is answered outside the queue.
  package var queueWait: Int64 = 1000
  /// A client refused twice within so many milliseconds is not read for up to as long: each refusal costs time that the others need. Short
  /// enough that the next refusal still leaves within 50 ms of its request.
  package var refusalPause: Int64 = 28
  package var connections = 16_384
  package var streams = 1024
  /// A turn takes at most so many requests of a kind, for at most so many nanoseconds.
  package var turnRequests = 256
  package var turnTime: Int64 = 2_000_000
  /// Field lines on every answer: what is answered is nobody's to keep, neither a proxy's nor a browser's (RFC 9111, 5.2.2.5), and is what
  /// its type says.
  package var standingFields: [(name: StaticString, value: StaticString)] = [
    ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
  ]
  /// Every answer carries `X-Request-Id`.
  package var sendsRequestID = true

  package init() {}
}
