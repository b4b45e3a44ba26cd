import Dispatch
import HTTP
import Testing

func item(_ id: Int64, audience: UInt64 = 1, size: Int = 0) -> LiveItem {
  LiveItem(id: id, audience: audience, bytes: Array("id: \(id)\n\(String(repeating: "x", count: size))\n".utf8))
}

/// Posts a change that adds these items to the stream.
func make(_ items: [LiveItem], _ store: FakeStore, _ client: Client) throws {
  store.set { $0.fresh = items }
  #expect(try client.ask("/a", "POST").status == 201)
}

func watch(_ running: Running, _ target: String = "/events", receiveBuffer: Int32? = 4096) throws -> Client {
  let client = try running.client(receiveBuffer: receiveBuffer)
  try client.say("GET \(target) HTTP/1.1\r\nHost: d\r\n\r\n")
  let head = try client.answer(toHead: true)
  #expect(head.status == 200)
  #expect(head.fields["content-type"] == "text/event-stream; charset=utf-8")
  #expect(head.fields["cache-control"] == "no-store")
  #expect(try client.text(upTo: "\n\n") == ": open\nretry: 3000\n\n")
  return client
}

@Test func newItemsComeInOrderToThoseWhoMaySeeThem() throws {
  let store = FakeStore()
  try Running.with(store.work()) { running in
    let stream = try watch(running)
    let writer = try running.client()
    try make([item(1), item(2, audience: 2), item(3, audience: 3)], store, writer)
    try make([item(4)], store, writer)
    for id in [1, 3, 4] { #expect(try stream.text(upTo: "\n\n") == "id: \(id)\n\n") }
  }
}

@Test func anItemIsDeliveredOnlyAfterTheSync() throws {
  let store = FakeStore(holdsSync: true)
  var work = store.work()
  work.observe = { _, _, _, _ in }
  try Running.with(work) { running in
    let stream = try watch(running)
    let writer = try running.client()
    store.set { $0.fresh = [item(1)] }
    try writer.say("POST /a HTTP/1.1\r\nHost: d\r\n\r\n")
    store.syncBegan.wait()
    Running.until { running.server.counters.answersHeld == 1 }
    let sent = running.server.counters.bytesOut
    #expect(try running.client().ask("/answer").status == 200)
    #expect(running.server.counters.bytesOut < sent + 300)
    store.gate.signal()
    #expect(try stream.text(upTo: "\n\n") == "id: 1\n\n")
    store.note("seen")
    #expect(store.calls.suffix(2) == ["sync", "seen"])
  }
}

@Test func catchingUpGoesOverToLiveWithoutGapOrRepeat() throws {
  let store = FakeStore()
  let table = Monitor<[Int64]>(Array(1...10))
  var work = store.work()
  work.catchUp = { _, after, _ in
    let rows = table.with { $0.filter { $0 > after }.prefix(3) }
    let bytes = rows.flatMap { item($0).bytes }
    return LivePage(bytes: bytes, lastID: rows.last ?? after, more: rows.count == 3)
  }
  work.change = { request in
    let id = table.with { table in
      table.append((table.last ?? 0) + 1)
      return table.last ?? 0
    }
    store.set { $0.fresh = [item(id)] }
    return .answered(Response(status: 201))
  }
  let ready = work
  try Running.with(ready) { running in
    let writer = try running.client()
    let streams = try [2, 5, 8].map { after in (after, try watch(running, "/events?after=\(after)")) }
    for _ in 0..<200 { _ = try writer.ask("/a", "POST") }
    let late = try watch(running, "/events?after=100")
    for _ in 0..<20 { _ = try writer.ask("/a", "POST") }
    for (after, stream) in streams + [(100, late)] {
      for id in (after + 1)...230 { #expect(try stream.text(upTo: "\n\n") == "id: \(id)\n\n") }
    }
  }
}

@Test func aReaderAheadOfTheStoreHearsWhatComesFromNowOn() throws {
  let store = FakeStore()
  var work = store.work()
  work.catchUp = { _, after, _ in
    after > 10 ? LivePage(bytes: Array("reset\n\n".utf8), lastID: 10, more: false) : LivePage(bytes: [], lastID: after, more: false)
  }
  try Running.with(work) { running in
    let stream = try watch(running, "/events?after=5000")
    #expect(try stream.text(upTo: "\n\n") == "reset\n\n")
    let writer = try running.client()
    try make([item(11)], store, writer)
    try make([item(12)], store, writer)
    for id in [11, 12] { #expect(try stream.text(upTo: "\n\n") == "id: \(id)\n\n") }
  }
}

@Test func aReaderTooFarBehindIsCutAndTheOthersAreNot() throws {
  let store = FakeStore()
  try Running.with(store.work(), { $0.limits.streamLag = 100_000 }) { running in
    let slow = try watch(running)
    let writer = try running.client()
    var id: Int64 = 0
    while running.server.counters.streams > 0, id < 2000 {
      id += 1
      try make([item(id, size: 20_000)], store, writer)
    }
    #expect(running.server.counters.streams == 0)
    let fresh = try watch(running)
    try make([item(id + 1)], store, writer)
    #expect(try fresh.text(upTo: "\n\n") == "id: \(id + 1)\n\n")
    _ = slow
  }
}

@Test func aQuietStreamBeats() throws {
  try Running.with(FakeStore().work(), { $0.limits.heartbeat = 80 }) { running in
    let stream = try watch(running)
    #expect(try stream.text(upTo: "\n\n") == ":\n\n")
    #expect(try stream.text(upTo: "\n\n") == ":\n\n")
  }
}

@Test func streamsBeyondTheLimitAreRefused() throws {
  try Running.with(FakeStore().work(), { $0.streams = 1 }) { running in
    let first = try watch(running)
    #expect(try running.client().ask("/events").status == 503)
    #expect(try running.client().ask("/events", "HEAD").status == 200)
    _ = first
  }
}

@Test func aDrainEndsTheStreams() throws {
  let running = try Running(FakeStore().work())
  let stream = try watch(running)
  running.server.drain(within: 1000)
  #expect(try stream.rest().isEmpty)
  #expect(running.end() == nil)
}
