package import Domain
internal import SQLite

/// Records at the desk what the client answered to an estimate.
package struct Approvals {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package struct New: Sendable {
    package let how: Approval.How
    /// The proxy who decided; nil for the client.
    package let proxyID: Int64?
    package let note: String?

    package init(how: Approval.How, proxyID: Int64?, note: String?) {
      self.how = how
      self.proxyID = proxyID
      self.note = note
    }
  }

  /// Records a decision on every item, each exactly once. Refuses an estimate that is not the current offer and names
  /// the current one.
  package func approve(_ id: Int64, version: Versions?, _ new: New, items: [ItemDecision]) throws -> EstimateSheet {
    let estimate = try estimate(id, version)
    try Deciding(context).decide(estimate, word(new, items))
    return try context.settled { try EstimateSheets(context).find(id) }
  }

  /// Declines every item.
  package func decline(_ id: Int64, version: Versions?, _ new: New) throws -> EstimateSheet {
    let estimate = try estimate(id, version)
    let items = try EstimateLineTable(context.db).all(of: id).map { ItemDecision($0.orderLineID, .declined) }
    try Deciding(context).decide(estimate, word(new, items))
    return try context.settled { try EstimateSheets(context).find(id) }
  }

  private func estimate(_ id: Int64, _ version: Versions?) throws -> Estimate {
    guard let estimate = try EstimateTable(context.db).find(id), let order = try WorkOrderTable(context.db).head(estimate.workOrderID)
    else { throw Refusal.notFound(.estimate) }
    try context.match(version, order.version)
    return estimate
  }

  private func word(_ new: New, _ items: [ItemDecision]) throws -> Deciding.Word {
    let proxy = try new.proxyID.map { id in
      guard let proxy = try ProxyTable(context.db).find(id) else { throw Refusal.invalid(.proxyUnknown) }
      return proxy
    }
    return Deciding.Word(how: new.how, proxy: proxy, note: new.note, items: items)
  }
}
