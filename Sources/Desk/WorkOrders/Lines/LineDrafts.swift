internal import Domain

/// Builds a new or changed line. Names, units and prices that are not given come from the catalogues.
struct LineDrafts {
  let context: Context
  init(_ context: Context) { self.context = context }

  /// A new line, with the catalogue's tax category and unit price (nil without a catalogue entry).
  struct Drafted {
    let line: OrderLine
    let list: Money?
    let tax: TaxCategory
  }

  /// Builds a new line. Reports all faults at once.
  func line(_ new: OrderLines.New, for order: WorkOrder) throws -> Drafted {
    var faults = new.kind == .labour ? faultsOfLabour(new) : faultsOfPart(new, order)
    let client = try ClientTable(context.db).find(order.clientID)
    let operation = try new.operationID.flatMap(OperationTable(context.db).find)
    let part = try new.partID.flatMap(PartTable(context.db).find)
    if new.operationID != nil, operation == nil { faults.append(.noSuchOperation.at("/operation_id")) }
    if new.partID != nil, part == nil { faults.append(.noSuchPart.at("/part_id")) }
    let unit = new.kind == .labour ? .hour : part?.unit ?? new.unit ?? .piece
    let quantity = new.quantity ?? operation?.normHours ?? .one
    faults += unit.reasons(against: quantity)
    if unit == .hour, quantity > .mostHours { faults.append(.hoursTooMany) }
    try check(complaint: new.complaintID, order, &faults)
    try check(mechanics: new.mechanics, &faults)
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    let against = (operation?.reasonsAgainstUse ?? []) + (part?.reasonsAgainstUse ?? [])
    guard against.isEmpty else { throw Refusal.conflict(against, moves: []) }

    let list = operation.map { client?.labourRate ?? $0.rate } ?? part?.price
    let price = new.clientSupplied ? .zero : new.unitPrice ?? list ?? .zero
    let tax = operation?.taxCategory ?? part?.taxCategory ?? .standard
    let line = OrderLine(
      id: 0, workOrderID: order.id, kind: new.kind, complaintID: new.complaintID, operationID: operation?.id, partID: part?.id,
      code: operation?.code ?? part?.article ?? new.code ?? "", name: new.name ?? operation?.name ?? part?.name ?? "",
      unit: unit, quantity: quantity, unitPrice: price, basePrice: price,
      discount: new.clientSupplied ? .none : new.discount ?? client?.discount ?? .none, gross: .zero,
      taxCategory: new.clientSupplied ? .none : new.taxCategory ?? tax,
      clientSupplied: new.clientSupplied,
      createdAt: context.now)
    return Drafted(line: try line.priced(), list: list, tax: tax)
  }

  func edited(_ old: OrderLine, _ edit: OrderLines.Edit, _ order: WorkOrder) throws -> OrderLine {
    var faults: [Reason] = []
    if let complaint = edit.complaint { try check(complaint: complaint, order, &faults) }
    if old.clientSupplied, let price = edit.unitPrice, price > .zero { faults.append(.clientPartPriced) }
    if old.clientSupplied, let discount = edit.discount, discount > .none { faults.append(.clientPartPriced.at("/discount_bp")) }
    if old.clientSupplied, let tax = edit.taxCategory, tax != .none { faults.append(.clientPartTaxed) }
    if let quantity = edit.quantity { faults += old.unit.reasons(against: quantity, rest: old.quantity) }
    if let quantity = edit.quantity, old.unit == .hour, quantity > max(.mostHours, old.quantity) { faults.append(.hoursTooMany) }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    var line = old
    line.quantity = edit.quantity ?? old.quantity
    line.unitPrice = edit.unitPrice ?? old.unitPrice
    line.basePrice = LinePrices(context).base(of: old, at: line.unitPrice)
    if line.unitPrice != old.unitPrice { line.isAtPayerRate = false }
    line.discount = edit.discount ?? old.discount
    line.taxCategory = edit.taxCategory ?? old.taxCategory
    if let complaint = edit.complaint { line.complaintID = complaint }
    return try line.priced()
  }

