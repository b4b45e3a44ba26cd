import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

/// Whole visits that do not go as planned.
@Suite struct TroubledVisitTests {
  let world: World
  init() throws { world = try World() }

  func faults() throws -> [String] {
    let db = world.desk.db
    return try WorkOrderCheck(db).faults() + EstimateCheck(db).faults() + BillingCheck(db).faults() + StockCheck(db).faults()
  }

  func discs() -> Int64 {
    let supplier = world.post("/v1/suppliers", #"{"name":"Север","lead_days":5}"#, as: .storekeeper).id
    return world.post(
      "/v1/parts",
      #"{"article":"DF1","maker":"TRW","name":"Диски","unit":"piece","price_minor":300000,"purchase_price_minor":200000,"supplier_id":\#(supplier)}"#,
      as: .storekeeper
    ).id
  }

  /// Orders all short parts from the supplier, expected on this day.
  func order(for day: String) -> (id: Int64, line: Int64) {
    let made = world.post("/v1/purchase-orders/from-shortages", "{}", as: .storekeeper)
    let id = made["purchase_orders/0/id"].int ?? 0
    #expect(world.post("/v1/purchase-orders/\(id)/send", #"{"expected_on":"\#(day)"}"#, as: .storekeeper).status == 200, "\(made)")
    return (id, made["purchase_orders/0/lines/0/id"].int ?? 0)
  }

  func comes(_ quantity: Int64, on purchase: (id: Int64, line: Int64), key: String) {
    let body = #"{"lines":[{"line_id":\#(purchase.line),"quantity":\#(quantity)}]}"#
    #expect(world.post("/v1/purchase-orders/\(purchase.id)/receive", body, as: .storekeeper, key: key).status == 200)
  }

  @Test func aMissingPartIsOrderedComesInTwiceAndThePromiseFollowsIt() throws {
    let discs = discs()
    let visit = world.visit()
    visit.estimate()
    let line = visit.part(discs, quantity: "2").id
    visit.must("promise", #"{"promised_at":"2026-03-20T15:00:00Z"}"#)
    let estimate = visit.must("estimates", #"{"title":"Тормоза"}"#).id
    #expect(visit.post("offer", #"{"estimate_ids":[\#(estimate)]}"#).codes == ["part_short"])
    #expect(visit.read("/promise")["steps/0/code"].string == "part_lead_time_stated")

    let purchase = order(for: "2026-03-05")
    #expect(visit.read()["parts_status"].string == "on_order")
    #expect(visit.read("/promise")["earliest_at"].string == "2026-03-05T06:00:00.000Z", "when the centre opens on that day")
    visit.must("promise", #"{"promised_at":"2026-03-06T15:00:00Z"}"#)
    visit.approve(visit.offer())
    visit.must("start")

    comes(1, on: purchase, key: "1")
    let half = visit.read()["lines/0"]
    #expect(half["reserved"].thousandths == 1_000 && half["on_order"].thousandths == 1_000)
    #expect(visit.read()["parts_status"].string == "on_order" && world.events("work_order.parts_complete") == 0)
    #expect(world.ask("PATCH", "/v1/purchase-orders/\(purchase.id)", #"{"expected_on":"2026-03-10"}"#, as: .storekeeper).status == 200)
    let risk = world.get("/v1/promises/at-risk")["items/0"]
    #expect(risk["work_order_id"].int == visit.id && risk["overdue"].bool == false)
    #expect(visit.read("/promise")["at_risk"].bool == true)

    comes(1, on: purchase, key: "2")
    #expect(visit.read()["parts_status"].string == "reserved" && world.events("work_order.parts_complete") == 1)
    #expect(visit.read("/promise")["at_risk"].bool == false)
    visit.must("lines/\(line)/issue", #"{"quantity":2}"#, as: .storekeeper)
    visit.check()
    visit.must("ready")
    #expect(visit.read("/promises")["items"].array.compactMap { $0["outcome"].string } == ["moved", "kept"])
    #expect(try faults().isEmpty)
  }

  @Test func aRepairCalledOffBillsWhatWasDoneAndFreesWhatWasOrdered() throws {
    let discs = discs()
    let pads = world.part("GDB1", stock: 1, price: 50_000)
    let visit = world.visit()
    visit.estimate()
    let looked = visit.labour("Диагностика", price: 150_005)
    visit.labour("Замена дисков", price: 400_000)
    let fitted = visit.part(pads).id
    visit.part(discs)
    let purchase = order(for: "2026-03-05")
    visit.approve(visit.offer())
    visit.must("start")
    visit.done(looked)
    visit.must("lines/\(fitted)/issue", #"{"quantity":1}"#, as: .storekeeper)
    let next = world.visit(client: "Борис")
    next.part(discs)
    #expect(next.read()["parts_status"].string == "short")

    #expect(visit.post("cancel", #"{"reason":"Передумал"}"#).codes.contains("cancel_in_repair"))
    #expect(visit.post("cancel", #"{"reason":"Передумал"}"#, as: .manager).codes == ["part_issued"])
    #expect(visit.post("invoices", "{}").codes == ["not_ready_to_bill"], "an advisor bills finished work")
    let bill = visit.must("invoices", "{}", as: .manager)["documents/0"]
    #expect(bill["gross_minor"].int == 200_005 && bill["lines"].array.count == 2)
    let off = visit.must("cancel", #"{"reason":"Передумал"}"#, as: .manager)
    #expect(off["total_minor"].int == 200_005)
    #expect(off["lines"].array.compactMap { $0["status"].string } == ["done", "removed", "approved", "removed"])
    #expect(next.read()["parts_status"].string == "on_order", "the discs on their way are the next one's")
    let paid = #"{"client_id":\#(visit.client),"work_order_id":\#(visit.id),"method":"card","amount_minor":200005}"#
    #expect(world.post("/v1/payments", paid, as: .advisor, key: "p")["free_minor"].int == 0)
    visit.must("hand-over", #"{"collected_by":"Анна","old_parts_outcome":"refused"}"#)
    comes(1, on: purchase, key: "1")
    #expect(next.read()["parts_status"].string == "reserved")
    #expect(try faults().isEmpty)
  }

  @Test func theOwnerSeesNothingOfWhatACompanyPaysForTheCar() throws {
    let firm = world.client("ООО Лизинг", #""kind":"company","credit_days":30,"credit_limit_minor":100000000"#)
    let visit = world.visit()
    let line = visit.labour(price: 765_432)
    let whole = #"{"payers":[{"role":"other","payer_client_id":\#(firm),"share_bp":10000}]}"#
    #expect(world.ask("PUT", "\(visit.path)/lines/\(line)/payers", whole, as: .advisor).status == 200)
    visit.estimate()
    let estimate = visit.offer()
    let url = world.post("/v1/estimates/\(estimate)/link", "{}", as: .advisor)["url"].string ?? ""
    let link = url.replacing("http://127.0.0.1:8080/a/", with: "/v1/approval-links/")
    let shown = world.get(link, as: nil)
    #expect(shown["items/0/price_minor"].int == 0 && shown["total_minor"].int == 0 && shown["vat_minor"].int == 0)
    #expect(!shown.text.contains("7654") && !world.get(link.replacing("/v1/approval-links", with: "/a"), as: nil).text.contains("7,654"))
    let yes = #"{"items":[{"line_id":\#(line),"decision":"approved"}]}"#
    #expect(world.post(link, yes, as: nil).status == 200)
    #expect(world.post(link, yes, as: nil).codes == ["link_used"])
    visit.must("start")
    visit.ready()
    let documents = visit.must("invoices", "{}")["documents"].array
    #expect(documents.compactMap { $0["payer_client_id"].int } == [firm])
    #expect(world.get("/v1/clients/\(visit.client)/balance")["open_minor"].int == 0)
    #expect(world.get("/v1/clients/\(firm)/balance")["open_minor"].int == 765_432)
    visit.must("deliver", #"{"collected_by":"Анна"}"#)
    #expect(try faults().isEmpty)
  }

  @Test func whatTheClientBroughtIsNamedSoWithoutPriceAndTaxWhereverItStands() throws {
    let visit = world.visit()
    visit.labour()
    visit.estimate()
    let own = visit.must("lines", #"{"kind":"part","client_supplied":true,"name":"Колодки ATE","quantity":1}"#)
    #expect(own["tax_category"].string == "none" && own["unit_price_minor"].int == 0)
    let path = "\(visit.path)/lines/\(own.id)"
    #expect(world.ask("PATCH", path, #"{"tax_category":"standard"}"#, as: .manager).codes == ["client_part_taxed"])
    #expect(world.ask("PATCH", path, #"{"discount_bp":500}"#, as: .manager).pointers == ["/discount_bp"])
    let taxed = #"{"kind":"part","client_supplied":true,"name":"Диски","quantity":1,"tax_category":"standard","discount_bp":1}"#
    #expect(visit.post("lines", taxed).codes == ["client_part_priced", "client_part_taxed"])

    let estimate = visit.offer()
    let items = world.get("/v1/estimates/\(estimate)", as: .advisor)["items"].array
    #expect(items.map { $0["client_supplied"].bool } == [false, true])
    #expect(items[1]["vat_rate_bp"].int == 0 && items[1]["tax_category"].string == "none")
    let link = world.post("/v1/estimates/\(estimate)/link", "{}", as: .advisor)["url"].string ?? ""
    let page = world.ask(
      "GET", link.replacing("http://127.0.0.1:8080", with: ""), as: nil, headers: [("Accept-Language", "ru")])
    #expect(page.text.contains("ваша запчасть") && !page.text.contains("бесплатно"))

    visit.approve(estimate)
    visit.must("start")
    visit.ready()
    let bill = visit.must("invoices", "{}")["documents/0"]
    let lines = bill["lines"].array
    #expect(lines.map { $0["client_supplied"].bool } == [false, true])
    #expect(lines.map { $0["vat_rate_bp"].int } == [2_200, 0])
    #expect(lines[1]["tax_category"].string == "none")
    let print = world.get("/v1/documents/\(bill["id"].int ?? 0)/print").text
    let row = print.split(separator: "\n").first { $0.contains("Колодки ATE") } ?? ""
    #expect(row.contains("Колодки ATE (запчасть клиента)"))
    #expect(!row.contains("0,00") && !row.contains("%") && !row.contains("НДС"))
    #expect(try faults().isEmpty)
  }

  @Test func aPartOfTheClientsOwnIsFittedUnpricedAndWithoutAWarranty() throws {
    let visit = world.visit(#""client_parts":"Колодки ATE","old_parts":"return""#)
    let line = visit.labour()
    let own = visit.must("lines", #"{"kind":"part","client_supplied":true,"name":"Колодки ATE","quantity":1}"#).id
    visit.start()
    visit.ready()
    #expect(visit.read()["lines/1/status"].string == "done" && visit.read()["total_minor"].int == 200_000)
    let bill = visit.must("invoices", "{}")["documents/0"]
    #expect(bill["gross_minor"].int == 200_000)
    let paid = #"{"client_id":\#(visit.client),"work_order_id":\#(visit.id),"method":"cash","amount_minor":200000}"#
    #expect(world.post("/v1/payments", paid, as: .advisor, key: "p").status == 201)
    #expect(visit.must("deliver", #"{"collected_by":"Анна","old_parts_outcome":"refused"}"#)["old_parts_outcome"].string == "refused")
    let warranties = world.get("/v1/vehicles/\(visit.vehicle)/coverages")["items"].array
    #expect(warranties.compactMap { $0["line_id"].int } == [line] && own != line)
    #expect(try faults().isEmpty)
  }

  @Test func aReturnVisitIsANewOrderThatTheCentrePays() throws {
    let visit = world.visit()
    visit.labour()
    visit.start()
    visit.ready()
    let bill = visit.must("invoices", "{}")["documents/0"]
    let paid = #"{"client_id":\#(visit.client),"work_order_id":\#(visit.id),"method":"cash","amount_minor":200000}"#
    #expect(world.post("/v1/payments", paid, as: .advisor, key: "p").status == 201)
    visit.must("deliver", #"{"collected_by":"Анна"}"#)
    for verb in ["rework", "cancel"] { #expect(visit.post(verb, #"{"reason":"скрипит"}"#, as: .manager).codes == ["work_order_status"]) }
    #expect(world.ask("PATCH", visit.path, #"{"note":"x"}"#).codes == ["work_order_closed"])
    let back = world.visit(visit.client, visit.vehicle, #""kind":"warranty","comeback_of_id":\#(visit.id)"#, km: 50_100)
    let line = back.labour()
    back.must("lines/\(line)/coverage-check", "{}")
    back.start()
    back.ready()
    let charge = back.must("invoices", "{}")["documents/0"]
    #expect(charge["kind"].string == "internal_charge" && charge["vat_minor"].int == 0 && charge["gross_minor"].int == 200_000)
    #expect(world.get("/v1/documents/\(bill["id"].int ?? 0)")["gross_minor"].int == 200_000, "the first bill stays what it was")
    back.must("deliver", #"{"collected_by":"Анна"}"#)
    #expect(try faults().isEmpty)
  }
}
