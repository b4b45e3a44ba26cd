import Testing

@testable import HTTP

@Test func aFifoGivesBackInOrderWhatWasPutIn() {
  var queue = Fifo<Int>()
  var expected = 0
  for number in 0..<5000 {
    queue.append(number)
    if number % 3 == 0 {
      #expect(queue.popFirst() == expected)
      expected += 1
    }
  }
  #expect(queue.count == 5000 - expected)
  #expect(queue.first == expected)
  #expect(queue[2] == expected + 2)
  #expect(queue[queue.count] == nil)
  while let next = queue.popFirst() {
    #expect(next == expected)
    expected += 1
  }
  #expect(expected == 5000)
  #expect(queue.isEmpty)
}

@Test func aBufferKeepsItsBytesHoweverItIsFilledAndEmptied() {
  var generator = SeededGenerator(seed: 7)
  var buffer = ByteBuffer()
  var model: [UInt8] = []
  for _ in 0..<3000 {
    let more = (0..<Int.random(in: 0...400, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    buffer.append(more)
    model += more
    let used = Int.random(in: 0...min(model.count, 420), using: &generator)
    buffer.consume(used)
    model.removeFirst(used)
    #expect(buffer.bytes.elementsEqual(model))
    if model.isEmpty { buffer.release() }
  }
}

@Test(arguments: [0, 7, 10, 99, 100, 4096, 65_535, Int.max])
func numbersAreWrittenInDigits(_ number: Int) {
  var buffer = ByteBuffer()
  buffer.append(decimal: number)
  buffer.append(" ")
  buffer.append(hexadecimal: UInt64(number))
  #expect(String(decoding: buffer.bytes, as: UTF8.self) == "\(number) \(String(number, radix: 16))")
}

@Test func aDateIsSpelledAsTheStandardSays() {
  #expect(HTTPDate.text(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
  #expect(HTTPDate.text(0) == "Thu, 01 Jan 1970 00:00:00 GMT")
}

@Test func theWheelVisitsADeadlineWhenItHasComeAndNotWhenItWasPutOff() {
  var table = ConnectionTable()
  var wheel = Wheel(now: 1_000_000)
  let soon = table.open(3, .local, Limits())
  let late = table.open(4, .local, Limits())
  let far = table.open(5, .local, Limits())
  for (connection, deadline) in [(soon, 1_000_500), (late, 1_000_500), (far, 1_400_000)] as [(ConnectionTable.Pointer, Int64)] {
    connection.pointee.deadline = deadline
    wheel.schedule(connection)
  }
  late.pointee.deadline = 1_002_000
  wheel.schedule(late)
  #expect(wheel.advance(to: 1_000_400).isEmpty)
  #expect(wheel.advance(to: 1_000_700).map { $0.fd } == [3])
  #expect(wheel.advance(to: 1_001_900).isEmpty)
  #expect(wheel.advance(to: 1_002_200).map { $0.fd } == [4])
  far.pointee.deadline = 1_003_000
  wheel.schedule(far)
  #expect(wheel.advance(to: 1_003_200).map { $0.fd } == [5])
  #expect(wheel.nextVisit == .max)
}

@Test func aSeatIsNotGivenToTheNextConnectionOfItsDescriptor() {
  var table = ConnectionTable()
  let first = table.open(2000, .local, Limits())
  let seat = first.pointee.seat
  #expect(table[seat] != nil)
  #expect(Seat(packed: seat.packed) == seat)
  table.close(first)
  table.bury()
  let second = table.open(2000, .local, Limits())
  #expect(table[seat] == nil)
  #expect(table[second.pointee.seat] != nil)
  #expect(table[Seat(fd: -1, generation: 1)] == nil)
}

@Test func thePaceForgetsOneBadTurn() {
  var pace = Pace()
  pace.done = 1
  pace.turn(50_000_000, wasBusy: true)
  #expect(pace.wait(1) == 50_000_000)
  for _ in 0..<60 {
    pace.done = 10
    pace.turn(100_000, wasBusy: false)
  }
  #expect(pace.wait(100) < 5_000_000)
  pace.done = 1
  pace.turn(10_000_000_000, wasBusy: false)
  #expect(pace.wait(100) < 5_000_000, "a turn that slept says nothing")
}

@Test func errandsGoFirstAndRequestsGetAsMuchTimeAfterThem() throws {
  var queue = ChangeQueue()
  for name in ["r1", "r2", "r3", "e1", "e2", "r4"] { queue.append(try waiting(name)) }
  #expect(queue.count == 6)
  #expect(queue.oldest?.path == "/r1")
  var order: [String] = []
  func next(taking nanoseconds: Int64) throws {
    let first = queue.popFirst()
    let change = try #require(first)
    order.append(change.request?.path ?? "errand")
    queue.took(change, nanoseconds, until: 0, isAlone: true)
  }
  try next(taking: 100)
  try next(taking: 60)
  try next(taking: 60)
  try next(taking: 10)
  try next(taking: 5)
  try next(taking: 5)
  #expect(order == ["errand", "/r1", "/r2", "errand", "/r3", "/r4"])
  #expect(queue.isEmpty)
}

@Test func errandsNeedNotWaitForRequestsThatAreNotThere() throws {
  var queue = ChangeQueue()
  for name in ["e1", "e2", "r1"] { queue.append(try waiting(name)) }
  for expected in [nil, "/r1", nil] as [String?] {
    let first = queue.popFirst()
    let change = try #require(first)
    #expect(change.request?.path == expected)
    queue.took(change, 1_000, until: 0, isAlone: true)
  }
  queue.putBack([try waiting("r8"), try waiting("e9"), try waiting("r9")])
  queue.append(try waiting("r10"))
  let order = (0..<4).map { _ in queue.popFirst()?.request?.path }
  #expect(order == ["/r8", nil, "/r9", "/r10"])
}

@Test func whileRequestsComeAnErrandRestsAsLongAsTheLastOneTook() throws {
  var queue = ChangeQueue()
  for name in ["e1", "e2", "e3"] { queue.append(try waiting(name)) }
  let first = queue.popFirst(1_000_000)
  queue.took(try #require(first), 400_000, until: 1_400_000, isAlone: false)
  #expect(queue.from == 1_800_000)
  let tooSoon = queue.popFirst(1_799_999)
  #expect(tooSoon?.request == nil && queue.count == 2)
  queue.append(try waiting("r1"))
  #expect(queue.from == .min)
  let request = queue.popFirst(1_799_999)
  #expect(request?.request?.path == "/r1")
  let second = queue.popFirst(1_800_000)
  queue.took(try #require(second), 60_000_000, until: 61_800_000, isAlone: false)
  #expect(queue.from == 66_800_000, "a long errand rests no longer than a few turns")
  let third = queue.popFirst()
  #expect(try #require(third).request == nil && queue.from == nil)
}

/// A name that begins with `e` is an errand; any other is a request's path.
private func waiting(_ name: String) throws -> WaitingChange {
  if name.hasPrefix("e") { return .errand(Errand {}) }
  var parser = RequestParser(limits: Limits())
  var consumed = 0
  let bytes = Array("POST /\(name) HTTP/1.1\r\nHost: d\r\n\r\n".utf8)
  let event = bytes.withUnsafeBytes { parser.parse($0, origin: Origin(), consumed: &consumed) }
  guard case .request(let request) = event else { throw NoRequest() }
  return .request(Seat(fd: 9, generation: 1), request)
}

private struct NoRequest: Error {}

@Test func refusedConnectionsComeBackSpreadOverTime() {
  var pauses = Pauses(longest: 40)
  for number in 1...100 { pauses.add(Seat(fd: Int32(number), generation: 1), 1000, salt: UInt64(number)) }
  #expect(pauses.next > 1020)
  var waves = 0
  for now in Int64(1000)...1040 {
    var came = 0
    while pauses.takeFirst(until: now) != nil { came += 1 }
    if came > 0 { waves += 1 }
  }
  #expect(waves == 4)
  #expect(pauses.next == .max)
}

@Test func theRingForgetsTheOldestItemsAndKeepsTheirNumbers() {
  var ring = LiveRing(most: 100)
  for id in 1...20 { ring.append(LiveItem(id: Int64(id), audience: 1, bytes: [UInt8](repeating: 0, count: 10))) }
  ring.beginRound()
  ring.trim()
  #expect(ring.end == 20)
  #expect(ring.first == 10)
  #expect(ring[9] == nil)
  #expect(ring[10]?.id == 11)
  #expect(ring[20] == nil)
}
