import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Corrections of billed work: nobody pays for a part that is not there, and no money is left unassigned.
@Suite struct CorrectionTests {
  private let world: World
  init() throws { world = try World() }

  /// Makes an order in repair. One part is issued, and a manager has billed it.
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

  @Test func aRepairIsNotCalledOffWhileItsBillSaysOtherwise() {
    let visit = world.visit()
    let (first, second) = (visit.labour("Диагностика", price: 100_000), visit.labour("Мойка", price: 30_000))
    visit.start()
    visit.done(first)
    let document = visit.must("invoices", "{}", as: .manager)["documents/0/id"].int ?? 0
    visit.done(second)
    let refused = visit.post("cancel", #"{"reason":"передумал"}"#, as: .manager)
    #expect(refused.status == 409 && refused.codes == ["document_outdated"], "\(refused)")
    #expect(refused.text.contains("1,000.00") && refused.text.contains("1,300.00"), "\(refused)")
    #expect(visit.status == "in_repair")
    #expect(world.post("/v1/documents/\(document)/credit", #"{"reason":"сделано больше"}"#).status == 201)
    #expect(visit.must("invoices", "{}", as: .manager)["documents/0/gross_minor"].int == 130_000)
    visit.must("cancel", #"{"reason":"передумал"}"#, as: .manager)
    #expect(owed(visit.client) == 130_000)
  }

  /// Makes a delivered order under the maker's warranty. The maker owes 70 % on credit; the client has paid 30 %.
  private func delivered() -> (visit: Visit, line: Int64, maker: Int64, claim: Int64) {
    let maker = world.client("Завод", #""kind":"company","credit_days":30,"credit_limit_minor":100000000"#)
    let anna = world.client("Анна Крылова")
    let car = world.vehicle(#""client_id":\#(anna)"#)
    world.post(
      "/v1/vehicles/\(car)/coverages",
      #"{"kind":"manufacturer","name":"Заводская","payer_role":"manufacturer","payer_client_id":\#(maker),"from_on":"2025-03-02","until_on":"2027-03-02","labour_share_bp":7000}"#
    )
    let visit = world.visit(anna, car, #""kind":"warranty""#)
    let line = visit.labour(price: 100_000)
    visit.must("lines/\(line)/coverage-check", "{}")
    visit.start()
    visit.ready()
    let documents = visit.must("invoices", "{}")["documents"].array
    let claim = documents.first { $0["payer_role"].string == "manufacturer" }?["id"].int ?? 0
    #expect(world.pay(#"{"client_id":\#(anna),"work_order_id":\#(visit.id),"method":"card","amount_minor":30000}"#).status == 201)
    visit.must("deliver", #"{"collected_by":"Анна Крылова"}"#)
    return (visit, line, maker, claim)
  }

  @Test func aClaimRefusedAfterTheHandOverBecomesTheCentresOwnOnceItsDocumentIsCredited() throws {
    let (visit, line, maker, claim) = delivered()
    let refusal = #"{"reason":"не признали","company_pays":true}"#
    let early = visit.post("lines/\(line)/refuse-claim", refusal, as: .manager)
    #expect(early.status == 409 && early.codes == ["document_outdated"], "the claim's document still stands: \(early)")
    #expect(visit.read()["lines/0/payers/0/role"].string == "manufacturer", "nothing half done")
    #expect(world.post("/v1/documents/\(claim)/credit", #"{"reason":"не признали"}"#).status == 201)
    #expect(visit.post("lines/\(line)/refuse-claim", #"{"reason":"не признали"}"#).codes == ["client_pays_more"])
    let borne = visit.must("lines/\(line)/refuse-claim", refusal, as: .manager)
    #expect(borne["payers"].array.map { $0["role"].string } == ["company", "client"])
    let documents = visit.must("invoices", "{}")["documents"].array
    #expect(documents.map { $0["kind"].string } == ["internal_charge"] && documents[0]["gross_minor"].int == 70_000, "\(documents)")
    #expect(owed(maker) == 0 && owed(visit.client) == 0)
    #expect(visit.post("invoices", "{}").codes.allSatisfy { $0 == "document_stands" }, "nothing is left to bill")
    #expect(try HouseCheck(world.desk.db).faults().isEmpty)
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
