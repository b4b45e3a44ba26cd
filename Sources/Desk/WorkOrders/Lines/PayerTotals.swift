internal import Domain
internal import JSON

/// Totals by payer of the lines that stand, added up while the lines are written. A line without payers counts for the
/// client.
final class PayerTotals {
  /// True once all lines were added.
  private(set) var areComplete = false
  private var clients: Money?
  private var shared: [Party: Money] = [:]

  func begin() {
    areComplete = false
    clients = nil
    if !shared.isEmpty { shared = [:] }
  }

  func end() { areComplete = true }

  func add(_ line: borrowing OrderLinePicture) throws {
    guard line.stands else { return }
    if line.payers.isEmpty { clients = try (clients ?? .zero).adding(line.gross) }
    for payer in line.payers { try add(payer.gross, to: Party(payer.role, payer.payerClientID)) }
  }

  private func add(_ gross: Money, to party: Party) throws { shared[party] = try (shared[party] ?? .zero).adding(gross) }

  func show(_ order: borrowing WorkOrderPicture, _ context: Context, _ body: (borrowing WorkOrderPicture.Total) -> Void) throws {
    if shared.isEmpty {
      // Only the client pays, and the order already holds the client's name.
      guard let gross = clients else { return }
      return body(WorkOrderPicture.Total(role: .client, clientID: order.client.id, name: order.client.name, gross: gross))
    }
    if let gross = clients.take() { try add(gross, to: Party(.client, order.client.id)) }
    for (party, gross) in shared.sorted(by: { $0.key < $1.key }) {
      try name(of: party, context).lend { name in
        body(WorkOrderPicture.Total(role: party.role, clientID: party.clientID, name: name, gross: gross))
      }
    }
  }

  private func name(of party: Party, _ context: Context) throws -> String {
    guard let id = party.clientID else { return context.settings.company }
    return try WorkOrderPictureTable(context.db).clientName(id) ?? ""
  }
}
