import Domain
import JSON
import SQLite
import Testing

@testable import API

@Suite struct EstimateTests {
  @Test func anEstimateShowsTheRateOfItsPromiseDayAndTheSumOfItsRoundedLines() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    let estimate = scene.world.get("/v1/estimates/\(made.estimate)")
    #expect(estimate["kind"].string == "main")
    #expect(estimate["status"].string == "draft")
    #expect(estimate["items/0/vat_rate_bp"].int == 2_200)
    #expect(estimate["items/0/vat_minor"].int == 44_000)
    #expect(estimate["items/1/vat_minor"].int == 110_000)
    #expect(estimate["gross_minor"].int == 854_000)
    #expect(estimate["vat_minor"].int == 154_000)
    #expect(estimate["client_gross_minor"].int == 854_000)
    #expect(try scene.faults().isEmpty)
  }

  @Test func theClientsOwnPartIsApartFromWhatOthersPay() throws {
    let scene = try RepairScene()
    let order = try scene.order()
    let line = try scene.labour(order, gross: 100_001)
    for (position, role, client, gross) in [(0, "company", nil as Int64?, 70_000), (1, "client", scene.anna, 30_001)] {
      try scene.db.execute(
        """
        INSERT INTO line_payers (order_line_id, position, role, payer_client_id, share_bp, gross_minor, tax_category)
        VALUES (?, ?, ?, ?, 5000, ?, ?)
        """, line, position, role, client, gross, role == "company" ? "none" : "standard")
    }
    scene.promise(order)
    let estimate = scene.world.get("/v1/estimates/\(scene.estimate(order))")
    #expect(estimate["gross_minor"].int == 100_001)
    #expect(estimate["client_gross_minor"].int == 30_001)
    #expect(estimate["vat_minor"].int == 5_410)
  }

  @Test func everyFaultOfAnEstimateIsNamedAtItsPlace() throws {
    let scene = try RepairScene()
    let order = try scene.order()
    let declined = try scene.labour(order, status: "declined")
    let body = #"{"title":"","line_ids":[\#(declined),\#(declined),999],"promised_at":"2020-01-01T00:00:00Z"}"#
    #expect(scene.world.post("/v1/work-orders/\(order)/estimates", body, as: .advisor).pointers == ["/title"])
    let answer = scene.world.post("/v1/work-orders/\(order)/estimates", body.replacing(#""title":"""#, with: #""title":"x""#), as: .advisor)
    #expect(answer.status == 422)
    #expect(answer.codes == ["line_decided", "item_twice", "line_unknown"])
    #expect(answer.pointers == ["/line_ids/0", "/line_ids/1", "/line_ids/2"])
    let unpromised = scene.world.post("/v1/work-orders/\(order)/estimates", #"{"title":"x"}"#, as: .advisor)
    #expect(unpromised.codes == ["promise_missing"])
    let nothing = scene.world.post(
      "/v1/work-orders/\(order)/estimates", #"{"title":"x","promised_at":"2026-03-20T10:00:00Z"}"#, as: .advisor)
    #expect(nothing.status == 409)
    #expect(nothing.codes == ["estimate_empty"])
  }

  @Test func anEstimateIsMadeWhileEstimatingAndASupplementOnceApproved() throws {
    let scene = try RepairScene()
    for status in WorkOrder.Status.allCases {
      let order = try scene.order(status)
      try scene.labour(order)
      let answer = scene.world.post(
        "/v1/work-orders/\(order)/estimates", #"{"title":"x","promised_at":"2026-03-20T10:00:00Z"}"#, as: .advisor)
      switch status {
      case .estimating: #expect(answer["kind"].string == "main")
      case .approved, .inRepair: #expect(answer["kind"].string == "supplement")
      default:
        #expect(answer.status == 409, "\(status)")
        #expect(answer.codes == ["estimate_not_now"])
        #expect(!answer["moves"].array.isEmpty)
      }
    }
  }

  @Test func anOptionPromisedEarlierThanPossibleIsRefused() throws {
    let scene = try RepairScene()
    let order = try scene.order()
    try scene.part(order, reserved: false)
    scene.promise(order, "2026-03-30T10:00:00Z")
    let answer = scene.world.post(
      "/v1/work-orders/\(order)/estimates", #"{"title":"x","promised_at":"2026-03-04T10:00:00Z"}"#, as: .advisor)
    #expect(answer.status == 409)
    #expect(answer.codes == ["promise_too_early"])
  }

  @Test func anOfferNamesEveryReasonAtOnce() throws {
    let scene = try RepairScene()
    let order = try scene.order()
    try scene.part(order, reserved: false)
    try scene.part(order, "Диск", reserved: false)
    scene.promise(order)
    let answer = scene.offer(order, scene.estimate(order))
    #expect(answer.status == 409)
    #expect(answer.codes == ["part_short", "part_short"])
    #expect(try scene.status(order) == "estimating")
    let unknown = scene.world.post("/v1/work-orders/\(order)/offer", #"{"estimate_ids":[77,78]}"#, as: .advisor)
    #expect(unknown.pointers == ["/estimate_ids/0", "/estimate_ids/1"])
  }

  @Test func offeringWaitsForTheClientAndASecondClickIsRefused() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    let offered = scene.offer(made.order, made.estimate)
    #expect(offered.status == 200, "\(offered)")
    #expect(offered["status"].string == "awaiting_approval")
    #expect(offered["estimates/0/expires_at"].string == "2026-03-05T07:00:00.000Z")
    let again = scene.offer(made.order, made.estimate)
    #expect(again.status == 409)
    #expect(again.codes == ["estimate_not_draft", "work_order_status"])
    #expect(scene.world.post("/v1/work-orders/\(made.order)/offer", #"{"estimate_ids":[1]}"#, as: .mechanic).status == 403)
  }

  @Test func anEstimateCarriesTheOrdersVersionAndAStaleOneIsRefused() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    let before = scene.world.get("/v1/estimates/\(made.estimate)").etag
    scene.offer(made.order, made.estimate)
    #expect(scene.world.get("/v1/estimates/\(made.estimate)").etag != before)
    let stale = scene.world.ask(
      "POST", "/v1/estimates/\(made.estimate)/decline", #"{"how":"phone"}"#, as: .advisor, headers: [("If-Match", before)])
    #expect(stale.status == 412)
  }

  @Test func aChangedLineSupersedesWhatWasReckonedWithIt() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    let other = scene.estimate(made.order, [made.labour])
    try scene.change(made.part, of: made.order)
    #expect(scene.estimateStatus(made.estimate) == "superseded")
    #expect(scene.world.get("/v1/estimates/\(made.estimate)")["superseded_reason"].string == "line_changed")
    #expect(scene.estimateStatus(other) == "draft")
  }

  @Test func aLineDoesNotLieBeforeTheClientTwice() throws {
    let scene = try RepairScene()
    let order = try scene.order(.inRepair)
    let line = try scene.labour(order)
    scene.promise(order)
    let (first, second) = (scene.estimate(order), scene.estimate(order))
    #expect(scene.offer(order, first).status == 200)
    #expect(scene.offer(order, second).codes == ["line_offered"])
    #expect(scene.decide(first, yes: [line]).status == 200)
    #expect(scene.estimateStatus(second) == "superseded")
  }

  @Test func anObjectionTakesTheOfferBack() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    #expect(scene.world.post("/v1/work-orders/\(made.order)/object", #"{"reason":"Дорого"}"#, as: .advisor).codes == ["work_order_status"])
    scene.offer(made.order, made.estimate)
    let link = scene.link(made.estimate)
    #expect(scene.world.post("/v1/work-orders/\(made.order)/object", "{}", as: .advisor).codes == ["required"])
    let objected = scene.world.post("/v1/work-orders/\(made.order)/object", #"{"reason":"Дорого"}"#, as: .advisor)
    #expect(objected["reason"].string == "Дорого")
    #expect(try scene.status(made.order) == "estimating")
    #expect(scene.estimateStatus(made.estimate) == "superseded")
    #expect(scene.world.get(link, as: nil).status == 410)
    #expect(try scene.reserved(made.part) == 1_000)
    #expect(scene.world.get("/v1/work-orders/\(made.order)/objections")["items"].array.count == 1)
    #expect(try scene.faults().isEmpty)
  }

  @Test func anOfferThatRunsOutGoesBackToEstimating() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    let link = scene.link(made.estimate)
    scene.world.wait(days: 3)
    let late = scene.decide(made.estimate, yes: [made.labour, made.part])
    #expect(late.status == 409)
    #expect(late.codes == ["estimate_expired"])
    try scene.runDue()
    #expect(scene.estimateStatus(made.estimate) == "superseded")
    #expect(scene.world.get("/v1/estimates/\(made.estimate)")["superseded_reason"].string == "expired")
    #expect(try scene.status(made.order) == "estimating")
    #expect(scene.world.get(link, as: nil).status == 410)
    #expect(try scene.faults().isEmpty)
  }
}
