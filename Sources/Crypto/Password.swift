import CCrypt
import Glibc

/// Passwords as yescrypt hashes in crypt(5)'s `$y$` form. Hashing takes tens of milliseconds and 16 MiB on purpose, so
/// it never runs on the desk thread.
package enum Password {
  package enum Fault: Error, Equatable {
    /// crypt(3) would read the password only up to the NUL.
    case containsNUL
    case tooLong(limit: Int)
    case badCost
    case hashingFailed(errno: Int32)
  }

  /// The longest password in bytes of UTF-8. libcrypt's limit of 512 (CRYPT_MAX_PASSPHRASE_SIZE) counts the NUL at the end.
  package static let longest = 511
  /// About 27 ms and 16 MiB; each step doubles both.
  package static let usualCost = 5
  package static let costs = 1...11

  package static func hash(_ password: String, cost: Int = usualCost) throws -> String {
    try check(password)
    return try crypt(password, try setting(cost: cost, salt: try Random.bytes(saltLength)))
  }

  /// True if `hash` was made from `password`. Without a hash, because no such user exists, it takes the same time: a
  /// fixed salt is hashed at `cost`, the cost of real ones. A hash of another kind than `$y$` counts as none.
  package static func verify(_ password: String, _ hash: String?, cost: Int = usualCost) -> Bool {
    guard (try? check(password)) != nil else { return false }
    guard let hash, hash.utf8.starts(with: prefix.utf8), !hash.utf8.contains(0) else {
      if let nobody = try? setting(cost: cost, salt: [UInt8](repeating: 0x5A, count: saltLength)) { _ = try? crypt(password, nobody) }
      return false
    }
    guard let again = try? crypt(password, hash) else { return false }
    return constantTimeEqual([UInt8](again.utf8), [UInt8](hash.utf8))
  }

  private static let prefix = "$y$"
  private static let saltLength = 16

  private static func check(_ password: String) throws(Fault) {
    if password.utf8.contains(0) { throw .containsNUL }
    if password.utf8.count > longest { throw .tooLong(limit: longest) }
  }

  private static func setting(cost: Int, salt: [UInt8]) throws(Fault) -> String {
    guard costs.contains(cost) else { throw .badCost }
    var room = [CChar](repeating: 0, count: Int(CRYPT_GENSALT_OUTPUT_SIZE))
    let made = salt.withUnsafeBytes { salt in
      crypt_gensalt_rn(prefix, UInt(cost), salt.bindMemory(to: CChar.self).baseAddress, Int32(salt.count), &room, Int32(room.count)) != nil
    }
    guard made else { throw .hashingFailed(errno: errno) }
    return text(room)
  }

  /// `setting` is a salt with its cost, or a whole hash.
  private static func crypt(_ password: String, _ setting: String) throws(Fault) -> String {
    let size = MemoryLayout<crypt_data>.size
    let work = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: MemoryLayout<crypt_data>.alignment)
    work.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    defer {
      // The work area holds the password and values derived from it.
      explicit_bzero(work, size)
      work.deallocate()
    }
    guard let hash = crypt_rn(password, setting, work, Int32(size)) else { throw .hashingFailed(errno: errno) }
    return String(cString: hash)
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
