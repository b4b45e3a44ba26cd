import Dispatch
import Testing

@testable import HTTP

/// Resolvers that respond late, never, or with a failure.
@Suite struct NameLookupTests {
  private static let home = SocketAddress(family: 2, bytes: [1, 2, 3])

  /// A resolver that responds when the test says so, and counts its calls.
  private final class Slow: Sendable {
    let gate = DispatchSemaphore(value: 0)
    let asked = Monitor(0)
    var lookup: NameLookup {
      NameLookup { [self] _, _ in
        asked.update(all: true) { $0 += 1 }
        gate.wait()
        return .success([NameLookupTests.home])
      }
    }
  }

  @Test func whoAsksOfAResolverThatHangsWaitsNoLongerThanItSays() {
    let slow = Slow()
    let lookup = slow.lookup
    defer { slow.gate.signal() }
    #expect(throws: NameLookup.Fault.timedOut("example.test")) {
      try lookup.addresses(of: "example.test", port: 80, within: 1)
    }
    // The second caller joins the same look-up, so no second thread is blocked.
    #expect(throws: NameLookup.Fault.timedOut("Example.test")) {
      try lookup.addresses(of: "Example.test", port: 80, within: 1)
    }
    #expect(slow.asked.wait { $0 > 0 ? $0 : nil } == 1)
  }

  @Test func whoAsksForANameThatIsBeingLookedUpGetsTheSameAnswer() async throws {
    let slow = Slow()
    let lookup = slow.lookup
    async let first = Self.ask(lookup)
    _ = slow.asked.wait { $0 == 1 ? true : nil }
    async let second = Self.ask(lookup)
    // One signal ends one look-up. If there were two, one of them would never end.
    slow.gate.signal()
    slow.gate.signal()
    #expect(try await first == [Self.home])
    #expect(try await second == [Self.home])
  }

  private static func ask(_ lookup: NameLookup) async throws -> [SocketAddress] {
    try await withCheckedThrowingContinuation { done in
      DispatchQueue.global().async {
        done.resume(with: Result { try lookup.addresses(of: "example.test", port: 80, within: 60_000) })
      }
    }
  }

  @Test func aNameIsAskedForAnewOnceItHasBeenAnswered() throws {
    let asked = Monitor(0)
    let lookup = NameLookup { host, _ in
      asked.with { $0 += 1 }
      return .failure(.unknown(host))
    }
    for _ in 1...2 {
      #expect(throws: NameLookup.Fault.unknown("example.test")) { try lookup.addresses(of: "example.test", port: 80, within: 60_000) }
    }
    #expect(asked.with { $0 } == 2)
  }

  @Test func moreNamesThanThreadsAreRefusedAtOnce() {
    let slow = Slow()
    let lookup = slow.lookup
    defer { for _ in 1...64 { slow.gate.signal() } }
    for number in 1...64 {
      #expect(throws: NameLookup.Fault.timedOut("h\(number).test")) {
        try lookup.addresses(of: "h\(number).test", port: 80, within: 0)
      }
    }
    #expect(throws: NameLookup.Fault.busy("h65.test")) { try lookup.addresses(of: "h65.test", port: 80, within: 60_000) }
  }

  @Test(arguments: ["127.0.0.1", "::1"]) func anAddressInFiguresIsAskedOfNobody(host: String) throws {
    let lookup = NameLookup { host, _ in .failure(.unknown(host)) }
    #expect(try lookup.addresses(of: host, port: 80, within: 0).count == 1)
  }

  @Test func theMachinesResolverKnowsTheMachine() throws {
    #expect(try !NameLookup().addresses(of: "localhost", port: 80, within: 60_000).isEmpty)
  }
}
