internal import Domain
internal import Synchronization

/// Links that were asked for and are not there, by address: thirty a minute. A token cannot be guessed, but each guess is work for the desk.
/// In memory: a restart forgives.
final class LinkMisses: Sendable {
  private static let perMinute = 30.0
  private static let most = 10_000
  private let buckets = Mutex<[String: Bucket]>([:])

  /// Seconds until the address may ask again; nil when it may now.
  func wait(_ address: String, at now: Int64) -> Int? {
    buckets.withLock { buckets in
      guard var bucket = buckets[address] else { return nil }
      // Looks only: a copy is emptied.
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
