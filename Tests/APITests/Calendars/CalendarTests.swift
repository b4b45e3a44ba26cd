import Domain
import JSON
import Testing

@testable import API
@testable import Desk

@Suite struct CalendarTests {
  private static let desk = """
    {"name":"Стойка","time_zone":"Europe/Moscow","week":{"mon":["09:00-13:00","14:00-18:00"],"tue":["09:00-18:00"]},\
    "holidays":["2026-03-09"],"breaks":{"2026-03-10":["12:00-13:00"]},"overrides":{"2026-03-11":["10:00-12:00"],"2026-03-16":[]},\
    "short_days":{"2026-03-17":60}}
    """

  @Test func aCalendarIsReadAsItWasWritten() throws {
    let world = try World()
    let made = world.post("/v1/calendars", Self.desk)
    #expect(made.status == 201 && made.headers["Location"] == "/v1/calendars/\(made.id)")
    #expect(made["week/mon"].array.compactMap(\.string) == ["09:00-13:00", "14:00-18:00"])
    #expect(made["week/wed"] == .null && made["overrides/2026-03-16"].array.isEmpty && made["short_days/2026-03-17"].int == 60)
    #expect(made["production_calendar"].bool == false && made["version"].int == 1)
    #expect(world.get("/v1/calendars/\(made.id)").text == made.text)
    #expect(world.get("/v1/calendars")["items"].array.map { $0["id"].int } == [1, made.id])
    #expect(world.post("/v1/calendars", Self.desk, as: .advisor).code == "right_missing")
  }

  @Test func aTimeIsDueAfterSoManyWorkingMinutesAndSaysWhichWereCounted() throws {
    let world = try World()
    let id = world.post("/v1/calendars", Self.desk).id
    // Monday the 2nd at half past twelve: half an hour before lunch, half an hour after it.
    let due = world.get("/v1/calendars/\(id)/due?from=2026-03-02T09:30:00Z&minutes=60")
    #expect(due["due_at"].string == "2026-03-02T11:30:00.000Z" && due["intervals"] == .null)
    let told = world.get("/v1/calendars/\(id)/due?from=2026-03-02T12:30:00%2B03:00&minutes=60&explain=true")
    #expect(told["due_at"].string == due["due_at"].string)
    #expect(told["intervals"].array.map { $0["seconds"].int } == [1_800, 1_800])
    #expect(told["intervals/1/from_at"].string == "2026-03-02T11:00:00.000Z")
    let minutes = world.get("/v1/calendars/\(id)/minutes?from=2026-03-09T00:00:00Z&to=2026-03-13T00:00:00Z&explain=true")
    #expect(minutes["minutes"].int == 480 + 120 && minutes["intervals"].array.count == 3, "a holiday, a break and an override: \(minutes)")
    #expect(world.get("/v1/calendars/\(id)/minutes?from=2026-03-13T00:00:00Z&to=2026-03-09T00:00:00Z")["minutes"].int == 0)
    #expect(world.get("/v1/calendars/\(id)/due?from=2026-03-02T09:30:00Z&minutes=5000000").code == "due_beyond")
    #expect(world.get("/v1/calendars/\(id)/due?from=soon&minutes=-1").pointers == ["from", "minutes"])
    #expect(world.get("/v1/calendars/77/due?from=2026-03-02T09:30:00Z&minutes=1").status == 404)
  }

