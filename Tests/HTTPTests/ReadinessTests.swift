import Dispatch
import Testing

@testable import HTTP

/// The kernel reports new bytes once (edge-triggered), so the server must remember what it has left unread.
@Test func whatCameWhileAConnectionWaitedIsReadAfterItsAnswer() throws {
  let store = FakeStore(holdsSync: true)
  try Running.with(store.work()) { running in
    let client = try running.client()
    try client.say("POST /a HTTP/1.1\r\nHost: d\r\n\r\n")
    Running.until { running.server.counters.answersHeld == 1 }
    // Sends more than the server buffers for a connection that it cannot serve yet, then nothing more.
    let many = 6000
    try client.say(String(repeating: "GET /answer HTTP/1.1\r\nHost: d\r\n\r\n", count: many))
    Running.until { running.server.counters.bytesIn >= 65_536 }
    store.gate.signal()
    #expect(try client.answer().status == 201)
    for _ in 0..<many { #expect(try client.answer().status == 200) }
  }
}

@Test func aBodyOfManyReadsArrivesWholeThoughItsSenderIsSilentAfterIt() throws {
  try Running.with(FakeStore().work()) { running in
    let body = String(repeating: "0123456789abcdef", count: 60_000)
    let answer = try running.client().ask("/echo", "PUT", body: body)
    #expect(answer.body.contains(body))
  }
}

@Test func aClientThatAsksAndEndsAtOnceIsAnsweredAndItsConnectionClosed() throws {
  try Running.with(FakeStore().work()) { running in
    for count in [1, 3, 40] {
      let client = try running.client()
      try client.say(String(repeating: "GET /answer HTTP/1.1\r\nHost: d\r\n\r\n", count: count))
      client.finish()
      for _ in 0..<count { #expect(try client.answer().status == 200) }
      #expect(try client.rest().isEmpty)
    }
    Running.until { running.server.counters.connections == 0 }
    #expect(running.server.counters.connections == 0)
  }
}

@Test func aClientThatEndsWhileItIsLeftAloneIsClosedAfterThePause() throws {
  let store = FakeStore(holdsSync: true)
  try Running.with(
    store.work(),
    {
      $0.changeQueue = 1; $0.refusalPause = 200
    }
  ) { running in
    let first = try running.client()
    try first.say("POST /a HTTP/1.1\r\nHost: d\r\n\r\n")
    Running.until { running.server.counters.answersHeld == 1 }
    do {
      let hasty = try running.client()
      for _ in 0..<2 { #expect(try hasty.ask("/b", "POST").status == 503) }
      try hasty.say("GET /answer HTTP/1.1\r\nHost: d\r\n\r\n")
      hasty.finish()
      #expect(try hasty.answer().status == 200)
      #expect(try hasty.rest().isEmpty)
    }
    Running.until { running.server.counters.connections == 1 }
    #expect(running.server.counters.connections == 1)
    store.gate.signal()
    #expect(try first.answer().status == 201)
  }
}

@Test func aClientThatReadsSlowlyGetsAllOfALongAnswer() throws {
  try Running.with(FakeStore().work()) { running in
    let client = try running.client(receiveBuffer: 4096)
    try client.say("GET /big?3000000 HTTP/1.1\r\nHost: d\r\n\r\nGET /answer HTTP/1.1\r\nHost: d\r\n\r\n")
    #expect(try client.answer().body.utf8.count == 3_000_000)
    #expect(try client.answer().status == 200)
  }
}

/// Blocks the desk thread with a request of another client, so that all of `bytes` has come when the server first reads.
private func heldDesk(_ body: (Running, _ meanwhile: (() throws -> Void) throws -> Void) throws -> Void) throws {
  let (held, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
  let work = FakeStore().work { request in
    if request.path == "/hold" {
      held.signal()
      release.wait()
    }
    return FakeStore.plan(&request)
  }
  try Running.with(work) { running in
    try body(running) { say in
      let holder = try running.client()
      try holder.say("GET /hold HTTP/1.1\r\nHost: d\r\n\r\n")
      held.wait()
      try say()
      release.signal()
      #expect(try holder.answer().status == 404)
    }
  }
}

@Test(arguments: ["/answer", "/read"]) func aLongPipelineThatEndsWithItsClientIsAnsweredToTheLast(_ path: String) throws {
  try heldDesk { running, meanwhile in
    let client = try running.client()
    try meanwhile {
      try client.say(String(repeating: "GET \(path) HTTP/1.1\r\nHost: d\r\n\r\n", count: 100))
      client.finish()
    }
    for _ in 0..<100 { #expect(try client.answer().status == 200) }
    #expect(try client.rest().isEmpty)
  }
}

/// One read empties the socket, so the kernel reports nothing more.
@Test func aPipelineOfJustOneReadIsAnsweredToTheLast() throws {
  try heldDesk { running, meanwhile in
    let client = try running.client()
    let request = "GET /answer HTTP/1.1\r\nHost: d\r\n\r\n"
    let count = 65_536 / request.utf8.count
    let first = "GET /answer HTTP/1.1\r\nHost: \(String(repeating: "d", count: 1 + 65_536 - count * request.utf8.count))\r\n\r\n"
    try meanwhile { try client.say(first + String(repeating: request, count: count - 1)) }
    for _ in 0..<count { #expect(try client.answer().status == 200) }
  }
}
