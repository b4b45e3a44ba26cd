/// The latest live items, shared by all streams. Every item has a number; a stream remembers the number of its next item.
struct LiveRing {
  private var items = Fifo<LiveItem>()
  private let most: Int
  private var bytes = 0
  /// The number of the oldest item kept.
  private(set) var first: UInt64 = 0

  /// `most`: bytes kept.
  init(most: Int) { self.most = most }

  /// The number of the next item.
  var end: UInt64 { first &+ UInt64(items.count) }
  /// True at twice the usual size. Changes then wait until the streams were visited and the ring is trimmed.
  var isFull: Bool { bytes > most &* 2 }

  subscript(number: UInt64) -> LiveItem? { number < first ? nil : items[Int(number &- first)] }

  mutating func append(_ item: LiveItem) {
    items.append(item)
    bytes += item.bytes.count
  }

  /// Drops the oldest items until the rest fits into `most` bytes.
  mutating func trim() {
    while bytes > most, let item = items.popFirst() {
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

/// An errand that is on disk and whose items are in the ring. It ends when each stream that waited has been visited
/// once, so that an import makes items no faster than the streams can be sent them.
struct UnheardErrand {
  let errand: Errand
  /// The number of visits since the start after which it ends.
  let visits: UInt64
}
