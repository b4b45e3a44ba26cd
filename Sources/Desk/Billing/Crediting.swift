internal import Domain
internal import SQLite

extension BillingDocuments {
  /// Credits a document by its exact opposite. What was paid on it returns to the payers and is free for the corrected
  /// document; the order stays as it is. A document that is paid, even in part, needs a manager, because the credit
  /// frees money. So does one whose car has left or whose order is closed, because the debt would be gone until
  /// somebody bills it again.
  package func credit(_ id: Int64, version: Versions?, reason: String) throws -> DocumentInFull {
    guard let original = try DocumentTable(context.db).find(id) else { throw Refusal.notFound(.document) }
    try context.match(version, original.version)
    guard let order = try WorkOrderTable(context.db).find(original.workOrderID) else { throw Refusal.notFound(.workOrder) }
    if original.paid > .zero || order.handedOverAt != nil || order.status.isClosed { try context.actor.role.require(.override) }
    let draft = try original.credit(DocumentLineTable(context.db).all(of: id))
    try free(original, order)
    let note = BillingDocument(
      id: 0, number: try context.nextNumber(.creditNote), kind: .creditNote, workOrderID: original.workOrderID,
      payerRole: original.payerRole, payerClientID: original.payerClientID, buyerName: original.buyerName, buyerTaxID: original.buyerTaxID,
      completedOn: original.completedOn, issuedAt: context.now, issuedByID: try context.userID(), gross: draft.gross, vat: draft.vat,
      creditOfID: id, reason: reason)
    let noteID = try keep(note, draft.lines, .documentCredited, vehicle: order.vehicleID, owner: order.clientID)
    try DocumentTable(context.db).markCredited(id, by: noteID)
    return try context.settled { try find(noteID) }
  }

  private func free(_ document: BillingDocument, _ order: WorkOrder) throws {
    for share in try AllocationTable(context.db).standing(onDocument: document.id) {
      try Laying(context).lay(
        share.amount.negated(), of: share.paymentID, on: document.id, client: document.payerClientID, order: document.workOrderID)
    }
  }
}
