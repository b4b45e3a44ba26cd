import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Merges of two cards of one car, and their undoing.
@Suite struct VehicleMergeTests {
  private let world: World
  private var db: Database { world.desk.db }
  init() throws { world = try World() }

  private func merge(_ merged: Int64, into survivor: Int64) -> World.Answer { world.merge(vehicle: merged, into: survivor) }
  private func undo(_ merge: World.Answer) -> World.Answer { world.post("/v1/vehicle-merges/\(merge.id)/undo") }
  private func rows(_ sql: String) throws -> [String] { try db.lines(sql) }

  private let everything = [
    "SELECT id || ' ' || vehicle_id || ' ' || client_id || ' ' || COALESCE(until_on, '-') FROM vehicle_owners ORDER BY id",
    "SELECT id || ' ' || vehicle_id FROM odometer_readings ORDER BY id", "SELECT id || ' ' || vehicle_id FROM coverages ORDER BY id",
    "SELECT id || ' ' || vehicle_id FROM work_orders ORDER BY id",
    "SELECT work_order_id || ' ' || vehicle_id FROM work_order_entries WHERE kind = 0 ORDER BY 1",
    """
    SELECT id || ' ' || COALESCE(vin, '-') || vin_verified || COALESCE(plate, '-') || COALESCE(plate_key, '-') || COALESCE(year, '-')
      || COALESCE(client_id, '-') || COALESCE(odometer_km, '-') || COALESCE(merged_into_id, '') || search_text FROM vehicles ORDER BY id
    """,
    "SELECT id || ' ' || vehicle_id FROM events WHERE vehicle_id IS NOT NULL AND type NOT LIKE 'vehicle.merge%' ORDER BY id",
  ]

