import Desk
import Domain
import SQLite
import Testing

@testable import API

/// Tests that the centre pays only if a manager says so or entered the coverage, by any route.
@Suite struct CentrePaysTests {
  private let world: World
  init() throws { world = try World() }

  private func payers(_ visit: Visit, _ line: Int64, _ share: Int64, as role: Role = .advisor) -> World.Answer {
    let all = #"{"payers":[{"role":"company","share_bp":\#(share)}]}"#
    return world.ask("PUT", "\(visit.path)/lines/\(line)/payers", all, as: role)
  }

  private func coverage(_ car: Int64, _ more: String = #""payer_role":"company""#, as role: Role = .manager) -> World.Answer {
    world.post(
      "/v1/vehicles/\(car)/coverages",
      #"{"kind":"company","name":"Своя","from_on":"2025-03-02","until_on":"2027-03-02",\#(more)}"#, as: role)
  }

  private func bearers(_ visit: Visit) -> [String] {
    visit.read()["lines"].array.flatMap { $0["payers"].array.compactMap { $0["role"].string } }.filter { $0 == "company" }
  }

  @Test(arguments: ["commercial", "warranty"])
  func theKindOfAnOrderGivesNobodyTheCentresMoney(_ kind: String) {
    let visit = world.visit(#""kind":"\#(kind)""#)
    let line = visit.labour()
    visit.must("lines/\(line)/coverage-check", "{}")
    for share: Int64 in [10_000, 1] { #expect(payers(visit, line, share).code == "right_missing") }
    #expect(bearers(visit).isEmpty)
    #expect(payers(visit, line, 6_000, as: .manager).status == 200)
    #expect(payers(visit, line, 6_001).code == "right_missing")
    #expect(payers(visit, line, 5_000).status == 200, "less of it is nobody's favour")
    #expect(payers(visit, line, 6_000).code == "right_missing")
  }

  @Test(arguments: [Role.operator, .advisor])
  func aCoverageThatTheCentrePaysIsEnteredAndChangedByAManager(_ role: Role) {
    let owner = world.client("Анна")
    let insurer = world.client("Страховая", #""kind":"company""#)
    let car = world.vehicle(#""client_id":\#(owner)"#)
    #expect(coverage(car, as: role).code == "right_missing")
    for kind in ["repair", "extended", "manufacturer"] {
      let body = #"{"kind":"\#(kind)","name":"A","payer_role":"company","from_on":"2025-03-02","until_on":"2027-03-02"}"#
      #expect(world.post("/v1/vehicles/\(car)/coverages", body, as: role).code == "right_missing", "\(kind)")
    }
    let own = coverage(car)
    #expect(own.status == 201 && own["confirmed"].bool == true)
    for change in [
      #"{"until_km":900000}"#, #"{"labour_share_bp":9000}"#, #"{"cap_minor":1}"#, #"{"until_on":"2030-01-01"}"#, #"{"deductible_minor":1}"#,
      #"{"payer_role":"insurer","payer_client_id":\#(insurer)}"#,
    ] {
      #expect(world.ask("PATCH", "/v1/coverages/\(own.id)", change, as: role).code == "right_missing", "\(change)")
    }
    let others = coverage(car, #""payer_role":"insurer","payer_client_id":\#(insurer)"#, as: role)
    #expect(others.status == 201, "\(others)")
    let turned = #"{"payer_role":"company","payer_client_id":null}"#
    #expect(world.ask("PATCH", "/v1/coverages/\(others.id)", turned, as: role).code == "right_missing")
    #expect(world.ask("PATCH", "/v1/coverages/\(others.id)", #"{"until_km":5}"#, as: role).status == 200)
    #expect(world.ask("PATCH", "/v1/coverages/\(others.id)", turned).status == 200)
  }

  @Test func whatAManagerEnteredAnAdvisorChecks() {
    let owner = world.client("Анна")
    let car = world.vehicle(#""client_id":\#(owner)"#)
    let own = coverage(car, #""payer_role":"company","labour_share_bp":7000"#)
    let visit = world.visit(owner, car)
    let line = visit.labour(price: 100_000)
    let checked = visit.must("lines/\(line)/coverage-check", #"{"coverage_id":\#(own.id)}"#)
    #expect(checked["payers"].array.map { $0["gross_minor"].int } == [70_000, 30_000])
    #expect(payers(visit, line, 7_001).code == "right_missing", "and no more than it bears")
    #expect(world.ask("PATCH", "\(visit.path)/lines/\(line)", #"{"unit_price_minor":200000}"#, as: .advisor).status == 200)
    #expect(visit.post("lines/\(line)/refuse-claim", #"{"reason":"нет","company_pays":true}"#).code == "right_missing")
    #expect(visit.must("lines/\(line)/refuse-claim", #"{"reason":"нет"}"#)["payers"].array.map { $0["role"].string } == ["client"])
  }

  @Test func anOldCoverageOfAnAdvisorsBindsTheCentreOnceAManagerHasConfirmedIt() throws {
    let owner = world.client("Анна")
    let car = world.vehicle(#""client_id":\#(owner)"#)
    let old = coverage(car).id
    try world.desk.db.script("UPDATE coverages SET confirmed = 0")
    let visit = world.visit(owner, car, #""kind":"warranty""#)
    let line = visit.labour()
    #expect(visit.post("lines/\(line)/coverage-check", #"{"coverage_id":\#(old)}"#).code == "right_missing")
    #expect(visit.must("lines/\(line)/coverage-check", "{}")["coverage_check/verdict"].string == "not_covered")
    #expect(bearers(visit).isEmpty)
    let byWord = visit.must("lines/\(line)/coverage-check", #"{"coverage_id":\#(old)}"#, as: .manager)
    #expect(byWord["payers/0/role"].string == "company", "a manager's own check is a manager's word")
    #expect(world.ask("PATCH", "/v1/coverages/\(old)", "{}", as: .advisor)["confirmed"].bool == false)
    #expect(world.ask("PATCH", "/v1/coverages/\(old)", "{}")["confirmed"].bool == true)
    #expect(visit.must("lines/\(visit.labour("Мойка"))/coverage-check", "{}")["payers/0/role"].string == "company")
  }

  @Test func aLineThatAManagerLetTheCentreBearBecomesDearerByAManager() {
    let visit = world.visit()
    let line = visit.labour(price: 100_000)
    #expect(payers(visit, line, 10_000, as: .manager).status == 200)
    func change(_ body: String, as role: Role = .advisor) -> World.Answer {
      world.ask("PATCH", "\(visit.path)/lines/\(line)", body, as: role)
    }
    for dearer in [#"{"unit_price_minor":100001}"#, #"{"quantity":9}"#] { #expect(change(dearer).code == "right_missing") }
    #expect(change(#"{"quantity":0.5}"#).status == 200)
    #expect(change(#"{"quantity":1}"#, as: .manager)["gross_minor"].int == 100_000)
  }

  @Test func aSharePutOnByMistakeIsTakenBack() {
    let visit = world.visit()
    let line = visit.labour(price: 100_005)
    visit.start()
    for share: Int64 in [5_000, 10_000, 1] {
      #expect(payers(visit, line, share, as: .manager).status == 200)
      let back = world.ask("PUT", "\(visit.path)/lines/\(line)/payers", #"{"payers":[]}"#, as: .advisor)
      #expect(back["payers"].array.map { $0["gross_minor"].int } == [100_005], "\(share) \(back)")
    }
    visit.ready()
    #expect(payers(visit, line, 2_500, as: .manager).status == 200)
    #expect(payers(visit, line, 0).status == 200, "while nothing is billed the work's end changes nothing")
    #expect(visit.must("invoices", "{}")["documents/0/gross_minor"].int == 100_005)
  }

  @Test func backUpToWhatTheClientAgreedToAndNoFurther() {
    let owner = world.client("Анна")
    let insurer = world.client("Страховая", #""kind":"company""#)
    let car = world.vehicle(#""client_id":\#(owner)"#)
    let visit = world.visit(owner, car)
    let line = visit.labour(price: 100_000)
    func insured(_ share: Int64) -> World.Answer {
      let payer = #"{"payers":[{"role":"insurer","payer_client_id":\#(insurer),"share_bp":\#(share)}]}"#
      return world.ask("PUT", "\(visit.path)/lines/\(line)/payers", payer, as: .advisor)
    }
    #expect(insured(7_000).status == 200)
    visit.start()
    #expect(insured(9_000).status == 200)
    let beyond = insured(6_999)
    #expect(beyond.codes == ["client_pays_more"] && beyond.text.contains("300.00"), "what was agreed, not what it had become: \(beyond)")
    #expect(insured(7_000)["payers"].array.map { $0["gross_minor"].int } == [70_000, 30_000])
    #expect(payers(visit, line, 10_000, as: .manager).status == 200)
    #expect(insured(7_000).status == 200)
  }

  @Test func aClaimRefusedForALineThatTheClientHadAgreedToWholeIsTheClientsAgain() {
    let owner = world.client("Анна")
    let maker = world.client("Завод", #""kind":"company""#)
    let car = world.vehicle(#""client_id":\#(owner)"#)
    let visit = world.visit(owner, car)
    let line = visit.labour(price: 100_000)
    visit.start()
    _ = coverage(car, #""payer_role":"manufacturer","payer_client_id":\#(maker),"labour_share_bp":7000"#, as: .advisor)
    #expect(visit.must("lines/\(line)/coverage-check", "{}")["payers/1/gross_minor"].int == 30_000)
    let refused = visit.must("lines/\(line)/refuse-claim", #"{"reason":"не признали"}"#)
    #expect(refused["payers"].array.map { $0["gross_minor"].int } == [100_000])
  }

  @Test func theRateOfWhoPaysAllGoesWithThePayer() {
    let cheap = world.client("Лизинг", #""kind":"company","labour_rate_minor":100"#)
    let visit = world.visit()
    let line = visit.labour(price: 200_000)
    func all(_ payer: String) -> World.Answer {
      world.ask("PUT", "\(visit.path)/lines/\(line)/payers", #"{"payers":[\#(payer)]}"#, as: .advisor)
    }
    #expect(all(#"{"role":"other","payer_client_id":\#(cheap),"share_bp":10000}"#)["unit_price_minor"].int == 100)
    #expect(world.ask("PATCH", "\(visit.path)/lines/\(line)", #"{"unit_price_minor":101}"#, as: .advisor).code == "discount_above_limit")
    #expect(all("")["unit_price_minor"].int == 200_000)
  }
}
