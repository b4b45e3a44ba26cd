package import Domain

/// Orders to suppliers: draft → sent → partly received → received, or cancelled.
package struct PurchaseOrders {
  let context: Context
  let table: PurchaseOrderTable
  package init(_ context: Context) {
    self.context = context
    table = PurchaseOrderTable(context.db)
  }

  package struct NewLine: Sendable {
    package let partID: Int64
    package let quantity: Quantity
    /// nil: the last purchase price.
    package let price: Money?
    package let expectedOn: Day?

    package init(partID: Int64, quantity: Quantity, price: Money?, expectedOn: Day?) {
      self.partID = partID
      self.quantity = quantity
      self.price = price
      self.expectedOn = expectedOn
    }
  }

  package func find(_ id: Int64) throws -> PurchaseDetails {
    let order = try order(id)
    let waiting = try table.waiting(id)
    let bought = try table.lines(id)
    let lines = try bought.map { line in
      guard let part = try PartTable(context.db).find(line.partID) else { throw Refusal.notFound(.part) }
      return PurchaseDetails.Line(
        line: line, awaited: line.awaited(in: order), article: part.article, name: part.name, unit: part.unit,
        waiting: waiting.filter { $0.purchaseLineID == line.id })
    }
    return try PurchaseDetails(
      order: order, supplier: supplierName(order.supplierID), lines: lines, receipts: ReceiptTable(context.db).all(orderID: id),
      total: Money.sum(lines.map { try $0.line.price.times($0.line.quantity) }),
      warnings: try order.warnings(bought, context.hours()))
  }

  package func list(_ filter: PurchaseFilter, _ page: PageRequest) throws -> Page<PurchaseOrder> {
    let zone = context.settings.zone
    let created = try filter.created.span(in: zone)
    _ = try filter.expected.span(in: zone)
    return try Page(table.page(filter, page, created: created), page) { Cursor(key: .integer($0.id), id: $0.id) }
  }

  package func overdue(_ page: PageRequest) throws -> Page<PurchaseOverdue> {
    let rows = try Page(table.overdue(context.today, page), page) { Cursor(key: .integer($0.dueOn.rawValue), id: $0.order.id) }
    let items = try rows.items.map { order, dueOn in
      let late = try Set(table.lines(order.id).filter { $0.isLate(in: order, today: context.today) }.map(\.id))
      return try PurchaseOverdue(
        order: order, supplier: supplierName(order.supplierID), dueOn: dueOn, daysLate: context.today.rawValue - dueOn.rawValue,
        promisesAtRisk: table.waiting(order.id).filter { $0.promisedAt != nil && late.contains($0.purchaseLineID) })
    }
    return Page(items: items, next: rows.next)
  }

  package func moves(_ id: Int64) throws -> [PossibleMove] { try order(id).moves(lines: table.lines(id)) }

  /// Creates a draft. Orders that are short of its parts claim its lines at once.
  package func create(from supplierID: Int64, lines: [NewLine], _ fill: (inout PurchaseOrder) -> Void) throws -> PurchaseDetails {
    var order = PurchaseOrder(from: supplierID, at: context.now).with(fill)
    let priced = try check(supplierID: supplierID, lines, expectedOn: order.expectedOn)
    order.number = try context.nextNumber(.purchaseOrder)
    let id = try table.insert(order)
    for line in priced { _ = try table.insert(made(line, orderID: id)) }
    try context.record(
      .purchaseOrderCreated, Subject(.purchaseOrder, id),
      [.fact("number", .text(order.number)), .fact("supplier_id", .integer(supplierID))])
    for line in priced { try Stock(context).claimIncoming(partID: line.partID) }
    try table.settle(id)
    return try context.settled { try find(id) }
  }

  // MARK: Helpers

  func order(_ id: Int64) throws -> PurchaseOrder { try context.find(PurchaseOrderTable.self, id) }

  func supplierName(_ id: Int64) throws -> String { try SupplierTable(context.db).find(id)?.name ?? "" }

  /// Checks supplier, date and lines, and reports all faults at once. Returns the lines with their prices. A nil
  /// supplier is not checked.
  func check(supplierID: Int64?, _ lines: [NewLine], expectedOn: Day?) throws -> [NewLine] {
    var faults = PurchaseOrder.reasons(againstExpected: expectedOn, today: context.today)
    if let supplierID, try SupplierTable(context.db).find(supplierID)?.status != .active {
      faults.append(.noSuchSupplier.at("/supplier_id"))
    }
    var seen: Set<Int64> = []
    var priced: [NewLine] = []
    for (index, line) in lines.enumerated() {
      guard let part = try PartTable(context.db).find(line.partID) else {
        faults.append(.noSuchPart.at("/lines/\(index)/part_id"))
        continue
      }
      faults += part.reasonsAgainstUse.map { $0.at("/lines/\(index)/part_id") }
      faults += part.unit.reasons(against: line.quantity).map { $0.at("/lines/\(index)/quantity") }
      faults += PurchaseOrder.reasons(againstExpected: line.expectedOn, today: context.today).map { $0.at("/lines/\(index)/expected_on") }
      if !seen.insert(line.partID).inserted { faults.append(.repeatedPart.at("/lines/\(index)/part_id")) }
      priced.append(
        NewLine(partID: line.partID, quantity: line.quantity, price: line.price ?? part.supposedCost, expectedOn: line.expectedOn))
    }
    for (index, line) in priced.enumerated() {
      let cost = try (line.price ?? .zero).times(line.quantity)
      if let reason = cost.reasonAgainstSize(at: "/lines/\(index)/quantity") { faults.append(reason) }
    }
    if !faults.isEmpty { throw Refusal.invalid(faults) }
    if let reason = try total(priced).reasonAgainstSize(at: "/lines") { throw Refusal.invalid(reason) }
    return priced
  }

  private func total(_ lines: [NewLine]) throws -> Money { try Money.sum(lines.map { try ($0.price ?? .zero).times($0.quantity) }) }

  func made(_ line: NewLine, orderID: Int64) -> PurchaseLine {
    PurchaseLine(
      id: 0, purchaseOrderID: orderID, partID: line.partID, quantity: line.quantity, price: line.price ?? .zero, expectedOn: line.expectedOn
    )
  }

  /// Records the new date on the orders that wait, because their promises may have to move.
  func tellWaiting(_ order: PurchaseOrder) throws {
    var told: Set<Int64> = []
    for waiting in try table.waiting(order.id) where told.insert(waiting.workOrderID).inserted {
      try context.record(
        .workOrderPartsExpected,
        Subject(.workOrder, waiting.workOrderID, client: waiting.clientID, vehicle: waiting.vehicleID, workOrder: waiting.workOrderID),
        [.fact("purchase_order_id", .integer(order.id)), .fact("expected_on", .init(order.expectedOn))])
    }
  }
}
