import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct VehiclesTests {
  @Test func aVINIsKeptInOneFormAndAnInvalidOneAsUnverified() throws {
    let world = try World()
    let good = world.post("/v1/vehicles", #"{"make":"LADA","model":"Веста","vin":"xta93wdsm rx6ld0da"}"#)
    #expect(good["vin"].string == "XTA93WDSMRX6LD0DA")
    #expect(good["vin_verified"].bool == true)
    let bad = world.post("/v1/vehicles", #"{"make":"ГАЗ","model":"53","vin":"X7LNUVU3OF9SS4AM9"}"#)
    #expect(bad.status == 201)
    #expect(bad["vin_verified"].bool == false)
    #expect(world.post("/v1/vehicles", #"{"make":"ГАЗ","model":"21"}"#)["vin_verified"].isNull)
  }

  @Test func theSameVINTwiceIsRefusedWithTheOtherVehicleAndTheSamePlateIsNot() throws {
    let world = try World()
    let id = world.vehicle(#""vin":"XTA93WDSMRX6LD0DA","plate":"A123BC77""#)
    let twice = world.post("/v1/vehicles", #"{"make":"LADA","model":"Веста","vin":"ХТА93WDSMRX6LD0DA"}"#)
    #expect(twice.status == 409)
    #expect(twice.code == "vin_taken")
    #expect(twice["detail"].string?.contains("id \(id)") == true)
    let other = world.post("/v1/vehicles", #"{"make":"LADA","model":"Веста","plate":"а 123 вс 77"}"#)
    #expect(other["plate"].string == "А123ВС77")
    #expect(world.ask("PATCH", "/v1/vehicles/\(other.id)", #"{"vin":"XTA93WDSMRX6LD0DA"}"#).code == "vin_taken")
    #expect(world.ask("PATCH", "/v1/vehicles/\(id)", #"{"plate":"В777ОР77"}"#)["plate"].string == "В777ОР77")
    #expect(world.get("/v1/vehicles?plate=a123bc77")["items"].array.compactMap { $0["id"].int } == [other.id])
  }

  @Test func vehiclesAreFoundByEveryFilterAndInEitherAlphabet() throws {
    let world = try World()
    let anna = world.client("Анна")
    let id = world.vehicle(#""vin":"XTA93WDSMRX6LD0DA","plate":"А123ВС77","client_id":\#(anna)"#)
    _ = world.post("/v1/vehicles", #"{"make":"LADA","model":"Веста"}"#)
    for query in [
      "client_id=\(anna)", "vin=xta93wdsmrx6ld0da", "plate=А123ВС77".queryEncoded, "make=Volvo", "q=volvo%20xc60", "q=a123bc",
      "q=\("а123вс".percentEncoded)", "q=6ld0da", "q=\("volvo а 123 вс".percentEncoded)",
    ] {
      #expect(world.get("/v1/vehicles?\(query)")["items"].array.compactMap { $0["id"].int } == [id], "\(query)")
    }
    #expect(world.get("/v1/clients/\(anna)/vehicles")["items/0/id"].int == id)
    #expect(world.get("/v1/vehicles?status=sold")["items"].array.isEmpty)
    for filter in [
      VehicleFilter(), VehicleFilter(clientID: 1), VehicleFilter(status: .sold), VehicleFilter(plateKey: "A"), VehicleFilter(bodyKey: "A"),
      VehicleFilter(make: "A"),
    ] {
      let plan = try world.desk.db.plan(VehicleTable.select(filter, PageRequest(after: Cursor(key: .integer(1), id: 1))).sql)
      #expect(!plan.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") }, "\(filter) \(plan)")
    }
  }

  @Test func aListRunsAlongTheFilterThatLeavesTheFewestVehicles() throws {
    let world = try World()
    let lists: [(filter: VehicleFilter, index: String)] = [
      (VehicleFilter(clientID: 1, status: .clientVehicle), "vehicles_client"),
      (VehicleFilter(clientID: 1, make: "Volvo"), "vehicles_client"),
      (VehicleFilter(clientID: 1, plateKey: "A123BC77"), "vehicles_plate"),
      (VehicleFilter(status: .clientVehicle, plateKey: "A123BC77", make: "Volvo"), "vehicles_plate"),
      (VehicleFilter(clientID: 1, status: .clientVehicle, vin: "X", plateKey: "A123BC77", make: "Volvo"), "vehicles_vin"),
      (VehicleFilter(clientID: 1, bodyKey: "GX1006012345", make: "Volvo"), "vehicles_body"),
      (VehicleFilter(status: .clientVehicle, make: "Volvo"), "vehicles_make"), (VehicleFilter(status: .sold), "vehicles_status"),
    ]
    for (list, after) in lists.flatMap({ [($0, nil), ($0, Cursor(key: .integer(1), id: 1))] }) {
      let plan = try world.desk.db.plan(VehicleTable.select(list.filter, PageRequest(after: after)).sql).joined(separator: "; ")
      #expect(plan.hasPrefix("SEARCH vehicles USING INDEX \(list.index) "), "\(list.filter) \(plan)")
    }
  }

  @Test func aMakeIsFoundInAnyCaseAndAfterAChangeToo() throws {
    let world = try World()
    let made = ["Лада", "Škoda"].map { world.post("/v1/vehicles", #"{"make":"\#($0)","model":"X"}"#).id }
    let (lada, skoda) = (made[0], made[1])
    func found(_ make: String) -> [Int64] {
      world.get("/v1/vehicles?make=\(make.percentEncoded)")["items"].array.compactMap { $0["id"].int }
    }
    for make in ["Лада", "лада", "ЛАДА"] { #expect(found(make) == [lada], "\(make)") }
    #expect(found("ŠKODA") == [skoda] && found("ко").isEmpty, "the whole name")
    #expect(world.ask("PATCH", "/v1/vehicles/\(lada)", #"{"make":"ГАЗель"}"#).status == 200)
    #expect(found("газель") == [lada] && found("лада").isEmpty)
  }

  @Test func anOwnerMustExistAndStand() throws {
    let world = try World()
    let (anna, twin) = (world.client("Анна"), world.client("Анна К."))
    world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"дубль"}"#)
    #expect(world.post("/v1/vehicles", #"{"make":"A","model":"B","client_id":999}"#).codes == ["no_such_client"])
    let merged = world.post("/v1/vehicles", #"{"make":"A","model":"B","client_id":\#(twin),"year":2030}"#)
    #expect(merged.status == 422 && merged.codes == ["vehicle_year"], "faults of the body first")
    let standing = world.post("/v1/vehicles", #"{"make":"A","model":"B","client_id":\#(twin)}"#)
    #expect(standing.status == 409 && standing.codes == ["client_merged"] && standing.pointers == ["/client_id"])
  }

  @Test func aVehiclePassesFromOwnerToOwnerAndBackAndItsOpenOrderStays() throws {
    let world = try World()
    let (anna, boris) = (world.client("Анна"), world.client("Борис"))
    let id = world.vehicle(#""client_id":\#(anna),"owned_from_on":"2025-01-10""#)
    try Given.order(world, 1, client: anna, vehicle: id)
    let place = "/v1/vehicles/\(id)/transfer"
    #expect(world.post(place, #"{"client_id":\#(anna)}"#).code == "owner_same")
    #expect(world.post(place, #"{"client_id":\#(boris),"on":"2024-12-31"}"#).code == "owner_before")
    #expect(world.post(place, #"{"client_id":\#(boris),"on":"2026-03-03"}"#).codes == ["day_in_future"])
    #expect(world.post(place, #"{"client_id":\#(boris),"on":"2026-02-01","reason":"продан"}"#)["client_id"].int == boris)
    world.ask("PATCH", "/v1/vehicles/\(id)", #"{"status":"sold"}"#)
    let back = world.post(place, #"{"client_id":\#(anna)}"#)
    #expect(back["client_id"].int == anna && back["status"].string == "client_vehicle")
    let owners = world.get("/v1/vehicles/\(id)/owners")["items"].array.map {
      "\($0["client_id"].int ?? 0) \($0["from_on"].string ?? "") \($0["until_on"].string ?? "-")"
    }
    #expect(owners == ["\(anna) 2025-01-10 2026-01-31", "\(boris) 2026-02-01 2026-03-01", "\(anna) 2026-03-02 -"])
    #expect(try world.desk.db.lines("SELECT client_id FROM work_orders") == ["\(anna)"])
    world.ask("PATCH", "/v1/vehicles/\(id)", #"{"status":"scrapped"}"#)
    #expect(world.post(place, #"{"client_id":\#(boris)}"#).code == "vehicle_scrapped")
  }

  @Test func aReadingFitsBothNeighboursUnlessAManagerSaysWhyNot() throws {
    let world = try World()
    let id = world.vehicle(#""odometer_km":50000"#)
    let place = "/v1/vehicles/\(id)/odometer-readings"
    world.wait(days: 10)
    #expect(world.post(place, #"{"odometer_km":60000}"#, as: .operator).status == 201)
    let low = world.post(place, #"{"odometer_km":55000}"#)
    #expect(low.status == 409)
    #expect(low.code == "odometer_below")
    #expect(world.post(place, #"{"odometer_km":61000,"at":"2026-03-05T07:00:00Z"}"#).code == "odometer_above")
    #expect(world.post(place, #"{"odometer_km":49000,"at":"2026-03-05T07:00:00Z"}"#).code == "odometer_below")
    #expect(world.post(place, #"{"odometer_km":55000,"at":"2026-03-05T07:00:00Z"}"#).status == 201)
    #expect(world.get("/v1/vehicles/\(id)")["odometer_km"].int == 60_000)
    #expect(world.post(place, #"{"odometer_km":70000,"at":"2027-01-01T00:00:00Z"}"#).codes == ["odometer_future"])
    #expect(world.post(place, #"{"odometer_km":10,"kind":"cluster_change"}"#).codes == ["odometer_reason_missing"])
    #expect(world.post(place, #"{"odometer_km":10,"kind":"correction","reason":"опечатка"}"#, as: .advisor).code == "right_missing")
    #expect(world.post(place, #"{"odometer_km":10,"kind":"cluster_change","reason":"замена панели"}"#).status == 201)
    #expect(world.get("/v1/vehicles/\(id)")["odometer_km"].int == 10)
    let all = world.get(place)["items"].array.compactMap { $0["odometer_km"].int }
    #expect(all == [10, 60_000, 55_000, 50_000])
    let page = world.get(place + "?limit=1")
    #expect(world.get(place + "?limit=1&cursor=\(page["next_cursor"].string ?? "")")["items/0/odometer_km"].int == 60_000)
  }

  @Test func aVehicleWithHistoryIsNotDeletedAndOneEnteredByMistakeIs() throws {
    let world = try World()
    let (anna, boris) = (world.client("Анна"), world.client("Борис"))
    let mistake = world.vehicle(#""client_id":\#(anna)"#)
    #expect(world.ask("DELETE", "/v1/vehicles/\(mistake)").status == 204)
    #expect(world.get("/v1/vehicles/\(mistake)").status == 404)
    let read = world.vehicle(#""odometer_km":5"#)
    #expect(world.ask("DELETE", "/v1/vehicles/\(read)").code == "vehicle_with_history")
    let worked = world.visit(client: "Вера")
    let kept = world.ask("DELETE", "/v1/vehicles/\(worked.vehicle)")
    #expect(kept.status == 409 && kept.code == "vehicle_with_history")
    let sold = world.vehicle(#""client_id":\#(anna)"#)
    world.post("/v1/vehicles/\(sold)/transfer", #"{"client_id":\#(boris)}"#)
    #expect(world.ask("DELETE", "/v1/vehicles/\(sold)").status == 409)
    #expect(world.ask("DELETE", "/v1/vehicles/\(sold)", as: .mechanic).status == 403)
  }

  @Test func aWarrantyIsKeptChangedAndEndedOnce() throws {
    let world = try World()
    let id = world.vehicle(#""year":2025"#)
    let place = "/v1/vehicles/\(id)/coverages"
    let wrong = world.post(
      place, #"{"kind":"manufacturer","name":"Завод","payer_role":"manufacturer","from_on":"2026-02-01","until_on":"2026-01-01"}"#)
    #expect(Set(wrong.pointers) == ["/until_on", "/payer_client_id"])
    #expect(
      world.post(
        place, #"{"kind":"company","name":"A","payer_role":"client","payer_client_id":9,"from_on":"2026-01-01","until_on":"2026-01-01"}"#
      )
      .codes.sorted() == ["coverage_paid_by_client", "no_such_client"])
    let made = world.post(
      place,
      #"{"kind":"company","name":"Наша","payer_role":"company","from_on":"2026-01-01","until_on":"2027-01-01","labour_share_bp":7000}"#)
    #expect(made.status == 201)
    #expect(made["parts_share_bp"].int == 10_000)
    #expect(world.ask("PATCH", "/v1/coverages/\(made.id)", #"{"until_km":100000}"#)["until_km"].int == 100_000)
    #expect(world.post("/v1/coverages/\(made.id)/end", #"{"reason":"тюнинг"}"#)["version"].int == 3)
    #expect(world.post("/v1/coverages/\(made.id)/end", #"{"reason":"тюнинг"}"#)["version"].int == 3)
    #expect(world.ask("PATCH", "/v1/coverages/\(made.id)", #"{"until_km":1}"#).code == "coverage_ended")
    #expect(world.get(place)["items"].array.count == 1)
  }

  @Test func aStaleVersionIsRefusedOnActionsToo() throws {
    let world = try World()
    let (anna, boris) = (world.client("Анна"), world.client("Борис"))
    let id = world.vehicle(#""client_id":\#(anna)"#)
    world.ask("PATCH", "/v1/vehicles/\(id)", #"{"colour":"синий"}"#)
    let stale = world.ask("POST", "/v1/vehicles/\(id)/transfer", #"{"client_id":\#(boris)}"#, headers: [("If-Match", "\"1\"")])
    #expect(stale.status == 412)
    #expect(world.get("/v1/vehicles/\(id)")["client_id"].int == anna)
  }
}

extension String {
  /// Writes `name=value` with the value percent-encoded.
  fileprivate var queryEncoded: String {
    let halves = split(separator: "=", maxSplits: 1).map(String.init)
    return "\(halves[0])=\(halves[1].percentEncoded)"
  }
}
