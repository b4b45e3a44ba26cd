import Domain
import JSON
import SQLite
import Testing

@testable import API

/// Promises that move: who must agree, and what was computed from the old date.
@Suite struct MovedPromiseTests {
  private let scene: RepairScene
  init() throws { scene = try RepairScene() }

  private func at(_ day: Int) -> String { "2026-03-\(day < 10 ? "0" : "")\(day)T14:00:00Z" }

  private func give(_ order: Int64, _ day: Int, _ more: String = "") -> World.Answer {
    let body = #"{"promised_at":"\#(at(day))"\#(more.isEmpty ? "" : "," + more)}"#
    return scene.world.post("/v1/work-orders/\(order)/promise", body, as: .advisor)
  }

  private func estimate(_ order: Int64, _ line: Int64, day: Int? = nil) -> Int64 {
    let own = day.map { #","promised_at":"\#(at($0))""# } ?? ""
    let made = scene.world.post(
      "/v1/work-orders/\(order)/estimates", #"{"title":"Ещё","line_ids":[\#(line)]\#(own)}"#, as: .advisor)
    #expect(made.status == 201, "\(made)")
    return made.id
  }

  private func promised(_ order: Int64) -> String? {
    scene.world.get("/v1/work-orders/\(order)", as: .advisor)["promised_at"].string
  }

  // MARK: The client's word

  @Test(arguments: [WorkOrder.Status.approved, .inRepair])
  func aLaterDateThanTheClientAgreedToNeedsAReasonAndTheClientsWord(_ status: WorkOrder.Status) throws {
    let order = try scene.order(status)
    #expect(give(order, 20).status == 200, "the first is no move")
    let bare = give(order, 24)
    #expect(bare.status == 409)
    #expect(bare.codes == ["promise_later_unexplained", "promise_later_untold"])
    #expect(bare.pointers == ["/reason", "/client_told"])
    #expect(give(order, 24, #""reason":"деталь опоздала""#).codes == ["promise_later_untold"])
    #expect(give(order, 24, #""client_told":"phone""#).codes == ["promise_later_unexplained"])
    #expect(promised(order) == "2026-03-20T14:00:00.000Z")
    #expect(give(order, 24, #""reason":"деталь опоздала","client_told":"message""#).status == 200)
    let list = scene.world.get("/v1/work-orders/\(order)/promises")
    #expect(list["items"].array.map { $0["client_told"].string } == [nil, "message"])
    #expect(list["items/1/reason"].string == "деталь опоздала")
    #expect(list["items/1/proxy_id"].isNull)
    let data: String? = try scene.db.value("SELECT data FROM events WHERE type = 'work_order.promised' ORDER BY id DESC LIMIT 1")
    #expect(data?.contains(#""client_told":"message""#) == true)
    #expect(give(order, 18).status == 200, "an earlier one needs nobody's word")
    #expect(try scene.faults().isEmpty)
  }

  @Test func whatIsNotAgreedToYetIsMovedFreely() throws {
    for status in [WorkOrder.Status.open, .estimating, .declined] {
      let order = try scene.order(status)
      #expect(give(order, 20).status == 200)
      #expect(give(order, 24).status == 200, "\(status)")
    }
  }

  @Test func aPromiseTooEarlyAndLaterThanAgreedNamesBoth() throws {
    let order = try scene.order(.inRepair)
    try scene.part(order, reserved: false)
    #expect(give(order, 10, #""reason":"успеем""#).status == 200)
    #expect(give(order, 11).codes == ["promise_too_early", "promise_later_unexplained", "promise_later_untold"])
  }

  @Test func aProxyHearsOfItOnlyWithThePowerToAgree() throws {
    let order = try scene.order(.inRepair)
    #expect(give(order, 20).status == 200)
    func told(_ proxy: Int64) -> World.Answer {
      give(order, 24, #""reason":"деталь опоздала","client_told":"phone","proxy_id":\#(proxy)"#)
    }
    let may = try scene.proxy()
    #expect(try told(scene.proxy(approves: false)).codes == ["proxy_may_not_approve"])
    let unknown = give(order, 24, #""proxy_id":999"#)
    #expect(unknown.status == 422)
    #expect(unknown.codes == ["no_such_proxy", "promise_proxy_untold"])
    #expect(unknown.pointers == ["/proxy_id", "/client_told"])
    #expect(give(order, 1, #""proxy_id":\#(may)"#).codes == ["promise_in_past", "promise_proxy_untold"])
    #expect(give(order, 24, #""client_told":"link""#).pointers == ["/client_told"])
    #expect(told(may).status == 200)
    #expect(scene.world.get("/v1/work-orders/\(order)/promises")["items/1/proxy_id"].int == may)
  }

  @Test func anApprovalIsTheClientsWordOnItsDateButAStandingInstructionIsNot() throws {
    let order = try scene.order(.inRepair, instruction: "up_to", limit: 900_000)
    scene.promise(order)
    let line = try scene.labour(order)
    let later = estimate(order, line, day: 12)
    scene.offer(order, later)
    #expect(scene.decide(later, yes: [line], how: "standing_instruction").codes == ["standing_later"])
    #expect(scene.decide(later, yes: [line]).status == 200)
    let list = scene.world.get("/v1/work-orders/\(order)/promises")
    #expect(list["items/1/client_told"].string == "phone")
    #expect(list["items/1/promised_at"].string == "2026-03-12T14:00:00.000Z")
  }

  // MARK: What was reckoned with the old date

  @Test func draftsThatStateTheOldDateAreOutdated() throws {
    let order = try scene.order()
    let line = try scene.labour(order)
    scene.promise(order)
    let (same, earlier, becomes, later) = (
      estimate(order, line), estimate(order, line, day: 6), estimate(order, line, day: 12), estimate(order, line, day: 20)
    )
    scene.promise(order, "2026-03-12T14:00:00Z")
    #expect([same, earlier, becomes, later].map(scene.estimateStatus) == ["superseded", "superseded", "draft", "draft"])
    #expect(scene.world.get("/v1/estimates/\(same)")["superseded_reason"].string == "promise_moved")
    #expect(scene.offer(order, same).codes == ["estimate_not_draft"])
  }

  @Test func aSupplementBeforeTheClientDoesNotTakeAMovedPromiseBack() throws {
    let order = try scene.order(.inRepair)
    scene.promise(order)
    let line = try scene.labour(order)
    let extra = estimate(order, line)
    scene.offer(order, extra)
    let link = scene.link(extra)
    #expect(give(order, 12, #""reason":"деталь опоздала","client_told":"phone""#).status == 200)
    #expect(scene.estimateStatus(extra) == "superseded")
    #expect(scene.world.get(link, as: nil).status == 410)
    #expect(scene.decide(extra, yes: [line]).codes == ["estimate_superseded"])
    let anew = estimate(order, line)
    scene.offer(order, anew)
    #expect(scene.decide(anew, yes: [line]).status == 200)
    #expect(promised(order) == "2026-03-12T14:00:00.000Z")
    #expect(try scene.faults().isEmpty)
  }

  @Test func anApprovedSupplementWithALaterDateOutdatesTheOthers() throws {
    let order = try scene.order(.inRepair)
    scene.promise(order)
    let lines = try [scene.labour(order), scene.labour(order, "Замена дисков"), scene.labour(order, "Шланги")]
    let later = estimate(order, lines[0], day: 12)
    let (stale, free) = (estimate(order, lines[1]), estimate(order, lines[2], day: 16))
    for each in [later, stale, free] { scene.offer(order, each) }
    #expect(scene.decide(later, yes: [lines[0]]).status == 200)
    #expect([stale, free].map(scene.estimateStatus) == ["superseded", "offered"])
    #expect(try scene.faults().isEmpty)
  }

  @Test func theDateOfAnOfferBeforeTheClientStandsWhateverItIs() throws {
    for day in [9, 12] {
      let order = try scene.order()
      let line = try scene.labour(order)
      scene.promise(order)
      let main = estimate(order, line, day: day)
      scene.offer(order, main)
      #expect(give(order, 20).codes == ["promise_offered"])
      #expect(scene.decide(main, yes: [line]).status == 200)
      #expect(promised(order)?.hasPrefix(day == 9 ? "2026-03-09" : "2026-03-12") == true)
    }
  }
}
