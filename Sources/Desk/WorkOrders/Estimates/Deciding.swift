internal import Domain

/// Records the client's decision on an estimate and everything that follows from it, in one transaction. The decision
/// comes in person, by phone, through a link, or from the standing instruction.
struct Deciding {
  struct Word {
    let how: Approval.How
    let proxy: Proxy?
    let note: String?
    let items: [ItemDecision]
  }

  private let context: Context
  init(_ context: Context) { self.context = context }

  func decide(_ estimate: Estimate, _ word: Word) throws {
    let (order, lines, outcome) = try check(estimate, word)
    let next = try nextStatus(of: order, estimate, outcome)
    let rivals = try EstimateTable(context.db).openOptions(beside: estimate.id)
    try keep(estimate, lines, outcome, word, order)
    let approved = outcome.status == .approved
    let settled = try settleLines(outcome, rivals, of: order)
    try outdate(estimate, outcome, rivals, settled: settled)
    if approved { try WorkOrderTable(context.db).addApproved(outcome.approved, to: order.id) }
    if let next {
      try WorkOrderTable(context.db).move(order.id, from: order.status, to: next)
      try context.record(
        approved ? .workOrderApproved : .workOrderDeclined, subject(.workOrder, order.id, order),
        [.change("status", .init(order.status), .init(next)), .fact("estimate_id", .integer(estimate.id))])
    }
    if approved, estimate.promisedAt != order.promisedAt {
      let promise = Promises.New(promisedAt: estimate.promisedAt, reason: nil, told: .init(word.how), proxyID: word.proxy?.id)
      try PromiseKeeping(context).give(promise, for: order, earliest: nil, userID: context.actor.userID ?? estimate.createdByID)
    }
  }

  /// Collects every reason against the decision before anything is written.
  func check(_ estimate: Estimate, _ word: Word) throws -> (WorkOrder, [EstimateLine], ApprovalOutcome) {
    guard let order = try WorkOrderTable(context.db).find(estimate.workOrderID) else { throw Refusal.notFound(.workOrder) }
    let zone = context.settings.zone
    let outdated = estimate.reasonsAgainstDecision(now: context.now, zone: zone)
    guard outdated.isEmpty else { throw try refusal(outdated, order) }
    let lines = try EstimateLineTable(context.db).all(of: estimate.id)
    let outcome = try estimate.decide(word.items, lines: lines, client: order.clientID, now: context.now, zone: zone)
    let reasons = try reasonsAgainst(word, estimate, outcome, order)
    guard reasons.isEmpty else { throw try context.refusal(reasons, inOrder: order.id) }
    return (order, lines, outcome)
  }

  /// The refusal of an outdated estimate. It also names the current offers.
  private func refusal(_ reasons: [Reason], _ order: WorkOrder) throws -> Refusal {
    let current = try EstimateTable(context.db).live(of: order.id).filter {
      $0.status == .offered && $0.reasonsAgainstDecision(now: context.now, zone: context.settings.zone).isEmpty
    }
    return try context.refusal(reasons + current.map { .estimateCurrent($0) }, inOrder: order.id)
  }

  private func reasonsAgainst(_ word: Word, _ estimate: Estimate, _ outcome: ApprovalOutcome, _ order: WorkOrder) throws -> [Reason] {
    var reasons: [Reason] = []
    if let proxy = word.proxy {
      // A proxy's limit holds for the whole order: two supplements, each below it, may together exceed it.
      let already = try ApprovalTable(context.db).approved(inOrder: order.id, how: nil, proxy: proxy.id)
      let cost = outcome.status == .approved ? try outcome.approvedClientGross.adding(already) : nil
      reasons += proxy.reasons(against: .approve, for: order.clientID, on: context.today, amount: cost).map { $0.at("/proxy_id") }
    }
    if word.how == .standingInstruction { reasons += try reasonsAgainstStanding(word, estimate, outcome, order) }
    if estimate.kind == .supplement, !order.status.takesSupplements { reasons.append(.supplementNotPossible(order.number, order.status)) }
    return reasons
  }

  private func reasonsAgainstStanding(
    _ word: Word, _ estimate: Estimate, _ outcome: ApprovalOutcome, _ order: WorkOrder
  ) throws -> [Reason] {
    guard estimate.kind == .supplement else { return [.standingForExtraWork] }
    guard order.standingInstruction == .upTo else { return [.standingMissing(order.standingInstruction)] }
    var reasons: [Reason] = word.proxy == nil ? [] : [.standingByClient]
    if !outcome.declinedLines.isEmpty { reasons.append(.standingOnlyApproves) }
    if let agreed = order.promisedAt, estimate.promisedAt > agreed {
      reasons.append(.standingLater(context.settings.zone, estimate.promisedAt))
    }
    let already = try ApprovalTable(context.db).approved(inOrder: order.id, how: .standingInstruction, proxy: nil)
    if let beyond = try Tolerance(context).reason(againstStanding: outcome.approvedClientGross, already: already, of: order) {
      reasons.append(beyond)
    }
    return reasons
  }

