internal import Glibc

/// The memory of a thread's last writer, left to its next one: blocks of an answer's size are beyond what malloc has at hand for a
/// thread, and asking it for several of them each time costs as much as writing some thirty fields.
enum SpareMemory {
  /// Smaller blocks cost malloc nothing; larger ones are not hoarded.
  private static let worthKeeping = 1_024...131_072

  /// Each block bears its own capacity in its first word while it lies here.
  private static let place: pthread_key_t? = {
    var key = pthread_key_t()
    return pthread_key_create(&key) { $0?.deallocate() } == 0 ? key : nil
  }()

  /// A block that is too small is freed, so that the one kept comes to be as large as the thread's answers are.
  static func take(atLeast size: Int) -> (start: UnsafeMutableRawPointer, capacity: Int)? {
    guard let place, let start = pthread_getspecific(place) else { return nil }
    pthread_setspecific(place, nil)
    let capacity = start.load(as: Int.self)
    guard capacity >= size else {
      start.deallocate()
      return nil
    }
    return (start, capacity)
  }

  /// Takes a block over, for the next writer or to free it.
  static func leave(_ start: UnsafeMutableRawPointer, capacity: Int) {
    guard let place, worthKeeping.contains(capacity), pthread_getspecific(place) == nil else { return start.deallocate() }
    start.storeBytes(of: capacity, as: Int.self)
    if pthread_setspecific(place, start) != 0 { start.deallocate() }
  }
}
