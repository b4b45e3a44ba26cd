internal import Domain

// Steps that the stock's changes are made of. Each reads what it changes, so that none works on a stale figure.
extension Stock {
  func line(_ id: Int64) throws -> StockLine {
    guard let line = try table.line(id) else { throw Refusal.notFound(.orderLine) }
    return line
  }

  func part(_ id: Int64) throws -> Part {
    guard let part = try PartTable(context.db).find(id) else { throw Refusal.notFound(.part) }
    return part
  }

  /// The part of a line. Labour and parts that the client brought have none.
  func part(of line: StockLine) throws -> Part {
    guard let id = line.partID else { throw Refusal.conflict(.lineWithoutStock) }
    return try part(id)
  }

  /// The location with this id; refused if there is none.
  func location(_ id: Int64?) throws -> Location {
    guard let id, let location = try locations.find(id) else { throw Refusal.invalid(.noSuchLocation) }
    return location
  }

  // MARK: Reservations

  /// Reserves `quantity` for the line and drops claims that it no longer needs.
  func hold(_ line: StockLine, _ quantity: Quantity) throws {
    try table.keep(part(of: line).reserving(quantity))
    try table.set(lineID: line.id, reserved: line.reserved.adding(quantity))
    try context.record(.orderLineReserved, line.subject, facts(line, quantity))
    try dropSurplusClaims(of: line.id)
  }

  /// Frees `quantity` of the line's reservation. `type` is the event that records why.
  func free(_ line: StockLine, _ quantity: Quantity, as type: EventType = .orderLineUnreserved) throws {
    guard quantity > .zero else { return }
    try table.keep(part(of: line).releasing(quantity))
    try table.set(lineID: line.id, reserved: line.reserved.less(quantity))
    try context.record(type, line.subject, facts(line, quantity))
  }

  /// Frees reservations when less is there than is reserved. Orders with the latest promises lose theirs. Returns the
  /// lines that lost.
  func loseReservations(of part: Part, above left: Quantity) throws -> [Handed] {
    let holding = try table.holding(partID: part.id).map { $0.waiting(for: $0.reserved) }
    return try Serving.losers(of: part.reserved.less(left), among: holding).map { loser in
      let line = try line(loser.orderLineID)
      try free(line, loser.quantity, as: .orderLineReservationLost)
      return Handed(line, loser.quantity)
    }
  }

  func tellIfComplete(_ line: StockLine) throws {
    guard try !table.waitsForParts(orderID: line.workOrderID) else { return }
    try context.record(.workOrderPartsComplete, line.orderSubject)
  }

  func facts(_ line: StockLine, _ quantity: Quantity) -> [Detail] {
    [.fact("part_id", .init(line.partID)), .fact("quantity", .quantity(quantity))]
  }

  // MARK: The ledger

  /// Locations that `quantity` is taken from: the given one, or the stores in turn.
  func takes(_ part: Part, _ quantity: Quantity, _ locationID: Int64?) throws -> [(locationID: Int64, quantity: Quantity)] {
    if let locationID {
      let location = try location(locationID)
      guard location.kind == .store else { throw Refusal.conflict(.inQuarantine) }
      let here = try table.onHand(part.id, at: locationID)
      guard quantity <= here else { throw Refusal.conflict(.locationShort(location, wanted: quantity, there: here)) }
      return [(locationID, quantity)]
    }
    var left = quantity
    var takes: [(locationID: Int64, quantity: Quantity)] = []
    for place in try locations.places(partID: part.id) where place.location.kind == .store && place.onHand > .zero && left > .zero {
      let taken = min(left, place.onHand)
      takes.append((place.location.id, taken))
      left = left.less(taken)
    }
    guard left == .zero else { throw Refusal.conflict(.stockShort(part, wanted: quantity, there: quantity.less(left))) }
    return takes
  }

  func move(
    _ partID: Int64, at locationID: Int64, _ kind: StockMove.Kind, in quantity: Quantity, cost: Money, orderLineID: Int64? = nil,
    purchaseLineID: Int64? = nil, document: String? = nil, reason: String? = nil
  ) throws {
    // The cost of units found in quarantine enters no part's value, so its size is checked here.
    if let against = cost.reasonAgainstSize() { throw Refusal.conflict(against) }
    try table.append(
      StockMove(
        id: 0, partID: partID, locationID: locationID, kind: kind, quantity: quantity, cost: cost, orderLineID: orderLineID,
        purchaseLineID: purchaseLineID, document: document, reason: reason, at: context.now, userID: context.actor.userID))
  }

  func move(
    _ partID: Int64, at locationID: Int64, _ kind: StockMove.Kind, out quantity: Quantity, cost: Money, orderLineID: Int64? = nil,
    reason: String? = nil
  ) throws {
    try move(
      partID, at: locationID, kind, in: Quantity.zero.subtracting(quantity), cost: cost.negated(), orderLineID: orderLineID, reason: reason)
  }
}
