package import Domain

/// Turns shortages of orders, and stock below its minimum, into draft purchase orders.
package struct Shortages {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package struct Ask: Sendable {
    /// Only parts of this supplier, and parts without a supplier.
    package let supplierID: Int64?
    /// Only shortages of this order.
    package let workOrderID: Int64?
    package let partIDs: [Int64]?
    package let minimums: Bool

    package init(supplierID: Int64?, workOrderID: Int64?, partIDs: [Int64]?, minimums: Bool) {
      self.supplierID = supplierID
      self.workOrderID = workOrderID
      self.partIDs = partIDs
      self.minimums = minimums
    }
  }

  package struct Outcome: Sendable {
    package let orderIDs: [Int64]
    package let skipped: [Skipped]
  }
  package struct Skipped: Sendable {
    package enum Why: String, CaseIterable, Sendable {
      case noSupplier = "no_supplier"
      case supplierRetired = "supplier_retired"
      case partRetired = "part_retired"
      /// The sum for this quantity would exceed the limit of a purchase.
      case sumTooLarge = "sum_too_large"
    }
    package let part: Part
    package let quantity: Quantity
    package let why: Why
  }

  private struct Need {
    let part: Part
    var lines: [(id: Int64, quantity: Quantity)] = []
    var minimum = Quantity.zero
  }

  /// Creates one draft per supplier with one line per part, and claims it for each waiting order line. What is on
  /// order is not short, so a second call creates nothing.
  package func order(_ ask: Ask) throws -> Outcome {
    try check(ask)
    var drafts: [Int64: [Need]] = [:]
    var skipped: [Skipped] = []
    for need in try needs(ask) {
      let quantity = try total(need)
      guard quantity > .zero else { continue }
      guard let cost = try? need.part.supposedCost.times(quantity), cost <= .most else {
        skipped.append(Skipped(part: need.part, quantity: quantity, why: .sumTooLarge))
        continue
      }
      switch try supplier(for: need.part, ask) {
      case .found(let id): drafts[id, default: []].append(need)
      case .elsewhere: continue
      case .none(let why): skipped.append(Skipped(part: need.part, quantity: quantity, why: why))
      }
    }
    var ids: [Int64] = []
    for (supplierID, needs) in drafts.sorted(by: { $0.key < $1.key }) {
      // An order made here has at most as many lines as one written by hand.
      for start in stride(from: 0, to: needs.count, by: Most.purchaseLines.count) {
        ids.append(try draft(supplierID: supplierID, Array(needs[start...].prefix(Most.purchaseLines.count))))
      }
    }
    return try context.settled { Outcome(orderIDs: ids, skipped: skipped) }
  }

  private func check(_ ask: Ask) throws {
    var faults: [Reason] = []
    if let id = ask.supplierID, try SupplierTable(context.db).find(id)?.status != .active {
      faults.append(.noSuchSupplier.at("/supplier_id"))
    }
    if let id = ask.workOrderID, try !ShortageTable(context.db).orderExists(id) { faults.append(.noSuchWorkOrder.at("/work_order_id")) }
    for (index, id) in (ask.partIDs ?? []).enumerated() where try PartTable(context.db).find(id) == nil {
      faults.append(.noSuchPart.at("/part_ids/\(index)"))
    }
    if !faults.isEmpty { throw Refusal.invalid(faults) }
  }

  /// Needs by part, in the order of their ids.
  private func needs(_ ask: Ask) throws -> [Need] {
    let table = ShortageTable(context.db)
    let asked = ask.partIDs.map(Set.init)
    var needs: [Int64: Need] = [:]
    func note(_ partID: Int64, _ change: (inout Need) -> Void) throws {
      guard asked?.contains(partID) ?? true, let part = try PartTable(context.db).find(partID) else { return }
      change(&needs[partID, default: Need(part: part)])
    }
    for short in try table.short() where ask.workOrderID == nil || short.workOrderID == ask.workOrderID {
      try note(short.partID) { $0.lines.append((short.lineID, short.quantity)) }
    }
    if ask.minimums {
      for below in try table.belowMinimum() {
        guard let part = try PartTable(context.db).find(below.partID) else { continue }
        let lacking = try part.belowMinimum(onOrder: below.unclaimed)
        if lacking > .zero { try note(part.id) { $0.minimum = lacking } }
      }
    }
    return needs.sorted { $0.key < $1.key }.map(\.value)
  }

  private func total(_ need: Need) throws -> Quantity {
    try need.part.unit.orderable(Quantity.sum(need.lines.map(\.quantity)).adding(need.minimum))
  }

  private enum Source {
    case found(Int64), elsewhere
    case none(Skipped.Why)
  }

  private func supplier(for part: Part, _ ask: Ask) throws -> Source {
    if let own = part.supplierID, let asked = ask.supplierID, own != asked { return .elsewhere }
    guard part.status == .active else { return .none(.partRetired) }
    guard let id = part.supplierID ?? ask.supplierID else { return .none(.noSupplier) }
    return try SupplierTable(context.db).find(id)?.status == .active ? .found(id) : .none(.supplierRetired)
  }

  private func draft(supplierID: Int64, _ needs: [Need]) throws -> Int64 {
    let orders = PurchaseOrderTable(context.db)
    var order = PurchaseOrder(from: supplierID, at: context.now)
    order.number = try context.nextNumber(.purchaseOrder)
    let id = try orders.insert(order)
    try context.record(
      .purchaseOrderCreated, Subject(.purchaseOrder, id),
      [.fact("number", .text(order.number)), .fact("supplier_id", .integer(supplierID)), .fact("from_shortages", true)])
    for need in needs {
      let lineID = try orders.insert(
        PurchaseLine(id: 0, purchaseOrderID: id, partID: need.part.id, quantity: total(need), price: need.part.supposedCost))
      for line in need.lines { try Stock(context).claim(lineID: line.id, purchaseLineID: lineID, line.quantity) }
      try Stock(context).claimIncoming(partID: need.part.id)
    }
    try orders.settle(id)
    return id
  }
}
