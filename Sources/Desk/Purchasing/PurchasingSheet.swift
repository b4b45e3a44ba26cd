internal import Domain

extension RoomSheet {
  static let purchasing = RoomSheet(
    kept: [
      "about suppliers": ["suppliers.name", "suppliers.name_key", "suppliers.phone", "suppliers.email", "suppliers.search_text"],
      "about goods": ["purchase_orders.number", "purchase_orders.note", "purchase_orders.cancel_reason", "receipts.document"],
    ],
    things: [.supplier: .nobodys, .purchaseOrder: .nobodys])
}
