package import Domain

/// Locations of parts: stores and quarantine. Nothing is reserved from quarantine.
package struct Locations {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func list(_ page: PageRequest) throws -> Page<Location> {
    try Page(LocationTable(context.db).page(byID: LocationTable.form.select(), page), page)
  }

  package func create(_ fill: (inout Location) -> Void) throws -> Location {
    let table = LocationTable(context.db)
    let location = Location().with(fill)
    guard try table.find(name: location.name) == nil else { throw Refusal.conflict(.locationExists) }
    if let reason = Most.locations.reason(against: try table.count()) { throw Refusal.conflict(reason) }
    let id = try table.insert(location)
    try context.record(
      .locationCreated, Subject(.location, id), [.fact("name", .text(location.name)), .fact("kind", .init(location.kind))])
    return try context.find(LocationTable.self, id)
  }
}
