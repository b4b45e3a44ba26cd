import Domain
import Testing

@testable import API

@Suite struct ReplicaToldTests {
  private func told(
    required: Bool = false, aloneSince: Int64? = nil, behind: Int64 = 0, log: Int64 = 0
  ) -> ReplicaTold {
    let file = ReplicaTold.File(name: .database, transaction: 4, replicated: 3, behindMilliseconds: behind, logBytes: log)
    return ReplicaTold(
      waitMilliseconds: 100, isRequired: required, waiting: 0, aloneSince: aloneSince.map { Instant(rawValue: $0) },
      why: aloneSince == nil ? nil : "no answer in time", files: [file], confirmations: 0, failures: 0)
  }

  @Test func whatIsInOrderIsNoWarning() {
    #expect(told(behind: 30_000, log: 256 << 20).warnings.isEmpty)
    #expect(told().trouble == nil)
  }

  @Test func aLongLogAndALateReplicaAreWarnings() {
    #expect(told(log: (256 << 20) + 1).warnings.map(\.code) == ["log_long"])
    #expect(told(behind: 30_001, log: 300 << 20).warnings.map(\.code) == ["replica_behind", "log_long"])
    #expect(told(log: 300 << 20).warnings.first?.en.contains("300 MiB") == true)
  }

  @Test func aDeskAloneWarnsAndIsUnreadyOnlyIfTheReplicaIsRequired() {
    #expect(told(aloneSince: 1, behind: 60_000).warnings.map(\.code) == ["replica_alone"])
    #expect(told(aloneSince: 1).trouble == nil)
    #expect(told(required: true).trouble == nil)
    #expect(told(required: true, aloneSince: 1).trouble?.code == "not_replicated")
  }
}
