/// Reasons against each move: one function per move, every reason at once.
extension WorkOrderFacts {
  /// Every move, possible or not, so that a front end need not repeat the rules.
  package func moves() -> [PossibleMove] {
    WorkOrder.Move.allCases.map {
      PossibleMove($0.rawValue, against: reasonsAgainstSupplement($0) ?? (reasons(against: $0) + reasonsAhead(of: $0)))
    } + [PossibleMove("hand_over", against: reasonsAgainstHandOver)]
  }

  /// Reasons that will stand against a later move once the order gets there, so that they are known before the client
  /// waits for the keys.
  private func reasonsAhead(of move: WorkOrder.Move) -> [Reason] {
    guard status.after(move) == nil else { return [] }
    let work: [Reason]
    switch status {
    case .approved, .inRepair: work = againstReady
    case .declined: work = againstReadyUnrepaired
    case .open, .estimating, .awaitingApproval, .ready, .delivered, .cancelled: return []
    }
    switch move {
    case .ready: return work
    case .deliver: return work + againstDelivery
    case .estimate, .offer, .approve, .decline, .object, .reoffer, .start, .rework, .cancel: return []
    }
  }

  /// Reasons against the hand-over after a cancellation, which is a separate move and happens once.
  package var reasonsAgainstHandOver: [Reason] {
    if handedOver { return [.handedOver(number)] }
    if status != .cancelled { return [.workOrderStatus(number, status, .deliver)] }
    return (role.may(.orders) ? [] : [.rightMissing(.orders, role: role)]) + reasonsAgainstReturn
  }

  /// Reasons against moves with extra work, which uses the same moves without changing the order's status. nil for
  /// every other move.
  package func reasonsAgainstSupplement(_ move: WorkOrder.Move) -> [Reason]? {
    guard status.takesSupplements, status.after(move) == nil else { return nil }
    let missing: [Reason] = role.may(.orders) ? [] : [.rightMissing(.orders, role: role)]
    switch move {
    case .offer: return missing + againstExtraOffer
    case .approve, .decline: return missing + againstDecision(of: .supplement)
    case .object: return missing + (offers.contains { $0.kind == .supplement } ? [] : [.estimateNotOffered(number)])
    case .estimate, .reoffer, .start, .ready, .rework, .deliver, .cancel: return nil
    }
  }

  /// The status that follows the move. Refuses with 409, every reason and the moves that are possible instead.
  package func check(_ move: WorkOrder.Move) throws(Refusal) -> WorkOrder.Status {
    let reasons = reasons(against: move)
    guard reasons.isEmpty, let next = status.after(move) else { throw .conflict(reasons, moves: moves()) }
    return next
  }

  package func reasons(against move: WorkOrder.Move) -> [Reason] {
    guard status.after(move) != nil else { return [.workOrderStatus(number, status, move)] }
    let missing: [Reason] = role.may(.orders) ? [] : [.rightMissing(.orders, role: role)]
    switch move {
    case .estimate: return missing + againstEstimate
    case .offer: return missing + reasons(againstOffering: standing, promisedAt: promisedAt)
    case .approve, .decline: return missing + againstDecision(of: .main)
    case .object, .reoffer: return missing
    case .start: return missing + againstStart
    case .ready: return missing + (status == .declined ? againstReadyUnrepaired : againstReady)
    case .rework: return missing
    case .deliver: return missing + againstDelivery
    case .cancel: return missing + againstCancel
    }
  }

  private var standing: [Line] { lines.filter { $0.line.stands } }

  private var againstEstimate: [Reason] { complaints == 0 ? [.complaintMissing(number)] : [] }

  /// Extra work is offered line by line, so one line without obstacles is enough.
  private var againstExtraOffer: [Reason] {
    let extra = standing.filter { $0.line.status == .proposed }
    if extra.isEmpty { return [.linesMissing(number)] }
    let against = extra.map { reasons(againstOffering: [$0], promisedAt: promisedAt) }
    return against.contains(where: \.isEmpty) ? [] : against.flatMap(\.self).unique
  }

  /// Reasons against offering these lines with that date, as a main offer or as extra work.
  package func reasons(againstOffering lines: [Line], promisedAt: Instant?) -> [Reason] {
    var reasons: [Reason] = []
    if lines.isEmpty { reasons.append(.linesMissing(number)) }
    reasons += lines.compactMap { item in item.offeredIn.map { .lineOffered(item.line, in: $0) } }
    reasons += lines.flatMap(againstUnsecured)
    if let promisedAt {
      if promisedAt <= now { reasons.append(.promisePassed(zone, promisedAt)) }
    } else {
      reasons.append(.promiseMissing(number))
    }
    if kind == .warranty {
      reasons += lines.filter { $0.payers.isEmpty }.map { .payerUndecided($0.line) }
      reasons += lines.filter { !$0.coverageChecked }.map { .coverageUnchecked($0.line) }
    }
    return reasons
  }

