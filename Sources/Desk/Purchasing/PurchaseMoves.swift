package import Domain

extension PurchaseOrders {
  /// Changes a purchase order. A draft can change in everything, a sent order only in its expected date and note.
  /// `supplierID` and `lines` are nil if they are not to change.
  package func edit(
    _ id: Int64, version: Versions?, supplierID: Int64?, lines: [NewLine]?, _ change: (inout PurchaseOrder) -> Void
  ) throws -> PurchaseDetails {
    let old = try order(id)
    try context.match(version, old.version)
    let oldLines = try table.lines(id)
    let isOfDraft = supplierID != nil || lines != nil
    if isOfDraft || !PurchaseOrder.allows(.cancel, in: old.status) { try old.check(.edit, lines: oldLines) }
    var new = old.with(change)
    new.supplierID = supplierID ?? old.supplierID
    let newDay = new.expectedOn == old.expectedOn ? nil : new.expectedOn
    let checked = try check(supplierID: isOfDraft ? new.supplierID : nil, lines ?? [], expectedOn: newDay)
    let priced = lines == nil ? nil : checked
    var changes = PurchaseOrderTable.form.changes(from: old, to: new)
    if priced != nil { changes.append(.fact("lines_replaced", true)) }
    guard !changes.isEmpty else { return try find(id) }
    try table.update(new)
    if let priced { try replace(oldLines, by: priced, of: id) }
    try context.record(.purchaseOrderChanged, Subject(.purchaseOrder, id), changes)
    if new.expectedOn != old.expectedOn { try tellWaiting(new) }
    try table.settle(id)
    return try context.settled { try find(id) }
  }

  /// Replaces the lines of a draft. A line for the same part stays the same row, so that order lines go on waiting for it.
  private func replace(_ old: [PurchaseLine], by new: [NewLine], of id: Int64) throws {
    try table.settle(id)
    let stock = Stock(context)
    for line in old where !new.contains(where: { $0.partID == line.partID }) {
      try stock.fitClaims(purchaseLineID: line.id, to: .zero)
      try table.delete(lineID: line.id)
    }
    for line in new {
      guard var kept = old.first(where: { $0.partID == line.partID }) else {
        _ = try table.insert(made(line, orderID: id))
        continue
      }
      (kept.quantity, kept.price, kept.expectedOn) = (line.quantity, line.price ?? kept.price, line.expectedOn)
      try table.update(kept)
      try stock.fitClaims(purchaseLineID: kept.id, to: kept.awaited)
    }
    for partID in Set(old.map(\.partID) + new.map(\.partID)).sorted() { try stock.claimIncoming(partID: partID) }
  }

  /// Sends the order. Without a date, the expected day follows from the lead time: measured, else stated for the part,
  /// else for the supplier.
  package func send(_ id: Int64, version: Versions?, expectedOn: Day?) throws -> PurchaseDetails {
    var order = try order(id)
    try context.match(version, order.version)
    let lines = try table.lines(id)
    try order.check(.send, lines: lines)
    order.expectedOn = try expectedOn ?? order.expectedOn ?? estimate(order, lines)
    try checkDates(order, lines)
    order.status = .sent
    order.sentAt = context.now
    try table.update(order)
    try context.record(.purchaseOrderSent, Subject(.purchaseOrder, id), [.fact("expected_on", .init(order.expectedOn))])
    try tellWaiting(order)
    try table.settle(id)
    return try context.settled { try find(id) }
  }

  /// Checks the dates again when a draft is sent, since they may have passed meanwhile.
  private func checkDates(_ order: PurchaseOrder, _ lines: [PurchaseLine]) throws {
    let ofOrder = PurchaseOrder.reasons(againstExpected: order.expectedOn, today: context.today)
    let ofLines = lines.enumerated().flatMap { index, line in
      PurchaseOrder.reasons(againstExpected: line.expectedOn, today: context.today).map { $0.at("/lines/\(index)/expected_on") }
    }
    if !(ofOrder + ofLines).isEmpty { throw Refusal.invalid(ofOrder + ofLines) }
  }

  /// The day by which all lines should have arrived.
  private func estimate(_ order: PurchaseOrder, _ lines: [PurchaseLine]) throws -> Day {
    let actual = try Deliveries(context).actualDays(supplierID: order.supplierID)
    let stated = try SupplierTable(context.db).find(order.supplierID)?.leadDays ?? 0
    let days = try lines.map { line in
      let own = try PartTable(context.db).find(line.partID)?.leadDays
      return LeadTime(actualDays: actual, statedForPart: own, stated: stated).days
    }
    return context.today.adding(days.max() ?? stated)
  }

  /// Cancels what has not arrived. The orders that waited for it are short again. Returns the order lines that lost,
  /// and how much.
  package func cancel(_ id: Int64, version: Versions?, reason: String) throws -> (details: PurchaseDetails, reopened: [Handed]) {
    var order = try order(id)
    try context.match(version, order.version)
    let lines = try table.lines(id)
    try order.check(.cancel, lines: lines)
    order.status = .cancelled
    order.closedAt = context.now
    order.cancelReason = reason
    try table.update(order)
    let reopened = try lines.flatMap { try Stock(context).fitClaims(purchaseLineID: $0.id, to: .zero) }
    try context.record(
      .purchaseOrderCancelled, Subject(.purchaseOrder, id),
      [.fact("reason", .text(reason)), .fact("work_order_ids", .ids(Set(reopened.map(\.workOrderID)).sorted()))])
    for line in lines { try Stock(context).claimIncoming(partID: line.partID) }
    try table.settle(id)
    return (try context.settled { try find(id) }, reopened)
  }
}
