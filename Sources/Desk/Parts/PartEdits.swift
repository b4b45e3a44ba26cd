package import Domain

extension Parts {
  package struct Edit: Sendable {
    package var article: String?
    package var maker: String?
    package var name: String?
    package var unit: Measure?
    package var price: Money?
    package var purchasePrice: Money?
    package var minQuantity: Quantity?
    package var taxCategory: TaxCategory?
    // nil leaves the field, .some(nil) clears it.
    package var supplierID: Int64??
    package var leadDays: Int64??
    package var supersededByID: Int64??
    package var status: Part.Status?

    package init(
      article: String? = nil, maker: String? = nil, name: String? = nil, unit: Measure? = nil, price: Money? = nil,
      purchasePrice: Money? = nil, minQuantity: Quantity? = nil, taxCategory: TaxCategory? = nil, supplierID: Int64?? = nil,
      leadDays: Int64?? = nil, supersededByID: Int64?? = nil, status: Part.Status? = nil
    ) {
      self.article = article
      self.maker = maker
      self.name = name
      self.unit = unit
      self.price = price
      self.purchasePrice = purchasePrice
      self.minQuantity = minQuantity
      self.taxCategory = taxCategory
      self.supplierID = supplierID
      self.leadDays = leadDays
      self.supersededByID = supersededByID
      self.status = status
    }
  }

  /// Changes a part by hand; the next import keeps the change. A part in use keeps its unit, because stored quantities
  /// are in that unit.
  package func edit(_ id: Int64, version: Versions?, _ edit: Edit) throws -> PartDetails {
    let details = try find(id)
    let old = details.part
    try context.match(version, old.version)
    let new = edited(old, edit)
    try check(new, was: old)
    if new.unit != old.unit, try table.isUsed(id) { throw Refusal.conflict(.unitInUse) }
    let changes = changes(old, new)
    guard !changes.isEmpty else { return details }
    try table.update(new, searchText: searchText(new, details.numbers))
    try context.record(.partChanged, Subject(.part, id), changes)
    return try context.settled { try find(id) }
  }

  private func edited(_ old: Part, _ edit: Edit) -> Part {
    var new = old
    new.article = edit.article ?? old.article
    new.articleKey = PartNumber.key(new.article)
    new.maker = edit.maker ?? old.maker
    new.makerKey = PartNumber.key(new.maker)
    new.name = edit.name ?? old.name
    new.unit = edit.unit ?? old.unit
    new.price = edit.price ?? old.price
    new.purchasePrice = edit.purchasePrice ?? old.purchasePrice
    new.minQuantity = edit.minQuantity ?? old.minQuantity
    new.taxCategory = edit.taxCategory ?? old.taxCategory
    new.supplierId = edit.supplierID ?? old.supplierId
    new.leadDays = edit.leadDays ?? old.leadDays
    new.supersededById = edit.supersededByID ?? old.supersededById
    new.status = edit.status ?? old.status
    return new
  }

  private func changes(_ old: Part, _ new: Part) -> [Detail] {
    var details: [Detail] = []
    details.noteChange("article", .text(old.article), .text(new.article))
    details.noteChange("maker", .text(old.maker), .text(new.maker))
    details.noteChange("name", .text(old.name), .text(new.name))
    details.noteChange("unit", .init(old.unit), .init(new.unit))
    details.noteChange("price_minor", .init(old.price), .init(new.price))
    // Some readers of events may not see costs, so the event says only that the price changed.
    if old.purchasePrice != new.purchasePrice { details.append(.fact("purchase_price_changed", true)) }
    details.noteChange("min_quantity", .quantity(old.minQuantity), .quantity(new.minQuantity))
    details.noteChange("tax_category", .init(old.taxCategory), .init(new.taxCategory))
    details.noteChange("supplier_id", .init(old.supplierId), .init(new.supplierId))
    details.noteChange("lead_days", .init(old.leadDays), .init(new.leadDays))
    details.noteChange("superseded_by_id", .init(old.supersededById), .init(new.supersededById))
    details.noteChange("status", .init(old.status), .init(new.status))
    return details
  }

  // MARK: Cross-references

  package func addNumber(_ id: Int64, version: Versions?, number: String, kind: PartNumber.Kind) throws -> PartDetails {
    let details = try find(id)
    try context.match(version, details.part.version)
    let key = PartNumber.key(number)
    guard !key.isEmpty else { throw Refusal.invalid(.numberWithoutSigns.at("/number")) }
    guard key != details.part.articleKey, !details.numbers.contains(where: { $0.numberKey == key }) else {
      throw Refusal.conflict(.numberKnown)
    }
    if let reason = Most.numbers.reason(against: details.numbers.count) { throw Refusal.conflict(reason) }
    try table.insertNumber(partID: id, number: number, key: key, kind: kind)
    try keepSearch(id)
    try context.record(.partNumberAdded, Subject(.part, id), [.fact("number", .text(number)), .fact("kind", .init(kind))])
    return try context.settled { try find(id) }
  }

  package func removeNumber(_ id: Int64, numberID: Int64, version: Versions?) throws {
    let details = try find(id)
    try context.match(version, details.part.version)
    guard let number = details.numbers.first(where: { $0.id == numberID }) else { throw Refusal.notFound(.partNumber) }
    try table.deleteNumber(numberID)
    try keepSearch(id)
    try context.record(.partNumberRemoved, Subject(.part, id), [.fact("number", .text(number.number))])
  }

  private func keepSearch(_ id: Int64) throws {
    let details = try find(id)
    try table.update(details.part, searchText: searchText(details.part, details.numbers))
  }
}
