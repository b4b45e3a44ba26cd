import Dispatch
import HTTP

/// A store made of closures, which records calls and fails on request.
final class FakeStore: Sendable {
  struct State {
    var calls: [String] = []
    var commits: [Committed] = []
    var refusesBegin = false
    /// The number of times that another program holds the store for a moment.
    var later = 0
    /// Paths whose change ends the transaction, with the number of times.
    var losing: [String: Int] = [:]
    var fresh: [LiveItem] = []
    /// Outcomes of the next syncs; `kept` when there are none.
    var syncs: [Synced] = []
    var isOpen = true
    var due: Int64?
    var observed: [String] = []
    var stoppedFor: String?
  }

  let state = Monitor(State())
  /// If `holdsSync` is set, a sync waits for this.
  let gate = DispatchSemaphore(value: 0)
  let syncBegan = DispatchSemaphore(value: 0)
  let holdsSync: Bool

  init(holdsSync: Bool = false) { self.holdsSync = holdsSync }

  var calls: [String] { state.with { $0.calls } }
  func set(_ body: (inout State) -> Void) { state.with { body(&$0) } }
  func note(_ call: String) { state.with { $0.calls.append(call) } }

  /// Routes: GET /answer, /read, /work, /events (?after=). Any POST is a change with the response 201 and its path. The
  /// response of /big?n has n bytes.
  func work(_ plan: (@Sendable (inout Request) -> Lane)? = nil) -> Work {
    var work = Work(
      plan: plan ?? Self.plan,
      read: { [self] request in
        note("read \(request.path)")
        return Response(status: 200, text: "read \(request.path)")
      },
      change: { [self] request in change(request) })
    work.beginReads = { [self] in note("begin reads") }
    work.endReads = { [self] in note("end reads") }
    work.isOpen = { [self] in state.with { $0.isOpen } }
    work.begin = { [self] isCareful in
      note(isCareful ? "begin carefully" : "begin")
      return state.with { state in
        guard state.later > 0 else { return state.refusesBegin ? .failed : .open }
        state.later -= 1
        return .later(5)
      }
    }
    work.commit = { [self] in
      note("commit")
      return state.with { $0.commits.isEmpty ? .written : $0.commits.removeFirst() }
    }
    work.sync = { [self] in
      if holdsSync {
        syncBegan.signal()
        gate.wait()
      }
      note("sync")
      return state.with { $0.syncs.isEmpty ? .kept : $0.syncs.removeFirst() }
    }
    work.news = { [self] in
      let items = state.with { state -> [LiveItem] in
        defer { state.fresh = [] }
        return state.fresh
      }
      guard !items.isEmpty else { return nil }
      return { items }
    }
    work.due = { [self] in state.with { $0.due } }
    work.tick = { [self] in
      note("tick")
      state.with { $0.due = nil }
    }
    work.unconfirmed = { Response(status: 503, text: "unconfirmed \($0.path)") }
    work.failure = { Response(status: 503, text: "lost \($0.path)") }
    work.work = { request, _ in Response(status: 200, text: "worked \(request.path)") }
    work.observe = { [self] request, status, _, _ in state.with { $0.observed.append("\(request.path) \(status)") } }
    work.stopped = { [self] why in state.with { $0.stoppedFor = why } }
    return work
  }

  private func change(_ request: Request) -> Changed {
    let path = request.path
    return state.with { state in
      state.calls.append("change \(path)")
      if let times = state.losing[path], times > 0 {
        state.losing[path] = times - 1
        return .transactionLost(Response(status: 503, text: "lost \(path)"))
      }
      return .answered(Response(status: 201, text: path))
    }
  }

  static func plan(_ request: inout Request) -> Lane {
    if request.method == .post { return .change }
    switch request.path {
    case "/read", "/read/a", "/read/b": return .read
    case "/work": return .worker()
    case "/big":
      return .answer(Response(status: 200, body: [UInt8](repeating: 97, count: Int((try? request.queryItems().first?.name) ?? "") ?? 0)))
    case "/events": return .stream(audience: 1, after: (try? request.queryItems().first?.value).flatMap { Int64($0) })
    case "/echo":
      let body = request.withBody { String(decoding: $0, as: UTF8.self) }
      return .answer(Response(status: 200, text: "\(request.methodName) \(body) \(request.peer)"))
    case "/none": return .answer(Response(status: 204))
    case "/fields":
      return .answer(Response(status: 200, body: [], headers: [("X-Evil", "a\r\nSet-Cookie: b\0c"), ("ETag", "\"1\"")]))
    case "/answer": return .answer(Response(status: 200, text: "ok"))
    default: return .answer(Response(status: 404, text: "no"))
    }
  }
}
