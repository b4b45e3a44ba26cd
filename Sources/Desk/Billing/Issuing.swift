package import Domain
internal import SQLite

extension BillingDocuments {
  /// The payers to bill. Without any: every payer who is not billed yet.
  package struct Whom: Sendable {
    let role: PayerRole?
    let clientID: Int64?
    package init(role: PayerRole? = nil, clientID: Int64? = nil) {
      self.role = role
      self.clientID = clientID
    }

    var isEverybody: Bool { role == nil && clientID == nil }
    func takes(_ draft: BillingDraft) -> Bool {
      (role == nil || role == draft.payerRole) && (clientID == nil || clientID == draft.payerClientID)
    }
  }

  /// Issues one document per payer for the approved work that is done and the parts that are issued. All or none: a
  /// refusal names every reason of every payer. Payments made ahead for the order, or freed by a credit note of it,
  /// are allocated at once.
  package func issue(_ orderID: Int64, version: Versions?, to whom: Whom) throws -> [DocumentInFull] {
    guard let order = try WorkOrderTable(context.db).find(orderID) else { throw Refusal.notFound(.workOrder) }
    try context.match(version, order.version)
    let whom = Whom(role: whom.role, clientID: try ClientLookup(context).chosen(whom.clientID, at: "/payer_client_id"))
    let facts = try WorkOrderFactsGatherer(context).gather(order)
    let day = context.settings.zone.day(of: order.completedAt ?? context.now)
    let drafts = try BillingDraft.drafts(of: facts.lines, client: order.clientID, completedOn: day, rules: context.settings.tax)
    let standing = try DocumentTable(context.db).all(of: orderID).filter { $0.kind != .creditNote && $0.creditedByID == nil }
    var wanted = drafts.filter(whom.takes)
    let unbilled = wanted.filter { draft in !standing.contains { $0.isOf(draft) } }
    if whom.isEverybody, !unbilled.isEmpty { wanted = unbilled }

    let reasons = try reasons(against: wanted, for: whom, of: order, facts, standing) + billedAlready(wanted, of: drafts, standing)
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: facts.status.isBillable ? [] : facts.moves()) }
    var ids: [Int64] = []
    for draft in wanted { ids.append(try write(draft, of: order, completedOn: day)) }
    for payment in try PaymentTable(context.db).free(forOrder: orderID) { try Laying(context).layOnOldest(payment, ofOrder: orderID) }
    return try context.settled { try ids.map(find) }
  }

  private func reasons(
    against drafts: [BillingDraft], for whom: Whom, of order: WorkOrder, _ facts: WorkOrderFacts, _ standing: [BillingDocument]
  ) throws -> [Reason] {
    func reasons(_ draft: BillingDraft?, payer: IssueFacts.Payer?, overrun: Overrun? = nil) throws -> [Reason] {
      let number = draft.flatMap { draft in standing.first { $0.isOf(draft) }?.number }
      return try IssueFacts(
        number: order.number, status: order.status, role: context.actor.role, draft: draft, payer: payer, standing: number,
        overrun: overrun
      ).reasons()
    }
    guard !drafts.isEmpty else { return try reasons(nil, payer: payer(whom, of: order)) }
    var all: [Reason] = []
    for draft in drafts {
      let overrun = draft.payerRole == .client ? try Approved(context).overrun(of: order) : nil
      all += try reasons(draft, payer: .named(buyer(draft).name), overrun: overrun)
      if let overrun, try overrun.reason(againstBilling: draft.gross) != nil { all += try Approved(context).excesses(in: draft, of: order) }
    }
    return all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Refuses a line that already stands on the document of somebody who no longer pays it. It would be billed twice.
  /// Undoing a merge of clients leads to such a line.
  private func billedAlready(_ wanted: [BillingDraft], of drafts: [BillingDraft], _ standing: [BillingDocument]) throws -> [Reason] {
    try standing.filter { document in !wanted.contains(where: document.isOf) }.compactMap { document in
      let lines = try DocumentLineTable(context.db).all(of: document.id)
      let own = drafts.first(where: document.isOf)
      return wanted.contains { $0.isBilled(by: lines, own: own) } ? .documentStands(document.number, .named(document.buyerName)) : nil
    }
  }

  /// The payer asked for, when there is nothing to bill and so no draft names one.
  private func payer(_ whom: Whom, of order: WorkOrder) throws -> IssueFacts.Payer? {
    func name(_ id: Int64) throws -> String? { try ClientTable(context.db).find(id)?.name }
    if let name = try whom.clientID.flatMap(name) { return .named(name) }
    switch whom.role {
    case nil: return nil
    case .client: return try name(order.clientID).map { .named($0) }
    case .company: return .named(context.settings.company)
    case .some(let role): return .role(role)
    }
  }

  private func write(_ draft: BillingDraft, of order: WorkOrder, completedOn day: Day) throws -> Int64 {
    let buyer = try buyer(draft)
    let due = draft.kind == .invoice ? BillingDocument.dueOn(issuedOn: context.today, creditDays: buyer.creditDays) : nil
    let document = BillingDocument(
      id: 0, number: try context.nextNumber(draft.kind.number), kind: draft.kind, workOrderID: order.id, payerRole: draft.payerRole,
      payerClientID: draft.payerClientID, buyerName: buyer.name, buyerTaxID: buyer.taxID, completedOn: day, issuedAt: context.now,
      issuedByID: try context.userID(), dueOn: due, gross: draft.gross, vat: draft.vat)
    return try keep(document, draft.lines, .documentIssued, vehicle: order.vehicleID, owner: order.clientID)
  }

  /// Writes a new document and its event. If the payer has no card, the event is on the timeline of the order's client.
  func keep(_ document: BillingDocument, _ lines: [DocumentLine], _ event: EventType, vehicle: Int64, owner: Int64) throws -> Int64 {
    let id = try DocumentTable(context.db).insert(document)
    try DocumentLineTable(context.db).insert(lines, of: id)
    try context.record(
      event, Subject(.document, id, client: document.payerClientID ?? owner, vehicle: vehicle, workOrder: document.workOrderID),
      [
        .fact("number", .text(document.number)), .fact("kind", .init(document.kind)), .fact("payer_role", .init(document.payerRole)),
        .fact("gross_minor", .init(document.gross)), .fact("vat_minor", .init(document.vat)),
        .fact("credit_of_id", .init(document.creditOfID)),
      ] + Detail.words("reason", document.reason))
    return id
  }

  private struct Buyer {
    let name: String
    let taxID: String?
    let creditDays: Int64
  }

  /// The payer's present name. A payer without a card is the centre itself.
  private func buyer(_ draft: BillingDraft) throws -> Buyer {
    guard let id = draft.payerClientID, let card = try ClientTable(context.db).find(id) else {
      return Buyer(name: context.settings.company, taxID: context.settings.companyTaxID, creditDays: 0)
    }
    return Buyer(name: card.name, taxID: card.taxID, creditDays: card.creditDays)
  }
}

extension BillingDocument {
  func isOf(_ draft: BillingDraft) -> Bool { payerRole == draft.payerRole && payerClientID == draft.payerClientID }
}

extension WorkOrder.Status {
  var isBillable: Bool { self == .ready || self == .delivered }
}
