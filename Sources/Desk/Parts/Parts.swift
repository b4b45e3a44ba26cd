package import Domain

/// The catalogue of parts, and their stock.
package struct Parts {
  let context: Context
  let table: PartTable
  package init(_ context: Context) {
    self.context = context
    table = PartTable(context.db)
  }

  package func create(_ fill: (inout Part) -> Void) throws -> PartDetails {
    let part = Part(countedIn: .piece, at: context.now).with(fill)
    try check(part, was: nil)
    let id = try table.insert(part)
    try context.record(.partCreated, Subject(.part, id), [.fact("article", .text(part.article)), .fact("maker", .text(part.maker))])
    return try context.settled { try find(id) }
  }

  package func find(_ id: Int64) throws -> PartDetails {
    try PartDetails(
      part: context.find(PartTable.self, id), numbers: table.numbers(partID: id),
      places: LocationTable(context.db).places(partID: id).map { PartDetails.Place(location: $0.location, onHand: $0.onHand) },
      incoming: table.incoming(partID: id))
  }

  package func list(_ filter: PartFilter, _ page: PageRequest) throws -> Page<Part> {
    try Page(table.page(filter, page), page, id: \.id)
  }

  /// Checks every rule on a part's own fields and reports all faults at once. `was` is the part before an edit; fields
  /// that the edit leaves alone are not checked again.
  func check(_ part: Part, was old: Part?) throws {
    if part.taxCategory != old?.taxCategory ?? .standard, !context.may(.override) {
      throw Refusal.forbidden(.rightMissing(.override, role: context.actor.role))
    }
    var faults: [Reason] = []
    if !Measure.ofParts.contains(part.unit) { faults.append(.partUnit(part.unit)) }
    if part.articleKey.isEmpty { faults.append(.numberWithoutSigns.at("/article")) }
    if part.makerKey.isEmpty { faults.append(.numberWithoutSigns.at("/maker")) }
    if part.minQuantity != old?.minQuantity || part.unit != old?.unit {
      faults += part.unit.reasons(against: part.minQuantity).map { $0.at("/min_quantity") }
    }
    if part.supplierID != old?.supplierID, let id = part.supplierID, try !table.supplierExists(id) {
      faults.append(.noSuchSupplier.at("/supplier_id"))
    }
    if let id = part.supersededByID, id != part.id, try table.find(id) == nil { faults.append(.noSuchPart.at("/superseded_by_id")) }
    if try table.leadsBack(from: part.supersededByID, to: part.id) { faults.append(.supersessionCircle) }
    if !faults.isEmpty { throw Refusal.invalid(faults) }
    if let twin = try table.find(articleKey: part.articleKey, makerKey: part.makerKey), twin.id != part.id {
      throw Refusal.conflict(.partExists(twin))
    }
  }
}

package struct PartFilter: Sendable {
  package var q: String?
  package var article: String?
  package var maker: String?
  package var supplierID: Int64?
  package var status: Part.Status?
  /// Only parts with less available than the minimum.
  package var low: Bool
  package var inStock: Bool?

  package init(
    q: String? = nil, article: String? = nil, maker: String? = nil, supplierID: Int64? = nil, status: Part.Status? = nil, low: Bool = false,
    inStock: Bool? = nil
  ) {
    self.q = q
    self.article = article
    self.maker = maker
    self.supplierID = supplierID
    self.status = status
    self.low = low
    self.inStock = inStock
  }
}

/// A part with its numbers, its locations and the deliveries on their way.
package struct PartDetails: Sendable {
  package struct Place: Sendable {
    package let location: Location
    package let onHand: Quantity
  }
  package struct Delivery: Sendable {
    package let purchaseOrderID: Int64
    package let number: String
    package let status: PurchaseOrder.Status
    package let purchaseLineID: Int64
    package let awaited: Quantity
    package let expectedOn: Day?
  }
  package let part: Part
  package let numbers: [PartNumber]
  package let places: [Place]
  package let incoming: [Delivery]
}
