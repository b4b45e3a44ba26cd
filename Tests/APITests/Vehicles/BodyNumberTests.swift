import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Body, frame or chassis numbers as their own field.
@Suite struct BodyNumberTests {
  private let world: World
  init() throws { world = try World() }

  private func add(_ body: String, _ model: String = "Mark II") -> World.Answer {
    world.post("/v1/vehicles", #"{"make":"Toyota","model":"\#(model)","body_number":"\#(body)"}"#)
  }

  @Test func itIsTakenChangedFoundAndEmptied() throws {
    let car = add("gx100-6012345")
    #expect(car.status == 201 && car["body_number"].string == "GX100-6012345" && car["vin"].isNull, "\(car)")
    for query in ["q=gx1006012345", "q=6012345", "body_number=GX1006012345", "body_number=gx100%206012345"] {
      #expect(world.get("/v1/vehicles?\(query)")["items/0/id"].int == car.id, "\(query)")
    }
    #expect(world.get("/v1/vehicles?body_number=GX100")["items"].array.isEmpty)
    let changed = world.ask("PATCH", "/v1/vehicles/\(car.id)", #"{"body_number":"GX100-6012346"}"#)
    #expect(changed["body_number"].string == "GX100-6012346", "\(changed)")
    #expect(world.get("/v1/events?type=vehicle.changed").text.contains("GX100-6012345"))
    #expect(world.ask("PATCH", "/v1/vehicles/\(car.id)", #"{"body_number":null}"#)["body_number"].isNull)
    #expect(world.get("/v1/vehicles?q=6012346")["items"].array.isEmpty)
  }

  @Test func aWordOrZerosAreRefused() {
    for word in ["ОТСУТСТВУЕТ", "б/н", "нет", "000", "0-0-0", "1", "11"] {
      let answer = add(word)
      #expect(
        answer.status == 422 && answer.codes == ["body_number_unreadable"] && answer.pointers == ["/body_number"], "\(word) \(answer)")
    }
  }

  @Test func theSameNumberIsAWarningAndAMergeTakesItOverAndGivesItBack() throws {
    let one = add("GX100-6012345")
    let other = add("GX100 6012345", "Chaser")
    #expect(other["warnings/0/code"].string == "vehicle_body_known", "\(other)")
    let bare = world.post("/v1/vehicles", #"{"make":"Toyota","model":"Mark II","plate":"А123ВС77"}"#)
    let merge = world.post("/v1/vehicles/\(bare.id)/merge", #"{"merged_id":\#(one.id),"reason":"одна машина"}"#)
    #expect(merge["moved"].array.contains { $0["place"].string == "vehicles.body_number" }, "\(merge)")
    #expect(world.get("/v1/vehicles/\(bare.id)")["body_number"].string == "GX100-6012345")
    #expect(world.post("/v1/vehicle-merges/\(merge.id)/undo").status == 200)
    #expect(world.get("/v1/vehicles/\(bare.id)")["body_number"].isNull)
    #expect(world.get("/v1/vehicles/\(one.id)")["body_number"].string == "GX100-6012345")
  }

  @Test func anInlineVehicleHasItToo() {
    let order = world.post(
      "/v1/work-orders",
      #"{"client":{"name":"Анна"},"vehicle":{"make":"МЗСА","model":"817701","body_number":"X8L817701B0001234"},"odometer_km":1,"complaints":["Стук"]}"#
    )
    #expect(order.status == 201, "\(order)")
    #expect(world.get("/v1/vehicles?body_number=x8l817701b0001234")["items"].array.count == 1)
    let card = world.get("/v1/work-orders/\(order.id)")
    #expect(card["vehicle/body_number"].string == "X8L817701B0001234" && card["vehicle/vin"].isNull, "\(card)")
    let plain = world.visit()
    #expect(world.get(plain.path)["vehicle/body_number"].isNull)
  }

  /// Sentences name a car without plate and VIN by its body number. Lists show the body number wherever they show the VIN.
  @Test func itStandsWhereTheVINDoes() throws {
    let (anna, boris) = (world.client("Анна"), world.client("Борис"))
    let car = world.post(
      "/v1/vehicles", #"{"make":"Toyota","model":"Mark II","body_number":"GX100-6012345","client_id":\#(boris)}"#)
    let order = world.post(
      "/v1/work-orders", #"{"client_id":\#(anna),"vehicle_id":\#(car.id),"odometer_km":1,"complaints":["Стук"]}"#)
    let warning = order["warnings"].array.first { $0["code"].string == "not_the_owner" }
    #expect(warning?["message"].string?.contains("Toyota Mark II GX100-6012345") == true, "\(order)")
    _ = world.ask("PATCH", "/v1/vehicles/\(car.id)", #"{"plate":"А123ВС77"}"#)
    _ = world.post("/v1/vehicles", #"{"make":"Toyota","model":"Mark II","plate":"А123ВС77"}"#)
    let twins = world.get("/v1/vehicle-duplicates")
    #expect(twins["items/0/vehicles"].array.contains { $0["body_number"].string == "GX100-6012345" }, "\(twins)")
  }
}
