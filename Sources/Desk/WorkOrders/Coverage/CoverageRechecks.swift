internal import Domain

/// Repeats the coverage checks of an order whose odometer reading has changed. The payers follow the new result, with
/// two exceptions: the client would pay more than was agreed, or the line is billed. Then the payers stay and only the
/// check changes.
struct CoverageRechecks {
  private let context: Context
  init(_ context: Context) { self.context = context }

  func remake(_ order: WorkOrder) throws {
    var hasChanged = false
    for check in try CoverageCheckTable(context.db).all(of: order.id) where check.reason != .claimRefused {
      guard let line = try OrderLineTable(context.db).find(check.orderLineID), line.stands else { continue }
      let found = try CoverageSearch(context, order).again(check, line)
      guard found.coverage?.id != check.coverageID || found.verdict != check.reason else { continue }
      try write(found, check, line, order)
      hasChanged = true
    }
    if hasChanged, order.status == .awaitingApproval { try Outdating(context).lapse(order.id) }
  }

  private func write(_ found: CoverageSearch.Found, _ old: CoverageCheck, _ line: OrderLine, _ order: WorkOrder) throws {
    var check = old
    if check.coverageID != found.coverage?.id { (check.cap, check.deductible) = (found.coverage?.cap, found.coverage?.deductible ?? .zero) }
    check.coverageID = found.coverage?.id
    check.covered = found.isCovered
    check.share = found.share(of: line.kind)
    check.reason = found.verdict
    (check.at, check.userID) = (context.now, context.actor.userID ?? old.userID)
    try CoverageCheckTable(context.db).keep(check)
    let follows = try mayFollow(found, line, order)
    if follows {
      let rated = try PayerRates(context).rated(line, found.shares(of: line.kind), order)
      if rated != line { try OrderLineTable(context.db).update(rated) }
      try LinePayerTable(context.db).replace(ofLine: line.id, with: alone(found, rated, order))
      try LineSplits(context).refresh(order.id, client: order.clientID)
    }
    try Outdating(context).supersede(holding: line.id, because: .lineChanged)
    try context.record(
      .orderLineCoverageChecked, order.subject(ofLine: line.id),
      [
        .fact("coverage_id", .init(check.coverageID)), .fact("verdict", .init(check.reason)), .fact("share_bp", .init(check.share)),
        .fact("payers_follow", .flag(follows)),
      ])
  }

  private func alone(_ found: CoverageSearch.Found, _ line: OrderLine, _ order: WorkOrder) throws -> [LinePayer] {
    var unlimited: [Int64: CoverageBudget] = [:]
    return try LineSplits(context).split(line, found.shares(of: line.kind), client: order.clientID, &unlimited)
  }

  private func mayFollow(_ found: CoverageSearch.Found, _ line: OrderLine, _ order: WorkOrder) throws -> Bool {
    if try WorkOrderFactsTable(context.db).billedLines(of: order.id).contains(line.id) { return false }
    if line.status == .proposed { return true }
    var payers = Dictionary(grouping: try LinePayerTable(context.db).all(of: order.id), by: \.orderLineID)
    let now = try WorkOrderFacts.Line(line, payers: payers[line.id] ?? []).clientGross()
    payers[line.id] = try alone(found, line, order)
    let lines = try OrderLineTable(context.db).all(of: order.id)
    let split = try LineSplits(context).reckoned(lines, payers, of: order.id, client: order.clientID)
    let then = try WorkOrderFacts.Line(line, payers: split[line.id] ?? []).clientGross()
    if then <= now { return true }
    return try then <= Approved(context).clientPart(of: line)
  }
}
