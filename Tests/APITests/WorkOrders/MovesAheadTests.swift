import Domain
import JSON
import SQLite
import Testing

@testable import API

/// Tests that obstacles to the hand-over are listed early, not only when the client waits for the keys.
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

  /// The refusal names the present obstacles. Later ones are in its `moves`.
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
