package import Domain

/// Erases a person: name, contacts, notes, reasons, proxies and personal history. Sums, findings and the work on the
/// car stay. The sheet of each room lists its texts to erase.
package struct Erasures {
  private let context: Context
  private var table: ErasureTable { ErasureTable(context.db) }
  private var keptAnswers: ErasedAnswerTable { ErasedAnswerTable(context.db) }
  package init(_ context: Context) { self.context = context }

  /// An issued document that must keep the buyer's name for the legal time.
  package struct Kept: Equatable, Sendable {
    package let documentID: Int64
    package let number: String
    /// Last day inclusive.
    package let untilOn: Day
  }

  /// Finds the kept responses that an erasure will clear. This may take long and writes nothing, so it runs on a
  /// worker first.
  package func answers(about id: Int64) throws -> ErasedAnswers {
    let last = try keptAnswers.lastKeptUntil() ?? ErasedAnswers.always
    let cards = try table.family(id)
    return ErasedAnswers(
      cards: cards, keys: try cards.flatMap { try keys(about: $0, since: ErasedAnswers.always) },
      since: last.adding(seconds: -ErasedAnswers.margin))
  }

  private func keys(about id: Int64, since: Instant) throws -> [ErasedAnswers.Key] {
    guard let client = try ClientTable(context.db).find(id) else { return [] }
    let card = try ClientLookup(context).card(client)
    return try keptAnswers.keys(about: id, saying: [client.name] + card.phones + card.emails, since: since)
  }

  /// Erases a client and the cards merged into it. Refused while there are open orders, unpaid documents or unspent
  /// payments; the refusal names them all.
  package func erase(_ id: Int64, version: Versions?, answers: ErasedAnswers) throws -> [Kept] {
    guard let client = try ClientTable(context.db).find(id) else { throw Refusal.notFound(.client) }
    try context.match(version, client.version)
    let reasons = ErasureFacts(
      client: client, openOrders: try table.openOrders(id), unpaidDocuments: try table.unpaidDocuments(id), unspent: try table.unspent(id)
    ).reasons
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }

    let family = try table.family(id)
    try keptAnswers.erase(answers.keys)
    for card in family { try erase(card, answersSince: answers.cards.contains(card) ? answers.since : ErasedAnswers.always) }
    let kept = try forgetBuyer(id)
    try context.record(
      .clientErased, Subject(.client, id, client: id),
      [.fact("cards", .ids(family)), .fact("kept_document_ids", .ids(kept.map(\.documentID)))])
    return try context.settled { kept }
  }

  private func erase(_ id: Int64, answersSince since: Instant) throws {
    guard try ClientTable(context.db).find(id) != nil else { return }
    try keptAnswers.erase(try keys(about: id, since: since))
    for text in RoomSheet.all.flatMap(\.personal) { try text.erase(context, id) }
  }

  /// Clears the buyer's name on documents whose legal time has passed, and sets a timer for the next one. Returns the others.
  @discardableResult
  func forgetBuyer(_ clientID: Int64) throws -> [Kept] {
    var kept: [Kept] = []
    for document in try table.documents(clientID) {
      let until = lastDay(issuedAt: document.issuedAt)
      if until < context.today {
        try table.eraseBuyer(document.id)
      } else {
        kept.append(Kept(documentID: document.id, number: document.number, untilOn: until))
      }
    }
    if let next = kept.map(\.untilOn).min() {
      try Timers(context).set(.forgetBuyer, clientID, at: context.settings.zone.instant(of: next.adding(1)))
    }
    return kept
  }

  /// The years count from the end of the year of issue (Russia: Federal Law 402-FZ, art. 29).
  private func lastDay(issuedAt: Instant) -> Day {
    let year = context.settings.zone.year(of: issuedAt) + Int64(context.settings.legalYears)
    return Day(year: year, month: 12, day: 31) ?? context.settings.zone.day(of: issuedAt)
  }
}