  /// Only a main estimate changes the order's status. A declined option leaves it waiting while another option is open.
  private func nextStatus(of order: WorkOrder, _ estimate: Estimate, _ outcome: ApprovalOutcome) throws -> WorkOrder.Status? {
    guard estimate.kind == .main else { return nil }
    var facts = try WorkOrderFactsGatherer(context).gather(order)
    // The route has checked the user's right. A client with a link needs none.
    if context.actor.userID == nil { facts.role = Actor.desk.role }
    let next = try facts.check(outcome.status == .approved ? .approve : .decline)
    return try outcome.status == .declined && !EstimateTable(context.db).openOptions(beside: estimate.id).isEmpty ? nil : next
  }

  private func keep(
    _ estimate: Estimate, _ lines: [EstimateLine], _ outcome: ApprovalOutcome, _ word: Word, _ order: WorkOrder
  ) throws {
    let table = EstimateTable(context.db)
    for line in outcome.approvedLines { try table.decide(estimate.id, line: line, .approved) }
    for line in outcome.declinedLines { try table.decide(estimate.id, line: line, .declined) }
    try table.decide(estimate.id, outcome.status, approved: outcome.approved, at: context.now)
    try ApprovalTable(context.db).insert(
      Approval(
        id: 0, estimateID: estimate.id, how: word.how, proxyID: word.proxy?.id, userID: context.actor.userID, at: context.now,
        note: word.note))
    try Timers(context).clear(.estimateExpiry, estimate.id)
    try ApprovalLinkTable(context.db).void(of: estimate.id, at: context.now)
    try context.record(
      outcome.status == .approved ? .estimateApproved : .estimateDeclined, subject(.estimate, estimate.id, order),
      [
        .change("status", .init(estimate.status), .init(outcome.status)), .fact("how", .init(word.how)),
        .fact("proxy_id", .init(word.proxy?.id)), .fact("approved_minor", .init(outcome.approved)),
        .fact("approved_line_ids", .ids(outcome.approvedLines)), .fact("declined_line_ids", .ids(outcome.declinedLines)),
      ])
  }

  /// Approved lines are the contract. Declined ones are kept for the next visit and free their parts, unless another
  /// open option still offers them. Lines that are only in a losing option are removed from the order. Returns the
  /// lines whose status changed.
  private func settleLines(_ outcome: ApprovalOutcome, _ rivals: [Estimate], of order: WorkOrder) throws -> Set<Int64> {
    let table = OrderLineTable(context.db)
    let beside = try lineIDs(of: rivals)
    let refused = outcome.status == .declined
    let declined = outcome.declinedLines.filter { !refused || !beside.contains($0) }
    let removed = refused ? [] : beside.subtracting(outcome.approvedLines + outcome.declinedLines).sorted()
    for line in outcome.approvedLines { try table.move(line, from: .proposed, to: .approved) }
    for line in declined { try table.move(line, from: .proposed, to: .declined) }
    for line in removed { try LineRemoval(context).takeOut(line, from: .proposed, of: order) }
    // Release the parts last: only when all lines have their new status may others claim them.
    for line in declined + removed { try Stock(context).release(lineID: line) }
    return Set(outcome.approvedLines + declined + removed)
  }

  /// Supersedes the losing options and every estimate with a line that is settled now. After an approval no main
  /// estimate stays open.
  private func outdate(_ estimate: Estimate, _ outcome: ApprovalOutcome, _ rivals: [Estimate], settled: Set<Int64>) throws {
    let lost = outcome.status == .approved ? Set(rivals.map(\.id)) : []
    for other in try EstimateTable(context.db).live(of: estimate.workOrderID) {
      let isLateMain = estimate.kind == .main && other.kind == .main && outcome.status == .approved
      if try lost.contains(other.id) || isLateMain || !settled.isDisjoint(with: lineIDs(of: [other])) {
        try Outdating(context).supersede(other, because: .decidedOtherwise)
      }
    }
  }

  private func lineIDs(of estimates: [Estimate]) throws -> Set<Int64> {
    Set(try estimates.flatMap { try EstimateLineTable(context.db).all(of: $0.id).map(\.orderLineID) })
  }

  private func subject(_ kind: Noun, _ id: Int64, _ order: WorkOrder) -> Subject {
    Subject(kind, id, client: order.clientID, vehicle: order.vehicleID, workOrder: order.id)
  }
}

extension Promise.Told {
  /// An approving client has seen the date in the estimate. A standing instruction is about costs only, so nobody was told a
  /// date: nil.
  fileprivate init?(_ how: Approval.How) {
    switch how {
    case .inPerson: self = .inPerson
    case .phone: self = .phone
    case .link: self = .link
    case .standingInstruction: return nil
    }
  }
}
