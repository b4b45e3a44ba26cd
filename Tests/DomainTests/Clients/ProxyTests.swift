import Domain
import Testing

struct ProxyTests {
  let ivan = Proxy(of: 7, at: Instant(rawValue: 0)).with {
    $0.id = 1
    $0.name = "Иван"
    $0.document = "доверенность № 17"
    $0.mayPlace = true
    $0.mayApprove = true
    $0.mayCollect = false
    $0.approveLimit = Money(1_000_000)
    $0.validFromOn = Given.day("2026-03-01")
    $0.validUntilOn = Given.day("2026-03-31")
  }

  func codes(_ power: Proxy.Power, _ day: String, amount: Money? = nil, client: Int64 = 7) -> [String] {
    ivan.reasons(against: power, for: client, on: Given.day(day), amount: amount).map(\.code)
  }

  @Test func theFirstAndTheLastDayAreInside() {
    #expect(codes(.place, "2026-03-01").isEmpty)
    #expect(codes(.place, "2026-03-31").isEmpty)
    #expect(codes(.place, "2026-02-28") == ["proxy_not_yet"])
    #expect(codes(.place, "2026-04-01") == ["proxy_expired"])
  }

  @Test func onlyWhatWasTrustedMayBeDone() {
    #expect(codes(.collect, "2026-03-10") == ["proxy_may_not_collect"])
    #expect(codes(.collect, "2026-04-10") == ["proxy_expired", "proxy_may_not_collect"])
    #expect(codes(.place, "2026-03-10", client: 8) == ["proxy_of_another"])
  }

  @Test func theLimitIsInclusiveAndOnlyForApprovals() {
    #expect(codes(.approve, "2026-03-10", amount: Money(1_000_000)).isEmpty)
    #expect(codes(.approve, "2026-03-10", amount: Money(1_000_001)) == ["proxy_limit"])
    #expect(codes(.place, "2026-03-10", amount: Money(1_000_001)).isEmpty)
  }

  @Test func aRevokedPowerIsAConflict() {
    var revoked = ivan
    revoked.revokedAt = Instant(rawValue: 1)
    #expect(DomainTests.codes { try revoked.check(.place, for: 7, on: Given.day("2026-03-10")) } == ["proxy_revoked"])
  }

  @Test func aCardThatAllowsNothingIsRefused() {
    let reasons = Proxy.reasons(from: Given.day("2026-03-02"), until: Given.day("2026-03-01"), powers: [], limit: Money(1), document: "- –")
    #expect(reasons.map(\.code) == ["proxy_document_empty", "proxy_dates", "proxy_without_power", "proxy_limit_without_power"])
  }
}
