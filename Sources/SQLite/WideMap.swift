internal import CSQLite
internal import Glibc

/// A memory map of the whole file. SQLite maps at most what it was built for, mostly 2 GiB, and copies each page
/// beyond that, which is several times as expensive as reading it in place. Here the open file's methods are copied
/// and two of them replaced: a page beyond SQLite's own map is lent from this one. Both are views of the same file, so
/// they never differ.
struct WideMap: ~Copyable {
  /// The data that the file's methods use. The methods are its first member, so that a method finds the rest.
  private struct Seat {
    var methods: sqlite3_io_methods
    let original: UnsafePointer<sqlite3_io_methods>
    let descriptor: Int32
    /// The view, longer than the file, because the file grows. Bytes beyond its end must not be touched.
    let view: UnsafeMutableRawBufferPointer
    var fileLength: Int64
    var lent = 0
  }
  /// SQLite reads a little beyond a page.
  private static let overlook: Int64 = 256

  private let file: UnsafeMutablePointer<sqlite3_file>
  private let seat: UnsafeMutablePointer<Seat>

  /// nil if SQLite's own map reaches to the end of the file, or if no other is possible. What grows beyond it is
  /// mapped when the file is opened next.
  init?(_ handle: OpaquePointer, path: String, reach: Int64, most: Int64) {
    var found: UnsafeMutablePointer<sqlite3_file>?
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &found)
    guard let file = found, let original = file.pointee.pMethods, original.pointee.iVersion >= 3, original.pointee.xFetch != nil else {
      return nil
    }
    var status = stat()
    guard stat(path, &status) == 0, Int64(status.st_size) > reach, most > reach else { return nil }
    // Stays open as long as the process lives: closing any descriptor of a file releases all locks that the process
    // holds on it (POSIX).
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let length = Int(min(most, Int64(status.st_size) * 2))
    guard let start = mmap(nil, length, PROT_READ, MAP_SHARED, descriptor, 0), start != MAP_FAILED else { return nil }
    self.file = file
    seat = .allocate(capacity: 1)
    seat.initialize(
      to: Seat(
        methods: original.pointee, original: original, descriptor: descriptor, view: .init(start: start, count: length),
        fileLength: Int64(status.st_size)))
    precondition(MemoryLayout<Seat>.offset(of: \.methods) == 0, "the methods are found by their place")
    seat.pointee.methods.iVersion = 3
    seat.pointee.methods.xFetch = { file, offset, count, page in WideMap.fetch(file, offset, count, page) }
    seat.pointee.methods.xUnfetch = { file, offset, page in WideMap.giveBack(file, offset, page) }
    file.pointee.pMethods = UnsafeRawPointer(seat).assumingMemoryBound(to: sqlite3_io_methods.self)
  }

  /// The number of pages lent so far.
  var lent: Int { seat.pointee.lent }

  /// Ends the map. Call it when no page is lent any more, before the file is closed.
  consuming func end() {
    file.pointee.pMethods = seat.pointee.original
    munmap(seat.pointee.view.baseAddress, seat.pointee.view.count)
    seat.deinitialize(count: 1)
    seat.deallocate()
  }

  private static func seat(_ file: UnsafeMutablePointer<sqlite3_file>) -> UnsafeMutablePointer<Seat> {
    UnsafeMutableRawPointer(mutating: UnsafeRawPointer(file.pointee.pMethods)).assumingMemoryBound(to: Seat.self)
  }

  private static func fetch(
    _ file: UnsafeMutablePointer<sqlite3_file>?, _ offset: Int64, _ count: Int32, _ page: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
  ) -> Int32 {
    guard let file, let page else { return SQLITE_MISUSE }
    let seat = seat(file)
    let code = seat.pointee.original.pointee.xFetch(file, offset, count, page)
    guard code == SQLITE_OK, page.pointee == nil, let start = seat.pointee.view.baseAddress else { return code }
    let end = offset + Int64(count) + overlook
    if end > seat.pointee.fileLength {
      var status = stat()
      guard fstat(seat.pointee.descriptor, &status) == 0 else { return code }
      seat.pointee.fileLength = Int64(status.st_size)
    }
    if end <= min(seat.pointee.fileLength, Int64(seat.pointee.view.count)) {
      page.pointee = start + Int(offset)
      seat.pointee.lent &+= 1
    }
    return code
  }

  private static func giveBack(_ file: UnsafeMutablePointer<sqlite3_file>?, _ offset: Int64, _ page: UnsafeMutableRawPointer?) -> Int32 {
    guard let file else { return SQLITE_MISUSE }
    let seat = seat(file)
    if let page, let start = seat.pointee.view.baseAddress, page >= start, page < start + seat.pointee.view.count { return SQLITE_OK }
    // A call without a page means that another connection has changed the file.
    if page == nil { seat.pointee.fileLength = 0 }
    return seat.pointee.original.pointee.xUnfetch(file, offset, page)
  }
}
