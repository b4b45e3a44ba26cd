import Dispatch
import HTTP
import Testing

/// Changes that are on disk, but must be elsewhere too.
@Suite struct ConfirmTests {
  private let store = FakeStore()

  private var syncs: Int { store.calls.count { $0 == "sync" } }

  @Test func aChangeThatIsNotConfirmedIsAnsweredSoAndARefusalAsItIs() throws {
    var work = store.work()
    let change = work.change
    work.change = { $0.path == "/refused" ? .answered(Response(status: 409, text: "no")) : change($0) }
    store.set { $0.syncs = [.unconfirmed, .unconfirmed] }
    try Running.with(work) { running in
      let client = try running.client()
      let answer = try client.ask("/a", "POST")
      #expect(answer.status == 503 && answer.body == "unconfirmed /a")
      let refused = try client.ask("/refused", "POST")
      #expect(refused.status == 409 && refused.body == "no")
      #expect(try client.ask("/b", "POST").status == 201, "the next sync confirms")
    }
  }

  @Test func whatOnlyRepeatsAChangeIsUnconfirmedUntilThatIsConfirmed() throws {
    store.set { state in
      state.commits = [.written, .clean, .clean]
      state.syncs = [.unconfirmed, .kept]
    }
    try Running.with(store.work()) { running in
      let client = try running.client()
      #expect(try client.ask("/a", "POST").status == 503)
      #expect(try client.ask("/a", "POST").status == 503)
      #expect(syncs == 1)
      running.server.confirmAgain()
      Running.until { syncs == 2 && running.server.counters.syncs == 2 }
      #expect(try client.ask("/a", "POST").status == 201)
    }
  }

  @Test func nothingIsSyncedAgainThatIsConfirmed() throws {
    try Running.with(store.work()) { running in
      running.server.confirmAgain()
      let answer = try running.client().ask("/a", "POST")
      #expect(answer.status == 201)
      running.server.confirmAgain()
    }
    #expect(syncs == 1)
  }

  /// The second sync ends before the desk has looked at the first.
  @Test func aConfirmationCoversTheCommitsBeforeIt() throws {
    let store = FakeStore(holdsSync: true)
    store.set { $0.syncs = [.unconfirmed, .kept] }
    let (began, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    var work = store.work()
    let read = work.read
    work.read = { request in
      began.signal()
      gate.wait()
      return read(request)
    }
    try Running.with(work) { running in
      let (first, second, reader) = (try running.client(), try running.client(), try running.client())
      try first.say("POST /a HTTP/1.1\r\nHost: d\r\n\r\n")
      store.syncBegan.wait()
      try second.say("POST /b HTTP/1.1\r\nHost: d\r\n\r\n")
      Running.until { running.server.counters.answersHeld == 2 }
      try reader.say("GET /read HTTP/1.1\r\nHost: d\r\n\r\n")
      began.wait()
      store.gate.signal()
      store.gate.signal()
      Running.until { running.server.counters.syncs == 2 }
      gate.signal()
      #expect(try first.answer().status == 201)
      #expect(try second.answer().status == 201)
    }
  }

  @Test func aWorkerHearsThatItsChangeIsNotConfirmed() throws {
    store.set { $0.syncs = [.unconfirmed] }
    try Running.with(store.work()) { running in
      #expect(throws: PerformError.unconfirmed) { try running.server.perform {} }
      #expect(throws: Never.self) { try running.server.perform {} }
    }
  }
}
