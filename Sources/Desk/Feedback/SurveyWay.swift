internal import Domain

/// The way by which a client can be asked: as the client prefers, else by mail, by messenger, by a call, or by a program of the centre.
struct SurveyWay {
  let way: SurveyInvitation.Way
  /// The address that a mail or a message goes to, and its channel.
  private var address = ""
  private var channelID: Int64?
  private let client: Client

  /// nil if there is no address. A call is not anonymous.
  init?(to id: Int64, isAnonymous: Bool, _ context: Context) throws {
    guard let client = try ClientTable(context.db).find(id), client.status == .active,
      try AskDecisionTable(context.db).facts(.init(subject: .client, id: id, clientID: id, vehicleID: nil)).hasAddress
    else { return nil }
    let contacts = try ClientContactTable(context.db).all(of: id)
    let sendsMail = context.settings.sendsMail && context.settings.mailFrom != nil
    let mail = try sendsMail ? contacts.emails.first(where: ContactTable(context.db).isReached) : nil
    let account = try SurveyInvitationTable(context.db).account(of: id)
    let canCall = !contacts.phones.isEmpty && !isAnonymous
    let usual: [SurveyInvitation.Way] = [.mail, .messenger, .phone, .program]
    let wanted: SurveyInvitation.Way? =
      switch client.preferredChannel {
      case .email: .mail
      case .messenger: .messenger
      case .phone: .phone
      // A program of the centre sends short messages.
      case .sms: .program
      case nil: nil
      }
    let possible = ([wanted].compactMap(\.self) + usual).first { way in
      switch way {
      case .mail: mail != nil
      case .messenger: account != nil
      case .phone: canCall
      case .program: true
      }
    }
    self.client = client
    way = possible ?? .program
    switch way {
    case .mail: address = mail ?? ""
    case .messenger: (channelID, address) = (account?.channel, account?.address ?? "")
    case .phone, .program: break
    }
  }

  /// True if the question is sent from here.
  var leavesHere: Bool { !address.isEmpty }

  /// What leaves the desk.
  func dispatch(at now: Instant, _ words: (Language) -> SurveyMessage) -> Dispatch {
    let message = words(client.language)
    var dispatch = Dispatch(.survey, at: now)
    (dispatch.way, dispatch.channelID, dispatch.clientID) = (way == .mail ? .mail : .hook, channelID, client.id)
    (dispatch.address, dispatch.name, dispatch.subject, dispatch.text) = (address, client.name, message.subject, message.text)
    return dispatch
  }
}
