package import Domain
package import JSON
internal import SQLite

/// A message or note for a response, lent: its texts are valid as long as the row.
package struct MessagePicture: ~Copyable {
  private typealias Shown = MessageTable.Shown
  private let row: Row

  init(_ row: consuming Row) {
    assert(row.shows(Shown.self))
    self.row = row
  }

  package var id: Int64 { row.integer(Shown.id) }
  package var ticketID: Int64 { row.integer(Shown.ticketID) }
  package var kind: LentText { row.text(Shown.kind) }
  package var author: LentText { row.text(Shown.author) }
  package var userID: Int64? { row.integerOrNil(Shown.userID) }
  package var contactID: Int64? { row.integerOrNil(Shown.contactID) }
  package var channelID: Int64? { row.integerOrNil(Shown.channelID) }
  package var externalID: LentText? { row.textOrNil(Shown.externalID) }
  package var conversationID: LentText? { row.textOrNil(Shown.conversationID) }
  package var text: LentText { row.text(Shown.text) }
  package var sentAt: Instant? { row.integerOrNil(Shown.sentAt).map(Instant.init(rawValue:)) }
  package var delivery: LentText? { row.textOrNil(Shown.delivery) }
  package var changedAt: Instant? { row.integerOrNil(Shown.changedAt).map(Instant.init(rawValue:)) }
  package var createdAt: Instant { Instant(rawValue: row.integer(Shown.createdAt)) }
  package var version: Int64 { row.integer(Shown.version) }

  /// nil for what staff and bots have written.
  package var sender: Message.Sender? {
    guard author.hasPrefix("client") else { return nil }
    var sender = Message.Sender()
    sender.address = row.text(Shown.fromAddress).string
    sender.name = row.textOrNil(Shown.fromName)?.string
    sender.phone = row.textOrNil(Shown.fromPhone)?.string
    sender.email = row.textOrNil(Shown.fromEmail)?.string
    return sender
  }

  package var mentions: [Int64] {
    let text = row.text(Shown.mentions)
    return text.isEmpty ? [] : text.string.split(separator: " ").compactMap { Int64($0) }
  }

  /// Sorted.
  package func flags(_ each: (LentText) -> Void) {
    let text = row.text(Shown.flags)
    if !text.isEmpty { text.words(each) }
  }
}
