import Domain
import JSON
import SQLite
import Testing

@testable import API

/// What will still stand against the keys is told while there is time for it, not only when the client waits for them.
@Suite struct MovesAheadTests {
  private func codes(_ visit: Visit, _ move: String) -> [String] {
    let found = visit.read("/moves")["moves"].array.first { $0["name"].string == move }
    return found?["reasons"].array.compactMap { $0["code"].string } ?? []
  }

  @Test func anApprovedOrderTellsWhatIsStillAgainstItsDelivery() throws {
    let world = try World()
    let visit = world.visit()
    visit.labour()
    #expect(codes(visit, "deliver") == ["work_order_status"])
    visit.estimate()
    let estimate = visit.offer()
    #expect(codes(visit, "deliver") == ["work_order_status"])
    visit.approve(estimate)
    let ahead = ["work_order_status", "labour_not_done", "quality_unchecked"]
    #expect(codes(visit, "ready") == ahead && codes(visit, "deliver") == ahead + ["document_missing"])
    visit.must("start")
    #expect(codes(visit, "ready") == Array(ahead.dropFirst()) && codes(visit, "deliver") == ahead + ["document_missing"])
    visit.ready()
    #expect(codes(visit, "deliver") == ["document_missing"])
    try visit.pay()
    #expect(codes(visit, "deliver") == [] && visit.post("deliver", #"{"collected_by":"Анна Крылова"}"#).status == 200)
  }

  /// The refusal itself names why not now; what is ahead stands in its moves.
  @Test func theRefusalOfADeliveryStillNamesTheState() throws {
    let world = try World()
    let visit = world.visit()
    visit.labour()
    visit.start()
    let refused = visit.post("deliver", #"{"collected_by":"Анна Крылова"}"#)
    #expect(refused.status == 409 && refused.codes == ["work_order_status"], "\(refused)")
    let deliver = refused["moves"].array.first { $0["name"].string == "deliver" }
    #expect(deliver?["reasons"].array.contains { $0["code"].string == "document_missing" } == true)
  }
}
