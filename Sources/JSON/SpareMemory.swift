internal import Glibc

/// Keeps the memory of a thread's last writer for its next one. malloc has no blocks of a response's size at hand for
/// a thread, and asking it for several each time costs as much as writing some thirty fields.
enum SpareMemory {
  /// Sizes of blocks that are kept. Smaller ones cost malloc nothing, and larger ones are not hoarded.
  private static let worthKeeping = 1_024...131_072

  /// The thread's slot for a block. A kept block holds its capacity in its first word.
  private static let place: pthread_key_t? = {
    var key = pthread_key_t()
    return pthread_key_create(&key) { $0?.deallocate() } == 0 ? key : nil
  }()

  /// Takes the kept block. One that is too small is freed, so that the kept block grows to the size of the thread's
  /// responses.
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

  /// Keeps a block for the next writer, or frees it.
  static func leave(_ start: UnsafeMutableRawPointer, capacity: Int) {
    guard let place, worthKeeping.contains(capacity), pthread_getspecific(place) == nil else { return start.deallocate() }
    start.storeBytes(of: capacity, as: Int.self)
    if pthread_setspecific(place, start) != 0 { start.deallocate() }
  }
}
