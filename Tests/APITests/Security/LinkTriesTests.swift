import HTTP
import Testing

@testable import API

/// Callers without a token: the link is checked before the body, and nobody can try many links.
@Suite struct LinkTriesTests {
  private let world: World
  init() throws { world = try World() }

  private func answerLink(_ token: String, _ body: String, from peer: String = "127.0.0.1", through door: Gate? = nil) -> World.Answer {
    let head = "POST /v1/approval-links/\(token) HTTP/1.1\r\nHost: desk\r\nContent-Type: application/json\r\n"
    return world.send(Array((head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body).utf8), door, from: peer)
  }

  @Test func aLinkThatIsNotThereIsRefusedBeforeTheBodyIsRead() {
    #expect(answerLink("zzz", "{").status == 404)
    #expect(answerLink("zzz", #"{"a":1,"b":2}"#).codes == [])
    #expect(world.post("/a/zzz", #"{"a":1}"#, as: nil).status == 404)
  }

  @Test func afterThirtyMissesAnAddressWaits() {
    for _ in 0..<30 { #expect(world.get("/v1/approval-links/zzz", as: nil).status == 404) }
    let answer = world.get("/v1/approval-links/zzz", as: nil)
    #expect(answer.status == 429)
    #expect(answer.headers["Retry-After"] == "2")
    let page = world.get("/a/zzz", as: nil)
    #expect(page.status == 429 && page.text.contains("<html"), "a person is told on a page")
    #expect(answerLink("zzz", "{}", from: "10.1.2.3").status == 404, "another address is another try")
    world.wait(minutes: 1)
    #expect(world.get("/v1/approval-links/zzz", as: nil).status == 404)
  }

  @Test func allAddressesOfOneNetworkAreOneStranger() {
    for number in 0..<30 { #expect(answerLink("zzz", "{}", from: "2001:db8:1:2::\(number)").status == 404) }
    #expect(answerLink("zzz", "{}", from: "2001:db8:1:2:ffff::1").status == 429)
    #expect(answerLink("zzz", "{}", from: "2001:db8:1:3::1").status == 404)
  }

  @Test func logInsOfOneNetworkShareTheirTries() {
    func logIn(_ name: String, from peer: String) -> Int {
      let body = #"{"login":"\#(name)","password":"four horses wait"}"#
      let head = "POST /v1/login HTTP/1.1\r\nHost: desk\r\nContent-Type: application/json\r\n"
      return world.send(Array((head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body).utf8), from: peer).status
    }
    for number in 0..<10 { #expect(logIn("nobody\(number)", from: "2001:db8::\(number)") == 401) }
    #expect(logIn("somebody", from: "2001:db8::ffff") == 429)
    #expect(logIn("somebody", from: "2001:db8:0:1::1") == 401)
  }

  @Test func aHolderOfALinkMayLookAsOftenAsHeLikes() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    let link = scene.link(made.estimate)
    for _ in 0..<100 { #expect(scene.world.get(link, as: nil).status == 200) }
  }

  @Test func aBodyFromAnybodyIsShort() throws {
    func limit(_ path: String, _ media: String = "application/json") -> Int? {
      var parser = RequestParser(limits: Limits())
      var consumed = 0
      let head = Array("POST \(path) HTTP/1.1\r\nHost: desk\r\nContent-Type: \(media)\r\nContent-Length: 0\r\n\r\n".utf8)
      let event = head.withUnsafeBytes { parser.parse($0, origin: Origin(id: 1, peer: .local, arrivedAt: 0), consumed: &consumed) }
      guard case .request(var request) = event,
        case let most = BodyLimits(usual: 1_000_000, imports: 9_000_000, mail: 8_000_000, file: 7_000_000)
      else { return nil }
      return switch world.service.planHead(&request, world.desk, world.gate, most) {
      case .body(let limit), .pieces(let limit, _): limit
      case .refuse: nil
      }
    }
    #expect(limit("/v1/approval-links/zzz") == 131_072)
    #expect(limit("/a/zzz") == 131_072)
    #expect(limit("/v1/login") == 131_072)
    #expect(limit("/v1/clients") == 1_000_000)
    #expect(limit("/v1/imports/clients", "text/csv") == 9_000_000)
    #expect(limit("/v1/channels/1/messages", "message/rfc822") == nil, "only a channel's secret opens it")
    #expect(limit("/nowhere") == nil)
  }
}
