package import Domain

/// What was sent or is to be sent, as the desk's people and the channels' programs see it.
package struct Dispatches {
  private let context: Context
  private var table: DispatchTable { DispatchTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64) throws -> Dispatch { try context.find(DispatchTable.self, id) }

  package func list(_ filter: DispatchFilter, _ page: PageRequest) throws -> Page<Dispatch> {
    var filter = filter
    filter.clientID = try ClientLookup(context).follow(filter.clientID)
    return try Page(table.page(filter, page), page)
  }

  /// The dispatch of an answer.
  package func find(ofMessage messageID: Int64, in ticketID: Int64) throws -> Dispatch {
    let ticket = try TicketLookup(context).survivor(ticketID)
    guard let message = try MessageTable(context.db).find(messageID), message.ticketID == ticket.id else {
      throw Refusal.notFound(.message)
    }
    guard let dispatch = try table.find(message: messageID) else { throw Refusal.notFound(.dispatch) }
    return dispatch
  }

  /// Sends what has failed once more, counting attempts from zero.
  package func sendAgain(_ id: Int64, version: Versions?) throws -> Dispatch {
    let old = try find(id)
    try context.match(version, old.version)
    guard old.status == .failed else { throw Refusal.conflict(.dispatchNotFailed) }
    guard old.purpose != .survey else { throw Refusal.conflict(.surveyLinkNotKept) }
    guard !old.address.isEmpty else { throw Refusal.conflict(old.result.isEmpty ? .dispatchErased : .answerWithoutAddress) }
    try table.update(old.with { $0.sendAgain(at: context.now) })
    if let messageID = old.messageID { try MessageTable(context.db).set(delivery: .queued, of: messageID) }
    try context.record(.dispatchSentAgain, Subject(.dispatch, id, client: old.clientID))
    return try context.settled { try find(id) }
  }

  /// Notes what a channel's program says of an answer. What is known already, or comes too late, changes nothing.
  package func note(_ receipt: Receipt, from channelID: Int64) throws -> Dispatch {
    guard let dispatch = try table.find(receipt.dispatchID), dispatch.channelID == channelID else { throw Refusal.notFound(.dispatch) }
    if dispatch.mayBecome(receipt.status) { try Outbox(context).settle(dispatch, receipt.status, receipt.words) }
    return try context.settled { try find(dispatch.id) }
  }

  package struct Receipt: Sendable {
    package enum Outcome: String, CaseIterable, Sendable { case sent, delivered, failed }
    let dispatchID: Int64
    let status: Dispatch.Status
    let words: String

    package init(dispatchID: Int64, _ outcome: Outcome, words: String) {
      let status: Dispatch.Status =
        switch outcome {
        case .sent: .sent
        case .delivered: .delivered
        case .failed: .failed
        }
      self.dispatchID = dispatchID
      self.status = status
      self.words = words
    }
  }
}
