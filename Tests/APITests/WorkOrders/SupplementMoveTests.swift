import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Compares what `/moves` says about extra work during the repair with what the moves do.
@Suite struct SupplementMoveTests {
  private let world: World
  init() throws { world = try World() }

  private func allowed(_ visit: Visit) -> Set<String> {
    Set(visit.read("/moves")["moves"].array.filter { $0["allowed"].bool == true }.compactMap { $0["name"].string })
  }

  private func inRepair() -> Visit {
    let visit = world.visit()
    visit.estimate()
    visit.labour()
    visit.approve(visit.offer())
    visit.must("start")
    return visit
  }

  @Test func extraWorkIsOfferedAndAnsweredWhileTheOrderIsInRepair() {
    let visit = inRepair()
    #expect(allowed(visit).isDisjoint(with: ["offer", "approve", "decline", "object"]))
    visit.labour("Замена дисков")
    #expect(allowed(visit).contains("offer") && !allowed(visit).contains("approve"))
    visit.offer()
    #expect(allowed(visit).isSuperset(of: ["approve", "decline", "object"]))
  }

  @Test func anObjectionToExtraWorkIsWrittenDownByTheAdvisorToo() {
    let visit = inRepair()
    visit.labour("Замена дисков")
    let estimate = visit.offer()
    #expect(visit.post("object", #"{"reason":"дорого"}"#).status == 200)
    #expect(visit.read()["status"].string == "in_repair")
    #expect(world.get("/v1/estimates/\(estimate)")["status"].string == "superseded")
    #expect(visit.read("/objections")["items/0/reason"].string == "дорого")
    #expect(visit.post("object", #"{"reason":"ещё раз"}"#).status == 409)
  }

  // MARK: One truth for the list and the deeds

