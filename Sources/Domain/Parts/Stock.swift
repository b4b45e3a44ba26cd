/// A row of the append-only ledger. Stock on hand is the sum of its rows. Quantity and cost have the same sign.
package struct StockMove: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case receipt, issue, `return`, transfer, adjustment
    case writeOff = "write_off"
  }

  package var id: Int64
  package var partID: Int64
  package var locationID: Int64
  package var kind: Kind
  package var quantity: Quantity
  package var cost: Money
  package var orderLineID: Int64?
  package var purchaseLineID: Int64?
  package var document: String?
  package var reason: String?
  package var at: Instant
  package var userID: Int64?

  package init(
    id: Int64, partID: Int64, locationID: Int64, kind: Kind, quantity: Quantity, cost: Money, orderLineID: Int64? = nil,
    purchaseLineID: Int64? = nil, document: String? = nil, reason: String? = nil, at: Instant, userID: Int64? = nil
  ) {
    self.id = id
    self.partID = partID
    self.locationID = locationID
    self.kind = kind
    self.quantity = quantity
    self.cost = cost
    self.orderLineID = orderLineID
    self.purchaseLineID = purchaseLineID
    self.document = document
    self.reason = reason
    self.at = at
    self.userID = userID
  }
}

package struct Location: Kept {
  /// Units in quarantine are neither on hand nor available for reservations.
  package enum Kind: String, CaseIterable, Sendable { case store, quarantine }

  package static let noun = Noun.location
  package var id: Int64 = 0
  package var name = ""
  package var kind = Kind.store

  package init() {}
}

/// An order line that waits for a part or holds one.
package struct Waiting: Equatable, Sendable {
  package var orderLineID: Int64
  package var quantity: Quantity
  package var promisedAt: Instant?

  package init(orderLineID: Int64, quantity: Quantity, promisedAt: Instant? = nil) {
    self.orderLineID = orderLineID
    self.quantity = quantity
    self.promisedAt = promisedAt
  }
}

/// The order in which lines are served.
package enum Serving {
  /// Distributes what has arrived or become free: the earliest promise first, orders without a promise last, then the
  /// older line.
  package static func serve(_ quantity: Quantity, to waiting: [Waiting]) -> [Waiting] {
    take(quantity, from: waiting.sorted(by: isBefore))
  }

  /// Lines that lose when less is there than is reserved: the latest promise first. The returned quantities are what
  /// each loses.
  package static func losers(of missing: Quantity, among holding: [Waiting]) -> [Waiting] {
    take(missing, from: holding.sorted(by: isBefore).reversed())
  }

  private static func take(_ quantity: Quantity, from lines: [Waiting]) -> [Waiting] {
    var left = quantity
    var answer: [Waiting] = []
    for line in lines where left > .zero && line.quantity > .zero {
      let share = min(left, line.quantity)
      left = left.less(share)
      answer.append(Waiting(orderLineID: line.orderLineID, quantity: share, promisedAt: line.promisedAt))
    }
    return answer
  }

  private static func isBefore(_ a: Waiting, _ b: Waiting) -> Bool {
    let latest = Instant(rawValue: .max)
    return (a.promisedAt ?? latest, a.orderLineID) < (b.promisedAt ?? latest, b.orderLineID)
  }
}
