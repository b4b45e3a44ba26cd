/// The latest live items, shared by all streams. Every item has a number; a stream remembers the number of its next item.
struct LiveRing {
  private var items = Fifo<LiveItem>()
  private let most: Int
  private var bytes = 0
  /// Bytes of the items that came since the last round of visits began.
  private var freshBytes = 0
  /// The number of the oldest item kept.
  private(set) var first: UInt64 = 0
  /// The number of the next item when the last round of visits began.
  private var place: UInt64 = 0

  /// `most`: bytes kept.
  init(most: Int) { self.most = most }

  /// The number of the next item.
  var end: UInt64 { first &+ UInt64(items.count) }
  /// True if a good part of the ring came since the last round of visits began. Errands then wait for the next round,
  /// so that an import makes items no faster than the streams can be sent them.
  var isFilling: Bool { freshBytes > most / 2 }
  /// True at twice the usual size. Changes then wait until the streams were visited and the ring is trimmed.
  var isFull: Bool { bytes > most &* 2 }

  subscript(number: UInt64) -> LiveItem? { number < first ? nil : items[Int(number &- first)] }

  mutating func append(_ item: LiveItem) {
    items.append(item)
    bytes += item.bytes.count
    freshBytes += item.bytes.count
  }

  mutating func beginRound() {
    place = end
    freshBytes = 0
  }

  /// Drops the oldest items until the rest fits into `most` bytes, but none that came since the round began: some
  /// streams were visited before they came.
  mutating func trim() {
    while bytes > most, first < place, let item = items.popFirst() {
      bytes -= item.bytes.count
      first &+= 1
    }
  }
}

/// State of a connection that follows the live items.
struct LiveStream {
  enum State {
    /// A worker reads a page of earlier items.
    case catchingUp
    /// The next page is asked for when this one is sent.
    case pageDue
    case live
  }

  let request: Request
  let audience: UInt64
  var state: State
  /// The number of the next item in the ring. While catching up: the end of the ring when the page was asked for. The
  /// worker finds everything before that in the store.
  var place: UInt64
  /// The id of the last item that this stream got or skipped.
  var seen: Int64
  /// The stream is in the loop's queue of streams to visit.
  var isWaiting = false
}

/// The timing of visits to streams. All streams are visited in a round, and a pause follows each round.
struct StreamRounds {
  /// The longest pause in milliseconds.
  private static let longest: Int64 = 100

  /// Items have come since the last round began.
  var isDue = false
  /// Nanoseconds that visits have taken since the last round ended.
  var spent: Int64 = 0
  /// Monotonic milliseconds before which no round begins.
  private(set) var from: Int64 = 0

  /// Pauses four times as long as the visits took, so that they get a fifth of the thread's time. Items gather
  /// meanwhile, and the next visit sends them in one piece.
  mutating func end(_ milliseconds: Int64) {
    from = milliseconds &+ min(spent &* 4 / 1_000_000, Self.longest)
    spent = 0
  }
}
