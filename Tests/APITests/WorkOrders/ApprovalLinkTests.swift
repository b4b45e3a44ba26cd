import Domain
import Foundation
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct ApprovalLinkTests {
  private let form = [("Content-Type", "application/x-www-form-urlencoded")]

  @Test func aPageRepeatedUnderItsKeyIsAPage() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    let link = scene.link(made.estimate)
    let headers = form + [("Idempotency-Key", "tap")]
    let first = scene.world.ask("POST", link, "deed=object&objection=no", as: nil, headers: headers)
    let again = scene.world.ask("POST", link, "deed=object&objection=no", as: nil, headers: headers)
    #expect(first.status == 200 && again.status == 200 && again.body == first.body)
    #expect(again.headers["Idempotency-Replayed"] == "true")
    #expect(again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"])
  }

  @Test func openingALinkHasNoEffectHoweverOften() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    let link = scene.link(made.estimate)
    let before = scene.db.totalChanges
    for _ in 1...3 { #expect(scene.world.get(link, as: nil).status == 200) }
    #expect(scene.db.totalChanges == before)
    #expect(scene.estimateStatus(made.estimate) == "offered")
  }

  @Test func thePageShowsTheClientsOwnPricesInTheClientsLanguageAndNothingUnescaped() throws {
    let scene = try RepairScene()
    let order = try scene.order()
    try scene.labour(order, #"<script>alert("1")</script> & 'всё'"#)
    scene.promise(order)
    let estimate = scene.estimate(order, title: "Тормоза <b>")
    scene.offer(order, estimate)
    let page = scene.world.ask("GET", scene.link(estimate), as: nil, headers: [("Accept-Language", "ru-RU,ru;q=0.9")])
    #expect(page.headers["Referrer-Policy"] == "no-referrer")
    #expect(page.headers["Content-Security-Policy"]?.hasPrefix("default-src 'none'") == true)
    #expect(page.text.contains("Согласен"))
    #expect(page.text.contains("2\u{A0}440,00\u{A0}₽"))
    #expect(page.text.contains("440,00\u{A0}₽)"))
    #expect(page.text.contains("Volvo XC60 &lt;R&gt; А123ВС77"))
    #expect(page.text.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;всё&#39;"))
    #expect(!page.text.contains("<script"))
    #expect(!page.text.contains("Анна"))
    #expect(scene.world.get(scene.link(estimate), as: nil).text.contains("I agree"))
  }

  @Test func theStylesDigestIsTheOneThatThePolicyNames() {
    let bytes = Array(ApprovalPage.style.utf8)
    let digest = TokenDigest(of: bytes.span).bytes
    #expect(ApprovalPage.styleDigest == "sha256-" + Data(digest).base64EncodedString())
  }

  @Test func theDocumentSaysWhatThePageSends() throws {
    let document = try JSONReader.parse(OpenAPI.document(Room.all.flatMap(\.routes), version: "1"))
    guard case .object(let paths) = document["paths"], let link = paths["/a/{token}"] else { throw Refusal.notFound(.address) }
    guard case .object(let content) = link["post/requestBody/content"] else { throw Refusal.notFound(.address) }
    #expect(link["post/requestBody/required"].bool == true && link["post/responses/410"] != .null && link["get/responses/410"] != .null)
    #expect(content.members.map(\.key) == ["application/x-www-form-urlencoded", "application/json"])
    let ref = content["application/x-www-form-urlencoded"].map { $0["schema/$ref"].string }
    #expect(ref == "#/components/schemas/LinkAnswerForm")
    let form = document["components/schemas/LinkAnswerForm"]
    #expect(form["properties/deed/enum"].array.compactMap(\.string) == ["decide", "object"], "\(form)")
    #expect(form["properties/objection/maxLength"].int == 4_000 && form["required"].array.compactMap(\.string) == ["deed"])
    #expect(form["patternProperties/^line_[1-9][0-9]*$/enum"].array.compactMap(\.string) == ["approved", "declined"], "\(form)")
    #expect(document["components/schemas/LinkAnswerBody/properties/items"] != .null)
    let scene = try RepairScene()
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    let json = #"{"items":[{"line_id":\#(made.labour),"decision":"approved"},{"line_id":\#(made.part),"decision":"declined"}]}"#
    #expect(scene.world.post(scene.link(made.estimate), json, as: nil).status == 200)
    #expect(scene.estimateStatus(made.estimate) == "approved")
  }

  @Test func aLinkIsUsedOnceAndTheSecondTabHearsThatPolitely() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    let link = scene.link(made.estimate)
    let body = "line_\(made.labour)=approved&line_\(made.part)=declined&deed=decide"
    let answered = scene.world.ask("POST", link, body, as: nil, headers: form)
    #expect(answered.status == 200, "\(answered)")
    #expect(scene.estimateStatus(made.estimate) == "approved")
    #expect(try scene.lineStatus(made.part) == "declined")
    let approval = scene.world.get("/v1/estimates/\(made.estimate)")
    #expect(approval["approval/how"].string == "link")
    #expect(approval["approval/user_id"].isNull)
    #expect(scene.world.ask("POST", link, body, as: nil, headers: form).status == 410)
    #expect(scene.world.get(link, as: nil).status == 410)
    #expect(scene.world.get(link, as: nil).text.contains("answered this offer already"))
    #expect(try scene.faults().isEmpty)
  }

  @Test func aFormWithoutADecisionShowsThePageAgainAndUsesNothingUp() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    let link = scene.link(made.estimate)
    for (body, status) in [
      ("line_\(made.labour)=approved&deed=decide", 422), ("line_\(made.labour)=perhaps&deed=decide", 422), ("deed=object&objection=+", 422),
      ("deed=burn", 422), ("deed=%zz", 400), ("", 422),
    ] {
      #expect(scene.world.ask("POST", link, body, as: nil, headers: form).status == status, "\(body)")
    }
    #expect(scene.world.get(link, as: nil).status == 200)
    #expect(scene.estimateStatus(made.estimate) == "offered")
  }

  @Test func anObjectionMayBeAsLongAsItsFieldWithEachLineBreakCountedOnce() throws {
    let half = String(repeating: "a", count: ApprovalLinks.Answer.longestObjection / 2 - 1)
    let answer = try ApprovalLinks.Answer(form: Array("deed=object&objection=\(half)%0D%0A\(half)b".utf8))
    let text = if case .object(let text) = answer { text } else { "" }
    #expect(text == "\(half)\n\(half)b")
    #expect(throws: Refusal.self) { try ApprovalLinks.Answer(form: Array("deed=object&objection=\(half)%0D%0A\(half)bb".utf8)) }
  }

  @Test func anObjectionThroughALinkGoesBackToTheAdvisor() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    let link = scene.link(made.estimate)
    let text = "%D0%94%D0%BE%D1%80%D0%BE%D0%B3%D0%BE+%26+%D0%B4%D0%BE%D0%BB%D0%B3%D0%BE"
    #expect(scene.world.ask("POST", link, "deed=object&objection=\(text)", as: nil, headers: form).status == 200)
    #expect(try scene.status(made.order) == "estimating")
    #expect(scene.world.get("/v1/work-orders/\(made.order)/objections")["items/0/reason"].string == "Дорого & долго")
    #expect(scene.world.get(link, as: nil).text.contains("answered this offer already"))
    #expect(try scene.faults().isEmpty)
  }

  @Test func anObjectionToExtraWorkLeavesTheRepairGoingOn() throws {
    let scene = try RepairScene()
    let order = try scene.order(.inRepair)
    let line = try scene.labour(order)
    scene.promise(order)
    let estimate = scene.estimate(order)
    scene.offer(order, estimate)
    let path = scene.link(estimate).replacing("/a/", with: "/v1/approval-links/")
    #expect(scene.world.post(path, #"{"objection":"Давайте подешевле"}"#, as: nil).status == 200)
    #expect(try scene.status(order) == "in_repair")
    #expect(try scene.lineStatus(line) == "proposed")
    #expect(scene.estimateStatus(estimate) == "superseded")
  }

  @Test func theSameLinkServesFrontEndsInJSON() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    scene.offer(made.order, made.estimate)
    let path = scene.link(made.estimate).replacing("/a/", with: "/v1/approval-links/")
    let offer = scene.world.get(path, as: nil)
    #expect(offer["total_minor"].int == 854_000)
    #expect(offer["vat_minor"].int == 154_000)
    #expect(offer["items"].array.count == 2)
    #expect(scene.world.post(path, "{}", as: nil).codes == ["required"])
    #expect(scene.world.post(path, #"{"items":[{"line_id":1,"decision":"approved"}],"objection":"x"}"#, as: nil).codes == ["either_or"])
    let items = #"{"line_id":\#(made.labour),"decision":"approved"},{"line_id":\#(made.part),"decision":"approved"}"#
    #expect(scene.world.post(path, #"{"items":[\#(items)]}"#, as: nil)["answered"].bool == true)
    let again = scene.world.post(path, #"{"items":[\#(items)]}"#, as: nil)
    #expect(again.status == 409)
    #expect(again.codes == ["link_used"])
  }

  @Test func aChangedDecidedOrExpiredEstimateVoidsItsLinks() throws {
    let scene = try RepairScene()
    let order = try scene.order(.inRepair)
    let lines = try [scene.labour(order), scene.labour(order), scene.labour(order)]
    scene.promise(order)
    let estimates = lines.map { scene.estimate(order, [$0]) }
    for estimate in estimates { scene.offer(order, estimate) }
    let links = estimates.map { scene.link($0) }
    try scene.change(lines[0], of: order)
    scene.decide(estimates[1], yes: [lines[1]])
    #expect(scene.world.get(links[0], as: nil).text.contains("changed or decided"))
    #expect(scene.world.get(links[1], as: nil).text.contains("changed or decided"))
    #expect(scene.world.get(links[2], as: nil).status == 200)
    scene.world.wait(days: 3)
    #expect(scene.world.get(links[2], as: nil).text.contains("run out"))
    try scene.runDue()
    #expect(scene.world.get(links[2], as: nil).text.contains("run out"))
    #expect(try scene.faults().isEmpty)
  }

  @Test func aGuessedLinkIsNotFoundAndATokenIsNeverStored() throws {
    let scene = try RepairScene()
    let made = try scene.estimated()
    #expect(scene.world.post("/v1/estimates/\(made.estimate)/link", "{}", as: .advisor).codes == ["estimate_draft"])
    scene.offer(made.order, made.estimate)
    let token = scene.link(made.estimate).replacing("/a/", with: "")
    #expect(token.count == 43)
    #expect(scene.world.get("/a/\(token)x", as: nil).status == 404)
    #expect(scene.world.ask("POST", "/a/guess", "deed=object&objection=x", as: nil, headers: form).status == 404)
    #expect(scene.world.get("/v1/approval-links/guess", as: nil).status == 404)
    let hash: [UInt8] = try scene.db.value("SELECT hash FROM approval_links") ?? []
    #expect(hash.count == 32)
    #expect(try !scene.db.lines("SELECT data FROM events").contains { $0.contains(token) })
  }
}
