package import Domain
internal import SQLite

/// Creates, offers and lists estimates: priced snapshots of an order. A snapshot is never edited; a changed line
/// supersedes it.
package struct Estimates {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package struct New: Sendable {
    package let title: String
    /// nil: every proposed line that is not offered yet.
    package let lineIDs: [Int64]?
    /// nil: the order's promised date.
    package let promisedAt: Instant?
    /// nil: the configured number of hours after the offer.
    package let expiresAt: Instant?

    package init(title: String, lineIDs: [Int64]?, promisedAt: Instant?, expiresAt: Instant?) {
      self.title = title
      self.lineIDs = lineIDs
      self.promisedAt = promisedAt
      self.expiresAt = expiresAt
    }
  }

  package func find(_ id: Int64) throws -> EstimateSheet { try EstimateSheets(context).find(id) }

  package func list(of order: Int64, status: Estimate.Status?, _ page: PageRequest) throws -> Page<EstimateSheet> {
    try EstimateSheets(context).page(of: order, status: status, page)
  }

  /// The estimates of an order that await the client's decision.
  package func offered(_ order: Int64) throws -> Offer { try EstimateSheets(context).offered(order) }

  // MARK: Making

  /// Creates a draft with what the lines cost now. It is a main estimate while the order is being estimated, a
  /// supplement once work is approved.
  package func create(of orderID: Int64, version: Versions?, _ new: New) throws -> EstimateSheet {
    let order = try order(orderID, version)
    let facts = try WorkOrderFactsGatherer(context).gather(order)
    let kind = try kind(in: facts)
    if let reason = Most.estimates.reason(against: try EstimateTable(context.db).count(of: orderID)) {
      throw Refusal.conflict([reason], moves: facts.moves())
    }
    let lines = try chosen(new.lineIDs, of: facts)
    let promised = try promise(new, order, lines)
    let figures = try EstimateSnapshot(of: lines, promisedOn: context.settings.zone.day(of: promised), rules: context.settings.tax)
    let id = try EstimateTable(context.db).insert(
      Estimate(
        id: 0, workOrderID: orderID, kind: kind, title: new.title, promisedAt: promised, gross: figures.gross, vat: figures.vat,
        clientGross: figures.clientGross, createdByID: try context.userID(), createdAt: context.now, expiresAt: new.expiresAt),
      lines: figures.lines)
    try context.record(
      .estimateCreated, Subject(.estimate, id, client: order.clientID, vehicle: order.vehicleID, workOrder: orderID),
      [
        .fact("kind", .init(kind)), .fact("title", .text(new.title)), .fact("gross_minor", .init(figures.gross)),
        .fact("promised_at", .time(promised)), .fact("line_ids", .ids(figures.lines.map(\.orderLineID))),
      ])
    return try context.settled { try find(id) }
  }

  private func kind(in facts: WorkOrderFacts) throws -> Estimate.Kind {
    if facts.status == .estimating { return .main }
    guard facts.status.takesSupplements else {
      throw Refusal.conflict([.estimateNotNow(facts.number, facts.status)], moves: facts.moves())
    }
    return .supplement
  }

  /// Only proposed lines can be offered; the others are decided already.
  private func chosen(_ ids: [Int64]?, of facts: WorkOrderFacts) throws -> [WorkOrderFacts.Line] {
    let proposed = facts.lines.filter { $0.line.status == .proposed }
    guard let ids else { return proposed.filter { $0.offeredIn == nil } }
    var faults: [Reason] = []
    for (index, id) in ids.enumerated() {
      let pointer = "/line_ids/\(index)"
      if ids[..<index].contains(id) {
        faults.append(.itemTwice(id).at(pointer))
      } else if let line = facts.lines.first(where: { $0.line.id == id })?.line {
        if line.status != .proposed { faults.append(.lineDecided(line).at(pointer)) }
      } else {
        faults.append(.lineUnknown(id).at(pointer))
      }
    }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    return proposed.filter { ids.contains($0.line.id) }
  }

  /// Checks an estimate's promised date. Earlier than the order's, it must be possible; later is allowed. If it
  /// differs from the order's, it must lie in working time. The order's own date may lie outside, because it was given
  /// with a reason.
  private func promise(_ new: New, _ order: WorkOrder, _ lines: [WorkOrderFacts.Line]) throws -> Instant {
    let zone = context.settings.zone
    var faults: [Reason] = []
    if let expires = new.expiresAt, expires <= context.now { faults.append(.expiresInPast(zone, expires)) }
    if let reason = Horizon.offer.reason(against: new.expiresAt, now: context.now) { faults.append(reason.at("/expires_at")) }
    if let reason = Horizon.promise.reason(against: new.promisedAt, now: context.now) { faults.append(reason.at("/promised_at")) }
    guard let promised = new.promisedAt ?? order.promisedAt else {
      throw Refusal.invalid(faults + [.promiseMissing(order.number).at("/promised_at")])
    }
    if promised <= context.now { faults.append(.promiseInPast(zone, promised)) }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    var reasons: [Reason] = []
    if promised < order.promisedAt ?? Instant(rawValue: .max), new.promisedAt != nil {
      let plan = try PromisePlanner(context).plan(order, lines.map(\.line))
      reasons += Promise.reasons(against: promised, plan: plan, reason: nil, now: context.now, zone: zone)
    }
    if promised != order.promisedAt { reasons += try Promise.reasons(outside: context.hours(), promised, reason: nil) }
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }
    return promised
  }

  // MARK: Offering

  /// Puts one or several options before the client. After a main offer the order waits for the decision. A supplement
  /// is offered while the work goes on.
  package func offer(of orderID: Int64, version: Versions?, _ ids: [Int64]) throws -> Offer {
    let order = try order(orderID, version)
    let sheets = try named(ids, of: orderID)
    let facts = try WorkOrderFactsGatherer(context).gather(order)
    let reasons = sheets.flatMap { reasonsAgainst($0.estimate, facts) } + reasonsAgainstOffer(sheets, facts)
    guard reasons.isEmpty, let first = ids.first else { throw Refusal.conflict(reasons.unique, moves: facts.moves()) }
    if facts.status == .estimating {
      let next = try facts.check(.offer)
      try WorkOrderTable(context.db).move(orderID, from: facts.status, to: next)
      try context.record(.workOrderOffered, subject(.workOrder, orderID, order), [.change("status", .init(facts.status), .init(next))])
    }
    for sheet in sheets { try offer(sheet.estimate, together: first, order) }
    return try context.settled { try offered(orderID) }
  }

  private func offer(_ estimate: Estimate, together first: Int64, _ order: WorkOrder) throws {
    let hours = Int64(clamping: context.settings.estimateValidHours)
    let expires = estimate.expiresAt ?? context.now.adding(seconds: hours.multipliedReportingOverflow(by: 3_600).partialValue)
    try EstimateTable(context.db).offer(estimate.id, together: first, at: context.now, expiresAt: expires)
    try Timers(context).set(.estimateExpiry, estimate.id, at: expires)
    try context.record(
      .estimateOffered, subject(.estimate, estimate.id, order),
      [.change("status", .init(estimate.status), "offered"), .fact("expires_at", .time(expires)), .fact("title", .text(estimate.title))])
  }

  private func named(_ ids: [Int64], of orderID: Int64) throws -> [EstimateSheet] {
    var faults: [Reason] = []
    var sheets: [EstimateSheet] = []
    for (index, id) in ids.enumerated() {
      let estimate = try EstimateTable(context.db).find(id)
      if let estimate, estimate.workOrderID == orderID, !ids[..<index].contains(id) {
        sheets.append(try EstimateSheets(context).sheet(estimate, 0))
      } else {
        faults.append(.estimateUnknown(id).at("/estimate_ids/\(index)"))
      }
    }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    return sheets
  }

  private func reasonsAgainst(_ estimate: Estimate, _ facts: WorkOrderFacts) -> [Reason] {
    let zone = context.settings.zone
    guard estimate.status == .draft else { return [.estimateNotDraft(estimate)] }
    var reasons: [Reason] = []
    if let expires = estimate.expiresAt, expires <= context.now { reasons.append(.estimateExpired(estimate.title, zone, expires)) }
    if estimate.promisedAt <= context.now { reasons.append(.promisePassed(zone, estimate.promisedAt)) }
    if facts.status.takesSupplements, estimate.kind == .main { reasons.append(.estimateSuperseded(estimate.title, .decidedOtherwise)) }
    return reasons
  }

  /// The lines of a supplement must meet the same rules as a first offer.
  private func reasonsAgainstOffer(_ sheets: [EstimateSheet], _ facts: WorkOrderFacts) -> [Reason] {
    guard facts.status.takesSupplements else { return facts.reasons(against: .offer) }
    let ids = Set(sheets.flatMap { $0.lines.map(\.orderLineID) })
    return facts.reasons(
      againstOffering: facts.lines.filter { ids.contains($0.line.id) }, promisedAt: sheets.map(\.estimate.promisedAt).min())
  }

  private func order(_ id: Int64, _ version: Versions?) throws -> WorkOrder {
    guard let order = try WorkOrderTable(context.db).find(id) else { throw Refusal.notFound(.workOrder) }
    try context.match(version, order.version)
    return order
  }

  private func subject(_ kind: Noun, _ id: Int64, _ order: WorkOrder) -> Subject {
    Subject(kind, id, client: order.clientID, vehicle: order.vehicleID, workOrder: order.id)
  }
}
