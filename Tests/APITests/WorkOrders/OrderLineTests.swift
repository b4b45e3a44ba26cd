import Domain
import Testing

@testable import API

@Suite struct OrderLineTests {
  @Test func aLineTakesNamesAndPricesFromTheCatalogueAndReservesAtOnce() throws {
    let world = try World()
    let visit = world.visit()
    let operation = world.post(
      "/v1/operations", #"{"code":"TO-1","name":"Замена масла","norm_hours":0.7,"rate_minor":240000}"#, as: .manager)
    let labour = visit.must("lines", #"{"kind":"labour","operation_id":\#(operation.id)}"#)
    #expect(labour["code"].string == "TO-1")
    #expect(labour["unit"].string == "hour")
    #expect(labour["quantity"].thousandths == 700)
    #expect(labour["gross_minor"].int == 168_000)
    let part = visit.part(world.part("GDB1", stock: 3), quantity: "2")
    #expect(part["reserved"].thousandths == 2_000)
    #expect(part["gross_minor"].int == 200_000)
    #expect(part["issued_cost_minor"].isNull)
    let order = visit.read()
    #expect(order["total_minor"].int == 368_000)
    #expect(order["parts_status"].string == "reserved")
    #expect(order["totals/0/role"].string == "client")
    #expect(order["totals/0/gross_minor"].int == 368_000)
    #expect(order["version"].int == world.get(visit.path)["version"].int)
    #expect(visit.read(as: .storekeeper)["lines/1/issued_cost_minor"].int == 0)
  }

  @Test func theClientsOwnRateAndDiscountAreTheDefaults() throws {
    let world = try World()
    let anna = world.client("Анна", #""labour_rate_minor":150000,"discount_bp":500"#)
    let visit = world.visit(anna, world.vehicle(#""client_id":\#(anna)"#))
    let operation = world.post("/v1/operations", #"{"code":"TO-1","name":"Масло","norm_hours":1,"rate_minor":240000}"#, as: .manager)
    let line = visit.must("lines", #"{"kind":"labour","operation_id":\#(operation.id)}"#)
    #expect(line["unit_price_minor"].int == 150_000)
    #expect(line["gross_minor"].int == 142_500)
  }

  @Test func whatALineCannotHaveIsNamedAtOnce() throws {
    let world = try World()
    let visit = world.visit(#""client_parts":"колодки","client_parts_refused_reason":"без документов""#)
    let labour = visit.post(
      "lines", #"{"kind":"labour","part_id":1,"client_supplied":true,"unit":"piece","complaint_id":99,"mechanic_ids":[999,1]}"#)
    #expect(
      Set(labour.pointers) == [
        "/part_id", "/client_supplied", "/unit", "/name", "/quantity", "/unit_price_minor", "/complaint_id", "/mechanic_ids/0",
        "/mechanic_ids/1",
      ])
    let part = visit.post("lines", #"{"kind":"part","operation_id":1,"client_supplied":true,"unit_price_minor":5,"quantity":1.2345}"#)
    #expect(part.pointers == ["/quantity"])
    let own = visit.post("lines", #"{"kind":"part","operation_id":9,"client_supplied":true,"unit_price_minor":5}"#)
    #expect(Set(own.codes) == ["not_on_part", "no_such_operation", "required", "client_part_priced", "client_parts_refused"])
    #expect(visit.post("lines", #"{"kind":"part"}"#).codes == ["part_or_client_supplied"])
    #expect(world.post("/v1/work-orders/99/lines", OrderLineBody.example, as: .advisor).status == 404)
    #expect(visit.post("lines", OrderLineBody.example, as: .mechanic).status == 403)
  }

  @Test func aDiscountAboveTheLimitIsAManagersAndALowPriceIsADiscount() throws {
    let world = try World()
    let visit = world.visit()
    let part = world.part("GDB1", stock: 5)
    #expect(visit.post("lines", #"{"kind":"part","part_id":\#(part),"discount_bp":1000}"#).status == 201)
    let above = visit.post("lines", #"{"kind":"part","part_id":\#(part),"discount_bp":1001}"#)
    #expect(above.status == 403)
    #expect(above.code == "discount_above_limit")
    #expect(visit.post("lines", #"{"kind":"part","part_id":\#(part),"unit_price_minor":89999}"#).code == "discount_above_limit")
    #expect(visit.post("lines", #"{"kind":"part","part_id":\#(part),"discount_bp":5000}"#, as: .manager).status == 201)
    let line = visit.read()["lines/0/id"].int ?? 0
    #expect(world.ask("PATCH", "\(visit.path)/lines/\(line)", #"{"discount_bp":2000}"#, as: .advisor).status == 403)
    #expect(world.ask("PATCH", "\(visit.path)/lines/\(line)", #"{"quantity":2}"#, as: .advisor)["reserved"].thousandths == 2_000)
  }

  @Test func halfAPieceIsNoQuantityOfALineAndHalfALitreIs() throws {
    let world = try World()
    let part = world.part("GDB1", stock: 3)
    let visit = world.visit()
    let refused = visit.post("lines", #"{"kind":"part","part_id":\#(part),"quantity":0.5}"#)
    #expect(refused.status == 422 && refused.codes == ["quantity_not_whole"] && refused.pointers == ["/quantity"], "\(refused)")
    let line = visit.part(part, quantity: "2")
    #expect(world.ask("PATCH", "\(visit.path)/lines/\(line.id)", #"{"quantity":1.5}"#, as: .advisor).codes == ["quantity_not_whole"])
    let brought = #"{"kind":"part","client_supplied":true,"name":"Свечи","quantity":2.5}"#
    #expect(visit.post("lines", brought).codes == ["quantity_not_whole"])
    visit.must("lines", brought.replacing("\"quantity\"", with: "\"unit\":\"litre\",\"quantity\""))
  }

  @Test func aChangedQuantityTrimsOrReservesAndTheLastPartGoesToOne() throws {
    let world = try World()
    let part = world.part("GDB1", stock: 3)
    let first = world.visit()
    let line = first.part(part, quantity: "2")
    let second = world.visit(client: "Борис")
    let other = second.part(part, quantity: "2")
    #expect(other["reserved"].thousandths == 1_000)
    #expect(other["short"].thousandths == 1_000)
    #expect(second.read()["parts_status"].string == "short")
    let less = world.ask("PATCH", "\(first.path)/lines/\(line.id)", #"{"quantity":1}"#, as: .advisor)
    #expect(less["reserved"].thousandths == 1_000)
    #expect(less["gross_minor"].int == 100_000)
    #expect(second.read()["lines/0/reserved"].thousandths == 2_000)
    let seen = second.read().etag
    #expect(world.ask("DELETE", "\(first.path)/lines/\(line.id)", as: .advisor).status == 204)
    #expect(world.ask("DELETE", "\(first.path)/lines/\(line.id)", as: .advisor).codes == ["line_decided"])
    #expect(first.read()["total_minor"].int == 0)
    #expect(world.get("/v1/parts/\(part)")["reserved"].thousandths == 2_000)
    #expect(world.ask("DELETE", "\(second.path)/lines/\(other.id)", as: .advisor, headers: [("If-Match", "\"1\"")]).status == 412)
    #expect(world.ask("DELETE", "\(second.path)/lines/\(other.id)", as: .advisor, headers: [("If-Match", seen)]).status == 204)
  }

  @Test func anApprovedLineOnlyComesDownAndALineOnOfferIsFixed() throws {
    let world = try World()
    let visit = world.visit()
    let line = visit.labour(hours: "2")
    visit.estimate()
    let estimate = visit.offer()
    let path = "\(visit.path)/lines/\(line)"
    #expect(world.ask("PATCH", path, #"{"quantity":1}"#, as: .advisor).codes == ["lines_fixed"])
    visit.approve(estimate)
    #expect(world.ask("PATCH", path, #"{"quantity":3}"#, as: .advisor).codes == ["approved_only_down"])
    #expect(world.ask("PATCH", path, #"{"unit_price_minor":200001}"#, as: .advisor).codes == ["approved_only_down"])
    #expect(world.ask("PATCH", path, #"{"quantity":1.5}"#, as: .advisor)["gross_minor"].int == 300_000)
    visit.must("start")
    let extra = visit.labour("Шаровая", hours: "1")
    #expect(visit.read()["lines"].array.last?["status"].string == "proposed")
    let supplement = visit.must("estimates", #"{"title":"Дополнительно","line_ids":[\#(extra)]}"#).id
    visit.must("offer", #"{"estimate_ids":[\#(supplement)]}"#)
    #expect(world.ask("PATCH", "\(visit.path)/lines/\(extra)", #"{"quantity":2}"#, as: .advisor).status == 200)
    #expect(world.get("/v1/estimates/\(supplement)")["status"].string == "superseded")
  }

  @Test func mechanicsAreAssignedAndSayWhatIsDone() throws {
    let world = try World()
    let visit = world.visit()
    let line = visit.labour()
    let mechanic = world.users[.mechanic] ?? 0
    let path = "\(visit.path)/lines/\(line)"
    #expect(
      world.ask("PUT", path + "/mechanics", #"{"mechanic_ids":[\#(mechanic),\#(mechanic)]}"#, as: .advisor)["mechanic_ids"].array.count == 1
    )
    #expect(world.ask("PUT", path + "/mechanics", #"{"mechanic_ids":[1]}"#, as: .advisor).codes == ["not_a_mechanic"])
    #expect(world.ask("PUT", path + "/mechanics", #"{"mechanic_ids":[]}"#, as: .advisor).status == 200)
    #expect(visit.post("lines/\(line)/done", as: .mechanic).codes == ["not_in_repair"])
    visit.start()
    #expect(visit.post("lines/\(line)/done", as: .viewer).status == 403)
    let done = visit.must("lines/\(line)/done", as: .mechanic)
    #expect(done["status"].string == "done")
    #expect(done["mechanic_ids"].array.first?.int == mechanic)
    #expect(visit.post("lines/\(line)/done", as: .mechanic).codes == ["line_not_approved"])
    #expect(visit.post("quality-checks", #"{"passed":true}"#, as: .mechanic).codes == ["quality_own_work"])
    #expect(visit.must("lines/\(line)/not-done", #"{"reason":"скрипит"}"#)["status"].string == "approved")
    #expect(visit.post("lines/\(line)/not-done", #"{"reason":"скрипит"}"#).codes == ["line_not_done"])
  }

  @Test func declinedWorkIsKeptAndOfferedAtTheNextVisit() throws {
    let world = try World()
    let visit = world.visit()
    visit.labour()
    let refused = visit.labour("Замена стоек")
    visit.start(declining: [refused])
    let path = "/v1/vehicles/\(visit.vehicle)/declined-work"
    #expect(world.get(path)["items"].array.compactMap { $0["id"].int } == [refused])
    let next = world.visit(visit.client, visit.vehicle)
    let other = world.visit(client: "Борис")
    #expect(other.post("lines/from-declined", #"{"line_ids":[\#(refused),999]}"#).codes == ["line_of_other_vehicle", "no_such_line"])
    let again = next.must("lines/from-declined", #"{"line_ids":[\#(refused)]}"#)
    #expect(again["lines/0/name"].string == "Замена стоек")
    #expect(world.get(path)["items"].array.isEmpty)
    #expect(next.post("lines/from-declined", #"{"line_ids":[\#(refused)]}"#).codes == ["not_declined"])
    let line = again["lines/0/id"].int ?? 0
    #expect(world.ask("DELETE", "\(next.path)/lines/\(line)", as: .advisor).status == 204)
    #expect(world.get(path)["items"].array.count == 1)
    #expect(world.get("/v1/vehicles/999/declined-work").status == 404)
  }
}
