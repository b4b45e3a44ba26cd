/// Somebody who writes or calls. A contact need not be a client yet.
package struct Contact: Versioned {
  package static let noun = Noun.contact
  package var id: Int64 = 0
  package var name = ""
  package var clientID: Int64?
  /// True if a person has said which client it is, or that it is none. Nothing links it by itself any more.
  package var isSettled = false
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(at createdAt: Instant) { self.createdAt = createdAt }
}

/// An address by which a contact is known again.
package struct ContactAddress: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable { case phone, email, account }

  /// The channel whose accounts the address belongs to; nil for telephone numbers and e-mail, which mean the same everywhere.
  package let channelID: Int64?
  package let text: String

  package init(phone: Phone) { self.init(channelID: nil, text: phone.e164) }
  package init(email: Email) { self.init(channelID: nil, text: email.text.lowercased()) }

  /// An address as it was stored.
  package init(channelID: Int64?, text: String) {
    self.channelID = channelID
    self.text = text
  }

  package var kind: Kind { channelID != nil ? .account : text.contains("@") ? .email : .phone }

  /// The address of a message. In a channel of e-mail or of telephones it is such an address, if it can be read.
  package init(_ address: String, in channel: Channel) {
    switch channel.kind {
    case .phone, .callback, .walkIn:
      if let phone = try? Phone(address) {
        self.init(phone: phone)
        return
      }
    case .email, .web:
      if let email = Email(readable: address) {
        self.init(email: email)
        return
      }
    case .chat, .social, .messenger: break
    }
    self.init(channelID: channel.id, text: Text.trimmed(address))
  }
}
