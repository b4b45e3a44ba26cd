import Dispatch
import HTTP
import Testing

@Test func aChangesAnswerLeavesOnlyAfterTheSync() throws {
  let store = FakeStore(holdsSync: true)
  try Running.with(store.work()) { running in
    let writer = try running.client()
    try writer.say("POST /a HTTP/1.1\r\nHost: d\r\n\r\n")
    store.syncBegan.wait()
    #expect(try running.client().ask("/read").status == 200, "reads do not wait for the disk")
    #expect(store.state.with { $0.observed } == ["/read 200"])
    Running.until { store.calls.last == "end reads" }
    #expect(store.calls == ["begin", "change /a", "commit", "begin reads", "read /read", "end reads"])
    store.gate.signal()
    #expect(try writer.answer().body == "/a")
    #expect(store.calls.last == "sync")
  }
}

@Test func whileTheStoreTakesNoChangesTheyWaitAndReadsAreAnswered() throws {
  let store = FakeStore()
  let takes = Monitor(false)
  var work = store.work()
  work.mayChange = { takes.with { $0 } }
  try Running.with(work) { running in
    let writer = try running.client()
    try writer.say("POST /a HTTP/1.1\r\nHost: d\r\n\r\n")
    Running.until { running.server.counters.changesWaiting == 1 }
    #expect(try running.client().ask("/read").status == 200)
    #expect(!store.calls.contains("begin"))
    takes.with { $0 = true }
    running.server.nudge()
    #expect(try writer.answer().body == "/a")
  }
}

