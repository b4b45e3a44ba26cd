package import Domain

/// A part after a change in the store, with the orders that lost a reservation by it.
package struct StoreDeed: Sendable {
  package let details: PartDetails
  package let lost: [Handed]
}

extension Parts {
  /// Takes in goods without a purchase order, such as opening stock or found units. Without a price they come in at
  /// the part's supposed cost.
  package func receive(
    _ id: Int64, version: Versions?, quantity: Quantity, price: Money?, locationID: Int64?, document: String?, reason: String
  ) throws -> StoreDeed {
    try deed(id, version) { part in
      try part.unit.check(quantity)
      // A price of zero would lower the moving average cost of the whole stock.
      if price == nil, part.supposedCost == .zero { throw Refusal.invalid(.priceNeeded) }
      try Stock(context).receive(
        partID: id, quantity: quantity, cost: (price ?? part.supposedCost).times(quantity), locationID: locationID, purchaseLineID: nil,
        document: document, reason: reason)
      if let price { try PartTable(context.db).keepPurchasePrice(part, price) }
      return []
    }
  }

  package func count(_ id: Int64, version: Versions?, counted: Quantity, locationID: Int64?, reason: String) throws -> StoreDeed {
    try deed(id, version) { _ in try Stock(context).count(partID: id, counted: counted, locationID: locationID, reason: reason) }
  }

  package func writeOff(_ id: Int64, version: Versions?, quantity: Quantity, locationID: Int64?, reason: String) throws -> StoreDeed {
    try deed(id, version) { _ in try Stock(context).writeOff(partID: id, quantity: quantity, locationID: locationID, reason: reason) }
  }

  package func transfer(_ id: Int64, version: Versions?, quantity: Quantity, from: Int64, to: Int64, reason: String?) throws -> StoreDeed {
    try deed(id, version) { _ in try Stock(context).transfer(partID: id, quantity: quantity, from: from, to: to, reason: reason) }
  }

  private func deed(_ id: Int64, _ version: Versions?, _ body: (Part) throws -> [Handed]) throws -> StoreDeed {
    let part = try find(id).part
    try context.match(version, part.version)
    let lost = try body(part)
    return try context.settled { try StoreDeed(details: find(id), lost: lost) }
  }

  // MARK: Ledger, reservations and waiting lines

  package func moves(_ id: Int64, kind: StockMove.Kind?, locationID: Int64?, _ page: PageRequest) throws -> Page<StockMove> {
    _ = try find(id)
    let rows = try PartListTable(context.db).moves(partID: id, kind: kind, locationID: locationID, page)
    return Page(rows, page) { Cursor(key: .integer($0.id), id: $0.id) }
  }

  package func reservations(_ id: Int64, _ page: PageRequest) throws -> Page<PartClaimant> {
    _ = try find(id)
    return try Page(PartListTable(context.db).reservations(partID: id, page), page) { Cursor(key: .integer($0.lineID), id: $0.lineID) }
  }

  /// Order lines that wait for the part, in the order in which they will be served.
  package func waiting(_ id: Int64, _ page: PageRequest) throws -> Page<PartClaimant> {
    _ = try find(id)
    return try Page(PartListTable(context.db).waiting(partID: id, page), page) {
      Cursor(key: .integer($0.promisedAt?.rawValue ?? .max), id: $0.lineID)
    }
  }
}

/// An order line that holds a part or waits for it.
package struct PartClaimant: Sendable {
  package let lineID: Int64
  package let workOrderID: Int64
  package let number: String
  package let promisedAt: Instant?
  package let quantity: Quantity
  package let reserved: Quantity
  package let onOrder: Quantity
  package let issued: Quantity
  /// The quantity neither issued, reserved nor on order.
  package var short: Quantity { quantity.less(issued).less(reserved).less(onOrder) }
}
