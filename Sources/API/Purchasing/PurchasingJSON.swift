internal import Desk
internal import Domain

enum PurchasingJSON {
  static let supplier = Shape<Suppliers.Details>("Supplier", version: { $0.supplier.version }) { s in
    s.integer("id") { $0.supplier.id }
    s.text("name") { $0.supplier.name }
    s.text("phone") { $0.supplier.phone }
    s.text("email") { $0.supplier.email }
    s.integer("lead_days") { $0.supplier.leadDays }
    s.integer("measured_lead_days") { $0.measuredDays }
    s.integer("measured_deliveries") { Int64($0.deliveries) }
    s.word("status") { $0.supplier.status }
    s.time("created_at") { $0.supplier.createdAt }
    s.integer("version") { $0.supplier.version }
  }

  static let order = Shape<PurchaseOrder>("PurchaseOrder", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.text("number") { $0.number }
    s.integer("supplier_id") { $0.supplierID }
    s.word("status") { $0.status }
    s.date("expected_on") { $0.expectedOn }
    s.text("note") { $0.note }
    s.time("created_at") { $0.createdAt }
    s.time("sent_at") { $0.sentAt }
    s.time("closed_at") { $0.closedAt }
    s.text("cancel_reason") { $0.cancelReason }
    s.integer("version") { $0.version }
  }

  static let details = Shape<PurchaseDetails>("PurchaseOrderDetails", version: { $0.order.version }) { s in
    s.embed(order) { $0.order }
    s.text("supplier") { $0.supplier }
    s.money("total_minor", sight: .costs) { $0.total }
    s.list("lines", line) { $0.lines }
    s.list("receipts", receipt) { $0.receipts }
    s.list("warnings", ReasonJSON.reason) { $0.warnings }
  }

  private static let line = Shape<PurchaseDetails.Line>("PurchaseLine") { s in
    s.integer("id") { $0.line.id }
    s.integer("part_id") { $0.line.partID }
    s.text("article") { $0.article }
    s.text("name") { $0.name }
    s.word("unit") { $0.unit }
    s.quantity("quantity") { $0.line.quantity }
    s.quantity("received") { $0.line.received }
    s.quantity("awaited") { $0.awaited }
    s.money("price_minor", sight: .costs) { $0.line.price }
    s.date("expected_on") { $0.line.expectedOn }
    s.time("first_received_at") { $0.line.firstReceivedAt }
    s.list("claims", claim) { $0.waiting }
  }

  /// A claim in the purchase order's own response. It has no promised date, because that can change without this
  /// order's version.
  private static let claim = Shape<PurchaseWaiting>("PurchaseClaim") { s in
    s.integer("line_id") { $0.lineID }
    s.integer("work_order_id") { $0.workOrderID }
    s.text("number") { $0.number }
    s.quantity("quantity") { $0.quantity }
  }

  private static let receipt = Shape<ReceiptDetails>("Receipt") { s in
    s.integer("id") { $0.id }
    s.text("document") { $0.document }
    s.time("at") { $0.at }
    s.integer("user_id") { $0.userID }
    s.list("lines", receiptLine) { $0.lines }
  }

  private static let receiptLine = Shape<ReceiptLine>("ReceiptLine") { s in
    s.integer("line_id") { $0.purchaseLineID }
    s.integer("part_id") { $0.partID }
    s.quantity("quantity") { $0.quantity }
    s.quantity("damaged") { $0.damaged }
    s.money("price_minor", sight: .costs) { $0.price }
  }

  static let overdue = Shape<PurchaseOverdue>("OverduePurchaseOrder") { s in
    s.embed(order) { $0.order }
    s.text("supplier") { $0.supplier }
    s.date("due_on") { $0.dueOn }
    s.integer("days_late") { $0.daysLate }
    s.list("promises_at_risk", promise) { $0.promisesAtRisk }
  }

  private static let promise = Shape<PurchaseWaiting>("OverduePromise") { s in
    s.integer("work_order_id") { $0.workOrderID }
    s.text("number") { $0.number }
    s.time("promised_at") { $0.promisedAt }
    s.integer("line_id") { $0.lineID }
    s.integer("purchase_line_id") { $0.purchaseLineID }
    s.quantity("quantity") { $0.quantity }
  }

  // MARK: Responses to actions

  struct Received {
    let outcome: Receipts.Outcome
    let order: PurchaseDetails
  }
  static let received = Shape<Received>("ReceiptOutcome", version: { $0.order.order.version }) { s in
    s.integer("receipt_id") { $0.outcome.receiptID }
    s.object("purchase_order", details) { $0.order }
    s.list("served", served) { $0.outcome.served }
    s.list("price_changes", priceChange) { $0.outcome.priceChanges }
    s.integers("complete_work_order_ids") { $0.outcome.completed }
  }

  private static let served = Shape<Receipts.Served>("ServedLine") { s in
    s.integer("line_id") { $0.handed.lineID }
    s.integer("work_order_id") { $0.handed.workOrderID }
    s.text("number") { $0.handed.number }
    s.integer("part_id") { $0.partID }
    s.quantity("quantity") { $0.handed.quantity }
  }

  private static let priceChange = Shape<Receipts.PriceChange>("PriceChange") { s in
    s.integer("line_id") { $0.lineID }
    s.integer("part_id") { $0.partID }
    s.money("ordered_minor", sight: .costs) { $0.ordered }
    s.money("received_minor", sight: .costs) { $0.came }
    s.integers("sold_below_cost_line_ids", sight: .costs) { $0.soldBelowCost }
  }

  struct Cancelled {
    let order: PurchaseDetails
    let reopened: [Handed]
  }
  static let cancelled = Shape<Cancelled>("CancelledPurchaseOrder", version: { $0.order.order.version }) { s in
    s.object("purchase_order", details) { $0.order }
    s.list("reopened_shortages", PartsJSON.handed) { $0.reopened }
  }

  struct Drafts {
    let orders: [PurchaseDetails]
    let skipped: [Shortages.Skipped]
  }
  static let drafts = Shape<Drafts>("ShortageOrders") { s in
    s.list("purchase_orders", details) { $0.orders }
    s.list("skipped", skipped) { $0.skipped }
  }

  private static let skipped = Shape<Shortages.Skipped>("SkippedShortage") { s in
    s.integer("part_id") { $0.part.id }
    s.text("article") { $0.part.article }
    s.quantity("quantity") { $0.quantity }
    s.word("reason") { $0.why }
  }

  // MARK: Moves

  static let moves = Shape<[PossibleMove]>("PurchaseOrderMoves") { s in s.list("moves", ReasonJSON.move) { $0 } }
}
