package import Domain

/// Past merges of clients or of vehicles, with the number of rows that each moved.
package struct Merges {
  private let card: MergedCard
  private let table: MergeTable

  package init(_ context: Context, _ card: MergedCard) {
    self.card = card
    table = MergeTable(context.db, card)
  }

  package struct Moved: Equatable, Sendable {
    /// Table and column, such as `work_orders.vehicle_id`. A place such as `vehicles.vin` is a field that the survivor
    /// took over.
    package let place: String
    package let rows: Int64
  }

  package struct Record: Sendable {
    package let merge: Merge
    package let moved: [Moved]
  }

  package func find(_ id: Int64) throws -> Record {
    guard let merge = try table.find(id) else { throw Refusal.notFound(card.noun) }
    return try record(merge)
  }

  package func list(of id: Int64?, _ page: PageRequest) throws -> Page<Record> {
    let found = try Page(table.page(of: id, page), page) { Cursor(key: .integer($0.id), id: $0.id) }
    return Page(items: try found.items.map(record), next: found.next)
  }

  private func record(_ merge: Merge) throws -> Record { Record(merge: merge, moved: try table.counts(merge.id)) }
}

extension Merge {
  var facts: [Detail] {
    [.fact("merge_id", .integer(id)), .fact("survivor_id", .integer(survivorID)), .fact("merged_id", .integer(mergedID))]
  }
}
