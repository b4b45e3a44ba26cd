package import Domain
internal import JSON

/// What a centre knows of a client.
package struct ChainClient: Sendable {
  package struct Order: Sendable {
    package let id: Int64
    package let number: String
    package let status: WorkOrder.Status
    package let openedAt: Instant
    package let total: Money
  }

  package let card: Client
  package let phones: [String]
  package let vehicles: [Vehicle]
  /// The latest ones.
  package let orders: [Order]
  package let balance: Balance
  package let openTickets: [Ticket]
}

/// Finds clients by phone in one centre's file.
package struct ChainClients {
  /// Vehicles, orders and open tickets of a client that are told.
  package static let most = 50

  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// The cards with this phone, in E.164.
  package func find(phone: String) throws -> [ChainClient] {
    try ClientContactTable(context.db).clients(withPhone: phone).map { try client($0.id) }
  }

  private func client(_ id: Int64) throws -> ChainClient {
    let lookup = ClientLookup(context)
    let card = try lookup.card(lookup.survivor(id))
    let page = PageRequest(limit: Self.most)
    return ChainClient(
      card: card.client, phones: card.phones, vehicles: try Vehicles(context).list(ofClient: id, page).items.map(\.vehicle),
      orders: try orders(of: id, page), balance: try Balances(context).client(id), openTickets: try tickets(of: id, page))
  }

  private func orders(of id: Int64, _ page: PageRequest) throws -> [ChainClient.Order] {
    var filter = WorkOrderFilter()
    filter.clientID = id
    var found: [ChainClient.Order] = []
    _ = try WorkOrders(context).list(filter, page) { row in
      guard let status = WorkOrder.Status(rawValue: row.status.string) else { return }
      found.append(ChainClient.Order(id: row.id, number: row.number.string, status: status, openedAt: row.openedAt, total: row.total))
    }
    return found
  }

  private func tickets(of id: Int64, _ page: PageRequest) throws -> [Ticket] {
    var filter = TicketFilter()
    filter.clientID = id
    filter.isOpen = true
    return try Tickets(context).list(filter, page).items
  }
}
