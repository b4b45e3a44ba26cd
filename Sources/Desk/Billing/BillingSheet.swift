internal import Domain

extension RoomSheet {
  static let billing = RoomSheet(
    merged: [
      // Name and tax id of the buyer stay as issued. The debt moves, so that the survivor can pay it.
      .client("documents", "payer_client_id", raises: true),
      .client("payments", raises: true),
    ],
    personal: [
      .emptied("payments", "reason", of: paid, raises: true),
      // A credit note of the person's own keeps its reason as long as it bears the name; then `Erasures.forgetBuyer`
      // removes it.
      .emptied(
        "documents", "reason",
        of: "payer_client_id IS NOT ?1 AND work_order_id IN (SELECT id FROM work_orders WHERE client_id = ?1)", raises: true),
    ],
    kept: [
      "for the legal time, then Erasures.forgetBuyer takes them off": ["documents.buyer_name", "documents.buyer_tax_id"],
      "numbers and codes": [
        "documents.number", "document_lines.kind", "document_lines.code", "document_lines.unit", "document_lines.tax_category",
        "payments.number", "payments.fiscal_receipt",
      ],
      "about work and goods": ["document_lines.name"],
    ],
    things: [
      .document: .persons(
        "documents", of: "payer_client_id = ?1 OR work_order_id IN (SELECT id FROM work_orders WHERE client_id = ?1)"),
      .payment: .persons("payments", of: paid),
    ],
    check: { try BillingCheck($0).faults() })

  private static let paid: PersonRows = "client_id = ?1 OR work_order_id IN (SELECT id FROM work_orders WHERE client_id = ?1)"
}
