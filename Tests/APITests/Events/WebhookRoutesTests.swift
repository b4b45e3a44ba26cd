import Crypto
import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct WebhookRoutesTests {
  @Test func aSecretIsMadeHereAndShownOnce() throws {
    let world = try World()
    let made = world.hook()
    // The form that the libraries of Standard Webhooks expect: 32 bytes in Base64, with padding.
    #expect(made.secret.hasPrefix("whsec_") && Base64.decode(String(made.secret.dropFirst(6)))?.count == 32 && made.secret.utf8.count == 50)
    #expect(!world.get("/v1/webhooks/\(made.id)", as: .admin).text.contains(made.secret))
    #expect(!world.get("/v1/webhooks", as: .admin).text.contains(made.secret))
    let rotated = world.post("/v1/webhooks/\(made.id)/rotate", as: .admin)
    #expect(rotated.status == 200)
    #expect(rotated["secret"].string != made.secret)
    #expect(!world.get("/v1/events?type=webhook", as: .admin).text.contains("whsec_"))
    #expect(world.get("/v1/webhooks", as: .manager).status == 403)
  }

  @Test func anAddressIsOfHTTPOrHTTPS() throws {
    let world = try World()
    func codes(_ url: String, _ types: String = #"["*"]"#) -> [String] {
      world.post("/v1/webhooks", #"{"url":"\#(url)","types":\#(types)}"#, as: .admin).codes
    }
    for bad in [
      "ftp://example.com", "http://", "http://ex ample.com", "http://a@b/", "http://host:0/", "http://host:70000/", "http://[::1",
      "http://host:018080/", "http://host:+18080/", "http://host:/", "http://host:-80/", "http://host:080",
      "https://", "https://a@b/", "https://host:0/", "https://host/#x", "https:/host",
    ] {
      #expect(codes(bad) == ["webhook_url_unreadable"], "\(bad)")
    }
    for good in ["http://host", "http://host:8080/a?b=c", "http://[::1]:80/", "HTTP://host/x", "https://host", "HTTPS://host:8443/a?b=c"] {
      #expect(codes(good).isEmpty, "\(good)")
    }
  }

  @Test func withoutCurlAnAddressOfHTTPSIsRefusedNamingThePackage() throws {
    let world = try World(reachesHTTPS: false)
    let refused = world.post("/v1/webhooks", #"{"url":"https://example.com/x"}"#, as: .admin)
    #expect(refused.status == 422 && refused.codes == ["webhook_https"] && refused.pointers == ["/url"], "\(refused)")
    #expect(refused["errors/0/message"].string?.contains("install the package curl") == true)
    let plain = world.hook()
    #expect(world.ask("PATCH", "/v1/webhooks/\(plain.id)", #"{"url":"https://example.com/x"}"#, as: .admin).codes == ["webhook_https"])
    #expect(world.ask("PATCH", "/v1/webhooks/\(plain.id)", #"{"types":["payment"]}"#, as: .admin).status == 200)
  }

  @Test(
    arguments: [
      ("https://host", "host", 443), ("https://host:443/", "host", 443), ("https://host:80/x?y", "host:80", 80),
      ("http://host:443", "host:443", 443), ("HTTPS://[2001:db8::1]/", "[2001:db8::1]", 443), ("http://host", "host", 80),
    ] as [(String, String, UInt16)])
  func theUsualPortIsTheSchemes(_ url: String, _ authority: String, _ port: UInt16) throws {
    let address = try WebhookAddress(url)
    #expect(address.authority == authority && address.port == port && address.isSecure == url.lowercased().hasPrefix("https"))
  }

  @Test func aTypeThatNothingIsCalledIsRefusedWithThePossibleOnes() throws {
    let world = try World()
    func add(_ types: String) -> World.Answer { world.post("/v1/webhooks", #"{"url":"http://host","types":\#(types)}"#, as: .admin) }
    let unknown = add(#"["work_order.aproved","Work Order","*","work_order"]"#)
    #expect(unknown.status == 422)
    #expect(unknown.codes == ["unknown_event_type", "unknown_event_type"])
    #expect(unknown.pointers == ["/types/0", "/types/1"])
    #expect(unknown["errors/0/message"].string?.contains("work_order.approved") == true)
    #expect(unknown["errors/1/message"].string?.contains("purchase_order, work_order") == true)
    let hook = add(#"["work_order.approved","payment","*"]"#)
    #expect(hook.status == 201, "\(hook)")
    let changed = world.ask("PATCH", "/v1/webhooks/\(hook["webhook/id"].int ?? 0)", #"{"types":["nothing"]}"#, as: .admin)
    #expect(changed.codes == ["unknown_event_type"])
  }

  @Test func aHookGetsWhatItAskedForAndTheStaffsEventsOnlyByName() throws {
    let world = try World()
    let all = world.hook().id
    let orders = world.hook(#"["work_order","payment.received"]"#).id
    let staff = world.hook(#"["user"]"#).id
    try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    try world.happen(.orderLineAdded, Subject(.orderLine, 1))
    try world.happen(.paymentReceived, Subject(.payment, 1))
    try world.happen(.paymentRefunded, Subject(.payment, 1))
    try world.happen(.userChanged, Subject(.user, 1))
    func got(_ id: Int64) throws -> [String] { try world.deliver(id).map(\.event.type.rawValue) }
    #expect(try got(all) == ["work_order.opened", "order_line.added", "payment.received", "payment.refunded"])
    #expect(try got(orders) == ["work_order.opened", "payment.received"])
    #expect(try got(staff) == ["user.changed"])
  }

  @Test func aChangedHookIsInForceForTheVeryNextEvent() throws {
    let world = try World()
    let made = world.hook(#"["payment"]"#)
    try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    #expect(try world.due() == [])
    world.ask("PATCH", "/v1/webhooks/\(made.id)", #"{"types":["work_order"]}"#, as: .admin)
    try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    #expect(try world.due() == [made.id])
    world.ask("PATCH", "/v1/webhooks/\(made.id)", #"{"status":"disabled"}"#, as: .admin)
    try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    #expect(try world.due() == [])
    let given = world.get("/v1/webhooks/\(made.id)/deliveries", as: .admin)
    #expect(given["items"].array.compactMap { $0["status"].string } == ["given_up"])
  }

  @Test func aSecretIsInForceForTheVeryNextMessage() throws {
    let world = try World()
    let made = world.hook()
    for _ in 1...2 { try world.happen(.workOrderOpened, Subject(.workOrder, 1)) }
    let first = try #require(try world.next(made.id))
    world.post("/v1/webhooks/\(made.id)/rotate", as: .admin)
    let second = try #require(try world.next(made.id, after: first.report(delivered: true, "204")))
    #expect(first.secret == made.secret)
    #expect(second.secret != made.secret)
  }

  @Test func noMoreHooksAreActiveThanTheSenderHasThreads() throws {
    let world = try World()
    let first = world.hook().id
    for _ in 2...32 { #expect(world.hook().id > 0) }
    let tooMany = world.post("/v1/webhooks", #"{"url":"http://host"}"#, as: .admin)
    #expect(tooMany.status == 409)
    #expect(tooMany.codes == ["limit_reached"])
    world.ask("PATCH", "/v1/webhooks/\(first)", #"{"status":"disabled"}"#, as: .admin)
    #expect(world.hook().id > 0)
    #expect(world.ask("PATCH", "/v1/webhooks/\(first)", #"{"status":"active"}"#, as: .admin).codes == ["limit_reached"])
  }

  @Test func theSignatureIsOfTheTimeAndTheBodyUnderTheHooksSecret() throws {
    let world = try World()
    let made = world.hook()
    try world.desk.db.execute("UPDATE webhooks SET secret = 'whsec_test'")
    try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    let parcel = try #require(try world.next(made.id))
    // Computed with: printf '1767225600.{"id":1}' | openssl dgst -sha256 -hmac whsec_test
    #expect(
      parcel.fields(of: Array(#"{"id":1}"#.utf8), at: Instant(rawValue: 1_767_225_600_123))[0].1
        == "t=1767225600,v1=c288d7ec0b1747de22e35fbdbabba9772c8e0d64b7db67e546bc92b86c005ab8")
  }

  @Test func standardWebhooksSignTheMessagesNameItsTimeAndItsBody() throws {
    let world = try World()
    let made = world.hook()
    try world.desk.db.execute("UPDATE webhooks SET secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'")
    let event = try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    let parcel = try #require(try world.next(made.id))
    let key = try #require(Base64.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    let id = "evt_\(event.id)_1772434800000"
    let hash = HMAC.sha256(key: key, message: Array("\(id).1767225600.{\"id\":1}".utf8))
    let fields = parcel.fields(of: Array(#"{"id":1}"#.utf8), at: Instant(rawValue: 1_767_225_600_123)).dropFirst()
    #expect(fields.map(\.0) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
    #expect(fields.map(\.1) == [id, "1767225600", "v1,\(Base64.encode(hash))"])
    // The second attempt has the same id. An old-style secret stands for the same bytes.
    world.wait(minutes: 2)
    _ = try world.next(made.id, after: parcel.report(delivered: false, "500"))
    world.wait(minutes: 2)
    try world.desk.db.execute("UPDATE webhooks SET secret = 'whsec_-_8='")
    let again = try #require(try world.next(made.id))
    #expect(again.messageID == id)
    #expect(
      again.fields(of: [], at: world.now)[3].1
        == "v1,\(Base64.encode(HMAC.sha256(key: [0xFB, 0xFF], message: Array("\(id).\(world.now.rawValue / 1_000).".utf8))))")
  }

  @Test func aReceiverThatIsGoneSwitchesItsHookOff() throws {
    let world = try World()
    let made = world.hook()
    for _ in 1...3 { try world.happen(.workOrderOpened, Subject(.workOrder, 1)) }
    let parcel = try #require(try world.next(made.id))
    #expect(try world.next(made.id, after: parcel.report(delivered: false, "HTTP 410", isGone: true)) == nil)
    #expect(world.get("/v1/webhooks/\(made.id)", as: .admin)["status"].string == "disabled")
    let given = world.get("/v1/webhooks/\(made.id)/deliveries", as: .admin)["items"].array
    #expect(given.map { $0["status"].string } == ["given_up", "given_up", "given_up"])
    #expect(given.map { $0["last_answer"].string } == ["HTTP 410", "HTTP 410", "HTTP 410"])
    let told = world.get("/v1/events?type=webhook.switched_off", as: .admin)
    #expect(told["items"].array.count == 1 && told.text.contains("HTTP 410") && told.text.contains("disabled"), "\(told)")
    try world.happen(.workOrderOpened, Subject(.workOrder, 2))
    #expect(try world.due().isEmpty)
    #expect(world.ask("PATCH", "/v1/webhooks/\(made.id)", #"{"status":"active"}"#, as: .admin).status == 200)
    try world.happen(.workOrderOpened, Subject(.workOrder, 3))
    #expect(try world.deliver(made.id).count == 1)
  }

  @Test func aHookThatHasMovedMeanwhileIsNotGone() throws {
    let world = try World()
    let made = world.hook()
    try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    let parcel = try #require(try world.next(made.id))
    world.ask("PATCH", "/v1/webhooks/\(made.id)", #"{"url":"http://127.0.0.1:9001/new"}"#, as: .admin)
    _ = try world.next(made.id, after: parcel.report(delivered: false, "HTTP 410", isGone: true))
    #expect(world.get("/v1/webhooks/\(made.id)", as: .admin)["status"].string == "active")
    world.wait(minutes: 2)
    #expect(try world.next(made.id)?.url == "http://127.0.0.1:9001/new")
  }
}
