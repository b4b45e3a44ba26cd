/// The identity of a connection. It stays unique when another connection gets the same file descriptor.
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

/// One client's connection. It has its own memory, is used by the desk thread only, and holds no buffer while nothing
/// is half read or half written.
struct Connection: ~Copyable {
  enum Stage {
    /// Requests are read and answered.
    case reading
    /// A request waits for its turn, the disk or a worker. Bytes that arrive meanwhile are kept.
    case waiting
    case streaming
    /// The last response is sent. Bytes that still arrive are dropped (RFC 9112, 9.6).
    case lingering
    case closed
  }

  /// The event that the deadline limits.
  enum Patience { case idle, head, body, answer, stream, linger }

  let seat: Seat
  let peer: Peer
  var stage = Stage.reading
  var parser: RequestParser
  /// Bytes received and not used yet.
  var input = ByteBuffer()
  /// Bytes that the kernel has not taken yet.
  var output = ByteBuffer()
  var stream: LiveStream?
  /// Takes the body that is coming, and the bytes of it that wait for their worker.
  var sink: BodySink?
  var owed = 0
  /// The client has sent its last byte.
  var hasEnded = false
  /// True when no request is served after the current one.
  var isClosing = false
  /// True while a client refused again and again for overload is not read.
  var isPaused = false
  /// Monotonic milliseconds of its last refusal for overload.
  var refusedAt = Int64.min / 2
  /// True while the connection is in the loop's `resuming` list, with more requests or bytes to read.
  var isResuming = false
  /// True if there are bytes to read. Edge-triggered epoll does not report them again.
  var isReadable = false
  /// True if the kernel has the client's last byte, even if we have not read it.
  var endsSoon = false

  var patience = Patience.idle
  /// Monotonic milliseconds; `max` without a deadline.
  var deadline = Int64.max
  /// The start of the head, body or response that is under a deadline, and the bytes moved since then.
  var since: Int64 = 0
  var moved = 0
  /// The slot of the wheel that this is linked in (-1: none), and its neighbours there.
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

/// Open connections by file descriptor.
struct ConnectionTable: ~Copyable {
  typealias Pointer = UnsafeMutablePointer<Connection>

  private var slots: UnsafeMutablePointer<Pointer?>
  private var capacity = 1024
  private var generation: UInt32 = 0
  private(set) var count = 0
  /// Connections closed in this turn. They are freed at its end, so that no caller up the stack holds a dangling pointer.
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

  /// All open connections.
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
