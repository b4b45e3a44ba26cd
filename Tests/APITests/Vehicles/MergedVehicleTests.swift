import Domain
import HTTP
import SQLite
import Testing

@testable import API
@testable import Desk

/// Tests that a merged card's id gives the survivor wherever a request names a vehicle, and that the merged card is never
/// changed.
@Suite struct MergedVehicleTests {
  private let world: World
  private var db: Database { world.desk.db }
  init() throws { world = try World() }

  private func merge(_ merged: Int64, into survivor: Int64) -> World.Answer { world.merge(vehicle: merged, into: survivor) }
  private func undo(_ merge: World.Answer) -> World.Answer { world.post("/v1/vehicle-merges/\(merge.id)/undo") }
  private func rows(_ sql: String) throws -> [String] { try db.lines(sql) }

  @Test func everythingBelowACardFollowsItAndSoDoesEveryFilter() throws {
    let (car, twin, visit) = world.twoCards()
    visit.labour()
    visit.must("cancel", #"{"reason":"передумал"}"#)
    let last = world.vehicle(#""plate":"Е001КХ77""#)
    try db.script("UPDATE order_lines SET status = 'declined'")
    for (merged, into) in [(twin, car), (car, last)] { #expect(merge(merged, into: into).status == 200) }
    let below = world.service.routes.filter { $0.method == .get && $0.path.hasPrefix("/v1/vehicles/{id}") }.map(\.path)
    #expect(below.count >= 6)
    for path in below {
      let (a, b) = (world.get(path.replacing("{id}", with: "\(twin)")), world.get(path.replacing("{id}", with: "\(last)")))
      #expect(a.status == 200 && !a.text.contains(#""items":[]"#), "\(path) \(a)")
      if path != "/v1/vehicles/{id}" { #expect(a.json == b.json, "\(path): \(a)") }
    }
    #expect(world.get("/v1/vehicles/\(twin)")["merged_into_id"].int == last)
    let lists = world.service.routes.flatMap { route in
      (route.query?.properties ?? []).map(\.name).filter { $0.hasSuffix("vehicle_id") }.map { (route.path, $0) }
    }.filter { $0.0 != "/v1/vehicle-merges" }  // asks for the merges of one card
    #expect(lists.map(\.0).sorted() == ["/v1/events", "/v1/tickets", "/v1/work-orders"])
    world.post("/v1/tickets", #"{"channel_kind":"phone","name":"Анна","vehicle_id":\#(last),"text":"x"}"#)
    for (path, name) in lists {
      let (a, b) = (world.get("\(path)?\(name)=\(twin)"), world.get("\(path)?\(name)=\(last)"))
      #expect(!a["items"].array.isEmpty && a.json == b.json, "\(path): \(a)")
      #expect(world.get("\(path)?\(name)=999999")["items"].array.isEmpty)
    }
  }

  @Test func aMergedCardIsNotListedAndItsMarksFindTheSurvivor() {
    let (car, twin, _) = world.twoCards()
    let made = merge(twin, into: car)
    func ids(_ query: String) -> [Int64] { world.get("/v1/vehicles?\(query)")["items"].array.compactMap { $0["id"].int } }
    for query in ["q=b777op", "q=a123bc", "q=XTA210990Y2765432", "vin=XTA210990Y2765432", "make=Volvo", "limit=50"] {
      #expect(ids(query) == [car], "\(query)")
    }
    #expect(world.ask("PATCH", "/v1/vehicles/\(car)", #"{"colour":"синий"}"#).status == 200)
    #expect(ids("q=b777op") == [car], "after a change of the card too")
    let merged = world.get("/v1/vehicles?status=merged")["items"]
    #expect(
      merged.array.count == 1 && merged["0/id"].int == twin && merged["0/merged_into_id"].int == car
        && merged["0/status"].string == "merged")
    #expect(undo(made).status == 200)
    #expect(ids("q=b777op") == [twin] && ids("q=XTA210990Y2765432") == [twin] && ids("status=merged").isEmpty)
    #expect(world.get("/v1/vehicles/\(twin)")["status"].string == "client_vehicle")
  }

  @Test func toChangeAMergedCardOrToWriteItDownIsRefusedNamingTheSurvivor() throws {
    let (car, twin, visit) = world.twoCards()
    let last = world.vehicle(#""plate":"Е001КХ77""#)
    for (merged, into) in [(twin, car), (car, last)] { #expect(merge(merged, into: into).status == 200) }
    let other = world.vehicle(#""plate":"К002КХ77""#)
    let bodies = [
      "PATCH /v1/vehicles/{id}": Vehicle.changeExample, "DELETE /v1/vehicles/{id}": nil,
      "POST /v1/vehicles/{id}/transfer": #"{"client_id":\#(visit.client)}"#,
      "POST /v1/vehicles/{id}/odometer-readings": ReadingBody.example, "POST /v1/vehicles/{id}/coverages": Coverage.newExample,
      "POST /v1/vehicles/{id}/merge": #"{"merged_id":\#(other),"reason":"x"}"#,
    ]
    let changing = world.service.routes.filter { $0.method != .get && $0.path.hasPrefix("/v1/vehicles/{id}") }
    #expect(Set(changing.map { "\($0.method.name) \($0.path)" }) == Set(bodies.keys))
    func refused(_ answer: World.Answer, _ deed: String) {
      #expect(answer.status == 409 && answer.codes.contains("vehicle_merged"), "\(deed): \(answer)")
      #expect(answer.text.contains("into vehicle \(last)"), "\(deed): \(answer)")
    }
    for (deed, body) in bodies {
      let words = deed.split(separator: " ").map(String.init)
      refused(world.ask(words[0], words[1].replacing("{id}", with: "\(twin)"), body), deed)
    }
    refused(merge(twin, into: other), "merged_id")
    let opened = world.open(visit.client, twin)
    refused(opened, "vehicle_id")
    #expect(opened.pointers == ["/vehicle_id"])
    func fields(_ schema: ObjectSchema) -> [String] { schema.properties.map(\.name).filter { $0.hasSuffix("vehicle_id") } }
    let naming = world.service.routes.flatMap { route in (route.takes.map(fields) ?? []).map { "\(route.path) \($0)" } }
    #expect(
      naming == [
        "/v1/work-orders vehicle_id", "/v1/tickets vehicle_id", "/v1/tickets/{id} vehicle_id", "/v1/tickets/{id}/work-order vehicle_id",
      ])
    let ticket = world.post("/v1/tickets", #"{"channel_kind":"phone","name":"Анна","text":"x"}"#).id
    refused(world.post("/v1/tickets", #"{"channel_kind":"phone","name":"Анна","vehicle_id":\#(twin),"text":"x"}"#), "a ticket")
    refused(world.ask("PATCH", "/v1/tickets/\(ticket)", #"{"vehicle_id":\#(twin)}"#), "a ticket's change")
    let order = #"{"client_id":\#(visit.client),"vehicle_id":\#(twin),"odometer_km":1}"#
    refused(world.post("/v1/tickets/\(ticket)/work-order", order), "a ticket's order")
  }

  @Test func duplicatesAreCardsThatStandWithOnePlate() {
    let (car, twin) = (world.vehicle(#""plate":"А123ВС77""#), world.vehicle(#""plate":"a123bc77""#))
    _ = world.vehicle(#""plate":"В777ОР77""#)
    let found = world.get("/v1/vehicle-duplicates", as: .viewer)["items"]
    #expect(found.array.count == 1 && found["0/plate"].string == "А123ВС77")
    #expect(found["0/vehicles"].array.compactMap { $0["id"].int } == [car, twin])
    #expect(merge(twin, into: car).status == 200)
    #expect(world.get("/v1/vehicle-duplicates")["items"].array.isEmpty)
    let third = world.post("/v1/vehicles", #"{"make":"Kia","model":"Rio","plate":"А123ВС77"}"#)
    #expect(
      third["warnings/0/message"].string == "The same plate is on the card of vehicle \(car).",
      "the twin of a merged card names the survivor")
  }

  @Test func anImportBringsNoMergedCardBack() {
    _ = world.bringIn("clients", "Код;Наименование\nК1;Анна\n")
    let table = "Код клиента;Марка;Модель;VIN;Гос. номер\nК1;Volvo;XC60;XTA210990Y2765432;\nК1;Volvo;XC60;;В777ОР77\n"
    #expect(world.bringIn("vehicles", table).counts == [2, 0, 0, 0, 0])
    let ids = world.get("/v1/vehicles")["items"].array.compactMap { $0["id"].int }
    #expect(merge(ids[1], into: ids[0]).status == 200)
    #expect(world.bringIn("vehicles", table).counts == [0, 0, 0, 2, 0])
    let byHand = world.vehicle(
      #""vin":"XTA210990Y2765434","plate":"Е001КХ77","client_id":\#(world.get("/v1/clients")["items/0/id"].int ?? 0)"#)
    let plain = world.vehicle(#""plate":"К002КХ77""#)
    #expect(merge(byHand, into: plain).status == 200)
    #expect(world.ask("PATCH", "/v1/vehicles/\(plain)", #"{"vin":null}"#).status == 200)
    let rows = "Код клиента;Марка;Модель;VIN;Гос. номер\nК1;Volvo;XC60;XTA210990Y2765434;\nК1;Volvo;XC60;;Е001КХ77\n"
    #expect(world.bringIn("vehicles", rows).counts == [0, 0, 0, 2, 0])
  }

  @Test func anErasureReachesTheWordsOfMergedCards() throws {
    let (anna, boris) = (world.client("Анна"), world.client("Борис"))
    let car = world.vehicle(#""plate":"А123ВС77","client_id":\#(anna),"note":"Анна просит звонить""#)
    world.wait(minutes: 1)
    let twin = world.vehicle(#""plate":"В777ОР77","client_id":\#(boris),"note":"Борис торгуется""#)
    let made = world.post("/v1/vehicles/\(car)/merge", #"{"merged_id":\#(twin),"reason":"Анна и Борис — муж и жена"}"#, key: "merge")
    #expect(made.status == 200)
    #expect(world.post("/v1/clients/\(anna)/erase").status == 200)
    let words = try rows("SELECT COALESCE(note, '') FROM vehicles UNION ALL SELECT reason FROM vehicle_merges")
    #expect(!words.contains { $0.contains("Анна") }, "\(words)")
    #expect(try rows("SELECT count(*) || '' FROM idempotency_keys WHERE instr(CAST(body AS TEXT), 'муж и жена')") == ["0"])
    #expect(world.post("/v1/clients/\(boris)/erase").status == 200)
    #expect(try !rows("SELECT COALESCE(note, '') FROM vehicles").contains { $0.contains("Борис") })
  }
}

extension World {
  func merge(vehicle merged: Int64, into survivor: Int64) -> Answer {
    post("/v1/vehicles/\(survivor)/merge", #"{"merged_id":\#(merged),"reason":"та же машина"}"#)
  }

  /// Makes two cards of Anna's car. The second has the VIN, an order, a warranty, a reading and former owners.
  func twoCards() -> (car: Int64, twin: Int64, order: Visit) {
    let (anna, boris) = (client("Анна Крылова"), client("Борис"))
    let car = vehicle(#""plate":"А123ВС77","client_id":\#(anna),"owned_from_on":"2025-06-01","odometer_km":40000"#)
    let twin = vehicle(
      #""vin":"XTA210990Y2765432","plate":"В777ОР77","year":2021,"client_id":\#(boris),"owned_from_on":"2024-01-01""#)
    post("/v1/vehicles/\(twin)/transfer", #"{"client_id":\#(anna),"on":"2025-03-01"}"#)
    let visit = visit(anna, twin, #""kind":"warranty""#, km: 45_000)
    let coverage = post("/v1/vehicles/\(twin)/coverages", Coverage.newExample)
    #expect(coverage.status == 201, "\(coverage)")
    return (car, twin, visit)
  }
}
