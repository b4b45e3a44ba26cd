import Dispatch
import Glibc
import HTTP
import Testing

@Test func aFullPoolOfWorkersRefusesAtOnce() throws {
  let gate = DispatchSemaphore(value: 0)
  var work = FakeStore().work()
  work.work = { _, _ in
    gate.wait()
    return Response(status: 200, text: "done")
  }
  try Running.with(
    work,
    {
      $0.workers = 1; $0.workerQueue = 1
    }
  ) { running in
    let clients = try (0..<3).map { _ in try running.client() }
    try clients[0].say("GET /work HTTP/1.1\r\nHost: d\r\n\r\n")
    Running.until { running.server.counters.workWaiting == 0 && running.server.counters.connections > 0 }
    try clients[1].say("GET /work HTTP/1.1\r\nHost: d\r\n\r\n")
    Running.until { running.server.counters.workWaiting == 1 }
    var refusals = 0
    for _ in 0..<2 {
      let answer = try clients[2].ask("/work")
      if answer.status == 503 {
        refusals += 1
        #expect(answer.fields["retry-after"] == "1")
      }
    }
    #expect(refusals == 2)
    #expect(try clients[2].ask("/answer").status == 200)
    gate.signal()
    gate.signal()
    #expect(try clients[0].answer().body == "done")
    #expect(try clients[1].answer().body == "done")
  }
}

@Test func changesBeyondTheQueueAreRefusedAndTheOthersKept() throws {
  let store = FakeStore(holdsSync: true)
  try Running.with(store.work(), { $0.changeQueue = 2 }) { running in
    let clients = try (0..<3).map { _ in try running.client() }
    for index in 0..<2 {
      try clients[index].say("POST /\(index) HTTP/1.1\r\nHost: d\r\n\r\n")
      Running.until { running.server.counters.answersHeld == index + 1 }
    }
    #expect(try clients[2].ask("/2", "POST").status == 503)
    #expect(throws: PerformError.overloaded) { try running.server.perform {} }
    store.gate.signal()
    store.gate.signal()
    #expect(try clients[0].answer().status == 201)
    #expect(try clients[1].answer().status == 201)
  }
}

