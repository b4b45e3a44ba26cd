internal import Domain
internal import SQLite

/// The balance of a client and of an order: agreed, billed, paid and open.
package struct Balances {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func client(_ id: Int64) throws -> Balance {
    let client = try ClientLookup(context).survivor(id)
    let documents = try DocumentTable(context.db).open(ofClient: client.id)
    let payments = try PaymentTable(context.db).free(ofClient: client.id)
    let today = context.today
    return Balance(
      clientID: client.id, open: try Money.sum(documents.map(\.open)),
      overdue: try Money.sum(documents.filter { $0.isOverdue(on: today) }.map(\.open)), advances: try Money.sum(payments.map(\.left)),
      creditDays: client.creditDays, creditLimit: client.creditLimit, documents: documents, payments: payments)
  }

  package func order(_ id: Int64) throws -> OrderBilling {
    guard let order = try WorkOrderTable(context.db).find(id) else { throw Refusal.notFound(.workOrder) }
    let approved = try approved(WorkOrderFactsGatherer(context).gather(order).lines, of: order)
    let documents = Dictionary(grouping: try DocumentTable(context.db).all(of: id)) { Party($0.payerRole, $0.payerClientID) }
    let payers = try Set(approved.keys).union(documents.keys).sorted().map { party in
      try payer(party, approved: approved[party] ?? .zero, documents[party] ?? [])
    }
    let advances = try Money.sum(PaymentTable(context.db).all(ofOrder: id).map(\.left))
    return OrderBilling(workOrderID: id, number: order.number, status: order.status, payers: payers, advances: advances)
  }

  /// Each payer's part of the approved lines. The client's part is at most what was approved, even if the tolerance
  /// allows more.
  private func approved(_ lines: [WorkOrderFacts.Line], of order: WorkOrder) throws -> [Party: Money] {
    let agreed = try Approved(context).byLine(order, withStanding: true)
    let client = Party(.client, order.clientID)
    var sums: [Party: Money] = [:]
    for item in lines where item.line.status == .approved || item.line.status == .done {
      let parts =
        item.payers.isEmpty ? [(client, item.line.gross)] : item.payers.map { (Party($0.role, $0.payerClientID), $0.gross) }
      for (party, amount) in parts {
        let approved = party == client ? min(amount, agreed[item.line.id] ?? .zero) : amount
        sums[party] = try (sums[party] ?? .zero).adding(approved)
      }
    }
    return sums
  }

  private func payer(_ party: Party, approved: Money, _ documents: [BillingDocument]) throws -> PayerBilling {
    let name = try party.clientID.flatMap { try ClientTable(context.db).find($0) }?.name
    return PayerBilling(
      role: party.role, clientID: party.clientID, name: name ?? context.settings.company, approved: approved,
      billed: try Money.sum(documents.map(\.gross)), paid: try Money.sum(documents.map(\.paid)),
      open: try Money.sum(documents.map(\.open)), documents: documents)
  }
}
