import Dispatch
import HTTP
import Testing

/// Tests that log-ins and imports delay nothing else: each crew has its own threads and its own queue.
@Suite struct CrewTests {
  private let blocked = DispatchSemaphore(value: 0)

  /// Work in which `/gate` and `/bulk` wait until the test lets them go on.
  private func work() -> Work {
    var work = FakeStore().work { request in
      switch request.path {
      case "/gate": .worker(.gate)
      case "/bulk": .worker(.bulk)
      default: FakeStore.plan(&request)
      }
    }
    work.work = { [blocked] request, index in
      if request.path != "/work" { blocked.wait() }
      return Response(status: 200, text: "\(request.path) \(index)")
    }
    return work
  }

  private func say(_ path: String, _ client: Client) throws { try client.say("GET \(path) HTTP/1.1\r\nHost: d\r\n\r\n") }

  @Test func theEverydayCrewGoesOnWhileTheOthersAreBusy() throws {
    try Running.with(work()) { running in
      let clients = try (0..<4).map { _ in try running.client() }
      for (client, path) in zip(clients, ["/gate", "/gate", "/bulk", "/bulk"]) { try say(path, client) }
      Running.until { running.server.counters.workWaiting == 2 }
      for _ in 0..<20 { #expect(try running.client().ask("/work").body.hasPrefix("/work ")) }
      for _ in clients { blocked.signal() }
      #expect(try clients.map { try $0.answer().body } == ["/gate 2", "/gate 2", "/bulk 3", "/bulk 3"])
    }
  }

  @Test func whatGoesOnAloneHasAThreadOfItsOwnAndAShortQueue() throws {
    let (went, seen) = (DispatchSemaphore(value: 0), Monitor<[Int]>([]))
    try Running.with(work(), { $0.backgroundQueue = 1 }) { running in
      let stand = { @Sendable (index: Int) in
        seen.with { $0.append(index) }
        went.signal()
        blocked.wait()
      }
      #expect(running.server.later(stand))
      went.wait()
      #expect(running.server.later(stand))
      #expect(!running.server.later(stand), "one waits already")
      let answer = try running.client().ask("/work")
      #expect(answer.status == 200)
      for _ in 1...2 { blocked.signal() }
      went.wait()
      #expect(seen.with { $0 } == [4, 4])
    }
  }

  @Test func eachCrewsQueueIsItsOwn() throws {
    try Running.with(work(), { $0.gateQueue = 1 }) { running in
      let clients = try (0..<2).map { _ in try running.client() }
      try say("/gate", clients[0])
      Running.until { running.server.counters.connections == 2 && running.server.counters.workWaiting == 0 }
      var waits = false
      // The first request may still be in the queue. Then the second is refused and sent again.
      while !waits {
        try say("/gate", clients[1])
        Running.until { running.server.counters.workWaiting == 1 || !clients[1].hasNothing }
        waits = clients[1].hasNothing
        if !waits { #expect(try clients[1].answer().status == 503) }
      }
      #expect(try running.client().ask("/gate").status == 503)
      #expect(try running.client().ask("/work").status == 200)
      for _ in clients { blocked.signal() }
      for client in clients { #expect(try client.answer().status == 200) }
    }
  }
}
