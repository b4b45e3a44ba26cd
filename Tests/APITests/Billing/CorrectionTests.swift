import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// What was billed and then turned out otherwise: nobody pays for what is not there, and nothing is left without an owner.
@Suite struct CorrectionTests {
  private let world: World
  init() throws { world = try World() }

  /// In repair, with one part handed out and billed by the manager.
  private func billed() -> (visit: Visit, line: Int64, document: Int64) {
    let pads = world.part("CB1", stock: 3)
    let visit = world.visit()
    visit.estimate()
    let line = visit.part(pads).id
    visit.approve(visit.offer())
    visit.must("start")
    visit.must("lines/\(line)/issue", #"{"quantity":1}"#, as: .storekeeper)
    let document = visit.must("invoices", "{}", as: .manager)["documents/0/id"].int ?? 0
    return (visit, line, document)
  }

  private func owed(_ client: Int64) -> Int64? { world.get("/v1/clients/\(client)/balance")["open_minor"].int }
  private func giveBack(_ visit: Visit, _ line: Int64) -> World.Answer {
    visit.post("lines/\(line)/return", #"{"quantity":1}"#, as: .storekeeper)
  }

  @Test func aPartThatIsBilledComesBackOnlyOnceItIsCredited() {
    let (visit, line, document) = billed()
    #expect(giveBack(visit, line).codes == ["part_billed"])
    #expect(world.post("/v1/documents/\(document)/credit", #"{"reason":"не подошли"}"#).status == 201)
    #expect(giveBack(visit, line).status == 200)
    visit.must("cancel", #"{"reason":"передумал"}"#, as: .manager)
    visit.must("hand-over", #"{"collected_by":"Анна Крылова"}"#)
    #expect(owed(visit.client) == 0)
  }

  @Test func theBillOfACancelledOrderCanBeCorrectedEitherWay() {
    let (visit, line, document) = billed()
    visit.must("cancel", #"{"reason":"передумал"}"#, as: .manager)
    #expect(visit.post("hand-over", #"{"collected_by":"Анна Крылова"}"#).codes == ["unpaid"], "the car leaves when the bill is paid")
    world.post("/v1/documents/\(document)/credit", #"{"reason":"опечатка"}"#)
    let again = visit.must("invoices", "{}", as: .manager)["documents/0/id"].int ?? 0
    #expect(visit.post("invoices", "{}").status == 409, "an advisor does not")
    world.post("/v1/documents/\(again)/credit", #"{"reason":"возврат"}"#)
    #expect(visit.post("hand-over", #"{"collected_by":"Анна Крылова"}"#).status == 409, "the part is neither billed nor back")
    #expect(giveBack(visit, line).status == 200)
    #expect(visit.read()["lines/0/status"].string == "removed")
    visit.must("hand-over", #"{"collected_by":"Анна Крылова"}"#)
    #expect(owed(visit.client) == 0)
  }

  @Test func aMergeIsNotUndoneAcrossAPayment() throws {
    let (visit, _, document) = billed()
    let other = world.client("Анна К.")
    let merge = world.post("/v1/clients/\(other)/merge", #"{"merged_id":\#(visit.client),"reason":"дубль"}"#)
    #expect(merge.status == 200, "\(merge)")
    let open = world.get("/v1/documents/\(document)")["open_minor"].int ?? 0
    let paid = world.pay(#"{"client_id":\#(other),"work_order_id":\#(visit.id),"method":"card","amount_minor":\#(open)}"#)
    #expect(paid["allocated_minor"].int == open)
    #expect(world.post("/v1/client-merges/\(merge.id)/undo").codes == ["merge_pays_across"])
    #expect(try BillingCheck(world.desk.db).faults().isEmpty)
    world.post("/v1/documents/\(document)/credit", #"{"reason":"разделяем карточки"}"#)
    #expect(world.post("/v1/client-merges/\(merge.id)/undo").status == 200)
    #expect(try BillingCheck(world.desk.db).faults().isEmpty)
  }
}