  /// The reasons of `/moves` against an offer, and those of the refusal when all proposed lines are estimated and offered.
  private func offer(_ visit: Visit, _ lines: [Int64]) -> (moves: Set<String>, deed: Set<String>) {
    let estimate = visit.must("estimates", #"{"title":"Ещё","line_ids":\#(lines)}"#).id
    let move = visit.read("/moves")["moves"].array.first { $0["name"].string == "offer" }
    let reasons = move?["reasons"].array.compactMap { $0["code"].string } ?? []
    #expect(move?["allowed"].bool == reasons.isEmpty)
    return (Set(reasons), Set(visit.post("offer", #"{"estimate_ids":[\#(estimate)]}"#).codes))
  }

  @Test func whatLiesBeforeTheClientIsNotOfferedAgain() {
    let visit = inRepair()
    let line = visit.labour("Замена дисков")
    visit.must("offer", #"{"estimate_ids":[\#(visit.must("estimates", #"{"title":"Диски"}"#).id)]}"#)
    let again = offer(visit, [line])
    #expect(again.moves == ["line_offered"] && again.deed == ["line_offered"])
    let other = visit.labour("Шланги")
    let more = offer(visit, [other])
    #expect(more.moves.isEmpty && more.deed.isEmpty, "what is new may be")
  }

  @Test func anEstimateOfAllThatIsProposedLeavesOutWhatLiesBeforeTheClient() {
    let visit = inRepair()
    visit.labour("Замена дисков")
    visit.offer()
    let other = visit.labour("Шланги")
    let items = visit.must("estimates", #"{"title":"Ещё"}"#)["items"].array
    #expect(items.compactMap { $0["line_id"].int } == [other])
  }

  @Test func extraWorkOfAWarrantyOrderIsHeldToItsPayersAndCoverage() {
    let visit = world.visit(#""kind":"warranty""#)
    visit.estimate()
    visit.must("lines/\(visit.labour())/coverage-check", "{}")
    visit.approve(visit.offer())
    visit.must("start")
    let line = visit.labour("Замена дисков")
    let undecided = offer(visit, [line])
    #expect(undecided.moves == undecided.deed && undecided.moves.contains("coverage_unchecked"))
    visit.must("lines/\(line)/coverage-check", "{}")
    let decided = offer(visit, [line])
    #expect(decided.moves.isEmpty && decided.deed.isEmpty)
  }

  @Test func extraWorkIsNotOfferedUntilATimeThatHasPassed() {
    let visit = inRepair()
    let line = visit.labour("Замена дисков")
    let estimate = visit.must("estimates", #"{"title":"Ещё","line_ids":[\#(line)]}"#).id
    world.wait(days: 30)
    let move = visit.read("/moves")["moves"].array.first { $0["name"].string == "offer" }
    #expect(move?["reasons"].array.compactMap { $0["code"].string } == ["promise_passed"])
    #expect(visit.post("offer", #"{"estimate_ids":[\#(estimate)]}"#).codes == ["promise_passed"])
  }

  @Test func onePartThatIsThereMayBeOfferedWhileAnotherIsShort() {
    let visit = inRepair()
    let short = visit.part(world.part("DF4381", stock: 0))["id"].int ?? 0
    let missing = offer(visit, [short])
    #expect(missing.moves == ["part_short"] && missing.deed == ["part_short"])
    let there = visit.part(world.part("DF4382", stock: 1))["id"].int ?? 0
    let possible = offer(visit, [there])
    #expect(possible.moves.isEmpty && possible.deed.isEmpty)
  }

  // MARK: Objections

  /// Makes a supplement of its own for each line. Returns the estimates.
  private func supplements(_ visit: Visit, _ names: String...) -> [Int64] {
    names.map { name in
      let line = visit.labour(name)
      let estimate = visit.must("estimates", #"{"title":"\#(name)","line_ids":[\#(line)]}"#).id
      visit.must("offer", #"{"estimate_ids":[\#(estimate)]}"#)
      return estimate
    }
  }

  private func status(_ estimate: Int64) -> String? { world.get("/v1/estimates/\(estimate)")["status"].string }

  @Test func anObjectionWithoutAnEstimateTakesEverySupplementBack() throws {
    let visit = inRepair()
    let offered = supplements(visit, "Диски", "Шланги")
    visit.must("object", #"{"reason":"дорого"}"#)
    #expect(offered.map(status) == ["superseded", "superseded"])
    #expect(!allowed(visit).contains("object") && visit.status == "in_repair")
    let data: String? = try world.desk.db.value("SELECT data FROM events WHERE type = 'objection.made'")
    #expect(data?.contains(#""estimate_ids":[\#(offered[0]),\#(offered[1])]"#) == true)
  }

  @Test func anObjectionToOneSupplementLeavesTheOthers() {
    let visit = inRepair()
    let offered = supplements(visit, "Диски", "Шланги")
    visit.must("object", #"{"reason":"дорого","estimate_id":\#(offered[1])}"#)
    #expect(offered.map(status) == ["offered", "superseded"])
    #expect(visit.post("object", #"{"reason":"x","estimate_id":\#(offered[1])}"#).codes == ["estimate_superseded"])
    let unknown = visit.post("object", #"{"reason":"x","estimate_id":999}"#)
    #expect(unknown.status == 422 && unknown.pointers == ["/estimate_id"])
    #expect(world.visit(client: "Борис").post("object", #"{"reason":"x","estimate_id":\#(offered[0])}"#).codes == ["estimate_unknown"])
  }

  @Test func aSupplementThatHasRunOutMayStillBeObjectedTo() {
    let visit = inRepair()
    let offered = supplements(visit, "Диски")
    world.wait(days: 10)
    #expect(!allowed(visit).contains("approve") && allowed(visit).contains("object"))
    visit.must("object", #"{"reason":"передумал"}"#)
    #expect(offered.map(status) == ["superseded"])
  }

  @Test func aPromiseIsNotMovedBesideTheOfferThatNamesIt() {
    let visit = world.visit()
    visit.estimate()
    visit.labour()
    visit.offer()
    #expect(visit.post("promise", #"{"promised_at":"2026-03-25T15:00:00Z"}"#).codes == ["promise_offered"])
    visit.must("object", #"{"reason":"позже"}"#)
    visit.must("promise", #"{"promised_at":"2026-03-25T15:00:00Z"}"#)
  }
}
