import HTTP
import Testing

/// Routes whose limit of the body's length differs from others.
@Suite struct LongBodyTests {
  @Test func aBodyThatIsLongerThanItsRouteTakesIsRefusedBeforeItHasCome() throws {
    var work = FakeStore().work()
    work.planHead = { request in .body(limit: request.path == "/short" ? 100_000 : 1_000_000) }
    try Running.with(work, { $0.limits.body = 1_000_000 }) { running in
      let long = String(repeating: "a", count: 100_001)
      let refused = try running.client()
      try refused.say("POST /short HTTP/1.1\r\nHost: d\r\nContent-Length: 100001\r\n\r\n")
      #expect(try refused.answer().status == 413)
      #expect(try running.client().ask("/long", "POST", body: long).status == 201)
      #expect(try running.client().ask("/short", "POST", body: String(long.dropLast())).status == 201)
    }
  }
}
