internal import Domain

/// The way by which a client can be asked: a mail, a messenger that a program serves, a call, or the centre's own program.
struct SurveyWay {
  let way: SurveyInvitation.Way
  /// Where the desk itself sends the link; nil if somebody else brings it.
  let address: String?
  let channelID: Int64?

  /// nil if there is no address. A call is not anonymous.
  init?(to client: Int64?, isAnonymous: Bool, _ context: Context) throws {
    guard let client else { return nil }
    let contacts = ContactTable(context.db)
    let card = try ClientContactTable(context.db).all(of: client)
    if context.settings.sendsMail, context.settings.mailFrom != nil, let mail = try card.emails.first(where: contacts.isReached) {
      (way, address, channelID) = (.mail, mail, nil)
    } else if let account = try contacts.hookedAccount(ofClient: client) {
      (way, address, channelID) = (.messenger, account.address, account.channelID)
    } else if try contacts.hasAddress(client: client) || !card.phones.isEmpty || !card.emails.isEmpty {
      (way, address, channelID) = (card.phones.isEmpty || isAnonymous ? .program : .phone, nil, nil)
    } else {
      return nil
    }
  }
}
