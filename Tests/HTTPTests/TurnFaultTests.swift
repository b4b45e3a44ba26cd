import Dispatch
import Glibc
import HTTP
import Testing

/// Turns of several requests, of which one fails.
@Suite struct TurnFaultTests {
  /// Blocks the desk in a read until all `paths` have come, so that they share one turn. Returns their responses by path.
  private func together(_ paths: [String], _ store: FakeStore) throws -> [String: Client.Answer] {
    let (began, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    var work = store.work()
    let read = work.read
    work.read = { request in
      began.signal()
      gate.wait()
      return read(request)
    }
    var answers: [String: Client.Answer] = [:]
    try Running.with(work) { running in
      let clients = try paths.map { _ in try running.client() }
      // Connects each client before the desk is blocked.
      for client in clients { #expect(try client.ask("/answer").status == 200) }
      let holder = try running.client()
      try holder.say("GET /read HTTP/1.1\r\nHost: d\r\n\r\n")
      began.wait()
      for (client, path) in zip(clients, paths) { try client.say("POST \(path) HTTP/1.1\r\nHost: d\r\n\r\n") }
      usleep(50_000)
      gate.signal()
      #expect(try holder.answer().status == 200)
      for (client, path) in zip(clients, paths) { answers[path] = try client.answer() }
      for client in clients { #expect(try client.ask("/answer").status == 200, "the connection is kept") }
    }
    return answers
  }

  @Test func aTurnWhoseCommitFailsAnswersEveryRequestForItself() throws {
    let store = FakeStore()
    store.set { $0.commits = [.failed, .written, .failed, .written] }
    let answers = try together(["/a", "/b", "/c"], store)
    #expect(answers.values.map(\.status).sorted() == [201, 201, 503])
    for (path, answer) in answers { #expect(answer.body == (answer.status == 201 ? path : "lost \(path)")) }
    for path in ["/a", "/b", "/c"] { #expect(store.calls.count { $0 == "change \(path)" } == 2, "once together, once alone") }
    #expect(store.calls.count { $0 == "commit" } == 4)
  }

  @Test func whenNothingCanBeKeptNobodyHearsOtherwise() throws {
    let store = FakeStore()
    store.set { $0.commits = Array(repeating: .failed, count: 4) }
    let answers = try together(["/a", "/b", "/c"], store)
    for (path, answer) in answers { #expect(answer.status == 503 && answer.body == "lost \(path)") }
    #expect(!store.calls.contains("sync"))
  }

  @Test func aChangeThatEndsTheTransactionTakesNoneOfItsTurnWithIt() throws {
    let store = FakeStore()
    store.set { $0.losing = ["/b": 3] }
    let answers = try together(["/a", "/b", "/c", "/d"], store)
    #expect(answers.mapValues(\.status) == ["/a": 201, "/b": 503, "/c": 201, "/d": 201])
  }

  @Test func nothingGoesOnInATurnWhoseTransactionAnErrandHasLost() throws {
    let store = FakeStore()
    let gate = DispatchSemaphore(value: 0)
    try Running.with(store.work()) { running in
      let errands = DispatchGroup()
      func errand(_ name: String, _ body: @escaping @Sendable () -> Void) {
        errands.enter()
        DispatchQueue.global().async {
          try? running.server.perform {
            store.note(name)
            body()
          }
          errands.leave()
        }
      }
      // Blocks the desk, so that all that comes meanwhile is one turn.
      errand("errand") { gate.wait() }
      Running.until { store.calls.contains("errand") }
      let client = try running.client()
      try client.say("POST /a HTTP/1.1\r\nHost: d\r\n\r\n")
      errand("losing errand") { store.set { $0.isOpen = $0.calls.contains("begin carefully") } }
      usleep(50_000)
      gate.signal()
      #expect(try client.answer().body == "/a")
      errands.wait()
      // The sync of the previous turn runs at the same time, so it is left out.
      let calls = store.calls.filter { $0 != "sync" }
      let lost = try #require(calls.firstIndex(of: "losing errand"))
      #expect(calls[lost + 1] == "begin carefully")
      #expect(calls.count { $0 == "losing errand" } == 2)
    }
  }
}