  /// Copies a declined line into a later order, at today's prices.
  func again(_ old: OrderLine, in order: WorkOrder) throws -> OrderLine {
    let client = try ClientTable(context.db).find(order.clientID)
    var line = old
    line.id = 0
    line.workOrderID = order.id
    line.status = .proposed
    line.complaintID = nil
    line.isAtPayerRate = false
    line.unitPrice = try listPrice(of: old, order) ?? old.unitPrice
    line.discount = old.clientSupplied ? .none : client?.discount ?? .none
    (line.reserved, line.onOrder, line.issued, line.issuedCost) = (.zero, .zero, .zero, .zero)
    (line.doneAt, line.declinedReason, line.createdAt) = (nil, nil, context.now)
    return try line.priced()
  }

  func listPrice(of line: OrderLine, _ order: WorkOrder) throws -> Money? {
    if let part = try line.partID.flatMap(PartTable(context.db).find) { return part.price }
    guard let operation = try line.operationID.flatMap(OperationTable(context.db).find) else { return nil }
    return try ClientTable(context.db).find(order.clientID)?.labourRate ?? operation.rate
  }

  // MARK: Faults

  private func faultsOfLabour(_ new: OrderLines.New) -> [Reason] {
    var faults: [Reason] = []
    if new.partID != nil { faults.append(.notOn(.labour, "part_id")) }
    if new.clientSupplied { faults.append(.notOn(.labour, "client_supplied")) }
    if new.unit != nil, new.unit != .hour { faults.append(.notOn(.labour, "unit")) }
    guard new.operationID == nil else { return faults }
    if new.name == nil { faults.append(.lineNeeds("name", .labour)) }
    if new.quantity == nil { faults.append(.lineNeeds("quantity", .labour)) }
    if new.unitPrice == nil { faults.append(.lineNeeds("unit_price_minor", .labour)) }
    return faults
  }

  private func faultsOfPart(_ new: OrderLines.New, _ order: WorkOrder) -> [Reason] {
    var faults: [Reason] = []
    if new.operationID != nil { faults.append(.notOn(.part, "operation_id")) }
    if !new.mechanics.isEmpty { faults.append(.notOn(.part, "mechanic_ids")) }
    if (new.partID == nil) != new.clientSupplied { faults.append(.partUnknownHere) }
    if new.unit == .hour { faults.append(.notOn(.part, "unit")) }
    if new.clientSupplied, new.name == nil { faults.append(.lineNeeds("name", .part)) }
    if new.clientSupplied, let price = new.unitPrice, price > .zero { faults.append(.clientPartPriced) }
    if new.clientSupplied, let discount = new.discount, discount > .none { faults.append(.clientPartPriced.at("/discount_bp")) }
    if new.clientSupplied, let tax = new.taxCategory, tax != .none { faults.append(.clientPartTaxed) }
    if new.clientSupplied, order.clientPartsRefusedReason != nil { faults.append(.clientPartsRefused) }
    return faults
  }

  private func check(complaint id: Int64?, _ order: WorkOrder, _ faults: inout [Reason]) throws {
    guard let id else { return }
    if try ComplaintTable(context.db).find(id, of: order.id) == nil { faults.append(.noSuchComplaint.at("/complaint_id")) }
  }

  func check(mechanics ids: [Int64], _ faults: inout [Reason]) throws {
    for (index, id) in ids.enumerated() {
      let pointer = "/mechanic_ids/\(index)"
      guard let user = try UserTable(context.db).find(id) else {
        faults.append(.noSuchUser.at(pointer))
        continue
      }
      if user.status == .disabled { faults.append(.userDisabled.at(pointer)) }
      if !user.role.may(.clock) { faults.append(.notAMechanic(user).at(pointer)) }
    }
  }
}
