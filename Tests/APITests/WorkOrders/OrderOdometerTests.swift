import Desk
import Domain
import SQLite
import Testing

@testable import API

/// Corrections of an odometer reading at intake while the order is open, made at the order or at the car, and their
/// consequences.
@Suite struct OrderOdometerTests {
  private let world: World
  private let anna: Int64
  private let car: Int64

  init() throws {
    world = try World()
    anna = world.client("Анна")
    car = world.vehicle(#""client_id":\#(anna),"odometer_km":94000"#)
    _ = world.post(
      "/v1/vehicles/\(car)/coverages",
      #"{"kind":"company","name":"Своя","payer_role":"company","from_on":"2025-03-02","until_on":"2027-03-02","until_km":100000,"labour_share_bp":7000}"#
    )
  }

  private func correct(
    _ visit: Visit, _ km: Int64, as role: Role = .manager, _ reason: String = #","odometer_reason":"опечатка""#
  )
    -> World.Answer
  {
    world.ask("PATCH", visit.path, #"{"odometer_km":\#(km)\#(reason)}"#, as: role)
  }

  private func read(_ km: Int64, _ more: String, as role: Role = .manager) -> World.Answer {
    world.post("/v1/vehicles/\(car)/odometer-readings", #"{"odometer_km":\#(km),\#(more)}"#, as: role)
  }

  private var shown: Int64? { world.get("/v1/vehicles/\(car)")["odometer_km"].int }
  private func warnings(_ answer: World.Answer) -> [String] { answer["warnings"].array.compactMap { $0["code"].string } }

  private func verdict(_ visit: Visit) -> String? { visit.read()["lines/0/coverage_check/verdict"].string }

  @Test func anImprobableJumpWarnsAtEachDoor() {
    let opened = world.open(anna, car, km: 950_000)
    #expect(warnings(opened) == ["odometer_jump"] && opened.text.contains("94000"), "\(opened)")
    #expect(warnings(world.get("/v1/work-orders/\(opened.id)", as: .viewer)) == ["odometer_jump"])
    let visit = Visit(world: world, id: opened.id, client: anna, vehicle: car)
    #expect(warnings(correct(visit, 95_000)).isEmpty)
    #expect(warnings(correct(visit, 800_000)) == ["odometer_jump"])
    #expect(warnings(correct(visit, 95_000)).isEmpty)
    world.wait(days: 1)
    #expect(warnings(read(99_000, #""kind":"reading""#, as: .operator)) == ["odometer_jump"])
    #expect(world.get("/v1/vehicles/\(car)/odometer-readings")["items/0/warnings/0/code"].string == "odometer_jump")
    #expect(warnings(read(99_500, #""kind":"reading""#, as: .operator)).isEmpty)
  }

  @Test func onTheOrderItIsAManagersWithAReasonAndTheCarFollows() {
    let visit = world.visit(anna, car, km: 950_000)
    let line = visit.labour()
    #expect(visit.must("lines/\(line)/coverage-check", "{}")["coverage_check/verdict"].string == "past_last_kilometre")
    #expect(correct(visit, 95_000, as: .advisor).code == "right_missing")
    let bare = correct(visit, 95_000, "")
    #expect(bare.status == 422 && bare.codes == ["odometer_reason_missing"] && bare.pointers == ["/odometer_reason"], "\(bare)")
    let seen = visit.read().etag
    let right = correct(visit, 95_000)
    #expect(right.status == 200 && right["odometer_km"].int == 95_000 && right["run_km"].int == 95_000, "\(right)")
    #expect(right.etag != seen && shown == 95_000)
    #expect(right["lines/0/coverage_check/verdict"].string == "covered", "made again: \(right)")
    #expect(right["lines/0/payers/0/role"].string == "company")
    let event = world.get("/v1/events?type=work_order.odometer_corrected")["items/0"]
    #expect(event["data/changed/odometer_km/0"].int == 950_000 && event["data/changed/odometer_km/1"].int == 95_000)
    #expect(
      event["user_id"].int == world.users[.manager] && event["data/personal"].array.compactMap { $0.string } == ["reason"], "\(event)")
    let events = world.events("work_order.odometer_corrected")
    #expect(correct(visit, 95_000).status == 200 && world.events("work_order.odometer_corrected") == events, "so already")
    #expect(world.open(anna, car, km: 95_100).status == 201, "the next reading is measured by what is right")
  }

  @Test func onTheCarACorrectionOfTheIntakePutsItsOrderRight() {
    let visit = world.visit(anna, car, #""kind":"warranty""#, km: 950_000)
    let line = visit.labour()
    visit.must("lines/\(line)/coverage-check", "{}")
    world.wait(days: 1)
    let right = read(95_000, #""kind":"correction","reason":"опечатка""#)
    #expect(right.status == 201 && warnings(right) == ["order_odometer_follows"], "\(right)")
    #expect(visit.read()["odometer_km"].int == 95_000 && shown == 95_000)
    #expect(verdict(visit) == "covered" && visit.read()["lines/0/payers/0/gross_minor"].int == 140_000)
    #expect(visit.must("lines/\(line)/coverage-check", "{}")["coverage_check/verdict"].string == "covered")
    #expect(world.events("work_order.odometer_corrected") == 1)
  }

  @Test func aTestDriveWrittenSinceHidesNothing() {
    let visit = world.visit(anna, car, km: 950_000)
    world.wait(days: 1)
    #expect(read(950_020, #""kind":"reading""#, as: .operator).status == 201)
    #expect(read(95_020, #""kind":"correction","reason":"опечатка""#).status == 201)
    #expect(visit.read()["odometer_km"].int == 95_020, "it cannot have come in with more than it has now")
    #expect(correct(visit, 95_000)["odometer_km"].int == 95_000)
    #expect(shown == 95_020)
  }

  @Test func aCorrectionThatLeavesAnOrderAloneSaysSo() {
    let visit = world.visit(anna, car, km: 95_000)
    world.wait(days: 1)
    #expect(read(950_020, #""kind":"reading""#, as: .operator).status == 201)
    let right = read(95_020, #""kind":"correction","reason":"опечатка""#)
    #expect(warnings(right) == ["order_odometer_stays"] && right.text.contains("95000"), "\(right)")
    #expect(visit.read()["odometer_km"].int == 95_000)
  }

  @Test func theNextVisitsCorrectionPutsTheOpenOrderBeforeItRight() {
    let visit = world.visit(anna, car, km: 950_000)
    let word = #""odometer_kind":"correction","odometer_reason":"опечатка""#
    let next = world.open(anna, car, word, km: 95_000, as: .manager)
    #expect(next.status == 201 && warnings(next).contains("order_odometer_follows"), "not without a word: \(next)")
    #expect(visit.read()["odometer_km"].int == 95_000)
  }

  @Test func anOrdersOwnCorrectionLeavesTheOtherOpenOrderAloneAndSaysSo() {
    let first = world.visit(anna, car, km: 95_000)
    world.wait(days: 1)
    let second = world.visit(anna, car, km: 96_000)
    let right = correct(second, 9_600)
    #expect(warnings(right).contains("order_odometer_stays") && right.text.contains("95000"), "\(right)")
    #expect(first.read()["odometer_km"].int == 95_000 && second.read()["odometer_km"].int == 9_600)
    #expect(!warnings(correct(second, 95_500)).contains("order_odometer_stays"))
  }

  @Test func theJumpOfALaterOrderIsMeasuredAnewWhenTheReadingBeforeItIsPutRight() {
    let first = world.visit(anna, car, km: 94_100)
    world.wait(days: 3)
    let second = world.visit(anna, car, km: 120_000)
    #expect(warnings(second.read()).contains("odometer_jump"))
    let seen = second.read().etag
    #expect(correct(first, 119_000).status == 200)
    #expect(!warnings(second.read()).contains("odometer_jump") && second.read().etag != seen)
  }

  @Test func itFitsWhatWasReadLater() {
    let visit = world.visit(anna, car, km: 95_000)
    world.wait(days: 1)
    #expect(read(95_020, #""kind":"reading""#, as: .operator).status == 201)
    let above = correct(visit, 95_021)
    #expect(above.status == 409 && above.codes == ["odometer_above"] && above.pointers == ["/odometer_km"], "\(above)")
    #expect(visit.read()["odometer_km"].int == 95_000)
    #expect(world.ask("PATCH", visit.path, #"{"odometer_km":-1}"#).codes == ["out_of_range"])
  }

  @Test func withOtherFieldsBothAreWritten() {
    let visit = world.visit(anna, car, km: 950_000)
    let both = world.ask("PATCH", visit.path, #"{"odometer_km":95000,"odometer_reason":"опечатка","fuel_percent":40}"#)
    #expect(both["odometer_km"].int == 95_000 && both["fuel_percent"].int == 40, "\(both)")
  }

  @Test func aClosedOrderStays() throws {
    let visit = world.visit(anna, car, km: 950_000)
    #expect(visit.post("cancel", #"{"reason":"нет"}"#).status == 200)
    #expect(correct(visit, 95_000).codes == ["work_order_closed"])
    #expect(read(95_000, #""kind":"correction","reason":"опечатка""#).status == 201)
    #expect(visit.read()["odometer_km"].int == 950_000 && shown == 95_000)
  }

  @Test func printAndRepairWarrantyFollow() throws {
    let visit = world.visit(anna, car, km: 950_000)
    visit.labour()
    visit.start()
    visit.ready()
    let bill = visit.must("invoices", "{}")["documents/0"]
    #expect(correct(visit, 95_000).status == 200)
    let page = world.get("/v1/documents/\(bill["id"].int ?? 0)/print").text
    #expect(page.contains("пробег 95000 км"), "\(page)")
    try world.desk.db.script("UPDATE documents SET paid_minor = gross_minor")
    visit.must("deliver", #"{"collected_by":"Анна"}"#)
    let repair = world.get("/v1/vehicles/\(car)/coverages")["items"].array.first { $0["kind"].string == "repair" }
    #expect(repair?["until_km"].int == 105_000)
  }

  @Test func aCheckThatNoLongerHoldsChangesTheClientsPartOnlyAsFarAsAgreed() {
    let visit = world.visit(anna, car, km: 95_000)
    let line = visit.labour(price: 100_000)
    visit.must("lines/\(line)/coverage-check", "{}")
    #expect(correct(visit, 195_000)["lines/0/payers/0/gross_minor"].int == 100_000, "proposed: the client's again")
    #expect(verdict(visit) == "past_last_kilometre")
    #expect(correct(visit, 95_000)["lines/0/payers/1/gross_minor"].int == 30_000)
    visit.start()
    let late = correct(visit, 195_000)
    #expect(late["lines/0/coverage_check/verdict"].string == "past_last_kilometre", "\(late)")
    #expect(late["lines/0/payers/1/gross_minor"].int == 30_000, "what the client agreed to stays")
  }

  @Test func anOfferThatRestsOnAWrongReadingIsTakenBack() throws {
    let visit = world.visit(anna, car, km: 950_000)
    let line = visit.labour(price: 100_000)
    visit.must("lines/\(line)/coverage-check", "{}")
    visit.estimate()
    let estimate = visit.offer()
    #expect(correct(visit, 95_000)["status"].string == "estimating")
    #expect(world.get("/v1/estimates/\(estimate)")["superseded_reason"].string == "line_changed")
    #expect(try HouseCheck(world.desk.db).faults().isEmpty)
    visit.approve(visit.offer())
    #expect(visit.read()["totals"].array.compactMap { $0["gross_minor"].int } == [30_000, 70_000])
  }

  @Test func aRefusedClaimStaysRefused() {
    let visit = world.visit(anna, car, km: 95_000)
    let line = visit.labour(price: 100_000)
    visit.must("lines/\(line)/coverage-check", "{}")
    visit.must("lines/\(line)/refuse-claim", #"{"reason":"нет"}"#)
    #expect(correct(visit, 96_000)["lines/0/coverage_check/verdict"].string == "claim_refused")
  }

  @Test func anImportTellsOfTheJumpAndTakesTheReading() {
    let table = "Код;Наименование\n1;Борис\n"
    _ = world.ask("POST", "/v1/imports/clients", table, headers: [("Content-Type", "text/csv")])
    func row(_ km: String) -> World.Answer {
      world.ask(
        "POST", "/v1/imports/vehicles", "Код клиента;Марка;Модель;Гос. номер;Пробег\n1;LADA;Веста;А123ВС77;\(km)\n",
        headers: [("Content-Type", "text/csv")])
    }
    #expect(!row("95000").text.contains("odometer_jump"))
    world.wait(days: 1)
    let jump = row("950000")
    #expect(jump.text.contains("odometer_jump"), "\(jump)")
    #expect(world.get("/v1/vehicles?plate=a123bc77")["items/0/odometer_km"].int == 950_000)
  }
}
