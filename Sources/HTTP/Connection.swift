/// A connection's name that stays right when its file descriptor is used again by another.
struct Seat: Hashable, Sendable {
  let fd: Int32
  let generation: UInt32

  var packed: UInt64 { UInt64(UInt32(bitPattern: fd)) | UInt64(generation) << 32 }

  init(fd: Int32, generation: UInt32) {
    self.fd = fd
    self.generation = generation
  }

  init(packed: UInt64) {
    fd = Int32(bitPattern: UInt32(truncatingIfNeeded: packed))
    generation = UInt32(truncatingIfNeeded: packed >> 32)
  }
}

/// One client's connection. It lives in memory of its own, is touched by the desk thread only, and holds no buffer while
/// nothing is half read or half written.
struct Connection: ~Copyable {
  enum Stage {
    /// Requests are read and answered.
    case reading
    /// A request waits for its turn, the disk or a worker; what comes meanwhile is kept.
    case waiting
    case streaming
    /// The last answer is out; what still comes is thrown away (RFC 9112, 9.6).
    case lingering
    case closed
  }

  /// What the deadline is for.
  enum Patience { case idle, head, body, answer, stream, linger }

  let seat: Seat
  let peer: Peer
  var stage = Stage.reading
  var parser: RequestParser
  /// Bytes that came and could not be used yet.
  var input = ByteBuffer()
  /// Bytes the kernel would not take yet.
  var output = ByteBuffer()
  var stream: LiveStream?
  /// The client has sent its last byte.
  var hasEnded = false
  /// No request after the one being answered.
  var isClosing = false
  /// Refused for overload again and again: not read until the pause is over.
  var isPaused = false
  /// Monotonic milliseconds of its last refusal for overload.
  var refusedAt = Int64.min / 2
  /// Waits in the loop's list for the rest of its pipeline, or of what has come.
  var isResuming = false
  /// Something has come that was not read yet: the kernel does not say it again.
  var isReadable = false
  /// The client's last byte has come; it may not have been read.
  var endsSoon = false

  var patience = Patience.idle
  /// Monotonic milliseconds; `max` for none.
  var deadline = Int64.max
  /// When the head, body or answer that is timed began, and how many bytes of it have moved.
  var since: Int64 = 0
  var moved = 0
  /// The wheel's slot this is linked in, -1 for none, and its neighbours there.
  var slot = -1
  var due: Int64 = 0
  var previous: UnsafeMutablePointer<Connection>?
  var next: UnsafeMutablePointer<Connection>?

  init(seat: Seat, peer: Peer, limits: Limits) {
    self.seat = seat
    self.peer = peer
    parser = RequestParser(limits: limits)
  }
}

/// The open connections by file descriptor.
struct ConnectionTable: ~Copyable {
  typealias Pointer = UnsafeMutablePointer<Connection>

  private var slots: UnsafeMutablePointer<Pointer?>
  private var capacity = 1024
  private var generation: UInt32 = 0
  private(set) var count = 0
  /// Closed in this turn; freed at its end, so that nobody up the stack holds a dead pointer.
  private var graves: [Pointer] = []

  init() {
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: nil, count: capacity)
  }

  deinit {
    for index in 0..<capacity {
      if let connection = slots[index] { Self.free(connection) }
    }
    for grave in graves { Self.free(grave) }
    slots.deallocate()
  }

  @inline(__always) subscript(seat: Seat) -> Pointer? {
    let index = Int(seat.fd)
    guard index >= 0, index < capacity, let connection = slots[index], connection.pointee.seat.generation == seat.generation else {
      return nil
    }
    return connection
  }

  mutating func open(_ fd: Int32, _ peer: Peer, _ limits: Limits) -> Pointer {
    while Int(fd) >= capacity { grow() }
    generation &+= 1
    let connection = Pointer.allocate(capacity: 1)
    connection.initialize(to: Connection(seat: Seat(fd: fd, generation: generation), peer: peer, limits: limits))
    slots[Int(fd)] = connection
    count += 1
    return connection
  }

  mutating func close(_ connection: Pointer) {
    slots[Int(connection.pointee.seat.fd)] = nil
    count -= 1
    graves.append(connection)
  }

  mutating func bury() {
    guard !graves.isEmpty else { return }
    for grave in graves { Self.free(grave) }
    graves.removeAll(keepingCapacity: true)
  }

  /// All that are open now.
  func all() -> [Seat] {
    (0..<capacity).compactMap { slots[$0]?.pointee.seat }
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Pointer?>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: slots, count: capacity)
    (larger + capacity).initialize(repeating: nil, count: capacity)
    slots.deallocate()
    slots = larger
    capacity *= 2
  }

  private static func free(_ connection: Pointer) {
    connection.deinitialize(count: 1)
    connection.deallocate()
  }
}
