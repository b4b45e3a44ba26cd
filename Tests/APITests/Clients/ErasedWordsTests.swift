import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Erasure of a name in free texts, and of a client whose car is still here.
@Suite struct ErasedWordsTests {
  private let world: World
  private var db: Database { world.desk.db }
  init() throws { world = try World() }

  // MARK: The car

  @Test func aCancelledOrderWhoseCarIsStillHereStandsAgainstIt() {
    let visit = world.visit()
    visit.must("cancel", #"{"reason":"передумала"}"#, as: .manager)
    let refused = world.post("/v1/clients/\(visit.client)/erase")
    #expect(refused.status == 409)
    #expect(refused.codes == ["erase_open_orders"])
    #expect(refused.text.contains(visit.read()["number"].string ?? "?"))
    visit.must("hand-over", #"{"collected_by":"Анна Крылова"}"#)
    #expect(world.post("/v1/clients/\(visit.client)/erase").status == 200)
  }

  @Test func aCarThatLeftWithAnotherOrderIsNotHere() throws {
    let visit = world.visit()
    let twin = world.visit(visit.client, visit.vehicle)
    visit.labour()
    visit.start()
    visit.ready()
    try visit.pay()
    visit.must("deliver", #"{"collected_by":"Анна"}"#)
    twin.must("cancel", #"{"reason":"открыт дважды"}"#, as: .manager)
    #expect(twin.read()["handed_over_at"].isNull)
    #expect(world.post("/v1/clients/\(visit.client)/erase").status == 200)
  }

  // MARK: The words

  /// Plays a visit and writes the client's name into every free text.
  private func talkative() throws -> Visit {
    let said = #""reason":"Крылова просила""#
    let visit = world.visit(
      #""note":"Крылова спешит","belongings":"зонт Крыловой","client_parts":"масло Крыловой","signed_by":"Крылова","signed_how":"paper""#)
    for said in ["кресло Крыловой", "коврики Крыловой"] {
      #expect(world.ask("PATCH", visit.path, #"{"completeness":"\#(said)"}"#, as: .advisor).status == 200)
    }
    let correction = #"{"odometer_km":49000,"kind":"correction","reason":"Крылова ошиблась"}"#
    #expect(world.post("/v1/vehicles/\(visit.vehicle)/odometer-readings", correction).status == 201)
    visit.must("complaints", #"{"text":"Крылова слышит стук"}"#)
    visit.estimate()
    let part = visit.part(world.part("DF4381", stock: 2))["id"].int ?? 0
    visit.labour()
    visit.must("promise", #"{"promised_at":"2026-03-20T15:00:00Z",\#(said)}"#)
    visit.offer()
    visit.must("object", "{\(said)}")
    let estimate = visit.offer()
    let items = visit.read()["lines"].array.map { #"{"line_id":\#($0["id"].int ?? 0),"decision":"approved"}"# }
    let answer = world.post(
      "/v1/estimates/\(estimate)/approve",
      #"{"how":"phone","note":"Крылова согласна","items":[\#(items.joined(separator: ","))]}"#, as: .advisor)
    #expect(answer.status == 200, "\(answer)")
    visit.must("promise", #"{"promised_at":"2026-03-25T15:00:00Z","client_told":"phone",\#(said)}"#)
    visit.must("start")
    visit.must("lines/\(part)/issue", #"{"quantity":1}"#, as: .storekeeper)
    visit.must("lines/\(part)/return", #"{"quantity":1,\#(said)}"#, as: .storekeeper)
    visit.must("lines/\(part)/issue", #"{"quantity":1}"#, as: .storekeeper)
    let labour = visit.read()["lines"].array.first { $0["kind"].string == "labour" }?["id"].int ?? 0
    visit.done(labour)
    visit.must("lines/\(labour)/not-done", "{\(said)}")
    visit.done(labour)
    visit.must("quality-checks", #"{"passed":true,"note":"Крылова проверила","override_reason":"Крылова ждёт"}"#, as: .manager)
    visit.must("ready")
    visit.must("rework", "{\(said)}")
    visit.check()
    visit.must("ready")
    return visit
  }

  /// Bills, credits, bills again, receives too much, refunds the surplus and hands over.
  private func settle(_ visit: Visit) {
    let first = visit.must("invoices", "{}")["documents/0/id"].int ?? 0
    #expect(world.post("/v1/documents/\(first)/credit", #"{"reason":"Крылова не согласна"}"#).status == 201)
    visit.must("invoices", "{}")
    let total = visit.read()["total_minor"].int ?? 0
    let payment = world.post(
      "/v1/payments",
      #"{"client_id":\#(visit.client),"work_order_id":\#(visit.id),"method":"cash","amount_minor":\#(total + 100)}"#, as: .advisor, key: "p"
    )
    let refund = world.post(
      "/v1/payments/\(payment.id)/refund", #"{"amount_minor":100,"reason":"Крылова переплатила"}"#, as: .advisor, key: "r")
    #expect(refund.status == 201, "\(refund)")
    visit.must("deliver", #"{"collected_by":"Крылова"}"#)
  }

  /// Every text with her name, as `table.column`.
  private func traces() throws -> Set<String> {
    let tables = try db.lines("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    var found: Set<String> = []
    for table in tables {
      for column in try db.lines("PRAGMA table_info(\(table))", column: 1) {
        let lines = try db.lines("SELECT CAST(\"\(column)\" AS TEXT) FROM \(table) WHERE typeof(\"\(column)\") IN ('text','blob')")
        if lines.contains(where: { $0.contains("Крылов") || $0.contains("крылов") }) { found.insert("\(table).\(column)") }
      }
    }
    return found
  }

  @Test func whatPeopleWroteInTheirOwnWordsGoesAndTheSumsAndTheWorkStay() throws {
    let visit = try talkative()
    settle(visit)
    #expect(try !db.lines("SELECT data FROM events").contains { $0.contains("Крылов") }, "events name the field alone")
    let rework = world.get("/v1/events?type=work_order.reworked")["items/0"]
    #expect(rework["data/personal"].array.map(\.string) == ["reason"])
    let full = world.get("/v1/events/\(rework["id"].int ?? 0)")
    #expect(full["personal/0/after"].string == "Крылова просила")
    let sums =
      "SELECT (SELECT sum(gross_minor) FROM documents) || ' ' || (SELECT sum(amount_minor) FROM payments) || ' ' || (SELECT sum(quantity) FROM stock_moves) || ' ' || (SELECT sum(cost_minor) FROM stock_moves)"
    let before = try db.lines(sums)

    #expect(world.post("/v1/clients/\(visit.client)/erase").status == 200)
    // Her own documents keep her name for the legal time, and the reason of the credit note.
    #expect(try traces() == ["documents.buyer_name", "documents.reason"])
    #expect(try db.lines(sums) == before)
    #expect(visit.read()["lines"].array.count == 2)
    #expect(visit.read("/promises")["items"].array.map { $0["reason"].string } == ["", ""], "that there was a reason stays")
    #expect(visit.read("/objections")["items/0/reason"].string == "")

    world.wait(days: 365 * 6)
    try world.desk.runDue { Issue.record("\($0)") }
    #expect(try traces() == [])
    #expect(try db.lines(sums) == before)
  }

  @Test func whyAnInsurersBillWasCreditedGoesAtOnce() throws {
    let visit = world.visit()
    let insurer = world.client("Полис", #""kind":"company""#)
    let line = visit.labour()
    let payers = #"{"payers":[{"role":"insurer","payer_client_id":\#(insurer),"share_bp":10000}]}"#
    #expect(world.ask("PUT", "\(visit.path)/lines/\(line)/payers", payers, as: .manager).status == 200)
    visit.start()
    visit.ready()
    let bill = visit.must("invoices", "{}")["documents/0/id"].int ?? 0
    #expect(world.post("/v1/documents/\(bill)/credit", #"{"reason":"Крылова отозвала заявление"}"#).status == 201)
    visit.must("invoices", "{}")
    try db.script("UPDATE documents SET paid_minor = gross_minor WHERE kind = 'invoice'")
    visit.must("deliver", #"{"collected_by":"Крылова"}"#)
    #expect(try traces().isSuperset(of: ["documents.reason", "event_personal.after"]))
    #expect(world.post("/v1/clients/\(visit.client)/erase").status == 200)
    #expect(try traces() == [])
  }

  // MARK: The car's other owners

  private func sold(_ note: String, from anna: Int64, to boris: Int64) -> Int64 {
    let car = world.vehicle(#""client_id":\#(anna),"note":"\#(note)""#)
    let transfer = world.post("/v1/vehicles/\(car)/transfer", #"{"client_id":\#(boris),"reason":"Крылова продала"}"#)
    #expect(transfer.status == 200, "\(transfer)")
    return car
  }

  @Test func whatWasWrittenOfACarInTheTimeOfItsFormerOwnerGoes() throws {
    let (anna, boris) = (world.client("Анна Крылова"), world.client("Борис"))
    let car = sold("ключ у Крыловой", from: anna, to: boris)
    #expect(try traces().isSuperset(of: ["event_personal.after", "vehicles.note"]))
    #expect(world.post("/v1/clients/\(anna)/erase").status == 200)
    #expect(try traces() == [])
    #expect(world.get("/v1/vehicles/\(car)")["note"].isNull)
  }

  @Test func whatIsWrittenOfACarInTheTimeOfItsNewOwnerStays() throws {
    let (anna, boris) = (world.client("Анна Крылова"), world.client("Борис"))
    let car = sold("ключ у Крыловой", from: anna, to: boris)
    world.ask("PATCH", "/v1/vehicles/\(car)", #"{"note":"звонить вечером"}"#)
    world.wait(days: 2)
    #expect(world.post("/v1/vehicles/\(car)/odometer-readings", #"{"odometer_km":100}"#).status == 201)
    let correction = #"{"odometer_km":90,"kind":"correction","reason":"опечатка"}"#
    #expect(world.post("/v1/vehicles/\(car)/odometer-readings", correction).status == 201)
    #expect(world.post("/v1/clients/\(anna)/erase").status == 200)
    #expect(world.get("/v1/vehicles/\(car)")["note"].string == "звонить вечером")
    #expect(try traces() == [], "what the new note took the place of")
    #expect(world.get("/v1/vehicles/\(car)/odometer-readings")["items/0/reason"].string == "опечатка")
  }

  @Test func whyAnOdometerWasCorrectedGoesWithWhoeverHadTheCarThen() throws {
    let (anna, boris) = (world.client("Анна Крылова"), world.client("Борис"))
    let car = world.vehicle(#""client_id":\#(anna),"owned_from_on":"2026-01-01""#)
    world.post("/v1/vehicles/\(car)/odometer-readings", #"{"odometer_km":100}"#)
    let correction = #"{"odometer_km":90,"kind":"correction","reason":"Крылова ошиблась"}"#
    #expect(world.post("/v1/vehicles/\(car)/odometer-readings", correction).status == 201)
    #expect(try !db.lines("SELECT data FROM events").contains { $0.contains("Крылов") }, "the event names the field alone")
    world.post("/v1/vehicles/\(car)/transfer", #"{"client_id":\#(boris),"on":"2026-02-20"}"#)
    #expect(world.post("/v1/clients/\(anna)/erase").status == 200)
    #expect(try traces() == [])
    #expect(world.get("/v1/vehicles/\(car)/odometer-readings")["items/0/reason"].string == "", "that there was a reason stays")
  }

  @Test func theLedgerIsStillNeverEdited() throws {
    let visit = try talkative()
    for change in ["quantity = 1", "reason = 'x'", "cost_minor = 0, reason = ''", "reason = NULL"] {
      #expect(throws: (any Error).self, "\(change)") { try db.script("UPDATE stock_moves SET \(change)") }
    }
    #expect(visit.status == "ready")
  }
}
