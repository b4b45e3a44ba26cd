/// The last live items, shared by all streams: each stream has its place in it, by a number that rises with every item.
struct LiveRing {
  private var items = Fifo<LiveItem>()
  private let most: Int
  private var bytes = 0
  /// The number of the oldest item still here.
  private(set) var first: UInt64 = 0

  /// `most`: bytes kept.
  init(most: Int) { self.most = most }

  /// The number the next item will have.
  var end: UInt64 { first &+ UInt64(items.count) }

  subscript(number: UInt64) -> LiveItem? { number < first ? nil : items[Int(number &- first)] }

  mutating func append(_ item: LiveItem) {
    items.append(item)
    bytes += item.bytes.count
  }

  /// Forgets the oldest items beyond the bytes kept.
  mutating func trim() {
    while bytes > most, let item = items.popFirst() {
      bytes -= item.bytes.count
      first &+= 1
    }
  }
}

/// What a connection needs to follow the live items.
struct LiveStream {
  enum State {
    /// A worker reads a page of what came before.
    case catchingUp
    /// The next page is asked for when this one has left.
    case pageDue
    case live
  }

  let request: Request
  let audience: UInt64
  var state: State
  /// The next item's number in the ring. While catching up: where the ring ended when the page was asked for; everything
  /// before that is in the store for the worker to see.
  var place: UInt64
  /// The id of the last item this stream has, or has passed over.
  var seen: Int64
}
