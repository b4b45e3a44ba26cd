/// Addresses to listen on, and limits of the server's load.
package struct Configuration: Sendable {
  /// A numeric IP address: `127.0.0.1`, `0.0.0.0`, `::1` or `::`, which accepts IPv4 too. Empty: no TCP.
  package var host = "127.0.0.1"
  /// 0: any free port.
  package var port: UInt16 = 0
  /// Path of a Unix socket for the trusted console, created with mode 0600.
  package var socketPath: String?
  /// Path of a Unix socket for deliveries, created with mode 0660.
  package var deliverySocketPath: String?
  package var limits = Limits.serving
  /// Threads of the everyday crew. The other crews have one each.
  package var workers = 2
  /// Threads of all crews.
  package var threads: Int { workers + Crew.allCases.count - 1 }
  /// Requests waiting for the everyday crew.
  package var workerQueue = 64
  /// Requests waiting for the gate crew; about as many as it finishes in one or two seconds.
  package var gateQueue = 16
  /// Requests waiting for the bulk crew. Each holds its file in memory.
  package var bulkQueue = 4
  /// Requests waiting for the files crew. Pieces of bodies do not count.
  package var filesQueue = 64
  /// Requests waiting for the mail crew. Each holds its mail in memory.
  package var mailQueue = 16
  /// Jobs waiting for the background crew. Each holds its file in memory.
  package var backgroundQueue = 4
  /// Reads waiting for their turn. They wait only under overload.
  package var readQueue = 8192
  /// Changes waiting for their turn or for the disk, errands included.
  package var changeQueue = 8192
  /// Longest wait for a turn, in milliseconds. A request that would wait longer is refused. A refusal sends the client
  /// away for a second and costs a good part of a response, so a client who can be served sooner is better off
  /// waiting. A request that must be answered at once, such as a load balancer's probe, does not enter the queue.
  package var queueWait: Int64 = 1000
  /// A client refused twice within this many milliseconds is not read for up to as long, because each refusal takes
  /// time from the others. The pause is so short that the next refusal still leaves within 50 ms of its request.
  package var refusalPause: Int64 = 28
  package var connections = 16_384
  package var streams = 10_240
  /// A turn takes at most this many requests of a kind, for at most this many nanoseconds.
  package var turnRequests = 256
  package var turnTime: Int64 = 2_000_000
  /// A turn writes to live streams for this many nanoseconds, and to at least one that waits.
  package var streamTime: Int64 = 500_000
  /// Header lines of every response. Neither proxies nor browsers may store it (RFC 9111, 5.2.2.5) or guess its type.
  package var standingFields: [(name: StaticString, value: StaticString)] = [
    ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
  ]
  /// Sends `X-Request-Id` with every response.
  package var sendsRequestID = true

  package init() {}
}
