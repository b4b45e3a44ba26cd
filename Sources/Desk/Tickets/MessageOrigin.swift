internal import Crypto
internal import Domain

/// The sender and the conversation of a message as one number. Messengers count their messages within a conversation, so an id alone may
/// be that of another client's message. The number stays when an erasure clears sender and conversation: the message is known all the same,
/// should it be handed over again.
struct MessageOrigin {
  let number: Int64

  /// The first 63 bits of a SHA-256 hash, and never 0, which means a message without this number.
  init(_ sender: ContactAddress, conversation: String?) {
    let parts = [sender.channelID.map { "\($0)" } ?? "", sender.text, conversation ?? ""]
    let hash = SHA256.hash(parts.map { "\($0.utf8.count):\($0)" }.joined())
    number = max(1, hash.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) } & Int64.max)
  }
}
