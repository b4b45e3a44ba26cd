package import Domain
internal import SQLite

/// Invoices, the centre's internal charges, and credit notes. An issued document is never edited.
package struct BillingDocuments {
  let context: Context
  package init(_ context: Context) { self.context = context }

  package enum State: String, CaseIterable, Sendable { case open, overdue, paid, credited }

  package struct Filter: Sendable {
    package var number: String?
    package var workOrderID: Int64?
    package var payerClientID: Int64?
    package var payerRole: PayerRole?
    package var kind: BillingDocument.Kind?
    package var state: State?
    package var issued = Period()
    package var newestFirst = false
    package init() {}
  }

  package func find(_ id: Int64) throws -> DocumentInFull {
    guard let document = try DocumentTable(context.db).find(id) else { throw Refusal.notFound(.document) }
    return DocumentInFull(
      document: document, lines: try DocumentLineTable(context.db).all(of: id),
      paidBy: try AllocationTable(context.db).standing(onDocument: id), order: try order(document.workOrderID))
  }

  package func list(_ filter: Filter, _ page: PageRequest) throws -> Page<BillingDocument> {
    var filter = filter
    filter.payerClientID = try ClientLookup(context).follow(filter.payerClientID)
    let span = try filter.issued.span(in: context.settings.zone)
    return try Page(DocumentTable(context.db).page(filter, today: context.today, page, issued: span), page) {
      Cursor(key: .integer($0.issuedAt.rawValue), id: $0.id)
    }
  }

  private func order(_ id: Int64) throws -> DocumentInFull.Order {
    let found = try context.db.first(
      """
      SELECT o.number, v.make || ' ' || v.model, v.plate, v.vin, o.odometer_km,
        COALESCE(o.run_km, o.odometer_km), v.body_number FROM work_orders o JOIN vehicles v ON v.id = o.vehicle_id
      WHERE o.id = ?
      """, id
    ) { row in
      try DocumentInFull.Order(
        number: row[0], vehicle: row[1], plate: row[2], vin: row[3], bodyNumber: row[6], odometerKm: row[4], runKm: row[5])
    }
    guard let found else { throw Refusal.notFound(.workOrder) }
    return found
  }
}
