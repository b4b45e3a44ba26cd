/// A user's role at the centre. Mechanic, storekeeper and advisor are side by side, not above each other.
package enum Role: String, CaseIterable, Sendable {
  case viewer, `operator`, mechanic, storekeeper, advisor, manager, admin

  package var rights: Set<Right> {
    switch self {
    case .viewer: Role.viewing
    case .operator: Role.operating
    case .mechanic: Role.repairing
    case .storekeeper: Role.storing
    case .advisor: Role.advising
    case .manager: Role.managing
    case .admin: Role.everything
    }
  }

  package func may(_ right: Right) -> Bool { rights.contains(right) }

  /// Refuses with 403 if the right is missing.
  package func require(_ right: Right) throws(Refusal) {
    guard may(right) else { throw .forbidden(.rightMissing(right, role: self)) }
  }

  package var sight: Sight {
    var sight: Sight = []
    if may(.readContacts) { sight.insert(.contacts) }
    if may(.readCosts) { sight.insert(.costs) }
    if may(.readPrivateNotes) { sight.insert(.privateNotes) }
    if may(.readTickets) { sight.insert(.texts) }
    return sight
  }

  private static let viewing: Set<Right> = [.readDesk]
  private static let operating = viewing.union([.attachFiles, .readContacts, .editClients, .editVehicles, .readTickets, .answerTickets])
  private static let repairing = viewing.union([.attachFiles, .clock, .diagnose, .checkQuality, .finishWork])
  private static let storing = viewing.union([.attachFiles, .readCosts, .stock, .purchase])
  private static let advising = operating.union([.orders, .finishWork, .billing])
  private static let managing = everything.subtracting([.users, .webhooks, .channels])
  private static let everything = Set(Right.allCases)
}

/// A right to do or read one thing.
package enum Right: String, CaseIterable, Sendable {
  case readDesk = "read_desk"
  case readContacts = "read_contacts"
  case readCosts = "read_costs"
  case readPrivateNotes = "read_private_notes"
  case editClients = "edit_clients"
  case editVehicles = "edit_vehicles"
  case clock
  case diagnose
  case checkQuality = "check_quality"
  /// Mark lines as done: mechanics for their work, advisors for their orders.
  case finishWork = "finish_work"
  case stock
  case purchase
  case orders
  case billing
  /// Cancel in repair, discount above the limit, correct an odometer, merge, erase, serve a refused client, check
  /// one's own work, credit a paid document, refund by another method than the payment's.
  case override
  case clockingCorrection = "clocking_correction"
  case imports
  /// Calendars, teams, channels.
  case setUpDesk = "set_up_desk"
  /// The texts of tickets.
  case readTickets = "read_tickets"
  case answerTickets = "answer_tickets"
  /// Send files and attach them.
  case attachFiles = "attach_files"
  /// New channels and their secrets.
  case channels
  case webhooks
  case users
}

/// Parts of a response that the reader may see.
package struct Sight: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  /// Phones, e-mails, birthdays, proxies.
  package static let contacts = Sight(rawValue: 1)
  /// Purchase prices, moving averages, costs of issue.
  package static let costs = Sight(rawValue: 2)
  package static let privateNotes = Sight(rawValue: 4)
  /// Texts that clients write: messages, and the subjects of tickets.
  package static let texts = Sight(rawValue: 8)
}
