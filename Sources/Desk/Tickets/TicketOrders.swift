package import Domain

/// Work orders that are opened from a ticket.
package struct TicketOrders {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Opens an order and links the ticket with it. `opening` gets the ticket, whose client and vehicle it may name.
  package func open(
    _ id: Int64, version: Versions?, _ opening: (Ticket) throws -> WorkOrders.Opening
  ) throws -> Lent<WorkOrderPicture> {
    let ticket = try TicketLookup(context).changeable(id, version)
    guard ticket.workOrderID == nil else { throw Refusal.conflict(.ticketHasOrder(ticket)) }
    let opened = try WorkOrders(context).open(opening(ticket))
    guard let order = try WorkOrderTable(context.db).find(opened.id) else { throw Refusal.notFound(.workOrder) }
    let new = ticket.with {
      $0.workOrderID = order.id
      $0.vehicleID = $0.vehicleID ?? order.vehicleID
    }
    try TicketWork(context).change(ticket, to: new, as: .ticketOrderOpened)
    return try context.settled { opened }
  }
}
