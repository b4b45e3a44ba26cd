package struct PurchaseOrder: Versioned {
  package enum Status: String, CaseIterable, Sendable {
    case draft, sent
    case partlyReceived = "partly_received"
    case received, cancelled
  }
  package enum Move: String, CaseIterable, Sendable { case edit, send, receive, cancel }

  package static let noun = Noun.purchaseOrder
  package var id: Int64 = 0
  package var number = ""
  package var supplierID: Int64
  package var status = Status.draft
  package var expectedOn: Day?
  package var note: String?
  package var createdAt: Instant
  package var sentAt: Instant?
  package var closedAt: Instant?
  package var cancelReason: String?
  package var version: Int64 = 1

  package init(from supplierID: Int64, at createdAt: Instant) {
    self.supplierID = supplierID
    self.createdAt = createdAt
  }
}

package struct PurchaseLine: Equatable, Sendable {
  package var id: Int64
  package var purchaseOrderID: Int64
  package var partID: Int64
  package var quantity: Quantity
  // Good units received, including substitutes.
  package var received: Quantity
  // The price of one unit.
  package var price: Money
  // nil: the order's expected day.
  package var expectedOn: Day?
  package var firstReceivedAt: Instant?

  package init(
    id: Int64, purchaseOrderID: Int64, partID: Int64, quantity: Quantity, received: Quantity = .zero, price: Money,
    expectedOn: Day? = nil, firstReceivedAt: Instant? = nil
  ) {
    self.id = id
    self.purchaseOrderID = purchaseOrderID
    self.partID = partID
    self.quantity = quantity
    self.received = received
    self.price = price
    self.expectedOn = expectedOn
    self.firstReceivedAt = firstReceivedAt
  }
}

extension PurchaseLine {
  /// The ordered quantity that has not come, even if nobody waits for it any more.
  package var awaited: Quantity { quantity.less(received) }

  /// The quantity that will still come; zero if the order is closed.
  package func awaited(in order: PurchaseOrder) -> Quantity { order.status.isClosed ? .zero : awaited }

  /// True if something should have come before today, by the line's own day or else by the order's.
  package func isLate(in order: PurchaseOrder, today: Day) -> Bool {
    guard awaited(in: order) > .zero, let day = expectedOn ?? order.expectedOn else { return false }
    return day < today
  }
}

/// A claim of an order line on a purchase line, with the quantity served so far.
package struct PurchaseClaim: Equatable, Sendable {
  package var id: Int64
  package var purchaseLineID: Int64
  package var orderLineID: Int64
  package var quantity: Quantity
  package var served: Quantity
  package var releasedAt: Instant?

  package init(
    id: Int64, purchaseLineID: Int64, orderLineID: Int64, quantity: Quantity, served: Quantity = .zero, releasedAt: Instant? = nil
  ) {
    self.id = id
    self.purchaseLineID = purchaseLineID
    self.orderLineID = orderLineID
    self.quantity = quantity
    self.served = served
    self.releasedAt = releasedAt
  }
}

extension PurchaseClaim {
  package var awaited: Quantity { releasedAt == nil ? quantity.less(served) : .zero }
}

extension PurchaseOrder.Status {
  /// True if nothing more will come.
  package var isClosed: Bool {
    switch self {
    case .draft, .sent, .partlyReceived: false
    case .received, .cancelled: true
    }
  }
}

extension PurchaseOrder {
  /// The lifecycle: draft → sent → partly received → received, or cancelled. Goods already received for a cancelled
  /// order stay.
  package static func allows(_ move: Move, in status: Status) -> Bool {
    switch status {
    case .draft: move == .edit || move == .send || move == .cancel
    case .sent, .partlyReceived: move == .receive || move == .cancel
    case .received, .cancelled: false
    }
  }

  package func reasons(against move: Move, lines: [PurchaseLine]) -> [Reason] {
    guard PurchaseOrder.allows(move, in: status) else { return [.purchaseStatus(self, move)] }
    return move == .send && lines.isEmpty ? [.purchaseWithoutLines(number)] : []
  }

  /// Reasons against an expected day: one before today, or too far ahead. Days are in the centre's zone.
  package static func reasons(againstExpected day: Day?, today: Day) -> [Reason] {
    if let day, day < today { return [.expectedInPast(day)] }
    return [Horizon.delivery.reason(against: day, today: today)?.at("/expected_on")].compactMap(\.self)
  }

  /// Warnings about expected days on which the centre is closed and nobody can receive goods. Promises are then
  /// planned from the next working day.
  package func warnings(_ lines: [PurchaseLine], _ calendar: WorkingHours) -> [Reason] {
    let open = lines.enumerated().filter { $0.element.awaited(in: self) > .zero }
    if status.isClosed || (open.isEmpty && !lines.isEmpty) { return [] }
    let ofOrder = PurchaseOrder.warning(ofExpected: expectedOn, calendar).map { [$0] } ?? []
    return ofOrder
      + open.compactMap { index, line in PurchaseOrder.warning(ofExpected: line.expectedOn, calendar)?.at("/lines/\(index)/expected_on") }
  }

  private static func warning(ofExpected day: Day?, _ calendar: WorkingHours) -> Reason? {
    guard let day, calendar.intervals(on: day).isEmpty else { return nil }
    return .expectedOnDayOff(day)
  }

  package func moves(lines: [PurchaseLine]) -> [PossibleMove] {
    Move.allCases.map { PossibleMove($0.rawValue, against: reasons(against: $0, lines: lines)) }
  }

  /// Refuses with 409, every reason, and the moves that are possible instead.
  package func check(_ move: Move, lines: [PurchaseLine]) throws(Refusal) {
    let reasons = reasons(against: move, lines: lines)
    guard reasons.isEmpty else { throw .conflict(reasons, moves: moves(lines: lines)) }
  }

  /// The status that follows from the received quantities. Damaged goods alone do not change it.
  package static func status(after lines: [PurchaseLine]) -> Status {
    if !lines.isEmpty, lines.allSatisfy({ $0.awaited == .zero }) { return .received }
    return lines.contains { $0.received > .zero } ? .partlyReceived : .sent
  }
}
