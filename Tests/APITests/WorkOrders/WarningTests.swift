import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Warnings of an order, which are in each of its responses as long as they hold.
@Suite struct WarningTests {
  private func warnings(_ answer: World.Answer) -> [String] { answer["warnings"].array.compactMap { $0["code"].string } }

  @Test func bothOpenOrdersOfACarWarnOfEachOtherInEveryAnswer() throws {
    let world = try World()
    let first = world.visit()
    #expect(warnings(first.read()).isEmpty)
    let seen = first.read().etag
    let second = world.visit(first.client, first.vehicle)
    #expect(warnings(second.read()) == ["open_order_on_vehicle"])
    #expect(warnings(first.read()) == ["open_order_on_vehicle"])
    #expect(first.read()["warnings/0/message"].string?.contains("ЗН-2026-000002") == true)
    let fresh = world.ask("GET", first.path, as: .advisor, headers: [("If-None-Match", seen)])
    #expect(fresh.headers["Vary"] == "Accept-Language", "a warning is a sentence in the reader's language")
    #expect(fresh.status == 200, "what the answer says has changed, so its version has")
    #expect(warnings(first.must("estimate")) == ["open_order_on_vehicle"])
    #expect(warnings(world.ask("PATCH", first.path, #"{"note":"x"}"#, as: .advisor)) == ["open_order_on_vehicle"])
  }

  @Test func aWarningEndsWithWhatItWarnsOf() throws {
    let world = try World()
    let first = world.visit()
    let second = world.visit(first.client, first.vehicle)
    let seen = first.read().etag
    #expect(warnings(second.must("cancel", #"{"reason":"ошибка"}"#)).isEmpty)
    #expect(world.ask("GET", first.path, as: .advisor, headers: [("If-None-Match", seen)]).status == 200)
    #expect(warnings(first.read()).isEmpty)
    let third = world.visit(first.client, first.vehicle)
    first.labour()
    first.start()
    first.ready()
    first.must("invoices", "{}")
    let paid = #"{"client_id":\#(first.client),"work_order_id":\#(first.id),"method":"card","amount_minor":200000}"#
    #expect(world.post("/v1/payments", paid, as: .advisor, key: "p").status == 201)
    #expect(warnings(third.read()) == ["open_order_on_vehicle"])
    #expect(warnings(first.must("deliver", #"{"collected_by":"Анна"}"#)).isEmpty, "a closed order warns of nothing")
    #expect(warnings(third.read()).isEmpty)
  }

  @Test func thatTheCarIsAnothersIsSaidUntilItIsTheClients() throws {
    let world = try World()
    let visit = world.visit()
    let boris = world.client("Борис")
    let seen = visit.read().etag
    world.post("/v1/vehicles/\(visit.vehicle)/transfer", #"{"client_id":\#(boris)}"#)
    #expect(warnings(visit.read()) == ["not_the_owner"])
    let told = "The client is not the owner of Volvo XC60 (id \(visit.vehicle)) on record: client \(boris) is."
    #expect(visit.read()["warnings/0/message"].string == told)
    #expect(world.ask("GET", visit.path, as: .advisor, headers: [("If-None-Match", seen)]).status == 200)
    world.post("/v1/vehicles/\(visit.vehicle)/transfer", #"{"client_id":\#(visit.client)}"#)
    #expect(warnings(visit.read()).isEmpty)
  }

  @Test func aMergeThatMakesTheCarTheClientsEndsTheWarning() throws {
    let world = try World()
    let twin = world.client("Крылова А.")
    let anna = world.client("Анна Крылова")
    let visit = world.visit(anna, world.vehicle(#""client_id":\#(twin)"#))
    #expect(warnings(visit.read()) == ["not_the_owner"])
    let seen = visit.read().etag
    world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"дубль"}"#)
    #expect(warnings(visit.read()).isEmpty)
    #expect(visit.read().etag != seen)
  }

  @Test func anOrdersVersionRisesWithTheClientAndTheCarThatItShows() throws {
    let world = try World()
    let visit = world.visit()
    let payer = world.client("Страховая", #""kind":"company""#)
    let line = visit.labour()
    let half = #"{"payers":[{"role":"insurer","payer_client_id":\#(payer),"share_bp":5000}]}"#
    #expect(world.ask("PUT", "\(visit.path)/lines/\(line)/payers", half, as: .advisor).status == 200)
    for (path, body) in [
      ("/v1/clients/\(visit.client)", #"{"name":"Анна Белова"}"#), ("/v1/clients/\(payer)", #"{"name":"Страховое общество"}"#),
      ("/v1/vehicles/\(visit.vehicle)", #"{"plate":"А123ВС77"}"#),
    ] {
      let seen = visit.read().etag
      #expect(world.ask("PATCH", path, body).status == 200)
      #expect(world.ask("GET", visit.path, as: .advisor, headers: [("If-None-Match", seen)]).status == 200, "\(path)")
    }
    #expect(visit.read()["client/name"].string == "Анна Белова" && visit.read()["vehicle/plate"].string == "А123ВС77")
  }

  @Test func theOtherOpenOrdersAreReadFromAnIndexAlone() throws {
    let visit = try World().visit()
    let plans = try visit.world.plans("o.id <> w.id") { #expect(visit.read().status == 200) }
    #expect(plans.count == 1 && plans[0].contains("SEARCH o USING COVERING INDEX work_orders_open (vehicle_id=?)"), "\(plans)")
  }

  @Test func anOrderIsAnotherOnceItsAdvisorIsCalledOtherwise() throws {
    let world = try World()
    let visit = world.visit()
    let delivered = world.visit(client: "Борис")
    try world.desk.db.script("UPDATE work_orders SET status = 'delivered', closed_at = 1 WHERE id = \(delivered.id)")
    let advisor = "/v1/users/\(world.users[.advisor] ?? 0)"
    for visit in [visit, delivered] {
      let seen = visit.read().etag
      func again() -> Int { world.ask("GET", visit.path, as: .advisor, headers: [("If-None-Match", seen)]).status }
      #expect(again() == 304)
      #expect(world.ask("PATCH", advisor, #"{"hours_per_day":7}"#, as: .admin).status == 200)
      #expect(world.ask("PATCH", "/v1/users/\(world.users[.manager] ?? 0)", #"{"name":"М \#(visit.id)"}"#, as: .admin).status == 200)
      #expect(again() == 304, "nothing that it shows")
      #expect(world.ask("PATCH", advisor, #"{"name":"Олег \#(visit.id)"}"#, as: .admin).status == 200)
      #expect(again() == 200)
      #expect(visit.read()["advisor_name"].string == "Олег \(visit.id)")
    }
  }
}
