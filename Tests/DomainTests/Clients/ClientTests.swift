import Domain
import Testing

struct ClientTests {
  let anna = Client(.person, at: Instant(rawValue: 0)).with { ($0.id, $0.name) = (1, "Анна") }
  let boris = Client(.person, at: Instant(rawValue: 0)).with { ($0.id, $0.name) = (2, "Борис") }

  @Test func aRefusedClientIsServedOnlyByAManagerWithAReason() {
    var client = anna
    client.refusedServiceReason = "угрожал мастеру"
    #expect(client.reasons(againstOrderBy: .advisor, reason: "просит прощения").map(\.code) == ["service_refused"])
    #expect(client.reasons(againstOrderBy: .manager, reason: nil).map(\.code) == ["service_refused"])
    #expect(client.reasons(againstOrderBy: .manager, reason: "просит прощения").isEmpty)
    #expect(anna.reasons(againstOrderBy: .advisor, reason: nil).isEmpty)
  }

  @Test func theNewestConsentOfAPurposeIsInForce() {
    let rows = [
      Consent(id: 1, clientID: 1, purpose: .survey, given: true, how: "paper", at: Instant(rawValue: 5)),
      Consent(id: 3, clientID: 1, purpose: .survey, given: false, how: "phone", at: Instant(rawValue: 9)),
      Consent(id: 2, clientID: 1, purpose: .marketing, given: true, how: "paper", at: Instant(rawValue: 5)),
    ]
    #expect(!Consent.isGiven(.survey, in: rows))
    #expect(Consent.isGiven(.marketing, in: rows))
    #expect(!Consent.isGiven(.personalData, in: rows))
  }

  @Test func onlyTwoActiveCardsAreMerged() {
    var gone = boris
    gone.status = .merged
    gone.mergedIntoID = 9
    #expect(Merge.reasons(againstMerging: boris, into: anna).isEmpty)
    #expect(Merge.reasons(againstMerging: anna, into: anna).map(\.code) == ["merge_same"])
    #expect(Merge.reasons(againstMerging: gone, into: anna).map(\.code) == ["client_merged"])
    var merge = Merge(id: 1, survivorID: 1, mergedID: 2, reason: "двойник", at: Instant(rawValue: 0), userID: 1)
    #expect(merge.reasonsAgainstUndo(survivor: anna, merged: gone).isEmpty)
    merge.undoneAt = Instant(rawValue: 1)
    #expect(merge.reasonsAgainstUndo(survivor: anna, merged: boris).map(\.code) == ["merge_undone"])
  }

  @Test func aPersonWithOpenOrdersDebtsOrMoneyWithUsIsNotErased() {
    let facts = ErasureFacts(client: anna, openOrders: ["ЗН-2026-000001"], unpaidDocuments: ["СЧ-2026-000002"], unspent: Money(100))
    #expect(facts.reasons.map(\.code) == ["erase_open_orders", "erase_unpaid", "erase_unspent"])
    #expect(facts.reasons[0].ru.contains("ЗН-2026-000001"))
    #expect(ErasureFacts(client: anna, openOrders: [], unpaidDocuments: [], unspent: .zero).reasons.isEmpty)
  }
}
