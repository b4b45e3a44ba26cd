package import Domain

/// Receives goods from suppliers.
package struct Receipts {
  private let context: Context
  private let orders: PurchaseOrderTable
  package init(_ context: Context) {
    self.context = context
    orders = PurchaseOrderTable(context.db)
  }

  package struct Came: Sendable {
    package let lineID: Int64
    package let quantity: Quantity
    /// The damaged quantity. It goes to quarantine, and the purchase line stays open for it.
    package let damaged: Quantity
    /// The part that came, if another than ordered.
    package let partID: Int64?
    /// The price of one unit; nil: as ordered.
    package let price: Money?
    package let locationID: Int64?

    package init(lineID: Int64, quantity: Quantity, damaged: Quantity, partID: Int64?, price: Money?, locationID: Int64?) {
      self.lineID = lineID
      self.quantity = quantity
      self.damaged = damaged
      self.partID = partID
      self.price = price
      self.locationID = locationID
    }
  }

  package struct Outcome: Sendable {
    package let receiptID: Int64
    package let orderID: Int64
    package let served: [Served]
    package let priceChanges: [PriceChange]
    /// Orders that have all their parts now.
    package let completed: [Int64]
  }
  package struct Served: Sendable {
    package let handed: Handed
    package let partID: Int64
  }
  package struct PriceChange: Sendable {
    package let lineID: Int64
    package let partID: Int64
    package let ordered: Money
    package let came: Money
    /// Order lines that wait for the part at a sale price below its new cost.
    package let soldBelowCost: [Int64]
  }

  /// Receives goods. They go first to the orders that claimed them, then to other orders that wait, then to stock.
  package func receive(_ orderID: Int64, version: Versions?, document: String?, _ came: [Came]) throws -> Outcome {
    guard let order = try orders.find(orderID) else { throw Refusal.notFound(.purchaseOrder) }
    try context.match(version, order.version)
    let lines = try orders.lines(orderID)
    try order.check(.receive, lines: lines)
    if let reason = Most.receipts.reason(against: try ReceiptTable(context.db).count(orderID: orderID)) { throw Refusal.conflict(reason) }
    let checked = try check(came, lines)
    let waiting = try orders.waiting(orderID)
    let receiptID = try ReceiptTable(context.db).insert(orderID: orderID, document: document, at: context.now, userID: context.actor.userID)
    let before = context.recorded.count
    var served: [Served] = []
    for (line, locationID) in checked { served += try take(line, at: locationID, receiptID: receiptID, document) }
    try close(order)
    let changes = try priceChanges(checked.map(\.line), lines, waiting)
    try context.record(
      .purchaseOrderReceived, Subject(.purchaseOrder, orderID),
      [
        .fact("receipt_id", .integer(receiptID)), .fact("document", .init(document)),
        .fact("price_changed_line_ids", .ids(changes.map(\.lineID))),
      ])
    let completed = context.recorded[before...].filter { $0.type == .workOrderPartsComplete }.map(\.subject.id)
    return try context.settled {
      Outcome(receiptID: receiptID, orderID: orderID, served: served, priceChanges: changes, completed: completed)
    }
  }

  // MARK: Checking

  /// Checks all lines and reports every fault at once, each with its pointer.
  private func check(_ came: [Came], _ lines: [PurchaseLine]) throws -> [(line: ReceiptLine, locationID: Int64?)] {
    var faults: [Reason] = []
    var checked: [(line: ReceiptLine, locationID: Int64?)] = []
    var already: [Int64: Quantity] = [:]
    for (index, item) in came.enumerated() {
      let place = "/lines/\(index)"
      guard let line = lines.first(where: { $0.id == item.lineID }), let ordered = try PartTable(context.db).find(line.partID) else {
        faults.append(.noSuchPurchaseLine.at(place + "/line_id"))
        continue
      }
      guard let part = try PartTable(context.db).find(item.partID ?? line.partID) else {
        faults.append(.noSuchPart.at(place + "/part_id"))
        continue
      }
      if let id = item.locationID {
        let location = try LocationTable(context.db).find(id)
        if location == nil { faults.append(.noSuchLocation.at(place + "/location_id")) }
        if location?.kind == .quarantine { faults.append(.storeNeeded.at(place + "/location_id")) }
      }
      let receipt = ReceiptLine(
        purchaseLineID: line.id, partID: part.id, quantity: item.quantity, damaged: item.damaged, price: item.price ?? line.price)
      let reasons = receipt.reasons(
        for: line, ordered: ordered, came: part, already: already[line.id] ?? .zero, tolerance: context.settings.overReceipt)
      faults += reasons.map { $0.at(place + ($0.pointer ?? "")) }
      already[line.id] = try (already[line.id] ?? .zero).adding(item.quantity)
      checked.append((receipt, item.locationID))
    }
    if !faults.isEmpty { throw Refusal.invalid(faults) }
    return checked
  }

  // MARK: Receiving

  private func take(_ came: ReceiptLine, at locationID: Int64?, receiptID: Int64, _ document: String?) throws -> [Served] {
    try ReceiptTable(context.db).insert(came, receiptID: receiptID)
    let stock = Stock(context)
    if came.damaged > .zero {
      try stock.receive(
        partID: came.partID, quantity: came.damaged, cost: came.price.times(came.damaged),
        locationID: LocationTable(context.db).firstQuarantine(),
        purchaseLineID: came.purchaseLineID, document: document, reason: "damaged")
    }
    guard came.quantity > .zero else { return [] }
    try raiseReceived(came)
    try PartTable(context.db).keepPurchasePrice(stock.part(came.partID), came.price)
    return try stock.receive(
      partID: came.partID, quantity: came.quantity, cost: came.price.times(came.quantity), locationID: locationID,
      purchaseLineID: came.purchaseLineID, document: document
    ).map { Served(handed: $0, partID: came.partID) }
  }

  private func raiseReceived(_ came: ReceiptLine) throws {
    guard var line = try orders.line(came.purchaseLineID), let order = try orders.find(line.purchaseOrderID) else { return }
    line.received = try line.received.adding(came.quantity)
    if line.firstReceivedAt == nil {
      line.firstReceivedAt = context.now
      try SupplierTable(context.db).raiseVersion(order.supplierID)
    }
    try orders.update(line)
  }

  private func close(_ order: PurchaseOrder) throws {
    var order = order
    order.status = try PurchaseOrder.status(after: orders.lines(order.id))
    if order.status == .received { order.closedAt = context.now }
    try orders.update(order)
    try orders.settle(order.id)
  }

  private func priceChanges(_ came: [ReceiptLine], _ lines: [PurchaseLine], _ waiting: [PurchaseWaiting]) throws -> [PriceChange] {
    try came.compactMap { receipt in
      guard let line = lines.first(where: { $0.id == receipt.purchaseLineID }), line.price != receipt.price else { return nil }
      let ids = waiting.filter { $0.purchaseLineID == line.id }.map(\.lineID)
      let below = try ids.filter { try ReceiptTable(context.db).unitPrice(lineID: $0) ?? .zero < receipt.price }
      return PriceChange(lineID: line.id, partID: receipt.partID, ordered: line.price, came: receipt.price, soldBelowCost: below)
    }
  }
}
