import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// What a change beside an order has to know of it lies with the order's entries, and says what the order says.
@Suite struct OrderHeadTests {
  private let world: World
  init() throws { world = try World() }

  /// `client vehicle closed`
  private func head(_ visit: Visit) throws -> String? {
    try world.desk.db.lines(
      "SELECT client_id || ' ' || vehicle_id || ' ' || closed FROM work_order_entries WHERE kind = 0 AND work_order_id = \(visit.id)"
    ).first
  }

  private func faults() throws -> [String] { try HouseCheck(world.desk.db).faults() }

  @Test func aComplaintIsAddedCorrectedAndDiagnosedWithoutALookAtTheOrdersOwnRow() throws {
    let visit = world.visit()
    let before = visit.read()["version"].int ?? 0
    try world.desk.db.script("ALTER TABLE work_orders RENAME TO hidden")
    #expect(visit.read().status == 500)
    let added = visit.must("complaints", #"{"text":"Свистит ремень"}"#)
    let path = "\(visit.path)/complaints/\(added.id)"
    #expect(world.ask("PATCH", path, #"{"text":"Свистит ремень на холодную"}"#, as: .advisor).status == 200)
    #expect(world.ask("PUT", path + "/diagnosis", #"{"diagnosis":"Износ ролика"}"#, as: .mechanic).status == 200)
    try world.desk.db.script("ALTER TABLE hidden RENAME TO work_orders")
    #expect(visit.read()["version"].int == before + 3)
    #expect(visit.read()["complaints"].array.map { $0["diagnosis"].string } == [nil, "Износ ролика"])
    let events = world.get(
      "/v1/events?type=complaint.added&client_id=\(visit.client)&vehicle_id=\(visit.vehicle)&work_order_id=\(visit.id)")
    #expect(events["items"].array.count == 1, "\(events)")
    #expect(try faults().isEmpty)
  }

  @Test func anOrderThatIsNotThereOrClosedTakesNoComplaint() throws {
    let visit = world.visit()
    let complaint = visit.read()["complaints/0/id"].int ?? 0
    let nowhere = world.post("/v1/work-orders/999/complaints", ComplaintBody.example, as: .advisor)
    #expect(nowhere.status == 404 && nowhere.code == "not_found", "\(nowhere)")
    visit.must("cancel", #"{"reason":"передумал"}"#)
    let path = "\(visit.path)/complaints/\(complaint)"
    for refused in [
      visit.post("complaints", ComplaintBody.example), world.ask("PATCH", path, #"{"text":"Шум"}"#, as: .advisor),
      world.ask("PUT", path + "/diagnosis", #"{"diagnosis":"Износ"}"#, as: .mechanic),
    ] {
      #expect(refused.status == 409 && refused.codes == ["work_order_closed"], "\(refused)")
      #expect(
        refused["errors/0/message"].string
          == "Work order ЗН-2026-000001 is closed and never edited: a correction is a credit note, a return visit a new order.")
      #expect(!refused["moves"].array.isEmpty)
    }
    #expect(visit.read()["complaints"].array.count == 1)
  }

  @Test func theHeadFollowsItsOrderToTheEnd() throws {
    let (delivered, cancelled) = (world.visit(), world.visit(client: "Борис"))
    #expect(try head(delivered) == "\(delivered.client) \(delivered.vehicle) 0")
    delivered.labour()
    delivered.start()
    delivered.ready()
    try delivered.pay()
    #expect(try head(delivered) == "\(delivered.client) \(delivered.vehicle) 0")
    delivered.must("deliver", #"{"collected_by":"Анна"}"#)
    #expect(try head(delivered) == "\(delivered.client) \(delivered.vehicle) 1")
    cancelled.must("cancel", #"{"reason":"уехал"}"#)
    #expect(try head(cancelled) == "\(cancelled.client) \(cancelled.vehicle) 1")
    cancelled.must("hand-over", #"{"collected_by":"Борис"}"#)
    #expect(try head(cancelled) == "\(cancelled.client) \(cancelled.vehicle) 1")
    #expect(try faults().filter { $0.contains("head") || $0.contains("entries") }.isEmpty)
  }

  @Test func theHeadFollowsItsClientIntoAnotherCardAndBack() throws {
    let visit = world.visit()
    let survivor = world.client("Анна")
    let merge = world.post("/v1/clients/\(survivor)/merge", #"{"merged_id":\#(visit.client),"reason":"дубль"}"#)
    #expect(merge.status == 200, "\(merge)")
    #expect(try head(visit) == "\(survivor) \(visit.vehicle) 0")
    visit.must("complaints", ComplaintBody.example)
    #expect(try world.desk.db.value("SELECT client_id FROM events WHERE type = 'complaint.added'") == survivor)
    #expect(world.post("/v1/client-merges/\(merge.id)/undo").status == 200)
    #expect(try head(visit) == "\(visit.client) \(visit.vehicle) 0")
    #expect(try faults().isEmpty)
  }

  /// The car goes to another; its open order stays its client's, as it was.
  @Test func theHeadStaysWhenItsCarChangesHands() throws {
    let visit = world.visit()
    let buyer = world.client("Борис")
    #expect(world.post("/v1/vehicles/\(visit.vehicle)/transfer", #"{"client_id":\#(buyer)}"#).status == 200)
    #expect(try head(visit) == "\(visit.client) \(visit.vehicle) 0")
    #expect(try faults().isEmpty)
  }
}
