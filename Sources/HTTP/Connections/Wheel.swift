/// Deadlines of connections, in a ring of slots of 64 ms each. A connection is linked in one slot and is moved only to
/// an earlier one. A deadline that was put off is noticed when its slot is visited. A request therefore only stores
/// its new deadline.
struct Wheel: ~Copyable {
  typealias Pointer = UnsafeMutablePointer<Connection>

  static let step: Int64 = 64
  private static let size = 1024

  private let slots: UnsafeMutablePointer<Pointer?>
  private var position: Int64
  /// The earliest slot that may hold a connection; `max` if all are empty.
  private var earliest = Int64.max

  init(now: Int64) {
    slots = .allocate(capacity: Self.size)
    slots.initialize(repeating: nil, count: Self.size)
    position = now / Self.step
  }

  deinit { slots.deallocate() }

  /// Monotonic milliseconds of the next slot with a connection; `max` for never.
  var nextVisit: Int64 { earliest == .max ? .max : (earliest &+ 1) &* Self.step }

  /// Ensures that the connection is visited at its deadline or before.
  @inline(__always) mutating func schedule(_ connection: Pointer) {
    if connection.pointee.slot >= 0, connection.pointee.due <= connection.pointee.deadline { return }
    move(connection)
  }

  private mutating func move(_ connection: Pointer) {
    remove(connection)
    guard connection.pointee.deadline != .max else { return }
    let wanted = max(position, connection.pointee.deadline / Self.step)
    let tick = min(wanted, position &+ Int64(Self.size) &- 1)
    let slot = Int(tick % Int64(Self.size))
    connection.pointee.slot = slot
    connection.pointee.due = tick &* Self.step
    connection.pointee.previous = nil
    connection.pointee.next = slots[slot]
    slots[slot]?.pointee.previous = connection
    slots[slot] = connection
    if tick < earliest { earliest = tick }
  }

  mutating func remove(_ connection: Pointer) {
    let slot = connection.pointee.slot
    guard slot >= 0 else { return }
    let (before, after) = (connection.pointee.previous, connection.pointee.next)
    if let before { before.pointee.next = after } else { slots[slot] = after }
    after?.pointee.previous = before
    connection.pointee.slot = -1
  }

  /// Returns the connections whose deadline has passed. The others in the visited slots are linked again.
  mutating func advance(to now: Int64) -> [Seat] {
    let target = now / Self.step
    guard target > earliest else {
      position = max(position, target)
      return []
    }
    var due: [Seat] = []
    var again: [Pointer] = []
    let first = max(earliest, target &- Int64(Self.size))
    for tick in first..<target {
      let slot = Int(tick % Int64(Self.size))
      while let connection = slots[slot] {
        remove(connection)
        if connection.pointee.deadline <= now { due.append(connection.pointee.seat) } else { again.append(connection) }
      }
    }
    position = target
    earliest = .max
    findEarliest()
    for connection in again { move(connection) }
    return due
  }

  private mutating func findEarliest() {
    for tick in position..<(position &+ Int64(Self.size)) where slots[Int(tick % Int64(Self.size))] != nil {
      earliest = tick
      return
    }
  }
}