@Test func oneSyncServesAllThatWasCommittedWhileTheLastOneRan() throws {
  let store = FakeStore(holdsSync: true)
  try Running.with(store.work()) { running in
    let clients = try (0..<5).map { _ in try running.client() }
    try clients[0].say("POST /0 HTTP/1.1\r\nHost: d\r\n\r\n")
    store.syncBegan.wait()
    for index in 1..<5 {
      try clients[index].say("POST /\(index) HTTP/1.1\r\nHost: d\r\n\r\n")
      Running.until { store.calls.contains("change /\(index)") }
    }
    Running.until { running.server.counters.answersHeld == 5 }
    store.gate.signal()
    store.gate.signal()
    for index in 0..<5 { #expect(try clients[index].answer().body == "/\(index)") }
    #expect(store.calls.count { $0 == "sync" } == 2)
  }
}

@Test func aTurnThatWroteNothingIsAnsweredWithoutASync() throws {
  let store = FakeStore()
  store.set { $0.commits = [.clean] }
  try Running.with(store.work()) { running in
    let answer = try running.client().ask("/a", "POST")
    #expect(answer.body == "/a")
    #expect(!store.calls.contains("sync"))
  }
}

@Test func aTurnThatWroteNothingWaitsForTheCommitsBeforeIt() throws {
  let store = FakeStore(holdsSync: true)
  store.set { $0.commits = [.written, .clean] }
  try Running.with(store.work()) { running in
    let first = try running.client()
    try first.say("POST /a HTTP/1.1\r\nHost: d\r\n\r\n")
    store.syncBegan.wait()
    let repeated = try running.client()
    try repeated.say("POST /a HTTP/1.1\r\nHost: d\r\n\r\n")
    Running.until { running.server.counters.answersHeld == 2 }
    #expect(store.state.with { $0.observed.isEmpty })
    store.gate.signal()
    #expect(try first.answer().status == 201)
    #expect(try repeated.answer().status == 201)
  }
}

@Test func aFailedCommitIsRunAgainOneByOne() throws {
  let store = FakeStore()
  store.set { $0.commits = [.failed, .written] }
  try Running.with(store.work()) { running in
    let answer = try running.client().ask("/a", "POST")
    #expect(answer.body == "/a")
    #expect(store.calls.prefix(6) == ["begin", "change /a", "commit", "begin carefully", "change /a", "commit"])
  }
}

@Test func aStoreThatIsSomebodyElsesForAMomentIsWaitedForWhileReadingGoesOn() throws {
  let store = FakeStore()
  store.set { $0.later = .max }
  try Running.with(store.work()) { running in
    let writer = try running.client()
    try writer.say("POST /a HTTP/1.1\r\nHost: d\r\n\r\n")
    Running.until { store.calls.contains("begin") }
    let reader = try running.client()
    for _ in 0..<3 { #expect(try reader.ask("/read").status == 200) }
    #expect(try reader.ask("/answer").status == 200)
    #expect(!store.calls.contains("change /a"))
    store.set { $0.later = 2 }
    #expect(try writer.answer().status == 201)
    #expect(store.calls.count { $0 == "change /a" } == 1)
  }
}

@Test func aChangeThatLosesItsTransactionEvenAloneIsAnsweredWithItsOwnWords() throws {
  let store = FakeStore()
  var work = store.work()
  work.change = { _ in .transactionLost(Response(status: 507, text: "full")) }
  try Running.with(work) { running in
    let answer = try running.client().ask("/a", "POST")
    #expect(answer.status == 507 && answer.body == "full")
  }
}

@Test func aChangeThatCannotBeKeptIsToldSo() throws {
  let store = FakeStore()
  store.set { $0.commits = [.failed, .failed] }
  try Running.with(store.work()) { running in
    let client = try running.client()
    let answer = try client.ask("/a", "POST")
    #expect(answer.status == 503)
    #expect(answer.body == "lost /a")
    #expect(try client.ask("/b", "POST").status == 201)
  }
}

@Test func onlyTheCulpritOfALostTransactionSuffers() throws {
  let store = FakeStore(holdsSync: true)
  store.set { $0.losing = ["/bad": 3] }
  try Running.with(store.work()) { running in
    // The first change keeps the sync busy, so the others collect while the desk is blocked and arrive together.
    let clients = try ["/good", "/bad", "/fine"].map { path in
      let client = try running.client()
      try client.say("POST \(path) HTTP/1.1\r\nHost: d\r\n\r\n")
      return client
    }
    for _ in 0..<3 { store.gate.signal() }
    #expect(try clients[0].answer().body == "/good")
    let bad = try clients[1].answer()
    #expect(bad.status == 503)
    #expect(bad.body == "lost /bad")
    #expect(try clients[2].answer().body == "/fine")
    #expect(store.calls.count { $0 == "change /bad" } == 3)
    for _ in 0..<3 { store.gate.signal() }
  }
}

@Test func aTurnThatIsLostToAChangeIsRunAgainCarefullyAndSoAreTheNext() throws {
  let store = FakeStore()
  store.set { $0.losing = ["/late": 1] }
  try Running.with(store.work()) { running in
    let client = try running.client()
    #expect(try client.ask("/late", "POST").body == "/late")
    #expect(try client.ask("/next", "POST").body == "/next")
    let turns = store.calls.filter { $0 != "sync" }
    #expect(turns == ["begin", "change /late", "begin carefully", "change /late", "commit", "begin carefully", "change /next", "commit"])
    for _ in 0..<63 { _ = try client.ask("/more", "POST") }
    #expect(store.calls.suffix(4) == ["begin", "change /more", "commit", "sync"], "but not for ever")
  }
}

@Test func aStoreThatCannotBeginSaysSoToEveryone() throws {
  let store = FakeStore()
  store.set { $0.refusesBegin = true }
  try Running.with(store.work()) { running in
    let client = try running.client()
    #expect(try client.ask("/a", "POST").body == "lost /a")
    #expect(try client.ask("/read").status == 200, "reads go on")
    store.set { $0.refusesBegin = false }
    #expect(try client.ask("/b", "POST").status == 201, "and it recovers by itself")
  }
}

@Test func aFailedSyncIsConfessedToAllAndStopsTheServer() throws {
  let store = FakeStore(holdsSync: true)
  store.set { $0.syncs = [.failed] }
  let running = try Running(store.work())
  let first = try running.client()
  try first.say("POST /a HTTP/1.1\r\nHost: d\r\n\r\n")
  store.syncBegan.wait()
  let second = try running.client()
  try second.say("POST /b HTTP/1.1\r\nHost: d\r\n\r\n")
  Running.until { running.server.counters.answersHeld == 2 }
  store.gate.signal()
  #expect(try first.answer().body == "lost /a")
  #expect(try second.answer().body == "lost /b")
  #expect(running.end() == .syncFailed)
  #expect(store.state.with { $0.stoppedFor } == ServerError.syncFailed.description)
  #expect(throws: PerformError.stopped) { try running.server.perform {} }
}

@Test func anErrandRunsInATurnAndReturnsWhenTheDiskHasIt() throws {
  let store = FakeStore()
  try Running.with(store.work()) { running in
    try running.server.perform { store.note("errand") }
    #expect(store.calls == ["begin", "errand", "commit", "sync"])
    store.set { $0.commits = [.failed, .failed] }
    #expect(throws: PerformError.failed) { try running.server.perform {} }
  }
}

@Test func aWorkerCanWriteByAnErrand() throws {
  let store = FakeStore()
  let place = Monitor<Server?>(nil)
  var work = store.work()
  work.work = { request, _ in
    do throws(PerformError) {
      try place.with { $0 }?.perform { store.note("errand") }
      return Response(status: 200, text: "done")
    } catch {
      return Response(status: 503)
    }
  }
  // Breaks the reference cycle of server, work and place.
  defer { place.with { $0 = nil } }
  try Running.with(work) { running in
    place.with { $0 = running.server }
    let answer = try running.client().ask("/work")
    #expect(answer.body == "done")
    #expect(store.calls == ["begin", "errand", "commit", "sync"])
  }
}

@Test func anErrandNobodyWaitsForAnyMoreTimesOut() throws {
  let store = FakeStore(holdsSync: true)
  try Running.with(store.work()) { running in
    #expect(throws: PerformError.timedOut) { try running.server.perform(timeout: 50) {} }
    store.gate.signal()
  }
}
