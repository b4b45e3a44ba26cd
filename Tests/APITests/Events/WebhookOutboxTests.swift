import Crypto
import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct WebhookOutboxTests {
  @Test func anEventIsInTheOutboxIfAndOnlyIfItHappened() throws {
    let world = try World()
    let made = world.hook()
    try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    #expect(try world.deliver(made.id).map(\.event.type.rawValue) == ["work_order.opened"])
    #expect(throws: Refusal.self) {
      try world.desk.perform(as: .desk) { context in
        try context.record(.workOrderDelivered, Subject(.workOrder, 1))
        throw Refusal.notFound(.workOrder)
      }
    }
    #expect(try world.count("SELECT count(*) FROM webhook_deliveries") == 1)
  }

  @Test func aFailedDeliveryIsTriedLaterAndLaterThenGivenUp() throws {
    let world = try World()
    let made = world.hook()
    try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    var tries = 0
    for minutes in [1, 5, 30, 120, 360, 1440, 30 * 1440] as [Int64] {
      let parcel = try #require(try world.next(made.id))
      tries += 1
      // A failed hook waits for its next attempt.
      #expect(try world.next(made.id, after: parcel.report(delivered: false, "500")) == nil)
      world.wait(minutes: minutes - 1)
      #expect(try world.due() == [])
      world.wait(minutes: 1)
      #expect(try world.due() == (tries < 7 ? [made.id] : []))
    }
    let list = world.get("/v1/webhooks/\(made.id)/deliveries?status=given_up", as: .admin)
    #expect(list["items/0/attempts"].int == 7)
    #expect(list["items/0/last_answer"].string == "500")

    let id = list["items/0/id"].int ?? -1
    let path = "/v1/webhooks/\(made.id)/deliveries/\(id)/redeliver"
    #expect(world.post(path, as: .admin)["status"].string == "waiting")
    #expect(world.post(path, as: .admin).codes == ["delivery_waiting"])
    let parcel = try #require(try world.next(made.id))
    _ = try world.next(made.id, after: parcel.report(delivered: true, "204"))
    // A late report changes nothing.
    _ = try world.next(made.id, after: parcel.report(delivered: false, "500"))
    #expect(world.get("/v1/webhooks/\(made.id)/deliveries", as: .admin)["items/0/status"].string == "delivered")
    #expect(world.post("/v1/webhooks/\(made.id)/deliveries/999/redeliver", as: .admin).status == 404)
  }

  @Test func aParcelOfASenderThatDiedIsDueAgainInAMinute() throws {
    let world = try World()
    let made = world.hook()
    try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    let parcel = try #require(try world.next(made.id))
    #expect(try world.due() == [])
    world.wait(minutes: 1)
    #expect(try world.due() == [made.id])
    #expect(try world.next(made.id)?.id == parcel.id)
  }

  @Test func hooksAreServedByHowLongTheyHaveWaitedAndOnesThatRestLeftOut() throws {
    let world = try World()
    let late = world.hook(#"["payment"]"#).id
    let early = world.hook(#"["work_order"]"#).id
    try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    world.wait(minutes: 1)
    try world.happen(.paymentReceived, Subject(.payment, 1))
    #expect(try world.due() == [early, late])
    #expect(try world.due(limit: 1) == [early])
    #expect(try world.due(besides: [early]) == [late])
    #expect(try world.due(limit: 0) == [])
  }

  @Test func aHooksMessagesComeInTheOrderOfWhatHappened() throws {
    let world = try World()
    let made = world.hook().id
    let other = world.hook(#"["payment"]"#).id
    for _ in 1...3 {
      try world.happen(.workOrderOpened, Subject(.workOrder, 1))
      try world.happen(.paymentReceived, Subject(.payment, 1))
    }
    let ids = try world.deliver(made).map(\.event.id)
    #expect(ids.count == 6 && ids == ids.sorted())
    #expect(try world.deliver(other).count == 3)
  }

  @Test func aRemovedHookIsGoneWithWhatWaitedForIt() throws {
    let world = try World()
    let made = world.hook()
    try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    #expect(world.ask("DELETE", "/v1/webhooks/\(made.id)", as: .admin, headers: [("If-Match", "\"7\"")]).status == 412)
    #expect(world.ask("DELETE", "/v1/webhooks/\(made.id)", as: .admin).status == 204)
    #expect(world.get("/v1/webhooks/\(made.id)", as: .admin).status == 404)
    try world.happen(.workOrderDelivered, Subject(.workOrder, 1))
    #expect(try world.count("SELECT count(*) FROM webhook_deliveries") == 0)
  }

  @Test func withoutHooksAnEventCostsNoQuery() throws {
    let world = try World()
    try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    // The desk remembers that there are no hooks, so it does not see a row that another program inserts.
    _ = try world.desk.db.insert(
      "INSERT INTO webhooks (url, types, secret, created_by, created_at) VALUES ('http://x', '*', 's', 1, 0)")
    try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    #expect(try world.count("SELECT count(*) FROM webhook_deliveries") == 0)
    world.desk.dropRecorded()
    try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    #expect(try world.count("SELECT count(*) FROM webhook_deliveries") == 1)
  }

  @Test func theOutboxIsReadByItsIndexes() throws {
    let world = try World()
    let list = WebhookDeliveryTable.select(webhookID: 1, status: .waiting, PageRequest())
    let plan = try world.desk.db.plan(list.sql)
    #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(plan)")
  }
}
