import Domain
import Testing

@testable import API
@testable import Desk

/// What `/moves` says of extra work while the order stays in repair, and what the deeds then do.
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
