package import Domain

/// Suppliers of parts, with their measured lead times.
package struct Suppliers {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// A supplier with its 90th-percentile lead time in days; nil without history.
  package struct Details: Sendable {
    package let supplier: Supplier
    package let measuredDays: Int64?
    /// The number of deliveries measured.
    package let deliveries: Int
  }

  package func create(_ fill: (inout Supplier) -> Void) throws -> Details {
    let supplier = Supplier(at: context.now).with(fill)
    guard try SupplierTable(context.db).find(name: supplier.name) == nil else { throw Refusal.conflict(.supplierExists) }
    let id = try SupplierTable(context.db).insert(supplier)
    try context.record(.supplierCreated, Subject(.supplier, id), [.fact("name", .text(supplier.name))])
    return try context.settled { try find(id) }
  }

  package func find(_ id: Int64) throws -> Details { try measured(context.find(SupplierTable.self, id)) }

  package func list(q: String?, status: Supplier.Status?, _ page: PageRequest) throws -> Page<Details> {
    let rows = try SupplierTable(context.db).page(q: q, status: status, page)
    let suppliers = Page(rows, page, id: \.id)
    return try Page(items: suppliers.items.map(measured), next: suppliers.next)
  }

  package func edit(_ id: Int64, version: Versions?, _ change: (inout Supplier) -> Void) throws -> Details {
    let supplier = try context.edit(SupplierTable.self, id, version, change) { old, new in
      // Checks only a changed name, so that duplicates in an older database can still be edited and renamed.
      if new.name != old.name, try SupplierTable(context.db).find(name: new.name, butFor: id) != nil {
        throw Refusal.conflict(.supplierExists)
      }
    } keep: { _, _, changes in
      try context.record(.supplierChanged, Subject(.supplier, id), changes)
    }
    return try measured(supplier)
  }

  private func measured(_ supplier: Supplier) throws -> Details {
    let days = try Deliveries(context).actualDays(supplierID: supplier.id)
    return Details(supplier: supplier, measuredDays: LeadTime.percentile90(days), deliveries: days.count)
  }
}
