import Domain
import SQLite
import JSON
import Testing

@testable import API

/// Tests that after a change of the instrument cluster warranties use the car's whole run, not the new cluster's reading.
@Suite struct RunTests {
  private let world: World
  private let anna: Int64
  private let car: Int64

  init() throws {
    world = try World()
    anna = world.client("Анна")
    car = world.vehicle(#""client_id":\#(anna),"odometer_km":99000"#)
    _ = world.post(
      "/v1/vehicles/\(car)/coverages",
      #"{"kind":"company","name":"Своя","payer_role":"company","from_on":"2025-03-02","until_on":"2027-03-02","until_km":100000}"#)
    world.wait(days: 7)
  }

  private func change(_ km: Int64, _ more: String = "") -> World.Answer {
    world.post(
      "/v1/vehicles/\(car)/odometer-readings", #"{"odometer_km":\#(km),"kind":"cluster_change","reason":"новая панель"\#(more)}"#)
  }

  private func verdict(_ visit: Visit) -> String {
    visit.must("lines/\(visit.labour())/coverage-check", "{}")["coverage_check/verdict"].string ?? ""
  }

  @Test func aNewClusterDoesNotMakeTheCarYounger() {
    let changed = change(0)
    #expect(changed["run_km"].int == 99_000 && changed["warnings/0/code"].string == "odometer_old_presumed", "\(changed)")
    world.wait(days: 7)
    let visit = world.visit(anna, car, km: 3_000)
    #expect(visit.read()["odometer_km"].int == 3_000 && visit.read()["run_km"].int == 102_000)
    #expect(verdict(visit) == "past_last_kilometre")
    #expect(world.get("/v1/vehicles/\(car)")["run_km"].int == 102_000)
    #expect(
      world.get("/v1/vehicles/\(car)/odometer-readings")["items"].array.compactMap { $0["run_km"].int } == [102_000, 99_000, 99_000])
  }

  @Test func aUsedClusterDoesNotMakeItOlder() {
    #expect(change(150_000)["run_km"].int == 99_000)
    let visit = world.visit(anna, car, km: 151_000)
    #expect(visit.read()["run_km"].int == 100_000 && visit.read()["warnings"].array.isEmpty)
    #expect(verdict(visit) == "covered", "the last kilometre is inside")
    let next = world.visit(anna, car, km: 151_001)
    #expect(verdict(next) == "past_last_kilometre")
  }

  @Test func theOldClustersLastReadingIsAskedFor() {
    #expect(change(0, #","old_odometer_km":98999"#).codes == ["odometer_below"])
    #expect(change(5, #","new_odometer_km":6"#).codes == ["odometer_first_above"])
    #expect(
      world.post("/v1/vehicles/\(car)/odometer-readings", #"{"odometer_km":99100,"old_odometer_km":99100}"#).codes
        == ["odometer_old_unused"])
    let said = change(500, #","old_odometer_km":99400,"new_odometer_km":100"#)
    #expect(said["run_km"].int == 99_800 && said["old_odometer_km"].int == 99_400 && said["new_odometer_km"].int == 100)
    #expect(said["warnings"].array.isEmpty, "\(said)")
    let event = world.get("/v1/events?type=vehicle.odometer_read")["items"].array.last?["data"] ?? .null
    #expect(event["old_odometer_km"].int == 99_400 && event["run_km"].int == 99_800)
  }

  @Test func changedElsewhereItComesInWithAnotherCount() {
    let word = #""odometer_kind":"cluster_change","odometer_reason":"новая панель""#
    let opened = world.open(anna, car, word, km: 3_000, as: .manager)
    #expect(opened["run_km"].int == 102_000, "\(opened)")
    world.wait(days: 1)
    let said = world.open(
      anna, car, word + #","old_odometer_km":3000,"new_odometer_km":40000"#, km: 40_500, as: .manager)
    #expect(said["run_km"].int == 102_500, "\(said)")
    let low = world.open(anna, car, word + #","old_odometer_km":40000"#, km: 1, as: .manager)
    #expect(low.codes == ["odometer_below"] && low.pointers == ["/old_odometer_km"], "\(low)")
    #expect(world.open(anna, car, #""old_odometer_km":40000"#, km: 41_000).codes == ["odometer_old_unused"])
  }

  @Test func aMistypedIntakeOfANewClusterIsPutRight() {
    let word = #""odometer_kind":"cluster_change","odometer_reason":"новая панель""#
    let opened = world.open(anna, car, word, km: 30_000, as: .manager)
    #expect(opened["run_km"].int == 129_000)
    let right = world.ask("PATCH", "/v1/work-orders/\(opened.id)", #"{"odometer_km":3000,"odometer_reason":"опечатка"}"#)
    #expect(right["odometer_km"].int == 3_000 && right["run_km"].int == 102_000, "\(right)")
    #expect(world.get("/v1/vehicles/\(car)")["run_km"].int == 102_000)
  }

  @Test func aChangeThatBecomesKnownLaterReachesTheOpenOrder() {
    let visit = world.visit(anna, car, km: 99_500)
    let line = visit.labour()
    visit.must("lines/\(line)/coverage-check", "{}")
    world.wait(days: 1)
    let early = world.post(
      "/v1/vehicles/\(car)/odometer-readings",
      #"{"odometer_km":90000,"old_odometer_km":99000,"kind":"cluster_change","reason":"узнали","at":"2026-03-05T07:00:00Z"}"#)
    #expect(early.status == 201, "\(early)")
    #expect(visit.read()["odometer_km"].int == 99_500 && visit.read()["run_km"].int == 108_500)
    #expect(visit.read()["lines/0/coverage_check/verdict"].string == "past_last_kilometre")
    #expect(world.events("work_order.odometer_corrected") == 1)
  }

  @Test func aClusterChangedInTheWorkshopLeavesTheOrderAndItsWarrantyInTheRun() throws {
    let visit = world.visit(anna, car, km: 99_500)
    visit.labour()
    visit.start()
    #expect(change(0)["warnings/0/code"].string == "odometer_old_presumed")
    #expect(visit.read()["odometer_km"].int == 99_500 && visit.read()["run_km"].int == 99_500)
    visit.ready()
    try visit.pay()
    visit.must("deliver", #"{"collected_by":"Анна"}"#)
    let repair = world.get("/v1/vehicles/\(car)/coverages")["items"].array.first { $0["kind"].string == "repair" }
    #expect(repair?["until_km"].int == 109_500)
    world.wait(days: 30)
    let back = world.visit(anna, car, #""kind":"warranty""#, km: 10_000)
    #expect(back.read()["run_km"].int == 109_500)
    #expect(verdict(back) == "covered", "ten thousand kilometres after the hand-over, whatever the new cluster shows")
    let late = world.visit(anna, car, #""kind":"warranty""#, km: 10_001)
    #expect(verdict(late) == "past_last_kilometre")
  }

  @Test func theDocumentSaysBoth() throws {
    _ = change(0)
    let visit = world.visit(anna, car, km: 3_000)
    visit.labour()
    visit.start()
    visit.ready()
    let id = visit.must("invoices", "{}")["documents/0/id"].int ?? 0
    let page = world.get("/v1/documents/\(id)/print").text
    #expect(page.contains("на одометре 3000 км, пробег 102000 км"), "\(page)")
  }
}
