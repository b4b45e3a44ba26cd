package import Domain

/// An estimate with its items and decisions. Its version is the order's, because any change of the order may outdate it.
package struct EstimateSheet: Sendable {
  package let estimate: Estimate
  package let lines: [EstimateLine]
  package let approval: Approval?
  package let orderVersion: Int64
}

/// The estimates of an order that await the client's decision.
package struct Offer: Sendable {
  package let orderID: Int64
  package let number: String
  package let status: WorkOrder.Status
  package let version: Int64
  package let estimates: [EstimateSheet]
}

/// Reads an estimate with its items and its approval, for every use case that returns one.
struct EstimateSheets {
  private let context: Context
  init(_ context: Context) { self.context = context }

  func find(_ id: Int64) throws -> EstimateSheet {
    guard let estimate = try EstimateTable(context.db).find(id), let order = try WorkOrderTable(context.db).head(estimate.workOrderID)
    else { throw Refusal.notFound(.estimate) }
    return try sheet(estimate, order.version)
  }

  func page(of order: Int64, status: Estimate.Status?, _ request: PageRequest) throws -> Page<EstimateSheet> {
    guard let head = try WorkOrderTable(context.db).head(order) else { throw Refusal.notFound(.workOrder) }
    let sheets = try EstimateTable(context.db).page(of: order, status: status, request).map { try sheet($0, head.version) }
    return Page(sheets, request) { Cursor(key: .integer($0.estimate.id), id: $0.estimate.id) }
  }

  func offered(_ id: Int64) throws -> Offer {
    guard let order = try WorkOrderTable(context.db).brief(id) else { throw Refusal.notFound(.workOrder) }
    let open = try EstimateTable(context.db).live(of: id).filter { $0.status == .offered }
    return Offer(
      orderID: id, number: order.number, status: order.status, version: order.head.version,
      estimates: try open.map { try sheet($0, order.head.version) })
  }

  func sheet(_ estimate: Estimate, _ version: Int64) throws -> EstimateSheet {
    try EstimateSheet(
      estimate: estimate, lines: EstimateLineTable(context.db).all(of: estimate.id),
      approval: ApprovalTable(context.db).find(ofEstimate: estimate.id), orderVersion: version)
  }
}
