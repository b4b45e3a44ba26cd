import Domain
import JSON
import SQLite
import Testing

@testable import API

@Suite struct ApprovalTests {
  @Test func anApprovalIsOfEveryItemExactlyOnce() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    let answer = scene.decide(made.estimate, yes: [made.labour, 999], no: [made.labour])
    #expect(answer.status == 422)
    #expect(Set(answer.codes) == ["item_unknown", "item_twice", "item_undecided"])
    #expect(answer.pointers.contains("/items/1/line_id"))
    #expect(try scene.status(made.order) == "awaiting_approval")
  }

  @Test func aPartlyApprovedEstimateKeepsTheDeclinedForNextTimeAndFreesItsParts() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    let answer = scene.decide(made.estimate, yes: [made.labour], no: [made.part])
    #expect(answer.status == 200, "\(answer)")
    #expect(answer["status"].string == "approved")
    #expect(answer["approved_minor"].int == 244_000)
    #expect(answer["approval/how"].string == "phone")
    #expect(try scene.status(made.order) == "approved")
    #expect(try scene.lineStatus(made.labour) == "approved")
    #expect(try scene.lineStatus(made.part) == "declined")
    #expect(try scene.reserved(made.part) == 0)
    #expect(try scene.db.value("SELECT reserved FROM parts WHERE id = ?", made.stock) == Int64(0))
    #expect(try scene.db.value("SELECT approved_minor FROM work_orders WHERE id = ?", made.order) == Int64(244_000))
    #expect(try scene.db.value("SELECT total_minor FROM work_orders WHERE id = ?", made.order) == Int64(244_000))
    #expect(try scene.faults().isEmpty)
  }

  @Test func theSecondOfTwoApprovalsComesTooLate() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    #expect(scene.decide(made.estimate, yes: [made.labour, made.part]).codes == ["estimate_draft"])
    scene.offer(made.order, made.estimate)
    #expect(scene.decide(made.estimate, yes: [made.labour, made.part]).status == 200)
    let second = scene.decide(made.estimate, yes: [made.labour, made.part])
    #expect(second.status == 409)
    #expect(second.codes == ["estimate_decided"])
    #expect(try scene.events("work_order.approved") == 1)
  }

  @Test func anOutdatedEstimateIsRefusedAndTheCurrentOneNamed() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    scene.world.post("/v1/work-orders/\(made.order)/object", #"{"reason":"Дорого"}"#, as: .advisor)
    let cheaper = scene.estimate(made.order, [made.labour], title: "Подешевле")
    scene.offer(made.order, cheaper)
    let answer = scene.decide(made.estimate, yes: [made.labour, made.part])
    #expect(answer.status == 409)
    #expect(answer.codes == ["estimate_superseded", "estimate_current"])
    #expect(answer["detail"].string == "Estimate «Тормоза» is outdated: the client objected to it.")
    #expect(answer["errors/1/message"].string?.contains("Подешевле") == true)
  }

  @Test func anOfferThatHasRunOutIsNotSaidToHaveANewerOne() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    scene.world.wait(days: 4)
    try scene.runDue()
    let answer = scene.decide(made.estimate, yes: [made.labour, made.part])
    #expect(answer.codes == ["estimate_superseded"])
    #expect(answer["detail"].string == "Estimate «Тормоза» is outdated: its time ran out.")
    #expect(scene.world.get("/v1/estimates/\(made.estimate)", as: .viewer)["superseded_reason"].string == "expired")
  }

  @Test func refusingEverythingFreesTheReservations() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    let answer = scene.world.post("/v1/estimates/\(made.estimate)/decline", #"{"how":"in_person","note":"Потом"}"#, as: .advisor)
    #expect(answer["status"].string == "declined")
    #expect(try scene.status(made.order) == "declined")
    #expect(try scene.lineStatus(made.labour) == "declined")
    #expect(try scene.reserved(made.part) == 0)
    #expect(try scene.faults().isEmpty)
  }

  @Test func approvingOneOptionTakesOutWhatOnlyTheOthersHeld() throws {
    let scene = try RepairScene()
    let order = try scene.order()
    let labour = try scene.labour(order)
    let (original, analogue) = (try scene.part(order), try scene.part(order, "Аналог", gross: 300_000))
    scene.promise(order)
    let dear = scene.estimate(order, [labour, original.line], title: "Оригинал")
    let cheap = scene.estimate(order, [labour, analogue.line], title: "Аналог")
    #expect(scene.offer(order, dear, cheap).status == 200)
    let answer = scene.decide(cheap, yes: [labour, analogue.line])
    #expect(answer.status == 200, "\(answer)")
    #expect(scene.estimateStatus(dear) == "superseded")
    #expect(try scene.lineStatus(original.line) == "removed")
    #expect(try scene.reserved(original.line) == 0)
    #expect(try scene.reserved(analogue.line) == 1_000)
    let late = scene.decide(dear, yes: [labour, original.line])
    #expect(late.codes == ["estimate_superseded"] && late.text.contains("the client has decided on another one"), "\(late)")
    #expect(try scene.faults().isEmpty)
  }

  @Test func aRefusedOptionLeavesTheOrderWaitingForTheOther() throws {
    let scene = try RepairScene()
    let order = try scene.order()
    let labour = try scene.labour(order)
    let (original, analogue) = (try scene.part(order), try scene.part(order, "Аналог", gross: 300_000))
    scene.promise(order)
    let dear = scene.estimate(order, [labour, original.line])
    let cheap = scene.estimate(order, [labour, analogue.line])
    scene.offer(order, dear, cheap)
    #expect(scene.world.post("/v1/estimates/\(dear)/decline", #"{"how":"phone"}"#, as: .advisor).status == 200)
    #expect(try scene.status(order) == "awaiting_approval")
    #expect(try scene.lineStatus(original.line) == "declined")
    #expect(try scene.reserved(original.line) == 0)
    #expect(try scene.lineStatus(labour) == "proposed")
    #expect(scene.estimateStatus(cheap) == "offered")
    #expect(scene.world.post("/v1/estimates/\(cheap)/decline", #"{"how":"phone"}"#, as: .advisor).status == 200)
    #expect(try scene.status(order) == "declined")
    #expect(try scene.lineStatus(labour) == "declined")
    #expect(try scene.faults().isEmpty)
  }

  // MARK: Extra work

  @Test func aSupplementIsDecidedWhileTheWorkGoesOnAndFreesOnlyItsOwn() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    scene.decide(made.estimate, yes: [made.labour, made.part])
    try scene.db.execute("UPDATE work_orders SET status = 'in_repair' WHERE id = ?", made.order)
    let (yes, no) = (try scene.part(made.order, "Шланг"), try scene.part(made.order, "Суппорт"))
    let (wanted, unwanted) = (scene.estimate(made.order, [yes.line]), scene.estimate(made.order, [no.line]))
    #expect(scene.offer(made.order, wanted)["status"].string == "in_repair")
    #expect(scene.offer(made.order, unwanted)["estimates"].array.count == 2)
    #expect(scene.world.post("/v1/estimates/\(unwanted)/decline", #"{"how":"phone"}"#, as: .advisor).status == 200)
    #expect(try scene.reserved(no.line) == 0)
    #expect(try scene.reserved(yes.line) == 1_000)
    #expect(try scene.reserved(made.part) == 1_000)
    #expect(scene.estimateStatus(wanted) == "offered")
    #expect(scene.decide(wanted, yes: [yes.line]).status == 200)
    #expect(try scene.status(made.order) == "in_repair")
    #expect(try scene.db.value("SELECT approved_minor FROM work_orders WHERE id = ?", made.order) == Int64(244_000 + 2 * 610_000))
    #expect(try scene.faults().isEmpty)
  }

  @Test func aSupplementIsHeldToTheRulesOfAnOffer() throws {
    let scene = try RepairScene()
    let order = try scene.order(.inRepair)
    let short = try scene.part(order, reserved: false)
    scene.promise(order)
    #expect(scene.offer(order, scene.estimate(order, [short.line])).codes == ["part_short"])
  }

  // MARK: Who may say yes

  @Test func aStandingInstructionApprovesExtraWorkUpToItsLimitInAll() throws {
    let scene = try RepairScene()
    let order = try scene.order(.inRepair, instruction: "up_to", limit: 300_000)
    scene.promise(order)
    let first = try scene.labour(order, gross: 200_000)
    let small = scene.estimate(order, [first])
    scene.offer(order, small)
    #expect(scene.decide(small, no: [first], how: "standing_instruction").codes == ["standing_only_approves"])
    #expect(scene.decide(small, yes: [first], how: "standing_instruction").status == 200)
    let second = try scene.labour(order, gross: 100_001)
    let more = scene.estimate(order, [second])
    scene.offer(order, more)
    #expect(scene.decide(more, yes: [second], how: "standing_instruction").codes == ["standing_exceeded"])
    #expect(scene.decide(more, yes: [second]).status == 200)
  }

  @Test func onlyListedMeansThatNothingIsApprovedBeforehand() throws {
    let scene = try RepairScene()
    for instruction in ["only_listed", "call_me"] {
      let order = try scene.order(.inRepair, instruction: instruction)
      let line = try scene.labour(order, gross: 0)
      scene.promise(order)
      let estimate = scene.estimate(order)
      scene.offer(order, estimate)
      #expect(scene.decide(estimate, yes: [line], how: "standing_instruction").codes == ["standing_missing"])
    }
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    #expect(scene.decide(made.estimate, yes: [made.labour, made.part], how: "standing_instruction").codes == ["standing_for_extra_work"])
    #expect(scene.decide(made.estimate, yes: [made.labour, made.part], how: "link").pointers == ["/how"])
  }

  @Test func aProxyApprovesOnlyWithinPowerDatesAndLimit() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    func codes(_ proxy: Int64) -> [String] {
      scene.decide(made.estimate, yes: [made.labour, made.part], more: #","proxy_id":\#(proxy)"#).codes
    }
    #expect(try codes(scene.proxy(until: "2026-03-01")) == ["proxy_expired"])
    #expect(try codes(scene.proxy(limit: 853_999)) == ["proxy_limit"])
    #expect(try codes(scene.proxy(approves: false)) == ["proxy_may_not_approve"])
    #expect(codes(999) == ["no_such_proxy"])
    #expect(try scene.status(made.order) == "awaiting_approval")
    #expect(try codes(scene.proxy(until: "2026-03-02", limit: 854_000)).isEmpty)
    #expect(try scene.status(made.order) == "approved")
  }

  @Test func aProxysLimitHoldsForTheWholeOrder() throws {
    let scene = try RepairScene()
    let order = try scene.order(.inRepair)
    scene.promise(order)
    let proxy = try scene.proxy(limit: 300_000)
    let lines = try [scene.labour(order, gross: 200_000), scene.labour(order, gross: 200_000)]
    let estimates = lines.map { scene.estimate(order, [$0]) }
    for estimate in estimates { scene.offer(order, estimate) }
    #expect(scene.decide(estimates[0], yes: [lines[0]], more: #","proxy_id":\#(proxy)"#).status == 200)
    #expect(scene.decide(estimates[1], yes: [lines[1]], more: #","proxy_id":\#(proxy)"#).codes == ["proxy_limit"])
  }

  @Test func theApprovedEstimatesDateBecomesThePromise() throws {
    let scene = try RepairScene()
    let order = try scene.order()
    let line = try scene.labour(order)
    scene.promise(order)
    let later = scene.world.post(
      "/v1/work-orders/\(order)/estimates", #"{"title":"x","promised_at":"2026-03-12T14:00:00Z"}"#, as: .advisor
    ).id
    scene.offer(order, later)
    #expect(scene.decide(later, yes: [line]).status == 200)
    let promises = scene.world.get("/v1/work-orders/\(order)/promises")
    #expect(promises["items/0/outcome"].string == "moved")
    #expect(promises["items/1/promised_at"].string == "2026-03-12T14:00:00.000Z")
    #expect(try scene.faults().isEmpty)
  }
}
