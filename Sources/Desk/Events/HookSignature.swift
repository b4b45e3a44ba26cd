internal import Crypto
internal import Domain

/// Proves to the receiver of a request that the desk sent it.
struct HookSignature {
  let secret: String

  /// A secret in the form of Standard Webhooks: a prefix and 32 bytes in Base64.
  static func newSecret() throws -> String { mark + Base64.encode(try Random.bytes(32)) }
  private static let mark = "whsec_"

  /// The desk's own header, and those of Standard Webhooks 1.0.
  func fields(_ messageID: String, of body: [UInt8], at now: Instant) -> [(String, String)] {
    let seconds = now.rawValue / 1000
    return [
      ("X-Desk-Signature", own(body, seconds)), ("webhook-id", messageID), ("webhook-timestamp", "\(seconds)"),
      ("webhook-signature", standard(messageID, body, seconds)),
    ]
  }

  /// `t=<seconds>,v1=<hex>`: HMAC-SHA256 under the secret over the seconds, a dot and the body. The time is signed so that a
  /// receiver can refuse an old message that is replayed.
  private func own(_ body: [UInt8], _ seconds: Int64) -> String {
    let hash = HMAC.sha256(key: Array(secret.utf8), message: Array("\(seconds).".utf8) + body)
    return "t=\(seconds),v1=\(Hex.encode(hash))"
  }

  /// Message id, time and body signed under the bytes that the secret holds in Base64.
  private func standard(_ messageID: String, _ body: [UInt8], _ seconds: Int64) -> String {
    let key = Base64.decode(String(secret.dropFirst(Self.mark.count))) ?? Array(secret.utf8)
    return "v1,\(Base64.encode(HMAC.sha256(key: key, message: Array("\(messageID).\(seconds).".utf8) + body)))"
  }
}
