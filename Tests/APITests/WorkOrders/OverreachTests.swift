import Domain
import Testing

@testable import API

/// Attempts to evade a limit.
@Suite struct OverreachTests {
  private func order(_ world: World, _ more: String = "") -> Int64 {
    let body = """
      {"client":{"name":"Анна Крылова","phones":["8 903 123-45-67"]},"vehicle":{"make":"LADA","model":"Веста"},"odometer_km":120000,\
      "complaints":["Стучит"]\(more)}
      """
    let made = world.post("/v1/work-orders", body, as: .advisor)
    #expect(made.status == 201, "\(made)")
    #expect(world.post("/v1/work-orders/\(made.id)/estimate", as: .advisor).status == 200)
    return made.id
  }

  @Test func aCardMadeWithTheOrderNeedsTheSameRightsAsACardMadeAlone() throws {
    let world = try World()
    for terms in [#""discount_bp":9000"#, #""credit_days":90,"credit_limit_minor":1000"#, #""private_note":"секрет""#] {
      let body = #"{"client":{"name":"Инлайн",\#(terms)},"vehicle":{"make":"a","model":"b"},"odometer_km":1}"#
      #expect(world.post("/v1/work-orders", body, as: .advisor).status == 403)
    }
    #expect(world.get("/v1/clients")["items"].array.isEmpty, "nothing half done")
  }

  @Test func afterARefusalOnlyAManagerAddsAFee() throws {
    let world = try World()
    let id = order(world)
    let line = #"{"kind":"labour","name":"Диагностика","quantity":1,"unit_price_minor":150000}"#
    #expect(world.post("/v1/work-orders/\(id)/lines", line, as: .advisor).status == 201)
    #expect(world.post("/v1/work-orders/\(id)/promise", #"{"promised_at":"2026-03-10T12:00:00Z"}"#, as: .advisor).status == 200)
    let estimate = world.post("/v1/work-orders/\(id)/estimates", #"{"title":"Осмотр"}"#, as: .advisor).id
    #expect(world.post("/v1/work-orders/\(id)/offer", #"{"estimate_ids":[\#(estimate)]}"#, as: .advisor).status == 200)
    #expect(world.post("/v1/estimates/\(estimate)/decline", #"{"how":"phone"}"#, as: .advisor).status == 200)
    #expect(world.post("/v1/work-orders/\(id)/lines", line, as: .advisor).code == "fee_needs_manager")
    #expect(world.post("/v1/work-orders/\(id)/lines", line, as: .manager).status == 201)
  }

  @Test func theClientsInstructionIsNotWidenedByTheAdvisorLater() throws {
    let world = try World()
    let id = order(world, #","standing_instruction":"only_listed""#)
    let wider = #"{"standing_instruction":"up_to","standing_limit_minor":100000000}"#
    #expect(world.ask("PATCH", "/v1/work-orders/\(id)", wider, as: .advisor).code == "instruction_raised")
    #expect(world.ask("PATCH", "/v1/work-orders/\(id)", wider, as: .manager).status == 200)
  }

  @Test func goodwillAndTaxCategoriesAreNotTheAdvisorsToGive() throws {
    let world = try World()
    let id = order(world)
    let line = world.post(
      "/v1/work-orders/\(id)/lines", #"{"kind":"labour","name":"Работа","quantity":1,"unit_price_minor":1000000}"#, as: .advisor)
    let path = "/v1/work-orders/\(id)/lines/\(line.id)"
    #expect(world.ask("PUT", path + "/payers", #"{"payers":[{"role":"company","share_bp":10000}]}"#, as: .advisor).status == 403)
    #expect(world.ask("PATCH", path, #"{"tax_category":"exempt"}"#, as: .advisor).status == 403)
    #expect(world.ask("PATCH", path, #"{"unit_price_minor":1}"#, as: .advisor).code == "discount_above_limit")
    #expect(world.ask("PATCH", path, #"{"unit_price_minor":900000}"#, as: .advisor).status == 200)
  }

  @Test func whoMayNotSeeATelephoneFindsNobodyByIt() throws {
    let world = try World()
    _ = order(world)
    for path in ["/v1/clients?phone=9031234567", "/v1/clients?q=9031234567", "/v1/work-orders?q=9031234567"] {
      let answer = world.get(path, as: .viewer)
      #expect(answer.status == (path.contains("phone=") ? 403 : 200) && answer["items"].array.isEmpty, "\(path)")
      #expect(world.get(path, as: .advisor)["items"].array.count == 1, "\(path)")
    }
    #expect(world.get("/v1/work-orders?q=%D0%97%D0%9D-2026-000001", as: .viewer)["items"].array.count == 1)
  }

  @Test func anAdvanceOnAnOrderComesFromSomeoneWhoPaysForIt() throws {
    let world = try World()
    let id = order(world)
    let stranger = world.post("/v1/clients", #"{"name":"Чужой"}"#).id
    let body = #"{"client_id":\#(stranger),"work_order_id":\#(id),"method":"cash","amount_minor":1000}"#
    #expect(world.post("/v1/payments", body, as: .advisor, key: "p").code == "not_a_party")
  }

  @Test func aPieceWhoseCostNobodyKnowsDoesNotComeInForNothing() throws {
    let world = try World()
    let part = world.post("/v1/parts", #"{"article":"X1","maker":"ATE","name":"Диск","unit":"piece","price_minor":1000}"#).id
    let found = world.post("/v1/parts/\(part)/receive", #"{"quantity":1,"reason":"Найден"}"#, key: "r")
    #expect(found.codes == ["price_needed"])
    #expect(world.post("/v1/parts/\(part)/receive", #"{"quantity":1,"price_minor":500,"reason":"Найден"}"#, key: "s").status < 300)
    #expect(
      world.post("/v1/parts/\(part)/receive", #"{"quantity":1,"reason":"Ещё"}"#, key: "t")["part/average_cost_minor"].int ?? 500 == 500)
  }
}
