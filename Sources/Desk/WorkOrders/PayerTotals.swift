internal import Domain

/// Sums of the rounded lines that stand, by payer; a line without payers is the client's.
struct PayerTotals {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// What the lines of an order come to, noted as they are shown: the totals come after them.
  final class Passing {
    /// The gross of those that stand, nil without any; unknown until all have passed.
    var standing: Money??
  }

  /// Nobody but the client pays.
  func ofWhole(_ order: borrowing WorkOrderPicture, _ sums: Passing, _ body: (borrowing WorkOrderPicture.Total) -> Void) throws {
    guard let gross = try sums.standing ?? standing(in: order.id) else { return }
    body(WorkOrderPicture.Total(role: .client, clientID: order.client.id, name: order.client.name, gross: gross))
  }

  private func standing(in order: Int64) throws -> Money? {
    let lines = try OrderLineTable(context.db).all(of: order).filter(\.stands)
    return lines.isEmpty ? nil : try Money.sum(lines.map(\.gross))
  }

  /// Some lines have payers of their own.
  func ofSplit(_ order: borrowing WorkOrderPicture, _ body: (borrowing WorkOrderPicture.Total) -> Void) throws {
    var sums: [Party: Money] = [:]
    let client = Party(.client, order.client.id)
    let payers = Dictionary(grouping: try LinePayerTable(context.db).all(of: order.id), by: \.orderLineId)
    for line in try OrderLineTable(context.db).all(of: order.id) where line.stands {
      let shares = payers[line.id].map { $0.map { (Party($0.role, $0.payerClientId), $0.gross) } } ?? [(client, line.gross)]
      for (party, gross) in shares { sums[party] = try (sums[party] ?? .zero).adding(gross) }
    }
    for (party, gross) in sums.sorted(by: { $0.key < $1.key }) {
      var name = try name(of: party)
      name.withUTF8 { name in
        body(WorkOrderPicture.Total(role: party.role, clientID: party.clientID, name: UnsafeRawBufferPointer(name), gross: gross))
      }
    }
  }

  private func name(of party: Party) throws -> String {
    guard let id = party.clientID else { return context.settings.company }
    return try WorkOrderPictureTable(context.db).clientName(id) ?? ""
  }
}
