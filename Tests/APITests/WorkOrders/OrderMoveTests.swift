import Desk
import Domain
import SQLite
import Testing

@testable import API

@Suite struct OrderMoveTests {
  /// Every move in every status as a matrix: `yes` is possible, `409` refused. The orders meet all other conditions.
  @Test func everyDeedInEveryStatusIsPossibleOrRefusedAsPrinted() throws {
    let printed = """
      status             estimate  offer  approve  decline  object  reoffer  start  ready  rework  deliver  cancel
      open                    yes    409      409      409     409      409    409    409     409      409     yes
      estimating              409    yes      409      409     409      409    409    409     409      409     yes
      awaiting_approval       409    409      yes      yes     yes      409    409    409     409      409     yes
      approved                409    409      409      409     409      409    yes    409     409      409     yes
      declined                409    409      409      409     409      yes    409    yes     409      409     yes
      in_repair               409    409      409      409     409      409    409    yes     409      409     yes
      ready                   409    409      409      409     409      409    409    409     yes      yes     409
      delivered               409    409      409      409     409      409    409    409     409      409     409
      cancelled               409    409      409      409     409      409    409    409     409      409     409
      """
    let rows = printed.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    for row in rows.dropFirst() {
      for (verb, expected) in zip(rows[0].dropFirst(), row.dropFirst()) {
        let world = try World()
        let stage = try Stage(world, row[0])
        let before = stage.visit.status
        #expect(before == row[0])
        let move = stage.visit.read("/moves", as: .manager)["moves"].array.first { $0["name"].string == verb }
        #expect(move?["allowed"].bool == (expected == "yes"), "\(row[0]) \(verb) \(String(describing: move))")
        let answer = stage.deed(verb)
        #expect(answer.status == (expected == "yes" ? 200 : 409), "\(row[0]) \(verb): \(answer)")
        if expected == "409" { #expect(stage.visit.status == before) }
      }
    }
  }

  @Test func aRefusedDeedNamesEveryReasonAndWhatIsOpenInstead() throws {
    let world = try World()
    let visit = world.visit()
    let refused = visit.post("ready")
    #expect(refused.status == 409)
    #expect(refused.codes == ["work_order_status"])
    #expect(refused["moves"].array.filter { $0["allowed"].bool == true }.compactMap { $0["name"].string } == ["estimate", "cancel"])
    visit.labour()
    visit.start()
    let early = visit.post("ready")
    #expect(Set(early.codes) == ["labour_not_done", "quality_unchecked"])
    let bare = world.open(visit.client, visit.vehicle, as: .advisor)
    try world.desk.db.script("DELETE FROM work_order_entries WHERE kind = 1 AND work_order_id = \(bare.id)")
    #expect(world.post("/v1/work-orders/\(bare.id)/estimate", as: .advisor).codes == ["complaint_missing"])
  }

  @Test func movesDependOnTheReaderAndCarryNoTag() throws {
    let world = try World()
    let visit = world.visit()
    let asViewer = visit.read("/moves", as: .viewer)
    #expect(asViewer.headers["ETag"] == nil)
    #expect(asViewer["moves"].array.allSatisfy { $0["allowed"].bool == false })
    let included = visit.read("?include=moves")
    #expect(included.headers["ETag"] == nil)
    #expect(included["moves"].array.count == asViewer["moves"].array.count)
    #expect(visit.read()["moves"].isNull)
    #expect(visit.read("?include=all").status == 400)
    #expect(world.get("/v1/work-orders/99/moves").status == 404)
    let russian = world.ask("GET", visit.path + "/moves", as: .advisor, headers: [("Accept-Language", "ru")])
    #expect(russian.text.contains("Заказ-наряд ЗН-2026-000001 в состоянии"))
  }

  @Test func twoAtOnceAndADoubleClickDoADeedOnce() throws {
    let world = try World()
    let visit = world.visit()
    let tag = visit.read().etag
    let estimate = { (key: String) in
      world.ask("POST", visit.path + "/estimate", as: .advisor, headers: [("If-Match", tag), ("Idempotency-Key", key)])
    }
    #expect(estimate("a").status == 200)
    #expect(estimate("a").status == 200)
    #expect(estimate("b").status == 412)
    #expect(visit.post("estimate").codes == ["work_order_status"])
    #expect(world.events("work_order.estimating") == 1)
  }

  @Test func onlyWhatWasFittedIsBilledAndWhatWasNeverOfferedWaits() throws {
    let world = try World()
    let pads = world.part("GDB1", stock: 5)
    let discs = world.part("DF1", stock: 5)
    let visit = world.visit()
    visit.labour()
    let used = visit.part(pads, quantity: "2").id
    let spare = visit.part(discs, quantity: "2").id
    visit.start()
    let idea = visit.labour("Амортизатор")
    visit.must("lines/\(used)/issue", #"{"quantity":1}"#, as: .storekeeper)
    #expect(visit.post("ready").codes.filter { $0 == "part_reserved" }.count == 2)
    #expect(world.ask("PATCH", "\(visit.path)/lines/\(used)", #"{"quantity":1}"#, as: .advisor).status == 200)
    #expect(world.ask("DELETE", "\(visit.path)/lines/\(spare)", as: .advisor).status == 204)
    visit.ready()
    let lines = visit.read()["lines"].array
    #expect(lines.map { $0["status"].string } == ["done", "done", "removed", "declined"])
    #expect(lines[1]["quantity"].thousandths == 1_000)
    #expect(visit.read()["total_minor"].int == 300_000)
    #expect(visit.read()["parts_status"].string == "issued")
    #expect(world.get("/v1/vehicles/\(visit.vehicle)/declined-work")["items/0/id"].int == idea)
  }

  @Test func reworkSaysWhyAndMustBeCheckedAgain() throws {
    let world = try World()
    let visit = world.visit()
    visit.labour()
    visit.start()
    visit.ready()
    #expect(!visit.read()["completed_at"].isNull)
    #expect(visit.post("rework", "{}").pointers == ["/reason"])
    #expect(visit.must("rework", #"{"reason":"скрипит"}"#)["completed_at"].isNull)
    #expect(visit.post("ready").codes == ["quality_unchecked"])
    visit.check()
    visit.must("ready")
  }

  @Test func cancellingFreesPartsVoidsOffersAndInRepairIsAManagers() throws {
    let world = try World()
    let pads = world.part("GDB1", stock: 2)
    let visit = world.visit()
    visit.labour()
    let line = visit.part(pads, quantity: "2").id
    let waiting = world.visit(client: "Борис")
    waiting.part(pads, quantity: "1")
    visit.start()
    #expect(visit.post("cancel", #"{"reason":"дорого"}"#).codes == ["cancel_in_repair"])
    visit.must("lines/\(line)/issue", #"{"quantity":1}"#, as: .storekeeper)
    #expect(visit.post("cancel", #"{"reason":"дорого"}"#, as: .manager).codes == ["part_issued"])
    visit.must("lines/\(line)/return", #"{"quantity":1,"reason":"отмена"}"#, as: .storekeeper)
    let cancelled = visit.must("cancel", #"{"reason":"дорого"}"#, as: .manager)
    #expect(cancelled["close_reason"].string == "дорого")
    #expect(cancelled["total_minor"].int == 0)
    #expect(cancelled["parts_status"].string == "none")
    #expect(waiting.read()["parts_status"].string == "reserved")
    #expect(visit.post("hand-over", "{}").codes == ["collector_missing"])
    #expect(!visit.must("hand-over", #"{"collected_by":"Анна"}"#)["handed_over_at"].isNull)
    #expect(visit.post("hand-over", #"{"collected_by":"Анна"}"#).codes == ["handed_over"])
  }

  @Test func aDeclinedOrderBillsOnlyAnAgreedFee() throws {
    let world = try World()
    let visit = world.visit()
    visit.labour()
    visit.estimate()
    visit.decline(visit.offer())
    #expect(visit.post("lines", #"{"kind":"part","client_supplied":true,"name":"Колодки"}"#).codes == ["declined_takes_fees"])
    visit.must("lines", #"{"kind":"labour","name":"Диагностика","quantity":0.5,"unit_price_minor":200000}"#, as: .manager)
    let ready = visit.must("ready")
    #expect(ready["total_minor"].int == 100_000)
    #expect(ready["lines"].array.map { $0["status"].string } == ["declined", "done"])
  }

  @Test func everyRoleButTheDesksIsKeptFromDeeds() throws {
    let world = try World()
    let visit = world.visit()
    for role in [Role.viewer, .operator, .mechanic, .storekeeper] {
      #expect(visit.post("estimate", as: role).status == 403, "\(role)")
      #expect(visit.post("cancel", #"{"reason":"нет"}"#, as: role).status == 403, "\(role)")
    }
    #expect(world.ask("POST", visit.path + "/estimate", as: nil).status == 401)
  }
}

/// Leads an order to a status by its own moves.
struct Stage {
  let visit: Visit
  private(set) var estimate: Int64 = 0

  init(_ world: World, _ status: String) throws {
    visit = world.visit()
    let line = visit.labour()
    if status != "open" { visit.estimate() }
    if ["open", "estimating", "cancelled"].contains(status) {
      // Makes a draft that could be offered if the order's status allowed it.
      if status == "open" { try world.desk.db.script("UPDATE work_orders SET status = 'estimating' WHERE id = \(visit.id)") }
      visit.must("promise", #"{"promised_at":"2026-03-20T15:00:00Z","reason":"договорились"}"#)
      estimate = visit.must("estimates", #"{"title":"Ремонт"}"#).id
      if status == "open" { try world.desk.db.script("UPDATE work_orders SET status = 'open' WHERE id = \(visit.id)") }
      if status == "cancelled" { visit.must("cancel", #"{"reason":"нет"}"#) }
      return
    }
    estimate = visit.offer()
    if status == "awaiting_approval" { return }
    if status == "declined" {
      visit.decline(estimate)
      return
    }
    visit.approve(estimate)
    if status == "approved" { return }
    visit.must("start")
    visit.done(line)
    visit.check()
    if status == "in_repair" { return }
    visit.must("ready")
    try visit.pay()
    if status == "delivered" { visit.must("deliver", #"{"collected_by":"Анна"}"#) }
  }

  func deed(_ verb: String, as role: Role? = nil) -> World.Answer {
    let by = role ?? .advisor
    let line = visit.read()["lines/0/id"].int ?? 0
    switch verb {
    case "offer":
      // Offers an estimate of the proposed lines, if the status allows one; otherwise the earlier estimate.
      let made = visit.post("estimates", #"{"title":"Ещё"}"#)
      return visit.post("offer", #"{"estimate_ids":[\#(made.status == 201 ? made.id : estimate)]}"#, as: by)
    case "approve":
      return visit.world.post(
        "/v1/estimates/\(estimate)/approve", #"{"how":"phone","items":[{"line_id":\#(line),"decision":"approved"}]}"#, as: by)
    case "decline": return visit.world.post("/v1/estimates/\(estimate)/decline", #"{"how":"phone"}"#, as: by)
    case "object", "rework", "cancel": return visit.post(verb, #"{"reason":"так надо"}"#, as: role ?? .manager)
    case "deliver": return visit.post(verb, #"{"collected_by":"Анна"}"#, as: by)
    case "hand_over": return visit.post("hand-over", #"{"collected_by":"Анна"}"#, as: by)
    default: return visit.post(verb, as: by)
    }
  }
}
