import Crypto
import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct WebhookRoutesTests {
  private func hook(_ world: World, _ types: String = #"["*"]"#) -> (id: Int64, secret: String) {
    let made = world.post("/v1/webhooks", #"{"url":"http://127.0.0.1:9000/desk","types":\#(types)}"#, as: .admin)
    return (made["webhook/id"].int ?? -1, made["secret"].string ?? "")
  }
  /// The hooks that something is due for.
  private func due(_ world: World, besides: Set<Int64> = [], limit: Int = 50) throws -> [Int64] {
    try world.desk.read(as: .desk) { try WebhookOutbox($0).hooksDue(besides: besides, limit: limit) }
  }
  /// The hook's next message; the last one's report before it.
  private func next(_ world: World, _ hook: Int64, after last: WebhookReport? = nil) throws -> WebhookParcel? {
    try world.desk.perform(as: .desk) { try WebhookOutbox($0).next(of: hook, after: last) }
  }
  /// Everything that a hook is told at this moment, each message taken by its receiver.
  private func deliver(_ world: World, _ hook: Int64) throws -> [WebhookParcel] {
    var parcels: [WebhookParcel] = []
    while let parcel = try next(world, hook, after: parcels.last?.report(delivered: true, "204")) { parcels.append(parcel) }
    return parcels
  }

  @Test func aSecretIsMadeHereAndShownOnce() throws {
    let world = try World()
    let made = hook(world)
    // What the libraries of Standard Webhooks take: 32 bytes in Base64, with its padding.
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
    let plain = hook(world)
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

  @Test func anEventIsInTheOutboxIfAndOnlyIfItHappened() throws {
    let world = try World()
    let made = hook(world)
    try world.happen("work_order.opened", Subject("work_order", 1))
    #expect(try deliver(world, made.id).map(\.event.type) == ["work_order.opened"])
    #expect(throws: Refusal.self) {
      try world.desk.perform(as: .desk) { context in
        try context.record("work_order.delivered", Subject("work_order", 1))
        throw Refusal.notFound("work_order")
      }
    }
    #expect(try world.count("SELECT count(*) FROM webhook_deliveries") == 1)
  }

  @Test func aHookGetsWhatItAskedForAndTheStaffsEventsOnlyByName() throws {
    let world = try World()
    let all = hook(world).id
    let orders = hook(world, #"["work_order","payment.received"]"#).id
    let staff = hook(world, #"["user"]"#).id
    try world.happen("work_order.opened", Subject("work_order", 1))
    try world.happen("order_line.added", Subject("order_line", 1))
    try world.happen("payment.received", Subject("payment", 1))
    try world.happen("payment.refunded", Subject("payment", 1))
    try world.happen("user.changed", Subject("user", 1))
    func got(_ id: Int64) throws -> [String] { try deliver(world, id).map(\.event.type) }
    #expect(try got(all) == ["work_order.opened", "order_line.added", "payment.received", "payment.refunded"])
    #expect(try got(orders) == ["work_order.opened", "payment.received"])
    #expect(try got(staff) == ["user.changed"])
  }

  @Test func aChangedHookIsInForceForTheVeryNextEvent() throws {
    let world = try World()
    let made = hook(world, #"["payment"]"#)
    try world.happen("work_order.opened", Subject("work_order", 1))
    #expect(try due(world) == [])
    world.ask("PATCH", "/v1/webhooks/\(made.id)", #"{"types":["work_order"]}"#, as: .admin)
    try world.happen("work_order.opened", Subject("work_order", 1))
    #expect(try due(world) == [made.id])
    world.ask("PATCH", "/v1/webhooks/\(made.id)", #"{"status":"disabled"}"#, as: .admin)
    try world.happen("work_order.opened", Subject("work_order", 1))
    #expect(try due(world) == [])
    let given = world.get("/v1/webhooks/\(made.id)/deliveries", as: .admin)
    #expect(given["items"].array.compactMap { $0["status"].string } == ["given_up"])
  }

  @Test func aFailedDeliveryIsTriedLaterAndLaterThenGivenUp() throws {
    let world = try World()
    let made = hook(world)
    try world.happen("work_order.opened", Subject("work_order", 1))
    var tries = 0
    for minutes in [1, 5, 30, 120, 360, 1440, 30 * 1440] as [Int64] {
      let parcel = try #require(try next(world, made.id))
      tries += 1
      // A hook that failed waits for its next try.
      #expect(try next(world, made.id, after: parcel.report(delivered: false, "500")) == nil)
      world.wait(minutes: minutes - 1)
      #expect(try due(world) == [])
      world.wait(minutes: 1)
      #expect(try due(world) == (tries < 7 ? [made.id] : []))
    }
    let list = world.get("/v1/webhooks/\(made.id)/deliveries?status=given_up", as: .admin)
    #expect(list["items/0/attempts"].int == 7)
    #expect(list["items/0/last_answer"].string == "500")

    let id = list["items/0/id"].int ?? -1
    let path = "/v1/webhooks/\(made.id)/deliveries/\(id)/redeliver"
    #expect(world.post(path, as: .admin)["status"].string == "waiting")
    #expect(world.post(path, as: .admin).codes == ["delivery_waiting"])
    let parcel = try #require(try next(world, made.id))
    _ = try next(world, made.id, after: parcel.report(delivered: true, "204"))
    // A report that comes late changes nothing.
    _ = try next(world, made.id, after: parcel.report(delivered: false, "500"))
    #expect(world.get("/v1/webhooks/\(made.id)/deliveries", as: .admin)["items/0/status"].string == "delivered")
    #expect(world.post("/v1/webhooks/\(made.id)/deliveries/999/redeliver", as: .admin).status == 404)
  }

  @Test func aParcelOfASenderThatDiedIsDueAgainInAMinute() throws {
    let world = try World()
    let made = hook(world)
    try world.happen("work_order.opened", Subject("work_order", 1))
    let parcel = try #require(try next(world, made.id))
    #expect(try due(world) == [])
    world.wait(minutes: 1)
    #expect(try due(world) == [made.id])
    #expect(try next(world, made.id)?.id == parcel.id)
  }

  @Test func hooksAreServedByHowLongTheyHaveWaitedAndOnesThatRestLeftOut() throws {
    let world = try World()
    let late = hook(world, #"["payment"]"#).id
    let early = hook(world, #"["work_order"]"#).id
    try world.happen("work_order.opened", Subject("work_order", 1))
    world.wait(minutes: 1)
    try world.happen("payment.received", Subject("payment", 1))
    #expect(try due(world) == [early, late])
    #expect(try due(world, limit: 1) == [early])
    #expect(try due(world, besides: [early]) == [late])
    #expect(try due(world, limit: 0) == [])
  }

  @Test func aHooksMessagesComeInTheOrderOfWhatHappened() throws {
    let world = try World()
    let made = hook(world).id
    let other = hook(world, #"["payment"]"#).id
    for _ in 1...3 {
      try world.happen("work_order.opened", Subject("work_order", 1))
      try world.happen("payment.received", Subject("payment", 1))
    }
    let ids = try deliver(world, made).map(\.event.id)
    #expect(ids.count == 6 && ids == ids.sorted())
    #expect(try deliver(world, other).count == 3)
  }

  @Test func aSecretIsInForceForTheVeryNextMessage() throws {
    let world = try World()
    let made = hook(world)
    for _ in 1...2 { try world.happen("work_order.opened", Subject("work_order", 1)) }
    let first = try #require(try next(world, made.id))
    world.post("/v1/webhooks/\(made.id)/rotate", as: .admin)
    let second = try #require(try next(world, made.id, after: first.report(delivered: true, "204")))
    #expect(first.secret == made.secret)
    #expect(second.secret != made.secret)
  }

  @Test func noMoreHooksAreActiveThanTheSenderHasThreads() throws {
    let world = try World()
    let first = hook(world).id
    for _ in 2...32 { #expect(hook(world).id > 0) }
    let tooMany = world.post("/v1/webhooks", #"{"url":"http://host"}"#, as: .admin)
    #expect(tooMany.status == 409)
    #expect(tooMany.codes == ["limit_reached"])
    world.ask("PATCH", "/v1/webhooks/\(first)", #"{"status":"disabled"}"#, as: .admin)
    #expect(hook(world).id > 0)
    #expect(world.ask("PATCH", "/v1/webhooks/\(first)", #"{"status":"active"}"#, as: .admin).codes == ["limit_reached"])
  }

  @Test func theSignatureIsOfTheTimeAndTheBodyUnderTheHooksSecret() throws {
    let world = try World()
    let made = hook(world)
    try world.desk.db.execute("UPDATE webhooks SET secret = 'whsec_test'")
    try world.happen("work_order.opened", Subject("work_order", 1))
    let parcel = try #require(try next(world, made.id))
    // printf '1767225600.{"id":1}' | openssl dgst -sha256 -hmac whsec_test
    #expect(
      parcel.signature(of: Array(#"{"id":1}"#.utf8), at: Instant(rawValue: 1_767_225_600_123))
        == "t=1767225600,v1=c288d7ec0b1747de22e35fbdbabba9772c8e0d64b7db67e546bc92b86c005ab8")
  }

  @Test func standardWebhooksSignTheMessagesNameItsTimeAndItsBody() throws {
    let world = try World()
    let made = hook(world)
    try world.desk.db.execute("UPDATE webhooks SET secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'")
    let event = try world.happen("work_order.opened", Subject("work_order", 1))
    let parcel = try #require(try next(world, made.id))
    let key = try #require(Base64.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    let id = "evt_\(event.id)_1772434800000"
    let hash = HMAC.sha256(key: key, message: Array("\(id).1767225600.{\"id\":1}".utf8))
    let fields = parcel.standardFields(of: Array(#"{"id":1}"#.utf8), at: Instant(rawValue: 1_767_225_600_123))
    #expect(fields.map(\.0) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
    #expect(fields.map(\.1) == [id, "1767225600", "v1,\(Base64.encode(hash))"])
    // The same name at the next try, and of a secret as they were made before the same bytes.
    world.wait(minutes: 2)
    _ = try next(world, made.id, after: parcel.report(delivered: false, "500"))
    world.wait(minutes: 2)
    try world.desk.db.execute("UPDATE webhooks SET secret = 'whsec_-_8='")
    let again = try #require(try next(world, made.id))
    #expect(again.messageID == id)
    #expect(
      again.standardFields(of: [], at: world.now)[2].1
        == "v1,\(Base64.encode(HMAC.sha256(key: [0xFB, 0xFF], message: Array("\(id).\(world.now.rawValue / 1_000).".utf8))))")
  }

  @Test func aReceiverThatIsGoneSwitchesItsHookOff() throws {
    let world = try World()
    let made = hook(world)
    for _ in 1...3 { try world.happen("work_order.opened", Subject("work_order", 1)) }
    let parcel = try #require(try next(world, made.id))
    #expect(try next(world, made.id, after: parcel.report(delivered: false, "HTTP 410", isGone: true)) == nil)
    #expect(world.get("/v1/webhooks/\(made.id)", as: .admin)["status"].string == "disabled")
    let given = world.get("/v1/webhooks/\(made.id)/deliveries", as: .admin)["items"].array
    #expect(given.map { $0["status"].string } == ["given_up", "given_up", "given_up"])
    #expect(given.map { $0["last_answer"].string } == ["HTTP 410", "HTTP 410", "HTTP 410"])
    let told = world.get("/v1/events?type=webhook.switched_off", as: .admin)
    #expect(told["items"].array.count == 1 && told.text.contains("HTTP 410") && told.text.contains("disabled"), "\(told)")
    try world.happen("work_order.opened", Subject("work_order", 2))
    #expect(try due(world).isEmpty)
    #expect(world.ask("PATCH", "/v1/webhooks/\(made.id)", #"{"status":"active"}"#, as: .admin).status == 200)
    try world.happen("work_order.opened", Subject("work_order", 3))
    #expect(try deliver(world, made.id).count == 1)
  }

  @Test func aHookThatHasMovedMeanwhileIsNotGone() throws {
    let world = try World()
    let made = hook(world)
    try world.happen("work_order.opened", Subject("work_order", 1))
    let parcel = try #require(try next(world, made.id))
    world.ask("PATCH", "/v1/webhooks/\(made.id)", #"{"url":"http://127.0.0.1:9001/new"}"#, as: .admin)
    _ = try next(world, made.id, after: parcel.report(delivered: false, "HTTP 410", isGone: true))
    #expect(world.get("/v1/webhooks/\(made.id)", as: .admin)["status"].string == "active")
    world.wait(minutes: 2)
    #expect(try next(world, made.id)?.url == "http://127.0.0.1:9001/new")
  }

  @Test func aRemovedHookIsGoneWithWhatWaitedForIt() throws {
    let world = try World()
    let made = hook(world)
    try world.happen("work_order.opened", Subject("work_order", 1))
    #expect(world.ask("DELETE", "/v1/webhooks/\(made.id)", as: .admin, headers: [("If-Match", "\"7\"")]).status == 412)
    #expect(world.ask("DELETE", "/v1/webhooks/\(made.id)", as: .admin).status == 204)
    #expect(world.get("/v1/webhooks/\(made.id)", as: .admin).status == 404)
    try world.happen("work_order.delivered", Subject("work_order", 1))
    #expect(try world.count("SELECT count(*) FROM webhook_deliveries") == 0)
  }

  @Test func withoutHooksAnEventCostsNoQuery() throws {
    let world = try World()
    try world.happen("work_order.opened", Subject("work_order", 1))
    // The desk has looked once and knows that there are none; a row behind its back is not seen.
    _ = try world.desk.db.insert(
      "INSERT INTO webhooks (url, types, secret, created_by, created_at) VALUES ('http://x', '*', 's', 1, 0)")
    try world.happen("work_order.opened", Subject("work_order", 1))
    #expect(try world.count("SELECT count(*) FROM webhook_deliveries") == 0)
    world.desk.dropRecorded()
    try world.happen("work_order.opened", Subject("work_order", 1))
    #expect(try world.count("SELECT count(*) FROM webhook_deliveries") == 1)
  }

  @Test func theOutboxIsReadByItsIndexes() throws {
    let world = try World()
    let list = WebhookDeliveryTable.select(webhookID: 1, status: .waiting, PageRequest())
    let plan = try world.desk.db.plan(list.sql)
    #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(plan)")
  }
}
