import Dispatch
import Foundation
import Testing

@testable import HTTP

/// How the loop divides the sending of items to many streams. With `streamTime` 0 a turn visits one stream.
@Suite struct StreamVisitTests {
  private let store = FakeStore()

  /// A store that records `turn` and `visit` too.
  private func noting(_ mayHear: @escaping @Sendable () -> Void = {}) -> Work {
    var work = store.work()
    work.mayChange = { [store] in
      store.note("turn")
      return true
    }
    work.mayHear = { [store] _ in
      store.note("visit")
      mayHear()
      return true
    }
    return work
  }

  private func calls(_ names: Set<String>) -> [String] { store.calls.filter(names.contains) }

  @Test func aTurnVisitsNoMoreStreamsThanItHasTimeForSoThatReadersNeedNotWaitForAll() throws {
    try Running.with(noting(), { $0.streamTime = 0 }) { running in
      let streams = try (0..<4).map { _ in try watch(running) }
      try make([item(1)], store, running.client())
      for stream in streams { #expect(try stream.text(upTo: "\n\n") == "id: 1\n\n") }
      let seen = calls(["turn", "visit"])
      #expect(seen.count { $0 == "visit" } == 4)
      #expect(!zip(seen, seen.dropFirst()).contains { $0 == ("visit", "visit") })
    }
  }

  @Test func aStreamIsToldAPortionAVisitSoThatOneThatHasMissedMuchKeepsNobodyWaiting() throws {
    let visits = Monitor<[UInt64]>([])
    var work = store.work()
    work.mayHear = { request in
      visits.with { $0.append(request.id) }
      return true
    }
    try Running.with(work, { $0.streamTime = 0 }) { running in
      let streams = try (0..<2).map { _ in try watch(running, receiveBuffer: nil) }
      try make((1...4).map { item($0, size: 60_000) }, store, running.client())
      for stream in streams {
        for id in 1...4 { #expect(try stream.text(upTo: "x\n").hasPrefix("id: \(id)\n")) }
      }
      let seen = visits.with { $0 }
      #expect(Set(seen).count == 2)
      #expect(Array(seen.prefix(4)) == [seen[0], seen[1], seen[0], seen[1]] && seen[0] != seen[1])
    }
  }

  @Test func errandsMakeItemsNoFasterThanTheStreamsAreSentThem() throws {
    // Each item is more than half of what the ring keeps, so each errand ends only when a round with its item has begun.
    try Running.with(noting(), { ($0.streamTime, $0.limits.streamLag) = (0, 1_000) }) { running in
      let streams = try (0..<5).map { _ in try watch(running) }
      for id in 1...20 { try running.server.perform { store.set { $0.fresh = [item(Int64(id), size: 600)] } } }
      #expect(calls(["visit"]).count > 19 * streams.count)
      for stream in streams {
        for id in 1...20 { #expect(try stream.text(upTo: "x\n").hasPrefix("id: \(id)\n")) }
      }
    }
  }

  @Test func anErrandNeedNotWaitForTheStreamsWhileTheRingHasRoom() throws {
    let go = DispatchSemaphore(value: 0)
    try Running.with(noting { go.wait() }, { $0.streamTime = 0 }) { running in
      let streams = try (0..<5).map { _ in try watch(running) }
      go.signal()
      try running.server.perform { store.set { $0.fresh = [item(1)] } }
      #expect(calls(["visit"]).count < streams.count)
      for _ in streams { go.signal() }
      for stream in streams { #expect(try stream.text(upTo: "\n\n") == "id: 1\n\n") }
    }
  }

  @Test func visitsGetAFifthOfTheTimeSoThatItemsGatherMeanwhile() {
    var rounds = StreamRounds()
    #expect(rounds.from == 0)
    for (spent, from): (Int64, Int64) in [(100_000, 1_000), (1_000_000, 1_004), (10_000_000, 1_040), (900_000_000, 1_100)] {
      rounds.spent = spent
      rounds.end(1_000)
      #expect(rounds.from == from && rounds.spent == 0)
    }
  }

  @Test func theRingKeepsWhatCameSinceARoundBegan() {
    var ring = LiveRing(most: 100)
    for id in 1...3 { ring.append(item(Int64(id), size: 60)) }
    ring.trim()
    #expect(ring.first == 0, "no round has begun")
    ring.beginRound()
    #expect(!ring.isFilling)
    ring.append(item(4, size: 60))
    #expect(ring.isFilling && ring.isFull)
    ring.trim()
    #expect(ring.first == 3 && ring[3]?.id == 4 && !ring.isFull)
  }

  @Test func aReaderWhoTakesNothingHoldsUpNoErrand() throws {
    try Running.with(store.work(), { $0.limits.streamLag = 100_000 }) { running in
      let slow = try watch(running)
      let quick = try watch(running)
      var id: Int64 = 0
      while running.server.counters.streams == 2, id < 2_000 {
        id += 1
        let next = id
        try running.server.perform { store.set { $0.fresh = [item(next, size: 20_000)] } }
        #expect(try quick.text(upTo: "x\n").hasPrefix("id: \(id)\n"))
      }
      #expect(running.server.counters.streams == 1, "the slow one is cut")
      _ = slow
    }
  }

  @Test func aStreamThatWaitsForItsVisitIsNotCutHoweverMuchHasComeMeanwhile() throws {
    try Running.with(store.work(), { ($0.streamTime, $0.limits.streamLag) = (0, 1_000) }) { running in
      let streams = try (0..<5).map { _ in try watch(running) }
      try make((1...10).map { item($0, size: 500) }, store, running.client())
      for stream in streams {
        for id in 1...10 { #expect(try stream.text(upTo: "x\n").hasPrefix("id: \(id)\n")) }
      }
    }
  }

  @Test func changesWaitWhileTheStreamsThatKeepUpAreFarBehind() throws {
    let (began, go) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let work = noting {
      began.signal()
      go.wait()
    }
    try Running.with(work, { ($0.streamTime, $0.limits.streamLag) = (0, 1_000) }) { running in
      let streams = try (0..<3).map { _ in try watch(running) }
      let (first, second) = (try running.client(), try running.client())
      store.set { $0.fresh = (1...10).map { item($0, size: 500) } }
      try first.say("POST /a HTTP/1.1\r\nHost: d\r\n\r\n")
      began.wait()
      try second.say("POST /b HTTP/1.1\r\nHost: d\r\n\r\n")
      for _ in 0..<3 { go.signal() }
      #expect(try first.answer().status == 201)
      #expect(try second.answer().status == 201)
      #expect(calls(["visit", "change /a", "change /b"]) == ["change /a", "visit", "visit", "visit", "change /b"])
      for stream in streams { #expect(try stream.text(upTo: "x\n").hasPrefix("id: 1\n")) }
    }
  }

  @Test func aReaderWhoMayHearNoMoreIsCutAtItsVisit() throws {
    var work = store.work()
    work.mayHear = { $0.path == "/events" && $0.withHeader("x-out") { $0 == nil } }
    try Running.with(work) { running in
      let client = try running.client()
      try client.say("GET /events HTTP/1.1\r\nHost: d\r\nX-Out: 1\r\n\r\n")
      #expect(try client.answer(toHead: true).status == 200)
      let stays = try watch(running)
      try make([item(1)], store, running.client())
      #expect(try stays.text(upTo: "\n\n") == "id: 1\n\n")
      #expect(try client.rest() == ": open\nretry: 3000\n\n")
    }
  }

  @Test func anErrandIsDoneThoughADrainEndsTheStreamsBeforeTheyAreTold() throws {
    let (began, go) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let work = noting {
      began.signal()
      go.wait()
    }
    let running = try Running(work) { $0.streamTime = 0 }
    let streams = try (0..<3).map { _ in try watch(running) }
    let (outcome, ended) = (Monitor<PerformError?>(.timedOut), DispatchSemaphore(value: 0))
    Thread.detachNewThread { [store] in
      do throws(PerformError) {
        try running.server.perform { store.set { $0.fresh = [item(1)] } }
        outcome.with { $0 = nil }
      } catch { outcome.with { $0 = error } }
      ended.signal()
    }
    began.wait()
    running.server.drain(within: 10_000)
    go.signal()
    ended.wait()
    #expect(outcome.with { $0 } == nil)
    #expect(running.end() == nil)
    #expect(calls(["visit"]).count == 1)
    _ = streams
  }
}
