import Foundation
import HTTP
import Testing

@Test func aConnectionIsKeptForManyRequests() throws {
  try Running.with(FakeStore().work()) { running in
    let client = try running.client()
    for _ in 0..<50 {
      let answer = try client.ask("/answer")
      #expect(answer.status == 200)
      #expect(answer.body == "ok")
      #expect(answer.fields["connection"] == nil)
    }
    #expect(try client.ask("/read").body == "read /read")
  }
}

@Test func everyAnswerCarriesDateLengthAndIdentifier() throws {
  try Running.with(FakeStore().work()) { running in
    let answer = try running.client().ask("/answer")
    let date = try #require(answer.fields["date"])
    #expect(date.wholeMatch(of: /(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/) != nil)
    #expect(answer.fields["content-length"] == "2")
    #expect(answer.fields["x-request-id"]?.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]+/) != nil)
    #expect(answer.fields["x-content-type-options"] == "nosniff")
    #expect(answer.fields["cache-control"] == "no-store")
  }
}

@Test func pipelinedRequestsAreAnsweredInOrderWhateverTheirLane() throws {
  try Running.with(FakeStore().work()) { running in
    let client = try running.client()
    let targets = (0..<40).map { ["/answer", "/read", "/work", "/read/a"][$0 % 4] }
    try client.say(targets.map { "GET \($0) HTTP/1.1\r\nHost: d\r\n\r\nPOST /p\($0.dropFirst()) HTTP/1.1\r\nHost: d\r\n\r\n" }.joined())
    for target in targets {
      #expect(try client.answer().body.hasSuffix(target == "/answer" ? "ok" : target))
      #expect(try client.answer().body == "/p\(target.dropFirst())")
    }
  }
}

@Test func aMalformedRequestIsAnsweredAfterThoseBeforeItAndCloses() throws {
  try Running.with(FakeStore().work()) { running in
    let client = try running.client()
    try client.say("POST /a HTTP/1.1\r\nHost: d\r\n\r\nGET /answer HTTP/1.1\r\nHost: d\r\n\r\nGET /b HTTP/1.1\r\nHost : d\r\n\r\nGET /c")
    #expect(try client.answer().body == "/a")
    #expect(try client.answer().body == "ok")
    let last = try client.answer()
    #expect(last.status == 400)
    #expect(last.fields["connection"] == "close")
    #expect(try client.rest().isEmpty)
  }
}

@Test func aRequestMayComeByteByByte() throws {
  try Running.with(FakeStore().work()) { running in
    let client = try running.client()
    for byte in "POST /echo HTTP/1.1\r\nHost: d\r\nContent-Length: 2\r\n\r\nhi".utf8 { try client.say([byte]) }
    #expect(try client.answer().body == "/echo")
    for byte in "GET /echo HTTP/1.1\r\nHost: d\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n".utf8 { try client.say([byte]) }
    #expect(try client.answer().body == "GET hi address(\"127.0.0.1\")")
  }
}

@Test func headIsAnsweredWithoutABodyButWithItsLength() throws {
  try Running.with(FakeStore().work()) { running in
    let client = try running.client()
    let answer = try client.ask("/big?20000", "HEAD")
    #expect(answer.fields["content-length"] == "20000")
    #expect(try client.ask("/answer").body == "ok")
    let empty = try client.ask("/none")
    #expect(empty.status == 204)
    #expect(empty.fields["content-length"] == nil)
  }
}

@Test func aValueCannotBeginAFieldOfItsOwn() throws {
  try Running.with(FakeStore().work()) { running in
    let answer = try running.client().ask("/fields")
    #expect(answer.fields["x-evil"] == "a  Set-Cookie: b c")
    #expect(answer.fields["set-cookie"] == nil)
    #expect(answer.fields["etag"] == "\"1\"")
  }
}

@Test func aLongAnswerArrivesWhole() throws {
  try Running.with(FakeStore().work()) { running in
    let client = try running.client(receiveBuffer: 4096)
    try client.say("GET /big?3000000 HTTP/1.1\r\nHost: d\r\n\r\nGET /answer HTTP/1.1\r\nHost: d\r\n\r\n")
    let answer = try client.answer()
    #expect(answer.body.utf8.count == 3_000_000)
    #expect(answer.body.utf8.allSatisfy { $0 == 97 })
    #expect(try client.answer().body == "ok")
  }
}

