import Desk
import Domain
import SQLite
import Testing

@testable import API

@Suite struct PayerTests {
  private func set(_ visit: Visit, _ line: Int64, _ payers: String) -> World.Answer {
    visit.world.ask("PUT", "\(visit.path)/lines/\(line)/payers", #"{"payers":[\#(payers)]}"#, as: .manager)
  }

  @Test func anOddKopeckOfASeventyThirtySplitIsNotLostAndFavoursTheClient() throws {
    let world = try World()
    let visit = world.visit(#""kind":"warranty""#)
    let line = visit.labour(price: 100_005)
    let split = set(visit, line, #"{"role":"company","share_bp":7000}"#)
    #expect(split.status == 200, "\(split)")
    #expect(split["payers"].array.map { $0["gross_minor"].int } == [70_004, 30_001])
    #expect(split["payers/1/payer_client_id"].int == visit.client)
    let totals = visit.read()["totals"].array
    #expect(totals.map { $0["role"].string } == ["client", "company"])
    #expect(totals.map { $0["gross_minor"].int } == [30_001, 70_004])
    #expect(totals[1]["name"].string == "Автоцентр")
    _ = world.ask("PATCH", "\(visit.path)/lines/\(line)", #"{"unit_price_minor":100001}"#, as: .advisor)
    #expect(visit.read()["lines/0/payers"].array.compactMap { $0["gross_minor"].int }.reduce(0, +) == 100_001)
    #expect(set(visit, line, "")["payers"].array.map { $0["role"].string } == ["client"])
  }

  @Test func theEstimateOfGoodwillShowsTheVATThatIsBilled() throws {
    let world = try World()
    let visit = world.visit()
    let (line, whole) = (visit.labour(price: 100_005), visit.labour("Мойка", price: 33_333))
    #expect(set(visit, line, #"{"role":"company","share_bp":7000}"#)["payers/0/tax_category"].string == "none")
    _ = set(visit, whole, #"{"role":"company","share_bp":10000}"#)
    visit.estimate()
    let estimate = visit.offer()
    let shown = world.get("/v1/estimates/\(estimate)")
    #expect(shown["vat_minor"].int == 5_410, "22/122 of the client's 300.01, and nothing of the centre's own")
    #expect(shown["items/1/vat_minor"].int == 0 && shown["items/1/tax_category"].string == "none")
    visit.approve(estimate)
    visit.must("start")
    visit.ready()
    let documents = visit.must("invoices", "{}")["documents"].array
    #expect(documents.compactMap { $0["vat_minor"].int }.reduce(0, +) == 5_410)
    #expect(documents.compactMap { $0["gross_minor"].int }.reduce(0, +) == shown["gross_minor"].int)
  }

  @Test func sharesThatAreSoAlreadyChangeNothing() throws {
    let world = try World()
    let visit = world.visit()
    let line = visit.labour()
    let shares = #"{"role":"company","share_bp":7000}"#
    for payers in [shares, "", #"{"role":"company","share_bp":10000}"#] {
      #expect(set(visit, line, payers).status == 200)
      let (seen, events) = (visit.read().etag, world.events("order_line.payers_changed"))
      let again = set(visit, line, payers)
      #expect(again.status == 200 && again.etag == seen, "\(payers) \(again)")
      #expect(world.events("order_line.payers_changed") == events && visit.read().etag == seen, "\(payers)")
    }
    _ = set(visit, line, shares)
    visit.start()
    visit.ready()
    visit.must("invoices", "{}")
    try world.desk.db.script("UPDATE documents SET paid_minor = gross_minor")
    visit.must("deliver", #"{"collected_by":"Анна"}"#)
    let seen = visit.read().etag
    #expect(set(visit, line, shares).status == 200)
    #expect(visit.read().etag == seen)
    #expect(set(visit, line, #"{"role":"company","share_bp":7001}"#).status == 409, "what was billed stands")
  }

  @Test func badSharesAreNamedAtOnce() throws {
    let world = try World()
    let visit = world.visit()
    let line = visit.labour()
    #expect(set(visit, line, #"{"role":"insurer","share_bp":1000},{"role":"company","share_bp":20000}"#).codes == ["out_of_range"])
    #expect(set(visit, line, #"{"role":"insurer","share_bp":1000},{"role":"insurer","share_bp":1000}"#).codes == ["repeated_payer"])
    #expect(set(visit, line, #"{"role":"insurer","share_bp":1000}"#).codes == ["payer_missing"])
    #expect(set(visit, line, #"{"role":"company","share_bp":6000},{"role":"client","share_bp":6000}"#).codes == ["shares_over_whole"])
    #expect(set(visit, line, #"{"role":"insurer","payer_client_id":999,"share_bp":1}"#).codes == ["no_such_client"])
  }

  @Test func aClientPayerIsTheOrdersOwnClientAndTheCentreNamesNoCard() throws {
    let world = try World()
    let visit = world.visit()
    let line = visit.labour()
    let other = world.client("Сосед")
    let both = set(
      visit, line,
      #"{"role":"client","payer_client_id":\#(other),"share_bp":3000},{"role":"company","payer_client_id":\#(other),"share_bp":1000}"#)
    #expect(both.status == 422 && both.codes == ["payer_client_other", "payer_centre_card"], "\(both)")
    #expect(both.pointers == ["/payers/0/payer_client_id", "/payers/1/payer_client_id"])
    #expect(set(visit, line, #"{"role":"client","payer_client_id":\#(visit.client),"share_bp":3000}"#).status == 200)
    let coverage =
      #"{"kind":"company","name":"Своя","payer_role":"company","payer_client_id":\#(other),"from_on":"2026-01-01","until_on":"2027-01-01"}"#
    #expect(world.post("/v1/vehicles/\(visit.vehicle)/coverages", coverage, as: .manager).codes == ["payer_centre_card"])
    let insurer = coverage.replacing(#""payer_role":"company""#, with: #""payer_role":"insurer""#)
    let made = world.post("/v1/vehicles/\(visit.vehicle)/coverages", insurer, as: .manager)
    let taken = world.ask("PATCH", "/v1/coverages/\(made.id)", #"{"payer_role":"company"}"#, as: .manager)
    #expect(taken.status == 200 && taken["payer_client_id"].int == nil, "\(taken)")
  }

  @Test func aPayersRateGoesWithThePayerWhateverTheRateHasBecome() throws {
    let world = try World()
    let fleet = world.client("Парк", #""kind":"company","labour_rate_minor":50000"#)
    let visit = world.visit()
    let (line, other) = (visit.labour(price: 200_000), visit.labour("Мойка", price: 100_000))
    func price(_ line: Int64) -> Int64? { visit.read()["lines"].array.first { $0["id"].int == line }?["unit_price_minor"].int }
    let whole = #"{"role":"other","payer_client_id":\#(fleet),"share_bp":10000}"#
    #expect(set(visit, line, whole)["unit_price_minor"].int == 50_000)
    _ = world.ask("PATCH", "/v1/clients/\(fleet)", #"{"labour_rate_minor":60000}"#, as: .manager)
    #expect(set(visit, line, "")["unit_price_minor"].int == 200_000)
    // A coverage check and a refused claim change the payer too.
    _ = set(visit, line, whole)
    world.post(
      "/v1/vehicles/\(visit.vehicle)/coverages",
      #"{"kind":"company","name":"Своя","payer_role":"company","from_on":"2025-01-01","until_on":"2027-01-01"}"#, as: .manager)
    #expect(visit.must("lines/\(line)/coverage-check", "{}")["unit_price_minor"].int == 200_000)
    // A line priced by hand since then no longer follows the payer's rate.
    _ = set(visit, other, whole)
    _ = world.ask("PATCH", "\(visit.path)/lines/\(other)", #"{"unit_price_minor":70000}"#, as: .manager)
    _ = set(visit, other, "")
    #expect(price(other) == 70_000)
  }

  @Test func aCoverageIsCheckedByOpeningDayAndOdometerBothInclusive() throws {
    let world = try World()
    let maker = world.client("Завод", #""kind":"company""#)
    let anna = world.client("Анна")
    func covered(_ until: String, _ km: Int64) -> World.Answer {
      let car = world.vehicle(#""client_id":\#(anna)"#)
      let made = world.post(
        "/v1/vehicles/\(car)/coverages",
        #"{"kind":"manufacturer","name":"Заводская","payer_role":"manufacturer","payer_client_id":\#(maker),"from_on":"2024-03-02","until_on":"\#(until)","until_km":\#(km),"parts_share_bp":5000}"#,
        as: .manager)
      #expect(made.status == 201, "\(made)")
      let visit = world.visit(anna, car, #""kind":"warranty""#)
      return visit.must("lines/\(visit.labour())/coverage-check", "{}")
    }
    let last = covered("2026-03-02", 50_000)
    #expect(last["coverage_check/verdict"].string == "covered")
    #expect(last["payers/0/role"].string == "manufacturer")
    #expect(last["payers/0/tax_category"].string == "exempt")
    #expect(covered("2026-03-01", 50_000)["coverage_check/verdict"].string == "past_last_day")
    let far = covered("2026-03-02", 49_999)
    #expect(far["coverage_check/verdict"].string == "past_last_kilometre")
    #expect(far["payers"].array.map { $0["role"].string } == ["client"])
  }

  @Test func aRepairWarrantyNamedForOtherWorkCoversNothing() throws {
    let world = try World()
    let visit = world.visit()
    let operation = visit.labour()
    visit.start()
    visit.ready()
    try world.desk.db.execute(
      """
      INSERT INTO coverages (vehicle_id, kind, name, payer_role, from_on, until_on, order_line_id, created_at)
      VALUES (?, 'repair', 'Гарантия на ремонт', 'company', ?, ?, ?, 0)
      """, visit.vehicle, try Day(text: "2026-01-01"), try Day(text: "2026-12-31"), operation)
    let coverage = world.get("/v1/vehicles/\(visit.vehicle)/coverages")["items/0/id"].int ?? 0
    let back = world.visit(visit.client, visit.vehicle, #""kind":"warranty""#)
    func check(_ name: String) -> World.Answer {
      back.must("lines/\(back.labour(name))/coverage-check", #"{"coverage_id":\#(coverage)}"#)
    }
    let other = check("Диагностика")
    #expect(other["coverage_check/verdict"].string == "other_work")
    #expect(other["coverage_check/covered"].bool == false && other["coverage_check/coverage_id"].int == coverage)
    #expect(other["payers"].array.map { $0["role"].string } == ["client"])
    #expect(check("Замена колодок")["payers/0/role"].string == "company")
    let part = back.part(world.part("DF4381", stock: 1))["id"].int ?? 0
    let fitted = back.must("lines/\(part)/coverage-check", #"{"coverage_id":\#(coverage)}"#)
    #expect(fitted["coverage_check/verdict"].string == "other_work", "a part is not the labour")
  }

  @Test func aWarrantyIsReadAtTheOpeningWhateverHasHappenedSince() throws {
    let world = try World()
    let anna = world.client("Анна")
    let car = world.vehicle(#""client_id":\#(anna)"#)
    world.post(
      "/v1/vehicles/\(car)/coverages",
      #"{"kind":"company","name":"Своя","payer_role":"company","from_on":"2025-03-02","until_on":"2026-03-02","until_km":50000}"#,
      as: .manager)
    let visit = world.visit(anna, car, #""kind":"warranty""#, km: 50_000)
    let line = visit.labour()
    world.wait(days: 3)
    #expect(world.post("/v1/vehicles/\(car)/odometer-readings", #"{"odometer_km":50020}"#).status == 201, "a test drive")
    #expect(visit.must("lines/\(line)/coverage-check", "{}")["coverage_check/verdict"].string == "covered")
    let next = world.visit(anna, car, #""kind":"warranty""#, km: 50_020)
    #expect(next.must("lines/\(next.labour())/coverage-check", "{}")["coverage_check/covered"].bool == false)
  }

  /// A cap of 1 500 roubles with a deductible of 500, over two lines of 1 000: the cap runs out in the middle of the second.
  @Test func aCapRunsOutInTheMiddleOfALineAndTheDeductibleIsTheOrders() throws {
    let world = try World()
    let anna = world.client("Анна")
    let car = world.vehicle(#""client_id":\#(anna)"#)
    world.post(
      "/v1/vehicles/\(car)/coverages",
      #"{"kind":"company","name":"Своя","payer_role":"company","from_on":"2025-03-02","until_on":"2027-03-02","cap_minor":100000,"deductible_minor":50000}"#,
      as: .manager)
    let visit = world.visit(anna, car, #""kind":"warranty""#)
    let first = visit.labour("Первая", price: 100_000)
    let second = visit.labour("Вторая", price: 100_000)
    for line in [first, second] { visit.must("lines/\(line)/coverage-check", "{}") }
    let lines = visit.read()["lines"].array
    #expect(lines[0]["payers"].array.map { $0["gross_minor"].int } == [50_000, 50_000])
    #expect(lines[1]["payers"].array.map { $0["gross_minor"].int } == [50_000, 50_000])
    // The second line gets what the first no longer draws from the cap.
    #expect(world.ask("DELETE", "\(visit.path)/lines/\(first)", as: .advisor).status == 204)
    #expect(visit.read()["lines/1/payers"].array.map { $0["gross_minor"].int } == [50_000, 50_000])
    _ = world.ask("PATCH", "\(visit.path)/lines/\(second)", #"{"unit_price_minor":300000}"#, as: .advisor)
    #expect(visit.read()["lines/1/payers"].array.map { $0["gross_minor"].int } == [100_000, 200_000])
  }

  @Test func aRefusedClaimFallsOnTheCentreOnceTheClientHasAgreed() throws {
    let world = try World()
    let anna = world.client("Анна")
    let maker = world.client("Завод", #""kind":"company""#)
    let car = world.vehicle(#""client_id":\#(anna)"#)
    world.post(
      "/v1/vehicles/\(car)/coverages",
      #"{"kind":"manufacturer","name":"Заводская","payer_role":"manufacturer","payer_client_id":\#(maker),"from_on":"2025-03-02","until_on":"2027-03-02","labour_share_bp":7000}"#,
      as: .manager)
    let visit = world.visit(anna, car, #""kind":"warranty""#)
    let line = visit.labour(price: 100_000)
    #expect(visit.post("lines/\(line)/refuse-claim", #"{"reason":"нет"}"#).codes == ["claim_not_standing"])
    visit.must("lines/\(line)/coverage-check", "{}")
    visit.start()
    #expect(visit.post("lines/\(line)/refuse-claim", #"{"reason":"не признали"}"#).codes == ["client_pays_more"])
    let borne = #"{"reason":"не признали","company_pays":true}"#
    #expect(visit.post("lines/\(line)/refuse-claim", borne).code == "right_missing", "the centre's own money is a manager's")
    let goodwill = visit.must("lines/\(line)/refuse-claim", borne, as: .manager)
    #expect(goodwill["coverage_check/verdict"].string == "claim_refused")
    #expect(goodwill["payers"].array.map { $0["role"].string } == ["company", "client"])
    #expect(goodwill["payers"].array.map { $0["gross_minor"].int } == [70_000, 30_000])
  }

  @Test func aPayerOfAllTheLabourBringsItsOwnRate() throws {
    let world = try World()
    let insurer = world.client("Страховая", #""kind":"company","labour_rate_minor":120000"#)
    let visit = world.visit()
    let line = visit.labour(hours: "2", price: 200_000)
    let rated = set(visit, line, #"{"role":"insurer","payer_client_id":\#(insurer),"share_bp":10000}"#)
    #expect(rated["unit_price_minor"].int == 120_000)
    #expect(rated["payers"].array.map { $0["gross_minor"].int } == [240_000])
    #expect(visit.read()["totals"].array.map { $0["role"].string } == ["insurer"])
  }
}
