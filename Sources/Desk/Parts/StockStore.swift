package import Domain

// Changes in the store itself: goods received, counted, written off or moved to another location.
extension Stock {
  /// Takes goods in, at the cost of the whole quantity. Goods of a purchase line go first to the orders that claimed
  /// it; the rest is offered to lines that wait. Without a location they go to the first store; goods in quarantine
  /// are not available. Returns the lines that got some, and how much. Raise the purchase line's `received` before the
  /// call, because claims above what it still awaits are dropped here.
  @discardableResult
  package func receive(
    partID: Int64, quantity: Quantity, cost: Money, locationID: Int64?, purchaseLineID: Int64?, document: String?, reason: String? = nil
  ) throws -> [Handed] {
    let part = try part(partID)
    let location = try location(locationID ?? locations.firstStore())
    let received = try part.receiving(quantity, cost: cost)
    try move(
      part.id, at: location.id, .receipt, in: quantity, cost: cost, purchaseLineID: purchaseLineID, document: document, reason: reason)
    try table.keep(location.kind == .store ? received : part)
    try context.record(
      .partReceived, Subject(.part, part.id),
      [
        .fact("quantity", .quantity(quantity)), .fact("location_id", .integer(location.id)), .fact("document", .init(document)),
        .fact("reason", .init(reason)), .fact("purchase_line_id", .init(purchaseLineID)),
      ])
    guard location.kind == .store else { return [] }
    var served: [Handed] = []
    if let purchaseLineID {
      served = try serveClaims(purchaseLineID: purchaseLineID, part, quantity)
      try fitClaims(purchaseLineID: purchaseLineID, to: table.awaited(purchaseLineID: purchaseLineID))
      if let ordered = try table.partID(purchaseLineID: purchaseLineID), ordered != part.id { try offer(partID: ordered) }
    }
    return try served + offer(part.id, passing: nil)
  }

  /// Sets a location's stock to the counted quantity. Found units come in at the average cost, or else at the last
  /// purchase price. If less is there than is reserved, the orders with the latest promises lose their reservation.
  /// Returns those.
  package func count(partID: Int64, counted: Quantity, locationID: Int64?, reason: String) throws -> [Handed] {
    let part = try part(partID)
    let location = try location(locationID ?? locations.firstStore())
    let here = try table.onHand(part.id, at: location.id)
    guard counted >= .zero else { throw Refusal.invalid(.quantityNotPositive) }
    let against = part.unit.reasons(against: counted, rest: here).map { $0.at("/counted") }
    guard against.isEmpty else { throw Refusal.invalid(against) }
    var lost: [Handed] = []
    if counted < here { lost = try takeOut(part, here.less(counted), location, .adjustment, reason).lost }
    if counted > here {
      let found = counted.less(here)
      let cost = try (part.averageCost ?? part.purchasePrice).times(found)
      try move(part.id, at: location.id, .adjustment, in: found, cost: cost, reason: reason)
      try table.keep(location.kind == .store ? part.receiving(found, cost: cost) : part)
    }
    try context.record(
      .partCounted, Subject(.part, part.id),
      [
        .change("on_hand", .quantity(here), .quantity(counted)), .fact("location_id", .integer(location.id)),
        .fact("reason", .text(reason)),
      ])
    try offer(partID: part.id)
    return lost
  }

  /// Writes off broken, expired or lost units. Returns the orders that lost a reservation by it.
  package func writeOff(partID: Int64, quantity: Quantity, locationID: Int64?, reason: String) throws -> [Handed] {
    let part = try part(partID)
    let location = try location(locationID ?? locations.firstStore())
    let lost = try takeOut(part, quantity, location, .writeOff, reason).lost
    try context.record(
      .partWrittenOff, Subject(.part, part.id),
      [.fact("quantity", .quantity(quantity)), .fact("location_id", .integer(location.id)), .fact("reason", .text(reason))])
    try offer(partID: part.id)
    return lost
  }

  /// Moves units to another location. In quarantine they are not on hand; moved back, they are. Returns the orders
  /// that lost a reservation by it.
  package func transfer(partID: Int64, quantity: Quantity, from: Int64, to: Int64, reason: String?) throws -> [Handed] {
    let part = try part(partID)
    let places = try places(from: from, to: to)
    guard from != to else { throw Refusal.invalid(.sameLocation) }
    guard quantity > .zero else { throw Refusal.invalid(.quantityNotPositive) }
    var lost: [Handed] = []
    if places.from.kind == .store, places.to.kind == .store {
      let here = try table.onHand(part.id, at: from)
      guard quantity <= here else { throw Refusal.conflict(.locationShort(places.from, wanted: quantity, there: here)) }
      try part.unit.check(quantity, rest: here)
      let cost = try part.cost(of: quantity)
      try move(part.id, at: from, .transfer, out: quantity, cost: cost, reason: reason)
      try move(part.id, at: to, .transfer, in: quantity, cost: cost, reason: reason)
      try table.keep(part)
    } else {
      let taken = try takeOut(part, quantity, places.from, .transfer, reason)
      lost = taken.lost
      try move(part.id, at: to, .transfer, in: quantity, cost: taken.cost, reason: reason)
      let now = try self.part(partID)
      try table.keep(places.to.kind == .store ? now.receiving(quantity, cost: taken.cost) : now)
    }
    try context.record(
      .partTransferred, Subject(.part, part.id),
      [
        .fact("quantity", .quantity(quantity)), .fact("from_location_id", .integer(from)), .fact("to_location_id", .integer(to)),
        .fact("reason", .init(reason)),
      ])
    try offer(partID: part.id)
    return lost
  }

  /// The two locations of a transfer. Reports each one that is missing.
  private func places(from: Int64, to: Int64) throws -> (from: Location, to: Location) {
    let (start, end) = (try locations.find(from), try locations.find(to))
    guard let start, let end else {
      var faults: [Reason] = []
      if start == nil { faults.append(.noSuchLocation.at("/from_location_id")) }
      if end == nil { faults.append(.noSuchLocation.at("/to_location_id")) }
      throw Refusal.invalid(faults)
    }
    return (start, end)
  }

  /// Takes units out of a location even if they are reserved: they are gone in fact.
  private func takeOut(
    _ part: Part, _ quantity: Quantity, _ location: Location, _ kind: StockMove.Kind, _ reason: String?
  ) throws -> (cost: Money, lost: [Handed]) {
    let here = try table.onHand(part.id, at: location.id)
    guard quantity > .zero else { throw Refusal.invalid(.quantityNotPositive) }
    guard quantity <= here else { throw Refusal.conflict(.locationShort(location, wanted: quantity, there: here)) }
    if kind != .adjustment { try part.unit.check(quantity, rest: here) }
    guard location.kind == .store else {
      let value = try table.value(part.id, at: location.id)
      let cost =
        quantity == here ? value : try Money(rounding: Int128(value.rawValue) * Int128(quantity.rawValue), over: Int128(here.rawValue))
      try move(part.id, at: location.id, kind, out: quantity, cost: cost, reason: reason)
      try table.keep(part)
      return (cost, [])
    }
    let lost = try loseReservations(of: part, above: part.onHand.less(quantity))
    let left = try self.part(part.id).writingOff(quantity)
    try move(part.id, at: location.id, kind, out: quantity, cost: left.cost, reason: reason)
    try table.keep(left.part)
    return (left.cost, lost)
  }
}
