package import Domain

/// Labour and part lines of an order.
package struct OrderLines {
  let context: Context
  package init(_ context: Context) { self.context = context }

  package struct New: Sendable {
    package var kind: OrderLine.Kind
    package var operationID: Int64?
    package var partID: Int64?
    package var clientSupplied = false
    package var complaintID: Int64?
    package var code: String?
    package var name: String?
    package var unit: Measure?
    package var quantity: Quantity?
    package var unitPrice: Money?
    package var discount: Share?
    package var taxCategory: TaxCategory?
    package var mechanics: [Int64] = []
    /// Adds the line as approved, without a supplement, within the tolerance for extra work.
    package var isWithinTolerance = false
    package init(kind: OrderLine.Kind) { self.kind = kind }
  }

  package struct Edit: Sendable {
    package var quantity: Quantity?
    package var unitPrice: Money?
    package var discount: Share?
    package var taxCategory: TaxCategory?
    package var complaint: (Int64?)?
    package init() {}
  }

  /// Adds a line. Of a catalogue part, the available quantity is reserved at once.
  package func add(to id: Int64, version: Versions?, _ new: New) throws -> Lent<OrderLinePicture> {
    let order = try order(id, version)
    let against = try OrderLine.reasons(againstAdding: new.kind, to: order.number, in: order.status) + reasons(againstMore: 1, in: id)
    guard against.isEmpty else { throw try context.refusal(against, inOrder: order.id) }
    try checkFee(of: order)
    var line = try LinePrices(context).checked(LineDrafts(context).line(new, for: order), order)
    if new.isWithinTolerance {
      let beyond = try Tolerance(context).reasons(againstAdding: line, to: order)
      guard beyond.isEmpty else { throw try context.refusal(beyond, inOrder: order.id) }
      line.status = .approved
    }
    let id = try enter(line, order, mechanics: new.mechanics, before: nil)
    return try context.settled { WorkOrderPictures(context).line(id, of: order.id) }
  }

  private func reasons(againstMore count: Int, in order: Int64) throws -> [Reason] {
    [Most.lines.reason(against: try OrderLineTable(context.db).count(of: order), adding: count)].compactMap(\.self)
  }

  @discardableResult
  private func enter(_ line: OrderLine, _ order: WorkOrder, mechanics: [Int64], before: Int64?) throws -> Int64 {
    let id = try OrderLineTable(context.db).insert(line, before: before)
    if !mechanics.isEmpty { try LineMechanicTable(context.db).replace(ofLine: id, with: mechanics) }
    var details = line.added
    if let before { details.append(.fact("offered_before_id", .integer(before))) }
    try context.record(.orderLineAdded, order.subject(ofLine: id), details)
    if line.status == .approved { try Tolerance(context).note(line, id: id, of: order) }
    if line.needsStock { try Stock(context).reserve(lineID: id) }
    return id
  }

  package func edit(_ id: Int64, of orderID: Int64, version: Versions?, _ edit: Edit) throws -> Lent<OrderLinePicture> {
    let order = try order(orderID, version)
    let old = try find(id, of: orderID)
    let new = try LineDrafts(context).edited(old, edit, order)
    var against = old.reasons(againstChangeTo: new, number: order.number, status: order.status)
    let isContract = old.isContract(in: order.status)
    if isContract { against += try Tolerance(context).reasons(againstRaising: old, to: new, of: order) }
    guard against.isEmpty else { throw try context.refusal(against, inOrder: order.id) }
    if new.exceeds(quantity: old.quantity, unitPrice: old.unitPrice, gross: old.gross) { try checkFee(of: order) }
    try LinePrices(context).check(new, was: old, list: LineDrafts(context).listPrice(of: old, order), order)
    try CentrePays(context).check(new, was: old)
    let details = new.changes(from: old)
    guard !details.isEmpty else { return WorkOrderPictures(context).line(id, of: orderID) }
    try OrderLineTable(context.db).update(new)
    try context.record(.orderLineChanged, order.subject(ofLine: id), details)
    if isContract { try Tolerance(context).note(new, id: id, of: order) }
    try LineSplits(context).refresh(orderID, client: order.clientID)
    if new.needsStock, new.quantity < old.quantity { try Stock(context).trim(lineID: id) }
    if new.needsStock, new.quantity > old.quantity { try Stock(context).reserve(lineID: id) }
    return try context.settled { WorkOrderPictures(context).line(id, of: orderID) }
  }

  /// Removes a line. Parts reserved for it go to other lines that wait for them.
  package func remove(_ id: Int64, of orderID: Int64, version: Versions?) throws {
    let order = try order(orderID, version)
    let line = try find(id, of: orderID)
    let running = try ClockingTable(context.db).running(onLine: id).map { Reason.clockRunningOn($0.mechanicID, line) }
    var against = line.reasonsAgainstRemoval(number: order.number, status: order.status) + running
    if line.isContract(in: order.status) { against += try Tolerance(context).reasons(againstRemoving: line, from: order) }
    guard against.isEmpty else { throw try context.refusal(against, inOrder: order.id) }
    try LineRemoval(context).takeOut(id, from: line.status, of: order)
    if line.kind == .part { try Stock(context).release(lineID: id) }
    try LineSplits(context).refresh(orderID, client: order.clientID)
  }

  // MARK: Declined lines

  /// Lines declined on the vehicle and not taken up since, newest first: the next visit's offer.
  package func declined(onVehicle id: Int64, _ page: PageRequest) throws -> Page<OrderLine> {
    let vehicle = try VehicleLookup(context).survivor(id).id
    return try Page(OrderLineTable(context.db).declined(onVehicle: vehicle, page), page) { Cursor(key: .integer($0.id), id: $0.id) }
  }

  /// Takes up declined lines again, at today's catalogue prices.
  package func addDeclined(to id: Int64, version: Versions?, lines ids: [Int64]) throws -> Lent<WorkOrderPicture> {
    let order = try order(id, version)
    let waiting = try OrderLineTable(context.db).declined(onVehicle: order.vehicleID, PageRequest(limit: 1_000))
    var faults: [Reason] = []
    var chosen: [OrderLine] = []
    for (index, id) in ids.enumerated() {
      if let line = waiting.first(where: { $0.id == id }) {
        faults += line.unit.reasons(against: line.quantity).map { $0.at("/line_ids/\(index)") }
        if !chosen.contains(line) { chosen.append(line) }
      } else {
        try faults.append(whyNot(id, order).at("/line_ids/\(index)"))
      }
    }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    let against =
      try chosen.flatMap { OrderLine.reasons(againstAdding: $0.kind, to: order.number, in: order.status) }
      + reasons(againstMore: chosen.count, in: order.id)
    guard against.isEmpty else { throw try context.refusal(against, inOrder: order.id) }
    try checkFee(of: order)
    for old in chosen { try enter(LineDrafts(context).again(old, in: order), order, mechanics: [], before: old.id) }
    return try context.settled { WorkOrderPictures(context).find(order.id) }
  }

  /// After a refusal the client approves nothing more, so only a manager may add or raise a fee.
  private func checkFee(of order: WorkOrder) throws {
    if order.status == .declined, !context.may(.override) { throw Refusal.forbidden(.feeNeedsManager(order.number)) }
  }

  private func whyNot(_ id: Int64, _ order: WorkOrder) throws -> Reason {
    guard let line = try OrderLineTable(context.db).find(id) else { return .noSuchLine }
    let other = try WorkOrderTable(context.db).head(line.workOrderID)
    return other?.vehicleID == order.vehicleID ? .notDeclined(line) : .lineOfOtherVehicle
  }

  // MARK: Lookups

  func order(_ id: Int64, _ version: Versions?) throws -> WorkOrder {
    guard let order = try WorkOrderTable(context.db).find(id) else { throw Refusal.notFound(.workOrder) }
    try context.match(version, order.version)
    return order
  }

  func find(_ id: Int64, of order: Int64) throws -> OrderLine {
    guard let line = try OrderLineTable(context.db).find(id), line.workOrderID == order else { throw Refusal.notFound(.orderLine) }
    return line
  }
}

extension WorkOrder {
  func subject(ofLine line: Int64) -> Subject { Subject(.orderLine, line, client: clientID, vehicle: vehicleID, workOrder: id) }
}

extension OrderLine {
  /// Event details of a new line.
  var added: [Detail] {
    [
      .fact("kind", .init(kind)), .fact("code", .text(code)), .fact("name", .text(name)), .fact("quantity", .quantity(quantity)),
      .fact("unit_price_minor", .init(unitPrice)), .fact("gross_minor", .init(gross)),
    ]
  }

  func changes(from old: OrderLine) -> [Detail] {
    var details: [Detail] = []
    details.noteChange("quantity", .quantity(old.quantity), .quantity(quantity))
    details.noteChange("unit_price_minor", .init(old.unitPrice), .init(unitPrice))
    details.noteChange("discount_bp", .init(old.discount), .init(discount))
    details.noteChange("gross_minor", .init(old.gross), .init(gross))
    details.noteChange("tax_category", .init(old.taxCategory), .init(taxCategory))
    details.noteChange("complaint_id", .init(old.complaintID), .init(complaintID))
    return details
  }
}