  @Test func aMergeMovesEverythingAndUndoMovesBackExactlyThat() throws {
    let (car, twin, visit) = world.twoCards()
    let before = try everything.map(rows)
    let seen = visit.read().etag
    let made = merge(twin, into: car)
    #expect(made.status == 200, "\(made)")

    let card = world.get("/v1/vehicles/\(car)")
    #expect(card["vin"].string == "XTA210990Y2765432" && card["vin_verified"].bool == true && card["year"].int == 2021)
    #expect(card["plate"].string == "А123ВС77", "its own stands")
    #expect(card["odometer_km"].int == 45_000 && card["merged_into_id"].isNull)
    let asked = world.get("/v1/vehicles/\(twin)")
    #expect(asked.id == car && asked["merged_into_id"].int == car && asked.etag == card.etag)
    #expect(visit.read()["vehicle/id"].int == car && visit.read()["vehicle/plate"].string == "А123ВС77")
    #expect(visit.read().etag != seen)
    #expect(world.get("/v1/vehicles/\(car)/owners")["items"].array.map { $0["until_on"].string } == [nil, "2025-02-28", "2025-05-31"])
    for place in [
      "work_orders.vehicle_id", "odometer_readings.vehicle_id", "coverages.vehicle_id", "vehicle_owners.vehicle_id", "events.vehicle_id",
      "vehicles.vin", "vehicles.year",
    ] {
      #expect(made["moved"].array.contains { $0["place"].string == place }, "\(place): \(made)")
    }

    #expect(undo(made).status == 200)
    let after = try everything.map(rows)
    for (a, b) in zip(after, before) { #expect(a == b) }
    #expect(undo(made).code == "merge_undone")
    #expect(world.get("/v1/vehicle-merges?vehicle_id=\(twin)")["items"].array.count == 1)
    #expect(world.get("/v1/vehicle-merges/\(made.id)")["undone_at"].string != nil)
    #expect(world.events("vehicle.merged") == 1 && world.events("vehicle.merged_into") == 1 && world.events("vehicle.merge_undone") == 2)
    #expect(try HouseCheck(db).faults().isEmpty)
  }

  /// Tries every action and field that would store a merged card's id.
  @Test func cardsOfTwoCarsAreNotMerged() {
    let one = world.vehicle(#""vin":"XTA210990Y2765432""#)
    let other = world.vehicle(#""vin":"XTA210990Y2765433""#)
    let differ = merge(other, into: one)
    #expect(differ.status == 409 && differ.code == "merge_vins_differ" && differ.text.contains("XTA210990Y2765433"), "\(differ)")
    #expect(merge(one, into: one).code == "merge_same" && merge(one, into: one).pointers == ["/merged_id"])
    #expect(merge(999, into: one).codes == ["no_such_vehicle"] && merge(999, into: one).pointers == ["/merged_id"])
    #expect(world.post("/v1/vehicles/999/merge", #"{"merged_id":1,"reason":"x"}"#).status == 404)
    #expect(world.post("/v1/vehicles/\(one)/merge", #"{"merged_id":\#(other),"reason":"x"}"#, as: .advisor).status == 403)
    let plain = world.vehicle(#""plate":"А123ВС77""#)
    let seen = world.get("/v1/vehicles/\(one)").etag
    #expect(world.ask("PATCH", "/v1/vehicles/\(one)", #"{"colour":"синий"}"#).status == 200)
    let late = world.ask(
      "POST", "/v1/vehicles/\(one)/merge", #"{"merged_id":\#(plain),"reason":"x"}"#, headers: [("If-Match", seen)])
    #expect(late.status == 412)
    #expect(merge(plain, into: one).status == 200)
    #expect(world.get("/v1/vehicles/\(one)")["plate"].string == "А123ВС77")
  }

  @Test func readingsThatContradictEachOtherStandAgainstItUntilOneIsCorrected() {
    let car = world.vehicle(#""plate":"А123ВС77","odometer_km":80000"#)
    world.wait(days: 1)
    let twin = world.vehicle(#""plate":"В777ОР77","odometer_km":60000"#)
    for (a, b) in [(car, twin), (twin, car)] {
      let refused = merge(a, into: b)
      #expect(refused.status == 409 && refused.codes == ["merge_odometers_contradict"], "\(refused)")
      #expect(refused.text.contains("80000 km") && refused.text.contains("60000 km"))
    }
    let corrected = world.post(
      "/v1/vehicles/\(car)/odometer-readings", #"{"odometer_km":60500,"kind":"correction","reason":"опечатка"}"#
    )
    #expect(corrected.status == 201, "\(corrected)")
    #expect(merge(twin, into: car).status == 200)
    #expect(world.get("/v1/vehicles/\(car)")["odometer_km"].int == 60_500)
    #expect(world.post("/v1/vehicles/\(car)/odometer-readings", #"{"odometer_km":59000}"#).codes == ["odometer_below"])
  }

  @Test func openOrdersOfBothCardsWarnOfEachOtherAndGoOn() throws {
    let (anna, part) = (world.client("Анна"), world.part("GDB1", stock: 1))
    let (car, twin) = (
      world.vehicle(#""plate":"А123ВС77","client_id":\#(anna)"#), world.vehicle(#""plate":"В777ОР77","client_id":\#(anna)"#)
    )
    let (first, second) = (world.visit(anna, car), world.visit(anna, twin))
    let held = second.part(part).id
    let seen = first.read().etag
    let made = merge(twin, into: car)
    #expect(made.status == 200)
    for visit in [first, second] {
      #expect(visit.read()["vehicle/id"].int == car)
      #expect(visit.read()["warnings"].array.compactMap { $0["code"].string } == ["open_order_on_vehicle"])
    }
    #expect(world.ask("GET", first.path, as: .advisor, headers: [("If-None-Match", seen)]).status == 200)
    #expect(second.read()["lines/0/id"].int == held && second.read()["lines/0/reserved"].thousandths == 1_000)
    let after = first.read().etag
    #expect(undo(made).status == 200)
    #expect(second.read()["vehicle/id"].int == twin && first.read()["warnings"].array.isEmpty)
    #expect(world.ask("GET", first.path, as: .advisor, headers: [("If-None-Match", after)]).status == 200)
    #expect(try WorkOrderCheck(db).faults().isEmpty)
  }

  @Test func whatHasComeToAMovedOrderGoesBackWithItAndTheRestStays() throws {
    let anna = world.client("Анна Крылова")
    let car = world.vehicle(#""plate":"А123ВС77","client_id":\#(anna)"#)
    let visit = world.visit(anna, world.vehicle(#""plate":"В777ОР77","client_id":\#(anna)"#))
    let made = merge(visit.vehicle, into: car)
    visit.labour()
    visit.start()
    visit.ready()
    try visit.pay()
    visit.must("deliver", #"{"collected_by":"Анна"}"#)
    let later = world.visit(anna, car, km: 51_000)
    let bought = world.post("/v1/vehicles/\(car)/coverages", Coverage.newExample)
    #expect(world.get("/v1/vehicles/\(car)/coverages")["items"].array.map { $0["kind"].string } == ["repair", "company"])
    #expect(undo(made).status == 200)
    #expect(world.get("/v1/vehicles/\(visit.vehicle)/coverages")["items"].array.map { $0["kind"].string } == ["repair"], "the order's own")
    #expect(world.get("/v1/vehicles/\(car)/coverages")["items"].array.map { $0["id"].int } == [bought.id])
    #expect(later.read()["vehicle/id"].int == car && visit.read()["vehicle/id"].int == visit.vehicle)
    #expect(
      world.get("/v1/vehicles/\(car)")["odometer_km"].int == 51_000
        && world.get("/v1/vehicles/\(visit.vehicle)")["odometer_km"].int == 50_000)
    let story = world.get("/v1/vehicles/\(visit.vehicle)/timeline?limit=200")["items"].array.compactMap { $0["type"].string }
    #expect(story.contains("work_order.delivered") && story.contains("work_order.opened"), "\(story)")
  }

  @Test func theOwnerOfTheSurvivorStandsAndACarWithoutOneTakesItOver() throws {
    let (anna, boris) = (world.client("Анна"), world.client("Борис"))
    let bare = world.vehicle(#""plate":"А123ВС77""#)
    let made = merge(world.vehicle(#""plate":"В777ОР77","client_id":\#(anna),"owned_from_on":"2025-01-01""#), into: bare)
    #expect(
      world.get("/v1/vehicles/\(bare)")["client_id"].int == anna
        && made["moved"].array.contains { $0["place"].string == "vehicles.client_id" })
    #expect(world.get("/v1/clients/\(anna)/vehicles")["items"].array.compactMap { $0["id"].int } == [bare])
    #expect(world.post("/v1/vehicles/\(bare)/transfer", #"{"client_id":\#(boris)}"#).status == 200)
    #expect(undo(made).status == 200)
    #expect(world.get("/v1/vehicles/\(bare)")["client_id"].int == boris, "who has come since stays")
    #expect(world.get("/v1/clients/\(anna)/vehicles")["items"].array.count == 1)
    #expect(try rows("SELECT count(*) || '' FROM vehicle_owners WHERE until_on IS NULL GROUP BY vehicle_id") == ["1", "1"])
    #expect(
      world.post("/v1/vehicles/\(made["merged_id"].int ?? 0)/transfer", #"{"client_id":\#(boris)}"#).status == 200,
      "its owner's time runs again")
  }

  @Test func theSameOwnersLaterTimeIsWithinTheEarlier() throws {
    let anna = world.client("Анна")
    let car = world.vehicle(#""plate":"А123ВС77","client_id":\#(anna),"owned_from_on":"2025-01-01""#)
    let made = merge(world.vehicle(#""plate":"В777ОР77","client_id":\#(anna)"#), into: car)
    #expect(world.get("/v1/vehicles/\(car)/owners")["items"].array.count == 1)
    #expect(undo(made).status == 200)
    #expect(try rows("SELECT vehicle_id || '' FROM vehicle_owners WHERE until_on IS NULL ORDER BY 1").count == 2)
  }

  @Test func mergesAreUndoneInTheReverseOrder() {
    let ids = ["А1", "Б2", "В3"].enumerated().map { world.vehicle(#""plate":"А12\#($0.offset)ВС77""#) }
    let first = merge(ids[1], into: ids[0])
    let second = merge(ids[0], into: ids[2])
    #expect(merge(ids[2], into: ids[1]).codes == ["vehicle_merged"], "no circle")
    #expect(undo(first).codes == ["vehicle_merged"] && undo(first).text.contains("into vehicle \(ids[2])"))
    #expect(undo(second).status == 200 && undo(first).status == 200)
    #expect(ids.map { world.get("/v1/vehicles/\($0)").id } == ids)
    #expect(merge(ids[1], into: ids[0]).status == 200, "and once more")
  }

  @Test func whatTheSurvivorWasGivenSinceStaysAndAVINOfAThirdCardStandsAgainstUndoing() {
    let car = world.vehicle(#""plate":"А123ВС77""#)
    let twin = world.vehicle(#""vin":"XTA210990Y2765432","colour":"синий""#)
    let made = merge(twin, into: car)
    #expect(world.post("/v1/vehicles", #"{"make":"A","model":"B","vin":"XTA210990Y2765432"}"#).code == "vin_taken")
    #expect(world.ask("PATCH", "/v1/vehicles/\(car)", #"{"vin":"XTA210990Y2765433","colour":"белый"}"#).status == 200)
    let third = world.vehicle(#""vin":"XTA210990Y2765432""#)
    #expect(undo(made).codes == ["vin_taken"] && undo(made).text.contains("id \(third)"))
    #expect(world.ask("PATCH", "/v1/vehicles/\(third)", #"{"vin":null}"#).status == 200)
    #expect(undo(made).status == 200)
    let card = world.get("/v1/vehicles/\(car)")
    #expect(card["vin"].string == "XTA210990Y2765433" && card["colour"].string == "белый")
    #expect(world.get("/v1/vehicles/\(twin)")["vin"].string == "XTA210990Y2765432")
  }

  @Test func aCardWithMergesIsNotDeleted() {
    let (car, twin) = (world.vehicle(#""plate":"А123ВС77""#), world.vehicle(#""plate":"В777ОР77""#))
    let made = merge(twin, into: car)
    #expect(world.ask("DELETE", "/v1/vehicles/\(car)").codes == ["vehicle_with_history"])
    #expect(undo(made).status == 200)
    for id in [car, twin] { #expect(world.ask("DELETE", "/v1/vehicles/\(id)").codes == ["vehicle_with_history"]) }
  }

  @Test func aMergedCardsClientIsMergedAndItsMergeUndoneAllTheSame() throws {
    let (anna, old) = (world.client("Анна"), world.client("Крылова А."))
    let car = world.vehicle(#""plate":"А123ВС77","client_id":\#(anna)"#)
    let twin = world.vehicle(#""plate":"В777ОР77","client_id":\#(old)"#)
    let cars = merge(twin, into: car)
    let people = world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(old),"reason":"дубль"}"#)
    #expect(people.status == 200 && undo(cars).status == 200)
    #expect(world.get("/v1/vehicles/\(twin)")["client_id"].int == anna)
    #expect(world.post("/v1/client-merges/\(people.id)/undo").status == 200)
    #expect(world.get("/v1/vehicles/\(twin)")["client_id"].int == old)
  }
}
