internal import Domain
internal import Synchronization

/// Limits requests for unknown links: thirty a minute per address. A token cannot be guessed, but each guess is work
/// for the desk. Kept in memory, so a restart resets it.
final class LinkMisses: Sendable {
  private static let perMinute = 30.0
  private static let most = 10_000
  private let buckets = Mutex<[String: Bucket]>([:])

  /// Seconds until the address may ask again; nil when it may now.
  func wait(_ address: String, at now: Int64) -> Int? {
    buckets.withLock { buckets in
      guard var bucket = buckets[address] else { return nil }
      // Works on a copy, so nothing is taken.
      return bucket.take(rate: Self.perMinute / 60, burst: Self.perMinute, at: now)
    }
  }

  func note(_ address: String, at now: Int64) {
    buckets.withLock { buckets in
      if buckets.count >= Self.most { buckets.removeAll() }
      var bucket = buckets[address] ?? Bucket(full: Self.perMinute, at: now)
      _ = bucket.take(rate: Self.perMinute / 60, burst: Self.perMinute, at: now)
      buckets[address] = bucket
    }
  }
}
