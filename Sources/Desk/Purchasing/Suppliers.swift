package import Domain

/// Who parts are bought from, and how long they really take.
package struct Suppliers {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package struct Edit: Sendable {
    package var name: String?
    // nil leaves the field, .some(nil) clears it.
    package var phone: String??
    package var email: String??
    package var leadDays: Int64?
    package var status: Supplier.Status?

    package init(name: String? = nil, phone: String?? = nil, email: String?? = nil, leadDays: Int64? = nil, status: Supplier.Status? = nil)
    {
      self.name = name
      self.phone = phone
      self.email = email
      self.leadDays = leadDays
      self.status = status
    }
  }

  /// A supplier with the days that nine in ten of its deliveries took at most; nil without history.
  package struct Details: Sendable {
    package let supplier: Supplier
    package let measuredDays: Int64?
    /// Of how many deliveries.
    package let deliveries: Int
  }

  package func create(name: String, phone: String?, email: String?, leadDays: Int64) throws -> Details {
    let table = SupplierTable(context.db)
    guard try table.find(name: name) == nil else { throw Refusal.conflict(.supplierExists) }
    let id = try table.insert(
      Supplier(id: 0, name: name, phone: phone, email: email, leadDays: leadDays, createdAt: context.now))
    try context.record(.supplierCreated, Subject(.supplier, id), [.fact("name", .text(name))])
    return try context.settled { try find(id) }
  }

  package func find(_ id: Int64) throws -> Details {
    guard let supplier = try SupplierTable(context.db).find(id) else { throw Refusal.notFound(.supplier) }
    return try measured(supplier)
  }

  package func list(q: String?, status: Supplier.Status?, _ page: PageRequest) throws -> Page<Details> {
    let rows = try SupplierTable(context.db).page(q: q, status: status, page)
    let suppliers = Page(rows, page, id: \.id)
    return try Page(items: suppliers.items.map(measured), next: suppliers.next)
  }

  package func edit(_ id: Int64, version: Versions?, _ edit: Edit) throws -> Details {
    let details = try find(id)
    let old = details.supplier
    try context.match(version, old.version)
    var new = old
    new.name = edit.name ?? old.name
    new.phone = edit.phone ?? old.phone
    new.email = edit.email ?? old.email
    new.leadDays = edit.leadDays ?? old.leadDays
    new.status = edit.status ?? old.status
    // Twins of an older database can be changed, and told apart by their names.
    if new.name != old.name, try SupplierTable(context.db).find(name: new.name, butFor: id) != nil {
      throw Refusal.conflict(.supplierExists)
    }
    var changes: [Detail] = []
    changes.noteChange("name", .text(old.name), .text(new.name))
    changes.noteChange("phone", .init(old.phone), .init(new.phone))
    changes.noteChange("email", .init(old.email), .init(new.email))
    changes.noteChange("lead_days", .integer(old.leadDays), .integer(new.leadDays))
    changes.noteChange("status", .init(old.status), .init(new.status))
    guard !changes.isEmpty else { return details }
    try SupplierTable(context.db).update(new)
    try context.record(.supplierChanged, Subject(.supplier, id), changes)
    return try context.settled { try find(id) }
  }

  private func measured(_ supplier: Supplier) throws -> Details {
    let days = try Deliveries(context).actualDays(supplierID: supplier.id)
    return Details(supplier: supplier, measuredDays: LeadTime.percentile90(days), deliveries: days.count)
  }
}
