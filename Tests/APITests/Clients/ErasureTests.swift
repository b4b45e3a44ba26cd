import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct ErasureTests {
  @Test func erasingIsRefusedWhileAnythingIsOpenAndAllOfItIsNamed() throws {
    let world = try World()
    let id = world.client("Анна Крылова")
    let car = world.vehicle(#""client_id":\#(id)"#)
    try Given.order(world, 1, client: id, vehicle: car)
    try Given.invoice(world, 1, order: 1, payer: id, gross: 1_000, paid: 400)
    try Given.payment(world, 1, client: id, amount: 900, allocated: 400)
    let answer = world.post("/v1/clients/\(id)/erase")
    #expect(answer.status == 409)
    #expect(answer.codes == ["erase_open_orders", "erase_unpaid", "erase_unspent"])
    #expect(answer.text.contains("ЗН-2026-000001") && answer.text.contains("СЧ-2026-000001"))
    #expect(world.post("/v1/clients/\(id)/erase", as: .advisor).status == 403)
  }

  @Test func thePersonGoesAndTheSumsStay() throws {
    let world = try World()
    let db = world.desk.db
    let id = world.client(
      "Анна Крылова", #""phones":["89031234567"],"emails":["anna@example.org"],"birth_on":"1980-05-01","comment":"x","private_note":"y""#)
    let twin = world.post("/v1/clients", #"{"name":"Крылова Анна","phones":["89165551122"]}"#, key: "k1").id
    let car = world.vehicle(#""plate":"А123ВС77","client_id":\#(id)"#)
    world.post(
      "/v1/clients/\(id)/proxies",
      #"{"name":"Борис Крылов","document":"№ 17","may_place":true,"valid_from_on":"2026-01-01","valid_until_on":"2027-01-01"}"#)
    world.post("/v1/clients/\(id)/merge", #"{"merged_id":\#(twin),"reason":"Анна дважды"}"#)
    try Given.order(world, 1, client: id, vehicle: car, closed: true)
    try Given.invoice(world, 1, order: 1, payer: id, gross: 1_000, paid: 1_000)  // issued on 2026-01-01
    try Given.invoice(world, 2, order: 1, payer: id, gross: 0, paid: 0, at: 0, role: "other")  // issued in 1970
    try Given.payment(world, 1, client: id, amount: 1_000, allocated: 1_000)

    let answer = world.post("/v1/clients/\(id)/erase")
    #expect(answer.status == 200)
    #expect(answer["client/status"].string == "erased")
    #expect(answer["kept_documents"].array.count == 1)
    #expect(answer["kept_documents/0/number"].string == "СЧ-2026-000001")
    #expect(answer["kept_documents/0/buyer_kept_until_on"].string == "2031-12-31")

    for table in [
      "clients", "client_phones", "client_emails", "client_tags", "proxies", "event_personal", "events", "work_orders", "client_merges",
      "idempotency_keys",
    ] {
      let lines = try Self.dump(db, table)
      for trace in ["Анна", "Крылов", "крылов", "9031234567", "9165551122", "anna@", "1980"] {
        #expect(!lines.contains { $0.contains(trace) }, "\(table) \(trace)")
      }
    }
    #expect(world.post("/v1/clients", #"{"name":"Крылова Анна","phones":["89165551122"]}"#, key: "k1").code == "answered_with_secret")
    #expect(try db.lines("SELECT sum(gross_minor) || ' ' || (SELECT sum(amount_minor) FROM payments) FROM documents") == ["1000 1000"])
    #expect(try db.lines("SELECT buyer_name FROM documents ORDER BY id") == ["Покупатель", "Удалённый клиент"])
    #expect(world.get("/v1/clients?q=9031234567")["items"].array.isEmpty)
    #expect(world.post("/v1/clients/\(id)/erase").code == "client_erased")
    #expect(world.ask("PATCH", "/v1/clients/\(id)", #"{"name":"Анна"}"#).code == "client_erased")
    #expect(try db.lines("SELECT type FROM events ORDER BY id DESC LIMIT 1") == ["client.erased"])
  }

  @Test func theBuyersNameLeavesADocumentWhenItsLegalTimeHasPassed() throws {
    let world = try World()
    let id = world.client("Анна Крылова")
    let car = world.vehicle(#""client_id":\#(id)"#)
    try Given.order(world, 1, client: id, vehicle: car, closed: true)
    try Given.invoice(world, 1, order: 1, payer: id, gross: 1_000, paid: 1_000)
    world.post("/v1/clients/\(id)/erase")
    world.wait(days: 365 * 5)
    try world.desk.runDue { print($0) }
    #expect(try world.desk.db.lines("SELECT buyer_name FROM documents") == ["Покупатель"])
    world.wait(days: 365)
    try world.desk.runDue { print($0) }
    #expect(try world.desk.db.lines("SELECT buyer_name FROM documents") == ["Удалённый клиент"])
  }

  @Test func aPayerOfWorkThatWasTakenOutOrDeclinedMayGo() throws {
    let world = try World()
    let payer = world.client("Борис")
    let visit = world.visit()
    let lines = (removed: visit.labour(), declined: visit.labour("Мойка"), kept: visit.labour("Осмотр"))
    let payers = #"{"payers":[{"role":"other","payer_client_id":\#(payer),"share_bp":10000}]}"#
    for line in [lines.removed, lines.declined] {
      #expect(world.ask("PUT", "\(visit.path)/lines/\(line)/payers", payers).status == 200)
    }
    #expect(world.ask("DELETE", "\(visit.path)/lines/\(lines.removed)").status == 204)
    #expect(world.post("/v1/clients/\(payer)/erase").codes == ["erase_open_orders"], "the other line may still be billed to him")
    visit.start(declining: [lines.declined])
    #expect(world.post("/v1/clients/\(payer)/erase").status == 200)
  }

  @Test func aWarrantyWhosePayerIsErasedCoversNothingUntilAnotherPayerIsNamed() throws {
    let world = try World()
    let (payer, other) = (world.client("Борис"), world.client("Полис", #""kind":"company""#))
    let visit = world.visit()
    let coverage = world.post(
      "/v1/vehicles/\(visit.vehicle)/coverages",
      #"{"kind":"extended","name":"Порука","payer_role":"other","payer_client_id":\#(payer),"from_on":"2026-01-01","until_on":"2027-01-01"}"#
    )
    #expect(coverage.status == 201, "\(coverage)")
    #expect(world.post("/v1/clients/\(payer)/erase").status == 200)
    let line = visit.labour()
    for body in ["{}", #"{"coverage_id":\#(coverage.id)}"#] {
      let checked = visit.must("lines/\(line)/coverage-check", body)
      #expect(checked["coverage_check/verdict"].string == "payer_erased", "\(checked)")
      #expect(checked["payers"].array.map { $0["role"].string } == ["client"])
    }
    #expect(world.ask("PATCH", "/v1/coverages/\(coverage.id)", #"{"payer_client_id":\#(other)}"#).status == 200)
    let checked = visit.must("lines/\(line)/coverage-check", "{}")
    #expect(checked["coverage_check/verdict"].string == "covered")
    #expect(checked["payers/0/payer_client_id"].int == other)
  }

  /// All texts of a table.
  private static func dump(_ db: Database, _ table: String) throws -> [String] {
    let columns = try db.lines("PRAGMA table_info(\(table))", column: 1)
    return try columns.flatMap { try db.lines("SELECT \($0) FROM \(table)") }
  }
}
