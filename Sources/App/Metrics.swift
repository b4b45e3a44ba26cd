import HTTP
import SQLite
import Synchronization

/// What Prometheus reads, beside the server's own counters: answers by status class and a histogram of time.
final class Metrics: Sendable {
  private static let bounds: [Int64] = [100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 1_000_000]
  private struct State {
    var buckets = [UInt64](repeating: 0, count: Metrics.bounds.count + 1)
    var sum: Int64 = 0
  }
  private let state = Mutex(State())

  func note(status: Int, microseconds: Int64) {
    let bucket = Self.bounds.firstIndex { microseconds <= $0 } ?? Self.bounds.count
    state.withLock { state in
      state.buckets[bucket] &+= 1
      state.sum &+= microseconds
    }
  }

  func text(_ counters: Counters, _ log: Checkpointer.Log) -> String {
    let state = state.withLock { $0 }
    var text = ""
    func put(_ name: String, _ kind: String, _ help: String, _ samples: [(String, UInt64)]) {
      text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
      for (labels, value) in samples { text += "\(name)\(labels) \(value)\n" }
    }
    let answers = counters.answers
    put(
      "desk_answers_total", "counter", "Answers by class of status.",
      [
        ("{class=\"1xx\"}", answers.0), ("{class=\"2xx\"}", answers.1), ("{class=\"3xx\"}", answers.2), ("{class=\"4xx\"}", answers.3),
        ("{class=\"5xx\"}", answers.4),
      ])
    put("desk_connections_accepted_total", "counter", "Connections accepted.", [("", counters.accepted)])
    put("desk_connections_refused_total", "counter", "Connections refused for want of room.", [("", counters.turnedAway)])
    put("desk_connections_timed_out_total", "counter", "Connections cut by a deadline.", [("", counters.timedOut)])
    put("desk_requests_refused_total", "counter", "Requests refused because a queue was full.", [("", counters.refused)])
    put("desk_turns_total", "counter", "Turns of the desk thread.", [("", counters.turns)])
    put("desk_commits_total", "counter", "Transactions committed.", [("", counters.commits)])
    put("desk_syncs_total", "counter", "Times the log was made durable.", [("", counters.syncs)])
    put("desk_received_bytes_total", "counter", "Bytes received.", [("", counters.bytesIn)])
    put("desk_sent_bytes_total", "counter", "Bytes sent.", [("", counters.bytesOut)])
    put("desk_connections", "gauge", "Connections open.", [("", UInt64(counters.connections))])
    put("desk_streams", "gauge", "Live streams open.", [("", UInt64(counters.streams))])
    put(
      "desk_queue", "gauge", "Requests waiting.",
      [
        ("{for=\"read\"}", UInt64(counters.readsWaiting)), ("{for=\"change\"}", UInt64(counters.changesWaiting)),
        ("{for=\"disk\"}", UInt64(counters.answersHeld)), ("{for=\"worker\"}", UInt64(counters.workWaiting)),
      ])
    put("desk_log_bytes", "gauge", "Size of the database's log.", [("", UInt64(clamping: log.bytes))])
    put(
      "desk_log_held_seconds", "gauge", "How long somebody's reading has kept the log from starting over.",
      [("", UInt64(clamping: log.heldSeconds))])
    put("desk_sqlite_info", "gauge", "The SQLite inside.", [("{version=\"\(Database.libraryVersion)\"}", 1)])
    text += "# HELP desk_request_seconds Time from a request's arrival to its answer.\n# TYPE desk_request_seconds histogram\n"
    var count: UInt64 = 0
    for (index, bound) in Self.bounds.enumerated() {
      count += state.buckets[index]
      text += "desk_request_seconds_bucket{le=\"\(Double(bound) / 1_000_000)\"} \(count)\n"
    }
    count += state.buckets[Self.bounds.count]
    text +=
      "desk_request_seconds_bucket{le=\"+Inf\"} \(count)\ndesk_request_seconds_sum \(Double(state.sum) / 1_000_000)\ndesk_request_seconds_count \(count)\n"
    return text
  }
}