  @Test func theHoursOfEachDateAreShown() throws {
    let world = try World()
    let id = world.post("/v1/calendars", Self.desk).id
    let days = world.get("/v1/calendars/\(id)/days?from=2026-03-09&to=2026-03-17")
    #expect(
      days["days"].array.map { $0["hours"].array.compactMap(\.string).joined(separator: " ") } == [
        "", "09:00-12:00 13:00-18:00", "10:00-12:00", "", "", "", "", "", "09:00-17:00",
      ])
    #expect(days["days/1/minutes"].int == 480)
    #expect(world.get("/v1/calendars/\(id)/days?from=2026-03-09&to=2026-03-01").codes == ["period_backwards"])
    #expect(world.get("/v1/calendars/\(id)/days?from=2026-03-09&to=2028-03-01").codes == ["period_too_long"])
  }

  @Test func everyFaultOfACalendarIsNamedAtOnce() throws {
    let world = try World()
    let shape = world.post(
      "/v1/calendars",
      #"{"name":"","time_zone":"Mars/Base","week":{"mond":[],"tue":["9-18"]},"breaks":{"soon":[]},"short_days":{"2026-03-09":0},"x":1}"#)
    #expect(shape.status == 422)
    #expect(Set(shape.pointers) == ["/name", "/time_zone", "/week/mond", "/week/tue/0", "/breaks/soon", "/short_days/2026-03-09", "/x"])
    let rules = world.post(
      "/v1/calendars",
      #"{"name":"a","week":{"mon":["09:00-12:00","11:00-13:00"]},"overrides":{"2026-03-09":["10:00-12:00","11:00-13:00"]}}"#)
    #expect(rules.codes == ["calendar_hours_wrong", "calendar_date_wrong"] && rules.pointers == ["/week/mon", "/overrides/2026-03-09"])
    for empty in [#"{"name":"a","week":{"mon":[]}}"#, #"{"name":"a"}"#] {
      #expect(world.post("/v1/calendars", empty).codes == ["calendar_without_hours"])
    }
    #expect(world.get("/v1/calendars")["items"].array.count == 1)
  }

  @Test func aCalendarMayHaveHoursOfSingleDatesAlone() throws {
    let world = try World()
    let id = world.post("/v1/calendars", #"{"name":"Инвентаризация","overrides":{"2026-03-07":["10:00-12:00"]}}"#).id
    #expect(world.get("/v1/calendars/\(id)/minutes?from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z")["minutes"].int == 120)
    #expect(world.get("/v1/calendars/\(id)/due?from=2026-03-01T00:00:00Z&minutes=121").code == "due_beyond")
  }

  @Test func theCentresCalendarHasTheConfigurationsHoursAndDatesOfItsOwn() throws {
    let world = try World()
    let centre = world.get("/v1/calendars/1")
    #expect(
      centre["week/fri"].array.compactMap(\.string) == ["09:00-13:00", "14:00-18:00"] && centre["time_zone"].string == "Europe/Moscow")
    for body in [#"{"week":{"mon":["09:00-18:00"]}}"#, #"{"time_zone":"Asia/Omsk"}"#, #"{"production_calendar":true}"#] {
      #expect(world.ask("PATCH", "/v1/calendars/1", body).code == "calendar_of_configuration")
    }
    #expect(world.ask("PATCH", "/v1/calendars/1", #"{"holidays":["2026-03-20"],"name":"Центр"}"#)["version"].int == 2)
    #expect(world.get("/v1/calendars/1/minutes?from=2026-03-20T00:00:00Z&to=2026-03-21T00:00:00Z")["minutes"].int == 0)
    let event = world.get("/v1/events?type=calendar.changed")["items/0"]
    #expect(event["data/holidays/to"].string == "2026-03-20" || event["data"] != .null, "\(event)")
    // A second start changes nothing, and the dates stay.
    try world.desk.perform(as: .desk) { try Calendars($0).takeConfiguration() }
    #expect(world.get("/v1/calendars/1")["version"].int == 2)
  }

  @Test func promisesFollowTheDatesOfTheCentresCalendar() throws {
    let scene = try RepairScene()
    func promise() throws -> World.Answer {
      scene.world.post("/v1/work-orders/\(try scene.order())/promise", #"{"promised_at":"2026-03-06T12:00:00Z"}"#, as: .advisor)
    }
    let before = try promise()
    #expect(before.status == 200, "\(before)")
    #expect(scene.world.ask("PATCH", "/v1/calendars/1", #"{"overrides":{"2026-03-06":[]}}"#).status == 200)
    let after = try promise()
    #expect(after.codes == ["promise_outside_hours"], "\(after)")
  }

  @Test func anotherConfigurationIsEnteredAtTheNextStart() throws {
    let world = try World()
    let other = world.post(
      "/v1/calendars", #"{"name":"Смена","week":{"mon":["22:00-06:00"]},"production_calendar":true}"#
    ).id
    var production = ProductionDays()
    production.holidays = [try Day(text: "2026-03-10")]
    let settings = try World.settings(
      hours: CentreHours(zone: Zone("Europe/Samara"), week: [.mon: [.init(600, 1_200)]], production: production))
    let later = Desk(db: world.desk.db, settings: settings, clock: world.desk.clock)
    func start() throws { try later.perform(as: .desk) { try Calendars($0).takeConfiguration() } }
    try start()
    let (centre, night) = try later.read(as: .desk) { (try Calendars($0).find(1), try $0.hours(of: other)) }
    #expect(centre.timeZone == "Europe/Samara" && centre.rules.weekText == "mon 10:00-20:00" && centre.hasProductionDays)
    let (holiday, usual) = (try Day(text: "2026-03-10"), try Day(text: "2026-03-17"))
    #expect(night.intervals(on: holiday).isEmpty && night.intervals(on: usual).count == 1)
    let versions = try later.read(as: .desk) { [try Calendars($0).find(1).version, try Calendars($0).find(other).version] }
    try start()
    let after = try later.read(as: .desk) { [try Calendars($0).find(1).version, try Calendars($0).find(other).version] }
    #expect(after == versions)
    #expect(world.get("/v1/events?subject=calendar&subject_id=\(other)")["items"].array.count == 2)
    #expect(world.get("/v1/events?subject=calendar&subject_id=1")["items"].array.count == 2, "entered once, changed once")
  }
}
