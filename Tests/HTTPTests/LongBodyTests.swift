import Dispatch
import Foundation
import HTTP
import Testing

/// Routes whose limit of the body's length differs from others.
@Suite struct LongBodyTests {
  @Test func aBodyThatIsLongerThanItsRouteTakesIsRefusedBeforeItHasCome() throws {
    var work = FakeStore().work()
    work.planHead = { request in .body(limit: request.path == "/short" ? 100_000 : 1_000_000) }
    try Running.with(work, { $0.limits.body = 1_000_000 }) { running in
      let long = String(repeating: "a", count: 100_001)
      let refused = try running.client()
      try refused.say("POST /short HTTP/1.1\r\nHost: d\r\nContent-Length: 100001\r\n\r\n")
      #expect(try refused.answer().status == 413)
      #expect(try running.client().ask("/long", "POST", body: long).status == 201)
      #expect(try running.client().ask("/short", "POST", body: String(long.dropLast())).status == 201)
    }
  }

  // MARK: Bodies in pieces

  /// Collects a body that comes in pieces.
  private final class Taker: Sendable {
    let pieces = Monitor<[[UInt8]]>([])
    let gone: DispatchSemaphore
    init(_ gone: DispatchSemaphore) { self.gone = gone }
    deinit { gone.signal() }
  }

  private static let body = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }

  /// Work whose `/files` takes bodies in pieces, each after `pause`. The response has the size and sum of all, and the number of pieces.
  private func work(_ gone: DispatchSemaphore, pause: @escaping @Sendable () -> Void = {}) -> Work {
    var work = FakeStore().work { request in request.path == "/files" ? .worker(.files) : FakeStore.plan(&request) }
    work.planHead = { _ in
      .pieces(
        limit: 3_000_000,
        BodySink(on: .files, Taker(gone)) { taker, piece in
          pause()
          taker.pieces.with { $0.append(Array(piece)) }
        })
    }
    work.work = { request, _ in
      let taken = (request.upload as? Taker)?.pieces.with { $0 } ?? []
      let all = taken.flatMap(\.self) + request.withBody { Array($0) }
      return Response(status: 200, text: "\(all == Self.body) \(taken.count > 8) \(taken.map(\.count).max() ?? 0 < 400_000)")
    }
    return work
  }

  private func head(_ fields: String) -> [UInt8] { Array("POST /files HTTP/1.1\r\nHost: d\r\n\(fields)\r\n\r\n".utf8) }

  @Test func aBodyInPiecesIsTakenInOrderAndNeverWhole() throws {
    let gone = DispatchSemaphore(value: 0)
    try Running.with(work(gone)) { running in
      let client = try running.client()
      for _ in 1...2 {
        try client.say(head("Content-Length: \(Self.body.count)") + Self.body)
        #expect(try client.answer().body == "true true true")
        gone.wait()
      }
      try client.say(head("Transfer-Encoding: chunked"))
      for start in stride(from: 0, to: Self.body.count, by: 70_000) {
        let piece = Self.body[start..<min(start + 70_000, Self.body.count)]
        try client.say(Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + Array("\r\n".utf8))
      }
      try client.say("0\r\n\r\n")
      #expect(try client.answer().body == "true true true")
    }
  }

  @Test func aBodyIsNotReadOnWhileItsPiecesWait() throws {
    let (gone, go) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    try Running.with(work(gone, pause: { go.wait() }), { $0.limits.owed = 300_000 }) { running in
      let client = try running.client()
      let sending = DispatchSemaphore(value: 0)
      let bytes = head("Content-Length: \(Self.body.count)") + Self.body
      nonisolated(unsafe) let sender = client  // one thread sends and the other receives
      Thread.detachNewThread {
        try? sender.say(bytes)
        sending.signal()
      }
      Running.until { running.server.counters.bytesIn > 300_000 }
      let before = running.server.counters.bytesIn
      #expect(try running.client().ask("/work").status == 200, "the others go on")
      #expect(running.server.counters.bytesIn < before + 400_000)
      for _ in 1...20 { go.signal() }
      #expect(try client.answer().body == "true true true")
      sending.wait()
    }
  }

  @Test func aBodyTooLongIsRefusedAndWhatAClientLeavesIsLetGo() throws {
    let gone = DispatchSemaphore(value: 0)
    try Running.with(work(gone)) { running in
      let long = try running.client()
      try long.say(head("Content-Length: 3000001"))
      #expect(try long.answer().status == 413)
      gone.wait()
      do {
        let leaving = try running.client()
        try leaving.say(head("Content-Length: \(Self.body.count)") + Self.body[..<1_000_000])
        Running.until { running.server.counters.bytesIn > 1_000_000 }
      }
      gone.wait()
      let chunked = try running.client()
      try chunked.say(head("Transfer-Encoding: chunked") + Array("2dc6c1\r\n".utf8))
      #expect(try chunked.answer().status == 413)
      gone.wait()
    }
  }
}
