import CLinux
import Glibc

/// epoll. Listeners are level-triggered: reported as long as there is something to accept. Connections are
/// edge-triggered: reported only when bytes have come or there is room again. A pause therefore needs no system call,
/// and nothing is reported twice.
struct Poll: ~Copyable {
  static let readable = UInt32(EPOLLIN.rawValue)
  static let writable = UInt32(EPOLLOUT.rawValue)
  /// The client has sent its last byte.
  static let ended = UInt32(EPOLLRDHUP.rawValue)
  /// All events of a connection, edge-triggered.
  static let changes = readable | writable | ended | UInt32(EPOLLET.rawValue)
  /// The connection is gone in both directions.
  static let broken = UInt32(EPOLLHUP.rawValue) | UInt32(EPOLLERR.rawValue)
  /// Most events per call: as many as can arrive while a turn makes its changes. Those left over would come a turn
  /// late and could not be refused in time.
  static let most = 1024

  private let fd: Int32
  private let events = UnsafeMutablePointer<epoll_event>.allocate(capacity: most)

  init() throws(ServerError) {
    fd = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard fd >= 0 else { throw .system("epoll_create1", errno) }
  }

  deinit {
    close(fd)
    events.deallocate()
  }

  @discardableResult func add(_ file: Int32, _ interest: UInt32, _ key: UInt64) -> Bool {
    var event = epoll_event(events: interest, data: epoll_data_t(u64: key))
    return epoll_ctl(fd, EPOLL_CTL_ADD, file, &event) == 0
  }

  func remove(_ file: Int32) {
    var event = epoll_event()
    epoll_ctl(fd, EPOLL_CTL_DEL, file, &event)
  }

  /// Waits at most `milliseconds`, or without limit if negative. Returns the number of events.
  func wait(_ milliseconds: Int32) -> Int { Int(max(0, epoll_wait(fd, events, Int32(Self.most), milliseconds))) }

  @inline(__always) func event(_ index: Int) -> (what: UInt32, key: UInt64) { (events[index].events, events[index].data.u64) }
}