@Test func hundredContinueIsSaidOnlyWhenTheBodyWillBeRead() throws {
  try Running.with(FakeStore().work(), { $0.limits.body = 10 }) { running in
    let client = try running.client()
    try client.say("GET /echo HTTP/1.1\r\nHost: d\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
    #expect(try client.answer().status == 100)
    try client.say("hi")
    #expect(try client.answer().body.hasPrefix("GET hi"))
    try client.say("POST /echo HTTP/1.1\r\nHost: d\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n")
    let refused = try client.answer()
    #expect(refused.status == 413)
    #expect(refused.fields["connection"] == "close")
    #expect(try client.rest().isEmpty)
  }
}

@Test func planHeadAllowsARouteALongerBodyOrRefusesItUnread() throws {
  var work = FakeStore().work()
  work.planHead = { request in
    request.path == "/echo" ? .body(limit: 100_000) : .refuse(Response(status: 401, text: "who?"))
  }
  try Running.with(work, { $0.limits.body = 10 }) { running in
    let client = try running.client()
    let long = String(repeating: "x", count: 100_000)
    #expect(try client.ask("/echo", "GET", body: long).body == "GET \(long) address(\"127.0.0.1\")")
    #expect(try running.client().ask("/echo", "POST", body: long + "y").status == 413)
    try client.say("POST /other HTTP/1.1\r\nHost: d\r\nContent-Length: 1000000\r\n\r\n")
    #expect(try client.answer().status == 401)
    #expect(try client.rest().isEmpty)
  }
}

@Test func aHalfClosedClientIsStillAnswered() throws {
  try Running.with(FakeStore().work()) { running in
    let client = try running.client()
    try client.say("POST /a HTTP/1.1\r\nHost: d\r\n\r\nGET /work HTTP/1.1\r\nHost: d\r\n\r\nGET /unfinished")
    client.finish()
    #expect(try client.answer().body == "/a")
    #expect(try client.answer().body == "worked /work")
    #expect(try client.rest().isEmpty)
  }
}

@Test(
  arguments: [
    ("GET /answer HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n", "close", true),
    ("GET /answer HTTP/1.1\r\nHost: d\r\nConnection: x, Close\r\n\r\n", "close", true),
    ("GET /answer HTTP/1.0\r\n\r\n", "close", true),
    ("GET /answer HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "keep-alive", false),
    ("GET /answer HTTP/1.1\r\nHost: d\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", nil, false),
  ] as [(String, String?, Bool)])
func theConnectionEndsWhenItsClientSaysSo(_ text: String, _ field: String?, _ ends: Bool) throws {
  try Running.with(FakeStore().work()) { running in
    let client = try running.client()
    try client.say(text)
    let answer = try client.answer()
    #expect(answer.body == "ok")
    #expect(answer.fields["connection"] == field)
    if ends { #expect(try client.rest().isEmpty) } else { #expect(try client.ask("/answer").status == 200) }
  }
}

@Test func theUnixSocketIsItsOwnersAloneAndTrusted() throws {
  let path = NSTemporaryDirectory() + "desk-\(UInt32.random(in: 0 ... .max)).sock"
  try Running.with(FakeStore().work(), { $0.socketPath = path }) { running in
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try Client(path: path).ask("/echo").body == "GET  local")
    #expect(try running.client().ask("/echo").body.contains("127.0.0.1"))
  }
  #expect(!FileManager.default.fileExists(atPath: path))
}

@Test func whatTheServerRefusesIsSaidInTheApplicationsWords() throws {
  var work = FakeStore().work()
  work.refuse = { kind, info in Response(status: kind.status, text: "\(kind.detail) for \(info?.peer == .local ? "us" : "them")") }
  try Running.with(work) { running in
    let client = try running.client()
    try client.say("GET /\r\n\r\n")
    #expect(try client.answer().body == "the request target is malformed for them")
  }
}

@Test func aReadAndItsAnswerAreReported() throws {
  let store = FakeStore()
  let running = try Running(store.work())
  _ = try running.client().ask("/read")
  _ = try running.client().ask("/nowhere")
  running.drain()
  #expect(store.state.with { $0.observed } == ["/read 200", "/nowhere 404"])
  let counters = running.server.counters
  #expect(counters.answers.1 == 1)
  #expect(counters.answers.3 == 1)
  #expect(counters.accepted == 2)
}
