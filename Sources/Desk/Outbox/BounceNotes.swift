internal import Domain
internal import MIME

/// What other mail systems report of answers.
extension Outbox {
  /// Notes a report about a mail from here. A delay changes nothing: another report follows. A report about somebody else's mail says
  /// nothing of ours, whoever sends it.
  func note(_ report: DeliveryReport) throws {
    guard let id = report.originalMessageID else { return }
    for messageID in try MailTable(context.db).messages(id) {
      guard let dispatch = try DispatchTable(context.db).find(message: messageID), dispatch.way == .mail else { continue }
      let own = report.recipients.first { $0.address.lowercased() == dispatch.address.lowercased() } ?? report.recipients.first
      switch own?.kind ?? report.kind {
      case .failed, .rejected: try note(own, failed: dispatch)
      case .delivered: try settle(dispatch, ifPossible: .delivered, own?.words ?? "")
      case .delayed, .relayed, .expanded, .displayed, .deleted, .complaint: break
      }
    }
  }

  /// A failure may make the address known as bad, too.
  private func note(_ own: DeliveryReport.Recipient?, failed dispatch: Dispatch) throws {
    try settle(dispatch, ifPossible: .failed, own?.words ?? "")
    guard let own, own.kind == .failed else { return }
    let said = own.status.hasSuffix(".0.0") ? MailStatus.first(in: own.diagnostic) : nil
    if MailStatus.isOfAddress(said ?? own.status) { try ContactTable(context.db).set(failedAt: context.now, ofMail: dispatch.address) }
  }

  private func settle(_ dispatch: Dispatch, ifPossible status: Dispatch.Status, _ words: String) throws {
    if dispatch.mayBecome(status) { try settle(dispatch, status, words) }
  }
}

extension DeliveryReport.Recipient {
  fileprivate var words: String { String([status, diagnostic].filter { !$0.isEmpty }.joined(separator: " ").prefix(500)) }
}
