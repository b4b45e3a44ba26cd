import Desk
import Domain
import SQLite
import Testing

@testable import API

/// Tests a wall clock that jumps, as after a dead battery or with a wrong time server.
@Suite struct MovedClockTests {
  private func walk(_ list: String, _ world: World) -> [Int64] {
    var seen: [Int64] = []
    var path: String? = "\(list)limit=2"
    while let next = path {
      let page = world.get(next, as: .admin)
      #expect(page.status == 200, "\(next) \(page)")
      seen += page["items"].array.compactMap { $0["id"].int }
      path = page["next_cursor"].string.map { "\(list)limit=2&cursor=\($0)" }
    }
    return seen
  }

  @Test func idsRiseNumbersDoNotRepeatAndPagesAreWhole() throws {
    let world = try World()
    var clients: [Int64] = []
    var numbers: [String] = []
    for days in [0, 400, -800, 400] as [Int64] {
      world.wait(days: days)
      let visit = world.visit(client: "Анна \(days)")
      clients.append(visit.client)
      numbers.append(visit.read()["number"].string ?? "")
      #expect(world.ask("PATCH", "/v1/clients/\(visit.client)", #"{"comment":"x"}"#).status == 200)
    }
    #expect(clients == clients.sorted() && Set(clients).count == 4)
    #expect(Set(numbers).count == 4, "\(numbers)")
    for list in ["/v1/clients?", "/v1/clients?sort=name&", "/v1/work-orders?", "/v1/events?", "/v1/events?sort=-id&"] {
      let seen = walk(list, world)
      #expect(Set(seen).count == seen.count && seen.count >= 4, "\(list)")
    }
    #expect(walk("/v1/events?", world) == walk("/v1/events?sort=-id&", world).reversed())
  }

  @Test func whatIsDueHappensOnceHoweverTheClockGoes() throws {
    let scene = try RepairScene()
    let world = scene.world
    let estimated = try scene.estimated()
    scene.offer(estimated.order, estimated.estimate)
    try scene.runDue()
    #expect(scene.estimateStatus(estimated.estimate) == "offered")
    // The clock jumps ahead: the offer ends, once. It jumps back: the offer stays ended, and no timer runs again.
    world.wait(days: 30)
    try scene.runDue()
    let ended = scene.estimateStatus(estimated.estimate)
    #expect(ended != "offered")
    let events = try world.desk.db.value("SELECT count(*) FROM events") as Int64?
    for days in [-60, 30, 30] as [Int64] {
      world.wait(days: days)
      try scene.runDue()
    }
    #expect(scene.estimateStatus(estimated.estimate) == ended)
    #expect(try world.desk.db.value("SELECT count(*) FROM events") as Int64? == events, "nothing happened twice")
  }

  @Test func aTimerSetBehindAClockThatWentBackIsStillFound() throws {
    let scene = try RepairScene()
    let world = scene.world
    world.wait(days: -365)
    let estimated = try scene.estimated()
    scene.offer(estimated.order, estimated.estimate)
    world.wait(days: 365 + 30)
    try scene.runDue()
    #expect(scene.estimateStatus(estimated.estimate) != "offered")
    #expect(try world.desk.nextDue().map { $0 > world.now } ?? true, "and nothing spins")
  }

  @Test func aSessionNeitherDiesNorLivesLongerThanItsHoursByTheClock() throws {
    let world = try World()
    world.post("/v1/users", #"{"login":"petrov","name":"П","role":"mechanic","password":"четыре лошади ждут"}"#, as: .admin)
    let secret = world.post("/v1/login", #"{"login":"petrov","password":"четыре лошади ждут"}"#, as: nil)["secret"].string ?? ""
    func may() -> Int { world.ask("GET", "/v1/me", as: nil, headers: [("Authorization", "Bearer \(secret)")]).status }
    world.wait(days: -30)
    #expect(may() == 200)
    world.wait(days: 30)
    #expect(may() == 200)
    world.wait(days: 1)
    #expect(may() == 401)
  }

  @Test func aRetryIsKnownAfterTheClockWentBack() throws {
    let world = try World()
    let made = world.post("/v1/clients", #"{"name":"Анна"}"#, key: "k1")
    world.wait(days: -30)
    #expect(world.post("/v1/clients", #"{"name":"Анна"}"#, key: "k1").id == made.id)
    try world.desk.runDue { Issue.record("\($0)") }
    #expect(world.post("/v1/clients", #"{"name":"Анна"}"#, key: "k1").id == made.id)
  }
}