  /// A part must be in hand, on its way with a date, or brought by the client.
  private func againstUnsecured(_ item: Line) -> [Reason] {
    let line = item.line
    guard line.needsStock else { return [] }
    if line.short > .zero { return [.partShort(line)] }
    return line.unissued.less(line.reserved) > .zero && item.expectedOn == nil ? [.partWithoutDate(line)] : []
  }

  private func againstDecision(of kind: Estimate.Kind) -> [Reason] {
    let offered = offers.filter { $0.kind == kind }
    if offered.isEmpty { return [.estimateNotOffered(number)] }
    let expired = offered.filter { $0.expiresAt.map { $0 <= now } ?? false }
    return expired.count == offered.count ? expired.map { .estimateExpired($0.title, zone, $0.expiresAt ?? now) } : []
  }

  private var againstStart: [Reason] {
    standing.contains { $0.line.status == .approved || $0.line.status == .done } ? [] : [.nothingApproved(number)]
  }

  private var againstReady: [Reason] { againstUnfinished + againstOpenSupplements + againstUnchecked }

  /// Nothing was repaired. Only the diagnosis and agreed fees are billed, so there is no work to check.
  private var againstReadyUnrepaired: [Reason] {
    againstUnfinished + standing.filter { $0.line.kind == .part && !$0.line.clientSupplied }.map { .partInDeclined($0.line) }
  }

  private var againstUnfinished: [Reason] {
    let approved = lines.map(\.line).filter { $0.status == .approved }
    return approved.filter { $0.kind == .labour }.map { .labourNotDone($0) }
      + runningClocks.map { .clockRunning($0, zone) }
      + lines.map(\.line).filter { $0.reserved > .zero }.map { .partReserved($0) }
      + approved.filter { $0.onOrder > .zero }.map { .partAwaited($0) }
      + approved.filter { $0.short > .zero }.map { .partShort($0) }
  }

  private var againstOpenSupplements: [Reason] { offers.filter { $0.kind == .supplement }.map { .supplementOpen($0.title) } }

  private var againstUnchecked: [Reason] {
    guard let check = qualityCheck else { return [.qualityUnchecked(number)] }
    if !check.passed { return [.qualityFailed(check)] }
    return workers.contains(check.userID) && check.overrideReason == nil ? [.qualityOwnWork] : []
  }

  private var againstDelivery: [Reason] {
    payers.filter { $0.due != .zero || $0.document != nil }.flatMap { payer -> [Reason] in
      guard let document = payer.document else { return [.documentMissing(payer)] }
      return document.gross == payer.due ? againstUnpaid(payer, document) : [.documentOutdated(document, worth: payer.due)]
    }
  }

  /// A payer who pays first must have paid the document or have credit for it.
  private func againstUnpaid(_ payer: Payer, _ document: Payer.Document) -> [Reason] {
    let open = document.open
    guard payer.paysFirst, open > .zero else { return [] }
    guard let credit = payer.credit, credit.days > 0 else { return [.unpaid(document, open)] }
    return credit.covers(open) ? [] : [.creditExceeded(payer, document, open, credit)]
  }

  /// Reasons against returning the car of a cancelled order: fitted parts must be billed or taken back, and the bill paid.
  package var reasonsAgainstReturn: [Reason] {
    againstUnbilledParts + reasonsAgainstDocuments + payers.flatMap { payer in payer.document.map { againstUnpaid(payer, $0) } ?? [] }
  }

  private var againstUnbilledParts: [Reason] { lines.filter { $0.line.issued > .zero && !$0.billed }.map { .partIssued($0.line) } }

  /// Reasons against documents whose sum is no longer what is to be billed.
  package var reasonsAgainstDocuments: [Reason] {
    payers.compactMap { payer in
      payer.document.flatMap { $0.gross == payer.billable ? nil : .documentOutdated($0, worth: payer.billable) }
    }
  }

  private var againstCancel: [Reason] {
    var reasons: [Reason] = []
    if status == .inRepair, !role.may(.override) { reasons.append(.cancelInRepair(number)) }
    reasons += runningClocks.map { .clockRunning($0, zone) }
    return reasons + againstUnbilledParts + reasonsAgainstDocuments
  }
}
