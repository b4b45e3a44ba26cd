import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct EventRoutesTests {
  @Test func theAuditShowsWhoWhenWhatBeforeAndNow() throws {
    let world = try World()
    let id = world.users[.mechanic] ?? 0
    world.ask("PATCH", "/v1/users/\(id)", #"{"name":"Пётр"}"#, as: .admin)
    let found = world.get("/v1/events?type=user.changed", as: .admin)
    #expect(found["items"].array.count == 1)
    #expect(found["items/0/user_id"].int == world.users[.admin])
    #expect(found["items/0/subject_id"].int == id)
    #expect(found["items/0/data/changed/name/0"].string == "User mechanic")
    #expect(found["items/0/data/changed/name/1"].string == "Пётр")
    #expect(found["items/0/at"].string == "2026-03-02T07:00:00.000Z")
  }

  @Test func eventsOfUsersTokensAndWebhooksAreTheAdministratorsAlone() throws {
    let world = try World()
    let (seen, all) = (world.get("/v1/events", as: .manager)["items"].array, world.get("/v1/events", as: .admin)["items"].array)
    #expect(seen.map { $0["type"].string } == ["calendar.created"] && all.count > 1)
    let user = all.first { $0["type"].string == "user.created" }?["id"].int ?? 0
    #expect(world.get("/v1/events/\(user)", as: .manager).status == 404)
    #expect(world.get("/v1/events/\(user)", as: .admin).status == 200)
  }

  @Test func aFilterTakesAWholeTypeOrItsFirstWord() throws {
    let world = try World()
    try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    try world.happen(.workOrderDelivered, Subject(.workOrder, 1))
    try world.happen(.orderLineAdded, Subject(.orderLine, 1))
    #expect(world.get("/v1/events?type=work_order")["items"].array.count == 2)
    #expect(world.get("/v1/events?type=work_order.delivered")["items"].array.count == 1)
    #expect(world.get("/v1/events?subject=work_order&subject_id=1")["items"].array.count == 2)
    for wrong in ["work", "work_order.closed", "*", "Work_order"] {
      let refused = world.get("/v1/events?type=\(wrong)")
      #expect(refused.status == 400 && refused.codes == ["unknown_event_type"] && refused.pointers == ["type"], "\(refused)")
    }
    #expect(world.get("/v1/events?type=payment.lost")["errors/0/message"].string?.contains("payment.refunded") == true)
    #expect(world.get("/v1/events?subject=order").status == 400)
    #expect(world.get("/v1/events?kind=order").codes == ["unknown_parameter"])
  }

  @Test func pagesGoEitherWayAndStayRightWhileEventsCome() throws {
    let world = try World()
    let client = try world.card("Анна")
    for _ in 1...5 { try world.happen(.clientChanged, Subject(.client, client, client: client)) }
    let first = world.get("/v1/clients/\(client)/timeline?limit=2")
    try world.happen(.clientChanged, Subject(.client, client, client: client))
    let next = world.get("/v1/clients/\(client)/timeline?limit=2&cursor=\(first["next_cursor"].string ?? "")")
    let ids = (first["items"].array + next["items"].array).compactMap { $0["id"].int }
    #expect(ids == ids.sorted(by: >))
    #expect(Set(ids).count == 4)
    let upward = world.get("/v1/clients/\(client)/timeline?sort=id&limit=200")["items"].array.compactMap { $0["id"].int }
    #expect(upward == upward.sorted())
    #expect(upward.count == 6)
  }

  @Test func daysFromAndToAreTheCentresOwnAndInclusive() throws {
    let world = try World(at: "2026-03-02T20:59:00Z")
    try world.happen(.workOrderOpened, Subject(.workOrder, 1))
    world.wait(minutes: 1)
    try world.happen(.workOrderDelivered, Subject(.workOrder, 1))
    func types(_ query: String) -> [String] {
      world.get("/v1/events?subject=work_order&\(query)")["items"].array.compactMap { $0["type"].string }
    }
    #expect(types("to=2026-03-02") == ["work_order.opened"], "in Moscow it is a minute to midnight")
    #expect(types("from=2026-03-03&to=2026-03-03") == ["work_order.delivered"])
    #expect(types("from=2026-03-02&to=2026-03-03") == ["work_order.opened", "work_order.delivered"])
    #expect(world.get("/v1/events?from=2026-03-03&to=2026-03-02").codes == ["period_backwards"])
    #expect(world.get("/v1/events?from=2026-03-02T07:10:00Z").status == 400)
  }

  @Test func aTimelineSpansTheRoomsAndTheCardsMergedIntoIt() throws {
    let world = try World()
    let anna = try world.card("Анна")
    let twin = try world.card("Анна М.", mergedInto: anna)
    let older = try world.card("А. М.", mergedInto: twin)
    for (merged, into) in [(older, twin), (twin, anna)] {
      _ = try world.desk.db.insert(
        "INSERT INTO client_merges (survivor_id, merged_id, reason, at, user_id) VALUES (?, ?, 'same', 0, 1)", into, merged)
    }
    let car = try world.vehicle(of: anna)
    try world.happen(.clientCreated, Subject(.client, older, client: older))
    try world.happen(.vehicleCreated, Subject(.vehicle, car, client: anna, vehicle: car))
    try world.happen(.clientChanged, Subject(.client, twin, client: twin))
    let expected = ["client.changed", "vehicle.created", "client.created"]
    #expect(world.get("/v1/clients/\(anna)/timeline")["items"].array.compactMap { $0["type"].string } == expected)
    #expect(world.get("/v1/clients/\(older)/timeline")["items"].array.compactMap { $0["type"].string } == expected)
    #expect(world.get("/v1/vehicles/\(car)/timeline")["items"].array.count == 1)
    #expect(world.get("/v1/clients/999/timeline").status == 404)
    #expect(world.get("/v1/vehicles/999/timeline").status == 404)
    #expect(world.get("/v1/work-orders/999/timeline").status == 404)
  }

  @Test func personalValuesAreInOneEventForThoseWhoMaySeeContacts() throws {
    let world = try World()
    let anna = try world.card("Анна")
    let event = try world.happen(
      .clientChanged, Subject(.client, anna, client: anna), [.personal("name", before: "Анна", after: "Анна Мария")])
    #expect(!world.get("/v1/events?client_id=\(anna)").text.contains("Мария"))
    #expect(world.get("/v1/events?client_id=\(anna)")["items/0/data/personal/0"].string == "name")
    let full = world.get("/v1/events/\(event.id)", as: .operator)
    #expect(full["personal/0/before"].string == "Анна")
    #expect(full["personal/0/after"].string == "Анна Мария")
    #expect(world.get("/v1/events/\(event.id)", as: .viewer)["personal"].isNull)
  }

  @Test func historyIsNeitherEditedNorDeleted() throws {
    let world = try World()
    #expect(throws: (any Error).self) { try world.desk.db.execute("UPDATE events SET data = '{}' WHERE id = 1") }
    #expect(throws: (any Error).self) { try world.desk.db.execute("DELETE FROM events WHERE id = 1") }
  }

  @Test func everyFilterOfTheAuditFindsItsIndexAndNeedsNoSorting() throws {
    let world = try World()
    var filters: [Events.Filter] = [Events.Filter()]
    let set: [(inout Events.Filter) -> Void] = [
      { $0.clientID = 1 }, { $0.vehicleID = 1 }, { $0.workOrderID = 1 }, { $0.userID = 1 }, { $0.type = "a.b" }, { $0.type = "a" },
      {
        $0.subject = .client; $0.subjectID = 1
      }, { $0.subject = .client }, { $0.subjectID = 1 },
    ]
    let days = Period.Span(from: Instant(rawValue: 0), until: Instant(rawValue: 1))
    for change in set {
      var filter = Events.Filter()
      change(&filter)
      filters.append(filter)
    }
    for filter in filters {
      for (sort, span) in Events.Sort.allCases.flatMap({ [($0, Period.Span()), ($0, days)] }) {
        let plan = try world.desk.db.plan(EventTable.select(filter, sort, withStaff: false, PageRequest(), within: span).sql)
        // Events of a client or a car are collected from their orders and sorted. Every other list follows an index.
        let isGathered = filter.clientID != nil || filter.vehicleID != nil
        let bad = plan.filter { $0.hasPrefix("SCAN") && $0 != "SCAN m" || $0.contains("TEMP B-TREE") && !isGathered }
        #expect(bad.isEmpty, "\(filter) \(plan)")
      }
    }
  }

  @Test func whatSomebodyDidToOneThingIsLookedForAmongTheThingsEvents() throws {
    let world = try World()
    var filter = Events.Filter()
    filter.userID = 1
    filter.subject = .client
    filter.subjectID = 1
    for type in [nil, "client.changed", "client"] {
      filter.type = type
      for sort in Events.Sort.allCases {
        let plan = try world.desk.db.plan(EventTable.select(filter, sort, withStaff: true, PageRequest()).sql)
        #expect(plan.count == 1 && plan.first?.contains("events_subject (subject=? AND subject_id=?") == true, "\(plan)")
      }
    }
  }
}
