internal import Domain

/// Keeps the sum of work without a document in orders whose car has left, so that a list can show these few. A
/// delivered car leaves with everything billed; the car of a cancelled order may leave work behind that was done and
/// not billed. Later a credit note, a new document or a returned part changes the sum.
struct Unbilled {
  private let context: Context
  init(_ context: Context) { self.context = context }

  func refresh(_ id: Int64) throws {
    let orders = WorkOrderTable(context.db)
    guard try orders.head(id)?.isClosed == true, let order = try orders.find(id), order.handedOverAt != nil else { return }
    let lines = try WorkOrderFactsGatherer(context).gather(order).lines
    let drafts = try BillingDraft.drafts(of: lines, client: order.clientID, completedOn: context.today, rules: context.settings.tax)
    let standing = try WorkOrderFactsTable(context.db).documents(of: id).map(\.document.gross)
    let missing = try Money.sum(drafts.map(\.gross)).subtracting(Money.sum(standing))
    try orders.keepUnbilled(id, max(.zero, missing))
  }
}
