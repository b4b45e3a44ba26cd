import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Tests complaints after changes of their order, client or car. A complaint belongs to the order's client and car, raises the
/// order's version, and is refused once the order is closed.
@Suite struct OrderHeadTests {
  private let world: World
  init() throws { world = try World() }

  private func faults() throws -> [String] { try HouseCheck(world.desk.db).faults() }

  /// The client and the vehicle of the order's newest complaint.
  private func owners(_ visit: Visit) -> [Int64?] {
    visit.must("complaints", ComplaintBody.example)
    let event = world.get("/v1/events?type=complaint.added&sort=-id&work_order_id=\(visit.id)")["items/0"]
    return [event["client_id"].int, event["vehicle_id"].int]
  }

  private func refusal(_ visit: Visit) -> [String] { visit.post("complaints", ComplaintBody.example).codes }

  @Test func aComplaintIsAddedCorrectedAndDiagnosedEachAsANewVersion() throws {
    let visit = world.visit()
    let before = visit.read()["version"].int ?? 0
    let added = visit.must("complaints", #"{"text":"Свистит ремень"}"#)
    let path = "\(visit.path)/complaints/\(added.id)"
    #expect(world.ask("PATCH", path, #"{"text":"Свистит ремень на холодную"}"#, as: .advisor).status == 200)
    #expect(world.ask("PUT", path + "/diagnosis", #"{"diagnosis":"Износ ролика"}"#, as: .mechanic).status == 200)
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

  @Test func anOrderTakesComplaintsUntilItIsClosed() throws {
    let (delivered, cancelled) = (world.visit(), world.visit(client: "Борис"))
    #expect(owners(delivered) == [delivered.client, delivered.vehicle])
    delivered.labour()
    delivered.start()
    delivered.ready()
    try delivered.pay()
    #expect(owners(delivered) == [delivered.client, delivered.vehicle])
    delivered.must("deliver", #"{"collected_by":"Анна"}"#)
    #expect(refusal(delivered) == ["work_order_closed"])
    cancelled.must("cancel", #"{"reason":"уехал"}"#)
    #expect(refusal(cancelled) == ["work_order_closed"])
    cancelled.must("hand-over", #"{"collected_by":"Борис"}"#)
    #expect(refusal(cancelled) == ["work_order_closed"])
    #expect(try faults().filter { $0.contains("head") || $0.contains("entries") }.isEmpty)
  }

  @Test func complaintsFollowTheOrdersClientIntoAnotherCardAndBack() throws {
    let visit = world.visit()
    let survivor = world.client("Анна")
    let merge = world.post("/v1/clients/\(survivor)/merge", #"{"merged_id":\#(visit.client),"reason":"дубль"}"#)
    #expect(merge.status == 200, "\(merge)")
    #expect(owners(visit) == [survivor, visit.vehicle])
    #expect(world.post("/v1/client-merges/\(merge.id)/undo").status == 200)
    #expect(owners(visit) == [visit.client, visit.vehicle])
    #expect(try faults().isEmpty)
  }

  /// The car gets another owner. Its open order stays with its client.
  @Test func complaintsStayWithTheOrdersClientWhenItsCarChangesHands() throws {
    let visit = world.visit()
    let buyer = world.client("Борис")
    #expect(world.post("/v1/vehicles/\(visit.vehicle)/transfer", #"{"client_id":\#(buyer)}"#).status == 200)
    #expect(owners(visit) == [visit.client, visit.vehicle])
    #expect(try faults().isEmpty)
  }
}
