import Glibc
import HTTP
import Testing

/// Clients on live sockets that are slow, half closed, or speak another protocol.
@Suite struct OddClientTests {
  private static let head = "Host: d\r\n"

  /// Sends `text` byte by byte with a pause after each, until all is sent or the server closes.
  private func drip(_ text: String, _ client: Client, every milliseconds: UInt32 = 10) {
    for byte in text.utf8 {
      guard (try? client.say([byte])) != nil else { return }
      usleep(milliseconds * 1000)
    }
  }

  @Test func aHeadThatDripsIsCutAtItsDeadlineHoweverShortThePauses() throws {
    try Running.with(FakeStore().work(), { $0.limits.headerTime = 150 }) { running in
      let client = try running.client()
      drip("GET /answer HTTP/1.1\r\nHost: desk\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaa", client)
      #expect(try client.answer().status == 408)
      #expect(running.server.counters.timedOut == 1)
    }
  }

  @Test func everyRequestOfAConnectionHasItsOwnTime() throws {
    try Running.with(FakeStore().work(), { $0.limits.headerTime = 400 }) { running in
      let client = try running.client()
      for _ in 0..<4 {
        drip("GET /answer HTTP/1.1\r\n", client, every: 8)
        try client.say("Host: d\r\n\r\n")
        #expect(try client.answer().status == 200)
      }
    }
  }

  @Test(arguments: ["Content-Length: 1000", "Transfer-Encoding: chunked"])
  func aBodyThatDripsIsCutByItsRateAndTheRestOfTheDeskIsServed(_ framing: String) throws {
    try Running.with(FakeStore().work(), { $0.limits.bodyTime = 150 }) { running in
      let client = try running.client()
      try client.say("POST /a HTTP/1.1\r\n\(Self.head)\(framing)\r\n\r\n")
      // Sends one byte of data and an endless extension. Neither extends the time limit.
      drip(framing.hasPrefix("T") ? "1;aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" : String(repeating: "x", count: 40), client)
      #expect(try running.client().ask("/answer").status == 200)
      let answer = try client.answer()
      #expect(answer.status == 408)
      #expect(answer.fields["connection"] == "close")
    }
  }

  @Test func anAnswerTakenByteByByteIsCut() throws {
    try Running.with(FakeStore().work(), { $0.limits.writeTime = 200 }) { running in
      let client = try running.client(receiveBuffer: 4096)
      try client.say("GET /big?20000000 HTTP/1.1\r\n\(Self.head)\r\n")
      for _ in 0..<200 where running.server.counters.timedOut == 0 {
        _ = try client.some(1)
        usleep(5000)
      }
      #expect(running.server.counters.timedOut == 1)
      #expect(try running.client().ask("/answer").status == 200)
    }
  }

  @Test func aBodyDeclaredTooLongIs413BeforeAByteOfIt() throws {
    try Running.with(FakeStore().work(), { $0.limits.body = 10 }) { running in
      for length in ["11", "99999999999", "99999999999999999999999"] {
        let client = try running.client()
        try client.say("POST /a HTTP/1.1\r\n\(Self.head)Content-Length: \(length)\r\n\r\n")
        let answer = try client.answer()
        #expect(answer.status == 413)
        #expect(answer.fields["connection"] == "close")
        #expect(try client.rest().isEmpty)
      }
    }
  }

  @Test func aClientStillSendingReadsItsRefusalInsteadOfAReset() throws {
    try Running.with(FakeStore().work(), { $0.limits.body = 10 }) { running in
      let client = try running.client()
      try client.say("POST /a HTTP/1.1\r\n\(Self.head)Content-Length: 900000\r\n\r\n")
      for _ in 0..<30 { try client.say([UInt8](repeating: 120, count: 30_000)) }
      #expect(try client.answer().status == 413)
      #expect(try client.rest().isEmpty)
    }
  }

  @Test(
    arguments: [
      ("GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\n\r\n", 414),
      ("GET / HTTP/1.1\r\nHost: d\r\nX: \(String(repeating: "a", count: 40_000))\r\n\r\n", 431),
      ("GET / HTTP/1.1\r\nHost: d\r\n\(String(repeating: "X: a\r\n", count: 200))\r\n", 431),
      ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u{4}\0\0\0\0\0", 505),
      ("\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\u{FC}\u{3}\u{3}", 400),
      ("\0\u{1}\u{2}\u{3}\u{7F}", 400),
      (
        "POST / HTTP/1.1\r\nHost: d\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /answer HTTP/1.1\r\nHost: d\r\n\r\n",
        400
      ),
    ] as [(String, Int)])
  func whatCannotBeReadIsAnsweredOnceAndTheConnectionCloses(_ text: String, _ status: Int) throws {
    try Running.with(FakeStore().work()) { running in
      let client = try running.client()
      try client.say(text)
      let answer = try client.answer()
      #expect(answer.status == status)
      #expect(answer.fields["connection"] == "close")
      #expect(answer.fields["date"] != nil)
      #expect(try client.rest().isEmpty, "nothing behind it is answered")
    }
  }

