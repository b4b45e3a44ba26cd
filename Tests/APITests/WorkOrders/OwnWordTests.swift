import Desk
import Domain
import SQLite
import Testing

@testable import API

/// Decisions that an advisor may not make alone, by any route.
@Suite struct OwnWordTests {
  private let world: World
  init() throws { world = try World() }

  private func pay(_ visit: Visit, _ line: Int64, _ role: String, _ card: Int64?, as actor: Role = .advisor) -> World.Answer {
    let named = card.map { #","payer_client_id":\#($0)"# } ?? ""
    return world.ask("PUT", "\(visit.path)/lines/\(line)/payers", #"{"payers":[{"role":"\#(role)"\#(named),"share_bp":10000}]}"#, as: actor)
  }

  private func change(_ visit: Visit, _ line: Int64, _ body: String, as role: Role = .advisor) -> World.Answer {
    world.ask("PATCH", "\(visit.path)/lines/\(line)", body, as: role)
  }

  @Test func whatTheClientRefusedIsNotBilledByADoorBesideTheFee() {
    let visit = world.visit()
    let line = visit.labour(price: 1_000_000)
    visit.estimate()
    visit.decline(visit.offer())
    let again = #"{"line_ids":[\#(line)]}"#
    #expect(visit.post("lines/from-declined", again, as: .advisor).code == "fee_needs_manager")
    let added = visit.post("lines", #"{"kind":"labour","name":"Диагностика","quantity":1,"unit_price_minor":100000}"#, as: .manager)
    let fee = added["id"].int ?? 0
    for body in [#"{"quantity":3}"#, #"{"unit_price_minor":900000}"#] { #expect(change(visit, fee, body).code == "fee_needs_manager") }
    #expect(change(visit, fee, #"{"quantity":0.5}"#).status == 200 && change(visit, fee, #"{"quantity":2}"#, as: .manager).status == 200)
    #expect(visit.post("lines/from-declined", again, as: .manager).status == 200)
  }

  @Test func aManufacturerIsACompanyThatACoverageOrAManagerNames() {
    let visit = world.visit()
    let line = visit.labour(price: 122_000)
    let (maker, friend) = (world.client("Завод", #""kind":"company""#), world.client("Друг"))
    #expect(pay(visit, line, "other", friend).status == 200)
    #expect(pay(visit, line, "manufacturer", maker).code == "right_missing", "it takes the VAT off")
    #expect(pay(visit, line, "manufacturer", maker, as: .manager).status == 200)
    #expect(pay(visit, line, "insurer", maker).status == 200)
    // A person cannot be the insurer, so the car does not leave unpaid.
    #expect(pay(visit, line, "insurer", friend).status == 200)
    visit.start()
    visit.ready()
    visit.must("invoices", "{}")
    #expect(visit.post("deliver", #"{"collected_by":"Анна Крылова"}"#).codes == ["unpaid"])
  }

  @Test func afterDeliveryAnotherPayerIsAManagers() throws {
    let visit = world.visit()
    let insurer = world.client("Страховая", #""kind":"company""#)
    let line = visit.labour(price: 100_000)
    visit.start()
    visit.ready()
    let document = visit.must("invoices", "{}")["documents/0/id"].int ?? 0
    _ = world.pay(#"{"client_id":\#(visit.client),"work_order_id":\#(visit.id),"method":"card","amount_minor":100000}"#)
    visit.must("deliver", #"{"collected_by":"Анна Крылова"}"#)
    #expect(world.post("/v1/documents/\(document)/credit", #"{"reason":"ошибка"}"#, as: .manager).status == 201)
    #expect(pay(visit, line, "insurer", insurer).code == "right_missing")
    #expect(pay(visit, line, "insurer", insurer, as: .manager).status == 200)
  }

  @Test func aCoveragesTermsReachNoLineThatWasChecked() throws {
    let insurer = world.client("Страховая", #""kind":"company""#)
    let visit = world.visit()
    let made = world.post(
      "/v1/vehicles/\(visit.vehicle)/coverages",
      #"{"kind":"extended","name":"Полис","payer_role":"insurer","payer_client_id":\#(insurer),"from_on":"2025-01-01","until_on":"2027-01-01","deductible_minor":100000}"#,
      as: .manager)
    let line = visit.labour(price: 600_000)
    visit.must("lines/\(line)/coverage-check", "{}")
    func parts() -> [Int64] { visit.read()["lines/0/payers"].array.compactMap { $0["gross_minor"].int } }
    #expect(parts() == [500_000, 100_000])
    visit.start()
    for terms in [#"{"deductible_minor":300000}"#, #"{"deductible_minor":0}"#, #"{"cap_minor":0}"#] {
      #expect(world.ask("PATCH", "/v1/coverages/\(made.id)", terms, as: .operator).status == 200)
      #expect(change(visit, line, #"{"quantity":0.5}"#).status == 200 && change(visit, line, #"{"quantity":1}"#).status == 200)
      #expect(parts() == [500_000, 100_000], "\(terms)")
    }
    visit.ready()
    #expect(visit.must("invoices", "{}")["documents"].array.compactMap { $0["gross_minor"].int }.sorted() == [100_000, 500_000])
    let next = world.visit(visit.client, visit.vehicle)
    let other = next.labour(price: 600_000)
    next.must("lines/\(other)/coverage-check", "{}")
    #expect(next.read()["lines/0/payers"].array.compactMap { $0["gross_minor"].int } == [0, 600_000], "a new check finds the new terms")
  }

  @Test func aRepairsWarrantyBearsThatRepairAgainAndNoMore() throws {
    let visit = world.visit()
    visit.labour("Диагностика", price: 1_000)
    visit.start()
    visit.ready()
    visit.must("invoices", "{}")
    try world.desk.db.script("UPDATE documents SET paid_minor = gross_minor")
    visit.must("deliver", #"{"collected_by":"Анна Крылова"}"#)
    let back = world.visit(visit.client, visit.vehicle)
    let (same, dear) = (back.labour("Диагностика", price: 1_000), back.labour("Диагностика", price: 50_000))
    #expect(back.post("lines/\(dear)/coverage-check", "{}").code == "repair_exceeds")
    #expect(back.must("lines/\(same)/coverage-check", "{}")["payers/0/role"].string == "company")
    #expect(change(back, same, #"{"quantity":40}"#).code == "repair_exceeds")
    #expect(back.post("lines/\(dear)/coverage-check", "{}", as: .manager).status == 200)
  }

  @Test func moneyAheadReleasesOneCar() throws {
    let client = try world.payer("Парк", creditDays: 14)
    _ = world.ask("PATCH", "/v1/clients/\(client)", #"{"credit_limit_minor":100000}"#, as: .manager)
    let (a, b) = (try world.order(of: client, [.init(price: 600_000)]), try world.order(of: client, [.init(price: 500_000)]))
    let bill = world.bill(b)["client"]?["id"].int ?? 0
    _ = world.bill(a)
    func deliver(_ order: Int64) -> World.Answer {
      world.post("/v1/work-orders/\(order)/deliver", #"{"collected_by":"Парк"}"#, as: .advisor)
    }
    let forB = world.pay(#"{"client_id":\#(client),"work_order_id":\#(b),"method":"transfer","amount_minor":1,"allocate":[]}"#)
    #expect(forB["free_minor"].int == 1)
    let ahead = world.pay(#"{"client_id":\#(client),"method":"transfer","amount_minor":500000,"allocate":[]}"#)
    // The debt for B counts against the limit until B is paid. So A leaves only after a manager has raised the limit.
    #expect(deliver(a).codes == ["credit_exceeded"])
    _ = world.ask("PATCH", "/v1/clients/\(client)", #"{"credit_limit_minor":600000}"#, as: .manager)
    #expect(deliver(a).status == 200)
    _ = world.ask("PATCH", "/v1/clients/\(client)", #"{"credit_limit_minor":100000}"#, as: .manager)
    let lay = #"{"allocate":[{"document_id":\#(bill),"amount_minor":500000}]}"#
    #expect(world.post("/v1/payments/\(ahead.id)/allocate", lay, as: .advisor).codes == ["allocation_leaves_debt"])
    #expect(
      world.post("/v1/payments/\(ahead.id)/refund", #"{"amount_minor":500000,"reason":"нет"}"#, as: .advisor, key: "a").codes == [
        "refund_leaves_debt"
      ])
    #expect(world.post("/v1/payments/\(ahead.id)/allocate", lay, as: .manager).status == 200)
  }

  @Test func moneyThatUnbilledWorkRestsOnGoesBackByAManager() throws {
    let visit = world.visit()
    let line = visit.labour(price: 100_000)
    visit.start()
    let paid = world.pay(#"{"client_id":\#(visit.client),"work_order_id":\#(visit.id),"method":"card","amount_minor":100000}"#)
    visit.must("lines/\(line)/done", "{}")
    #expect(visit.post("cancel", #"{"reason":"передумал"}"#, as: .manager).status == 200)
    func refund(as role: Role) -> World.Answer {
      world.post("/v1/payments/\(paid.id)/refund", #"{"amount_minor":100000,"reason":"отказ"}"#, as: role, key: "\(role)")
    }
    #expect(visit.post("hand-over", #"{"collected_by":"Анна Крылова"}"#).status == 200)
    #expect(refund(as: .advisor).codes == ["refund_leaves_debt"] && refund(as: .manager).status == 201)
  }

  @Test func anInstructionThatWasSignedIsWidenedByAManager() {
    let visit = world.visit(#""standing_instruction":"only_listed","signed_by":"Анна Крылова","signed_how":"paper""#)
    let wider = #"{"standing_instruction":"up_to","standing_limit_minor":5000000}"#
    #expect(world.ask("PATCH", visit.path, wider, as: .advisor).status == 403)
    #expect(world.ask("PATCH", visit.path, wider, as: .manager).status == 200)
  }

  @Test func aPartsTaxCategoryIsAManagers() {
    let part = world.part("GDB1", stock: 1)
    #expect(world.ask("PATCH", "/v1/parts/\(part)", #"{"tax_category":"none"}"#, as: .storekeeper).code == "right_missing")
    #expect(world.ask("PATCH", "/v1/parts/\(part)", #"{"tax_category":"exempt"}"#, as: .manager).status == 200)
    let new = #"{"article":"Z1","maker":"LADA","name":"Болт","unit":"piece","price_minor":1,"tax_category":"exempt"}"#
    #expect(world.post("/v1/parts", new, as: .storekeeper).code == "right_missing")
  }

  @Test func aCorrectionThatCannotBeIsDoubted() {
    let visit = world.visit(km: 91_000)
    world.wait(days: 30)
    func codes(_ answer: World.Answer) -> [String] { answer["warnings"].array.compactMap { $0["code"].string } }
    let up = world.post(
      "/v1/vehicles/\(visit.vehicle)/odometer-readings", #"{"odometer_km":950000,"kind":"correction","reason":"опечатка"}"#, as: .manager)
    #expect(codes(up).contains("odometer_jump"), "\(up)")
    let down = world.ask("PATCH", visit.path, #"{"odometer_km":9100,"odometer_reason":"опечатка"}"#, as: .manager)
    #expect(down.status == 200, "\(down)")
    let other = world.visit(client: "Борис", km: 90_000)
    world.wait(days: 30)
    let next = world.visit(other.client, other.vehicle, km: 91_000)
    let low = world.ask("PATCH", next.path, #"{"odometer_km":9100,"odometer_reason":"опечатка"}"#, as: .manager)
    #expect(codes(low).contains("odometer_fell"), "\(low)")
  }

  @Test func aCompanysCarIsCollectedBySomebodyAndASoleTradersByTheTrader() throws {
    func finished(_ name: String) throws -> Visit {
      let client = world.client(name, #""kind":"company""#)
      let visit = world.visit(client, world.vehicle(#""client_id":\#(client)"#))
      visit.labour()
      visit.start()
      visit.ready()
      visit.must("invoices", "{}")
      try world.desk.db.script("UPDATE documents SET paid_minor = gross_minor")
      return visit
    }
    let firm = try finished("ООО «Лютик»")
    #expect(firm.post("deliver", #"{"collected_by":"ООО Лютик"}"#).codes == ["collector_unidentified"])
    #expect(firm.post("deliver", #"{"collected_by":"Иван Петров","identified_by":"доверенность № 7"}"#).status == 200)
    #expect(try finished("ИП Крылова А. С.").post("deliver", #"{"collected_by":"Крылова Анна"}"#).status == 200)
  }
}
