package import Domain

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
    guard let order = try DocumentTable(context.db).order(document.workOrderID) else { throw Refusal.notFound(.workOrder) }
    return DocumentInFull(
      document: document, lines: try DocumentLineTable(context.db).all(of: id),
      paidBy: try AllocationTable(context.db).standing(onDocument: id), order: order)
  }

  package func list(_ filter: Filter, _ page: PageRequest) throws -> Page<BillingDocument> {
    var filter = filter
    filter.payerClientID = try ClientLookup(context).follow(filter.payerClientID)
    let span = try filter.issued.span(in: context.settings.zone)
    return try Page(DocumentTable(context.db).page(filter, today: context.today, page, issued: span), page) {
      Cursor(key: .integer($0.issuedAt.rawValue), id: $0.id)
    }
  }
}