  @Test func aRefusalOfHEADHasNoBody() throws {
    try Running.with(FakeStore().work(), { $0.limits.headerTime = 100 }) { running in
      for text in ["HEAD / HTTP/1.1\r\nHost : d\r\n\r\n", "HEAD / HTTP/1.1\r\nHost"] {
        let client = try running.client()
        try client.say(text)
        let answer = try client.answer(toHead: true)
        #expect(answer.status == 400 || answer.status == 408)
        #expect(answer.fields["content-length"] != "0")
        #expect(try client.rest().isEmpty)
      }
    }
  }

  @Test(
    arguments: [
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n",
      "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
      "Upgrade: websocket\r\n", "Connection: Upgrade\r\nUpgrade: TLS/1.0\r\n",
    ])
  func anUpgradeIsIgnoredAndTheConnectionKept(_ fields: String) throws {
    try Running.with(FakeStore().work()) { running in
      let client = try running.client()
      let answer = try client.ask("/answer", fields: fields)
      #expect(answer.status == 200)
      #expect(answer.fields["upgrade"] == nil)
      #expect(answer.fields["connection"] == nil)
      #expect(try client.ask("/a", "POST", fields: fields, body: "x").status == 201)
      #expect(try client.ask("/answer").status == 200)
    }
  }

  @Test func anUpgradeOverHTTP10ChangesNothingEither() throws {
    try Running.with(FakeStore().work()) { running in
      let client = try running.client()
      try client.say("GET /answer HTTP/1.0\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\r\n")
      let answer = try client.answer()
      #expect(answer.status == 200)
      #expect(answer.fields["connection"] == "keep-alive")
      #expect(try client.ask("/answer").status == 200)
    }
  }

  @Test func closeWinsOverKeepAlive() throws {
    try Running.with(FakeStore().work()) { running in
      for version in ["1.0", "1.1"] {
        let client = try running.client()
        try client.say(
          "GET /answer HTTP/\(version)\r\n\(Self.head)Connection: keep-alive\r\nConnection: close\r\n\r\nGET /a HTTP/1.1\r\n\r\n")
        #expect(try client.answer().fields["connection"] == "close")
        #expect(try client.rest().isEmpty, "what was pipelined behind it is not answered")
      }
    }
  }

  @Test func anHTTP10ClientIsNeverTold100() throws {
    try Running.with(FakeStore().work()) { running in
      let client = try running.client()
      try client.say("POST /a HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
      usleep(20_000)
      try client.say("hi")
      #expect(try client.answer().status == 201)
    }
  }

  @Test func aBodyThatIsThereAlreadyNeedsNo100() throws {
    try Running.with(FakeStore().work()) { running in
      let client = try running.client()
      try client.say("POST /a HTTP/1.1\r\n\(Self.head)Expect: 100-continue\r\nContent-Length: 2\r\n\r\nhi")
      #expect(try client.answer().status == 201)
    }
  }

  @Test(arguments: [
    "POST /a HTTP/1.1\r\nHost: d\r\nContent-Length: 5\r\n\r\nhel",
    "POST /a HTTP/1.1\r\nHost: d\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel",
  ])
  func aHalfRequestOfAClientThatIsGoneIsNotCarriedOut(_ half: String) throws {
    let store = FakeStore()
    try Running.with(store.work()) { running in
      let client = try running.client()
      try client.say("GET /answer HTTP/1.1\r\nHost: d\r\n\r\n" + half)
      client.finish()
      #expect(try client.answer().body == "ok")
      #expect(try client.rest().isEmpty)
      #expect(!store.calls.contains { $0.hasPrefix("change") })
    }
  }

  @Test func aMalformedChunkAfterGoodRequestsIsAnsweredInItsPlace() throws {
    try Running.with(FakeStore().work()) { running in
      let client = try running.client()
      try client.say(
        "POST /a HTTP/1.1\r\n\(Self.head)Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX: y\r\n\r\nGET /work HTTP/1.1\r\n\(Self.head)\r\n"
          + "POST /b HTTP/1.1\r\n\(Self.head)Transfer-Encoding: chunked\r\n\r\nx\r\nGET /answer HTTP/1.1\r\n\(Self.head)\r\n")
      #expect(try client.answer().body == "/a")
      #expect(try client.answer().body == "worked /work")
      #expect(try client.answer().status == 400)
      #expect(try client.rest().isEmpty)
    }
  }
}