@Test func aClientThatComesBackAtOnceAfterARefusalIsLeftAloneForAWhile() throws {
  let store = FakeStore(holdsSync: true)
  try Running.with(
    store.work(),
    {
      $0.changeQueue = 1; $0.refusalPause = 60_000
    }
  ) { running in
    let first = try running.client()
    try first.say("POST /a HTTP/1.1\r\nHost: d\r\n\r\n")
    Running.until { running.server.counters.answersHeld == 1 }
    let (patient, hasty) = (try running.client(), try running.client())
    #expect(try patient.ask("/b", "POST").status == 503)
    #expect(try patient.ask("/answer").status == 200, "one refusal costs nobody a pause")
    for _ in 0..<2 { #expect(try hasty.ask("/b", "POST").status == 503) }
    try hasty.say("GET /answer HTTP/1.1\r\nHost: d\r\n\r\n")
    for _ in 0..<3 { #expect(try patient.ask("/answer").status == 200) }
    #expect(hasty.hasNothing)
    store.gate.signal()
    #expect(try first.answer().status == 201)
  }
}

@Test func aQueueThatHasFallenBehindRefusesNewcomersAndHealthIsStillAnswered() throws {
  let store = FakeStore()
  var work = store.work()
  work.read = { request in
    usleep(3000)
    return Response(status: 200, text: "slow")
  }
  try Running.with(work, { $0.queueWait = 10 }) { running in
    let clients = try (0..<60).map { _ in try running.client() }
    for client in clients { try client.say("GET /read HTTP/1.1\r\nHost: d\r\n\r\n") }
    #expect(try running.client().ask("/answer").status == 200)
    let statuses = try clients.map { try $0.answer().status }
    #expect(statuses.allSatisfy { $0 == 200 || $0 == 503 })
    #expect(statuses.contains(200))
    for client in clients { #expect([200, 503].contains(try client.ask("/read").status), "a refused client is served again") }
  }
}

@Test func whoeverCanBeServedBeforeARefusalWouldBringThemBackIsServed() throws {
  var work = FakeStore().work()
  work.read = { _ in
    usleep(10_000)
    return Response(status: 200, text: "slow")
  }
  try Running.with(work) { running in
    let clients = try (0..<12).map { _ in try running.client() }
    for _ in 0..<2 {
      for client in clients { try client.say("GET /read HTTP/1.1\r\nHost: d\r\n\r\n") }
      for client in clients { #expect(try client.answer().status == 200) }
    }
    #expect(running.server.counters.refused == 0)
  }
}

@Test func connectionsBeyondTheLimitAreTurnedAway() throws {
  try Running.with(FakeStore().work(), { $0.connections = 2 }) { running in
    let first = try running.client()
    #expect(try first.ask("/answer").status == 200)
    let second = try running.client()
    #expect(try second.ask("/answer").status == 200)
    let third = try running.client()
    #expect(try third.rest().hasPrefix("HTTP/1.1 503"))
    #expect(try first.ask("/answer").status == 200)
    #expect(running.server.counters.turnedAway >= 1)
  }
}

@Test func aClientSlowWithItsHeadIsAnswered408() throws {
  try Running.with(FakeStore().work(), { $0.limits.headerTime = 100 }) { running in
    let client = try running.client()
    try client.say("GET /answer HTTP/1.1\r\nHost")
    let answer = try client.answer()
    #expect(answer.status == 408)
    #expect(answer.fields["connection"] == "close")
    #expect(try client.rest().isEmpty)
  }
}

@Test func aBodyBelowTheMinimumRateIsAnswered408() throws {
  try Running.with(
    FakeStore().work(),
    {
      $0.limits.bodyTime = 150; $0.limits.minimumRate = 100_000
    }
  ) { running in
    let client = try running.client()
    try client.say("POST /a HTTP/1.1\r\nHost: d\r\nContent-Length: 1000\r\n\r\n")
    for _ in 0..<8 {
      usleep(20_000)
      try? client.say("x")
    }
    #expect(try client.answer().status == 408)
  }
}

@Test func anIdleConnectionIsClosedSilently() throws {
  try Running.with(FakeStore().work(), { $0.limits.idleTime = 100 }) { running in
    let client = try running.client()
    #expect(try client.ask("/answer").status == 200)
    #expect(try client.rest().isEmpty)
  }
}

@Test func aClientThatDoesNotReadItsAnswerIsCut() throws {
  try Running.with(
    FakeStore().work(),
    {
      $0.limits.writeTime = 100; $0.limits.minimumRate = 1 << 30
    }
  ) { running in
    let client = try running.client(receiveBuffer: 4096)
    try client.say("GET /big?20000000 HTTP/1.1\r\nHost: d\r\n\r\n")
    Running.until { running.server.counters.timedOut == 1 }
    #expect(running.server.counters.timedOut == 1)
    #expect(try running.client().ask("/answer").status == 200)
  }
}

@Test func aDrainAnswersWhatHasComeAndThenEnds() throws {
  let store = FakeStore(holdsSync: true)
  let running = try Running(store.work())
  let idle = try running.client()
  #expect(try idle.ask("/answer").status == 200)
  let writer = try running.client()
  try writer.say("POST /a HTTP/1.1\r\nHost: d\r\n\r\n")
  store.syncBegan.wait()
  running.server.drain(within: 5000)
  #expect(try idle.rest().isEmpty)
  store.gate.signal()
  let answer = try writer.answer()
  #expect(answer.body == "/a")
  #expect(answer.fields["connection"] == "close")
  #expect(running.end() == nil)
  #expect(throws: (any Error).self) { try Client(port: running.port).ask("/answer") }
}

@Test func aDrainDoesNotWaitBeyondItsTime() throws {
  let gate = DispatchSemaphore(value: 0)
  var work = FakeStore().work()
  work.work = { _, _ in
    gate.wait()
    return Response(status: 200)
  }
  let running = try Running(work)
  let client = try running.client()
  try client.say("GET /work HTTP/1.1\r\nHost: d\r\n\r\n")
  Running.until { running.server.counters.connections == 1 }
  #expect(running.drain(100) == nil)
  gate.signal()
}
