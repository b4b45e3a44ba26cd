import Desk
import Domain
import SQLite
import Testing

@testable import API

/// Responses while the file or the machine fails.
@Suite struct StoreTroubleTests {
  /// Sets clocks that add this many milliseconds of CPU time and of wall time at each reading.
  private func measure(_ world: World, worked: Int64, passed: Int64) {
    var (work, pass): (Int64, Int64) = (0, 0)
    world.desk.db.measure(
      by: WorkClock(
        worked: {
          work += worked * 1_000_000
          return work
        },
        passed: {
          pass += passed * 1_000_000
          return pass
        }))
  }

  private func centre() throws -> World {
    let world = try World()
    world.milliseconds = 1_000_000
    #expect(world.bringIn("clients", try World.demo("clients"))["created"].int == 3_000)
    world.milliseconds = 50
    return world
  }

  @Test func aReadIsTooSlowByItsOwnWorkAndNotByWhatElseTheMachineDoes() throws {
    let world = try centre()
    // A search may use 30 s of a worker.
    measure(world, worked: 20_000, passed: 20_000)
    let slow = world.get("/v1/clients?q=zzzzzz&limit=1")
    #expect(slow.status == 503 && slow.code == "too_slow" && slow.headers["Retry-After"] == "1", "\(slow)")
    measure(world, worked: 0, passed: 500)
    #expect(world.get("/v1/clients?q=zzzzzz&limit=1").status == 200)
  }

  @Test func aFileThatAnotherProgramHoldsRefusesChangesWithATrueReasonAndReadingGoesOn() throws {
    let world = try World()
    world.desk.db.neverWait()
    let other = try Database(path: world.desk.db.path, mode: .readWrite)
    try other.begin()
    for language in ["en", "ru"] {
      let refused = world.ask("POST", "/v1/clients", #"{"name":"Анна"}"#, headers: [("Accept-Language", language)])
      #expect(refused.status == 503 && refused.code == "database_held" && refused.headers["Retry-After"] == "1", "\(refused)")
      #expect(refused["detail"].string?.contains(language == "en" ? "Another program" : "другой программой") == true)
    }
    #expect(world.get("/v1/clients").status == 200)
    other.rollback()
    #expect(world.post("/v1/clients", #"{"name":"Анна"}"#).status == 201)
  }

  @Test func warningsAreToldByReadinessWhichStaysReady() throws {
    let warnings: [Reason] = [.logHeld(seconds: 42)]
    let vitals = Vitals(version: "test", unready: { nil }, warnings: { warnings }, metrics: { _ in "" })
    let world = try World(Room.all + [Room.ops(vitals, [])])
    let ready = world.get("/readyz", as: nil)
    #expect(ready.status == 200 && ready["status"].string == "ok")
    #expect(ready["warnings/0/code"].string == "log_held", "\(ready)")
    #expect(ready["warnings/0/message"].string?.contains("42 s") == true)
    let russian = world.ask("GET", "/readyz", as: nil, headers: [("Accept-Language", "ru")])
    #expect(russian["warnings/0/message"].string?.contains("42 с") == true)
  }
}
