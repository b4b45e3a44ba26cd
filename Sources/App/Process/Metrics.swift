import API
import HTTP
import SQLite
import Synchronization

/// Figures for Prometheus in addition to the server's own counters: responses by status class, and a histogram of times.
final class Metrics: Sendable {
  /// Bounds in microseconds. Responses that somebody waits for (a report, a log-in, an import) lie between a tenth of
  /// a second and ten seconds.
  private static let bounds: [Int64] = [
    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000,
  ]
  private struct State {
    var buckets = [UInt64](repeating: 0, count: Metrics.bounds.count + 1)
    var sum: Int64 = 0
  }
  private let state = Mutex(State())

  /// Figures that other parts count.
  struct Others {
    let counters: Counters
    let log: Checkpointer.Log
    let replica: ReplicaTold?
    let databaseBytes: Int64
    let filesBytes: Int64
    let filesLogBytes: Int64
    let imports: (running: Int, waiting: Int)
    let deliveriesWaiting: Int64
    let dispatchesWaiting: Int64
  }

  func note(status: Int, microseconds: Int64) {
    let bucket = Self.bounds.firstIndex { microseconds <= $0 } ?? Self.bounds.count
    state.withLock { state in
      state.buckets[bucket] &+= 1
      state.sum &+= microseconds
    }
  }

  func text(_ format: MetricsFormat, _ others: Others) -> String {
    let state = state.withLock { $0 }
    var text = MetricsText(format, created: ProcessFigures.startedAt)
    text.info("desk_build", "The version of the desk.", [("version", Version.text)])
    text.info("desk_sqlite", "The SQLite inside.", [("version", Database.libraryVersion)])
    write(others.counters, &text)
    text.gauge("desk_database_bytes", "Size of the database's file.", others.databaseBytes)
    text.gauge("desk_files_bytes", "Size of the file of contents.", others.filesBytes)
    text.gauge("desk_files_log_bytes", "Size of its log.", others.filesLogBytes)
    text.gauge("desk_log_bytes", "Size of the database's log.", others.log.bytes)
    text.gauge(
      "desk_log_held_seconds", "How long somebody's reading has kept the log from starting over.", others.log.heldSeconds)
    text.gauge(
      "desk_imports", "Imports under way.",
      [([("state", "running")], "\(others.imports.running)"), ([("state", "waiting")], "\(others.imports.waiting)")])
    text.gauge("desk_webhook_deliveries_waiting", "Events that wait to be sent to a web hook.", others.deliveriesWaiting)
    text.gauge("desk_dispatches_waiting", "Answers and other mails that wait to be sent.", others.dispatchesWaiting)
    if let replica = others.replica { write(replica, &text) }
    text.histogram(
      "desk_request_seconds", "Time from a request's arrival to its answer.", bounds: Self.bounds.map { Double($0) / 1_000_000 },
      counts: state.buckets, sum: Double(state.sum) / 1_000_000)
    ProcessFigures.write(&text)
    return text.finish()
  }

  private func write(_ replica: ReplicaTold, _ text: inout MetricsText) {
    text.gauge("desk_replica_alone", "1 while the replica does not confirm.", replica.aloneSince == nil ? 0 : 1)
    text.gauge("desk_replica_waiting", "Answers that wait for the replica.", replica.waiting)
    text.gauge(
      "desk_replica_behind_seconds", "How long, at most, a change has been missing in the replica.",
      replica.files.map { ([("file", $0.name.rawValue)], "\(Double($0.behindMilliseconds) / 1_000)") })
    text.gauge(
      "desk_replica_transaction", "The last transaction, here and in the replica.",
      replica.files.flatMap { file in
        [("here", file.transaction), ("there", file.replicated)].compactMap { place, transaction in
          transaction.map { ([("file", file.name.rawValue), ("place", place)], "\($0)") }
        }
      })
    text.counter("desk_replica_confirmations", "Times the replica confirmed.", replica.confirmations)
    text.counter("desk_replica_failures", "Times the replica did not confirm.", replica.failures)
  }

  private func write(_ counters: Counters, _ text: inout MetricsText) {
    let answers = counters.answers
    let classes = [("1xx", answers.0), ("2xx", answers.1), ("3xx", answers.2), ("4xx", answers.3), ("5xx", answers.4)]
    text.counter("desk_answers", "Answers by class of status.", classes.map { ([("class", $0.0)], "\($0.1)") })
    text.counter("desk_connections_accepted", "Connections accepted.", counters.accepted)
    text.counter("desk_connections_refused", "Connections refused for want of room.", counters.turnedAway)
    text.counter("desk_connections_timed_out", "Connections cut by a deadline.", counters.timedOut)
    text.counter("desk_requests_refused", "Requests refused because a queue was full.", counters.refused)
    text.counter("desk_turns", "Turns of the desk thread.", counters.turns)
    text.counter("desk_commits", "Transactions committed.", counters.commits)
    text.counter("desk_syncs", "Times the log was made durable.", counters.syncs)
    text.counter("desk_received_bytes", "Bytes received.", counters.bytesIn)
    text.counter("desk_sent_bytes", "Bytes sent.", counters.bytesOut)
    text.gauge("desk_connections", "Connections open.", counters.connections)
    text.gauge("desk_streams", "Live streams open.", counters.streams)
    let queues = [
      ("read", counters.readsWaiting), ("change", counters.changesWaiting), ("disk", counters.answersHeld),
      ("worker", counters.workWaiting),
    ]
    text.gauge("desk_queue", "Requests waiting.", queues.map { ([("for", $0.0)], "\($0.1)") })
  }
}
