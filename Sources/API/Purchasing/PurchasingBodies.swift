internal import Desk
package import Domain

struct SupplierQuery: Declared {
  let q: String?
  let status: Supplier.Status?
  init(_ fields: inout Fields) {
    q = fields.optional("q", .text(1...200), "Words of the name, or parts of them")
    status = fields.optional("status", .choice())
  }
}

extension Supplier: Formed {
  package static func fields(_ form: inout Form<Supplier>) {
    form.required("name", .line, \.name)
    form.clearable("phone", .supplierPhone, \.phone)
    form.clearable("email", .supplierEmail, \.email)
    form.defaulted("lead_days", .integer(0...3_650), \.leadDays, "As stated; the real ones are measured from receipts")
    form.later("status", .choice(), \.status)
  }
  package static let newExample: String? = #"{"name":"Автодеталь-Север","phone":"8 (812) 320-11-22","lead_days":5}"#
  package static let changeExample: String? = #"{"lead_days":7}"#
}

extension Kind where T == String {
  fileprivate static var supplierPhone: Kind {
    Kind.text(1...60).checked(placeholder: "") { (text: String) throws(Reason) -> String in try Phone(text).e164 }
  }
  fileprivate static var supplierEmail: Kind {
    Kind.text(1...254).checked(placeholder: "") { (text: String) throws(Reason) -> String in try Email(text).text }
  }
}

struct PurchaseOrderQuery: Declared {
  let filter: PurchaseFilter
  init(_ fields: inout Fields) {
    filter = PurchaseFilter(
      status: fields.optional("status", .choice()), supplierID: fields.optional("supplier_id", .id),
      partID: fields.optional("part_id", .id),
      number: fields.optional("number", .documentNumber(.purchaseOrder), DocumentNumber.filterNote), created: fields.period(of: "created"),
      expected: fields.period(of: "expected"))
  }
}

struct PurchaseLineBody: Declared {
  let line: PurchaseOrders.NewLine
  init(_ fields: inout Fields) {
    line = PurchaseOrders.NewLine(
      partID: fields.required("part_id", .id), quantity: fields.required("quantity", .quantity()),
      price: fields.optional("price_minor", .money(), "For one unit; absent, what was paid last"),
      expectedOn: fields.optional("expected_on", .date, "Absent, the order's"))
  }
}

extension PurchaseOrder {
  /// The fields that can change until the order is closed.
  static func terms(_ form: inout Form<PurchaseOrder>) {
    form.clearable("expected_on", .date, \.expectedOn)
    form.clearable("note", .words, \.note)
  }
}

struct PurchaseOrderBody: Declared {
  let supplierID: Int64
  let fill: Form<PurchaseOrder>.Step
  let lines: [PurchaseLineBody]
  init(_ fields: inout Fields) {
    supplierID = fields.required("supplier_id", .id)
    fill = Form.new(&fields, PurchaseOrder.terms)
    lines = fields.optional("lines", .list(of: .object()), or: [])
  }
  static let example: String? = #"{"supplier_id":1,"lines":[{"part_id":1,"quantity":4,"price_minor":54000}]}"#
}

struct PurchaseOrderPatch: Declared {
  let supplierID: Int64?
  let apply: Form<PurchaseOrder>.Step
  let lines: [PurchaseLineBody]?
  init(_ fields: inout Fields) {
    supplierID = fields.change("supplier_id", .id)
    apply = Form.change(&fields, PurchaseOrder.terms)
    lines = fields.change("lines", .list(of: .object()), "The whole list")
  }
  static let example: String? = #"{"expected_on":"2026-03-20","note":"Обещали к пятнице"}"#
}

struct FromShortagesBody: Declared {
  let ask: Shortages.Ask
  init(_ fields: inout Fields) {
    ask = Shortages.Ask(
      supplierID: fields.optional("supplier_id", .id, "Only this supplier's parts, and parts that have none"),
      workOrderID: fields.optional("work_order_id", .id, "Only what this order lacks"),
      partIDs: fields.optional("part_ids", .list(of: .id)),
      minimums: fields.optional("include_minimums", .flag, or: false, "Also what has fallen below its minimum"))
  }
  static let example: String? = #"{"include_minimums":true}"#
}

struct SendBody: Declared {
  let expectedOn: Day?
  init(_ fields: inout Fields) {
    expectedOn = fields.optional("expected_on", .date, "Absent, the order's own date, else what the supplier's lead time says")
  }
  static let example: String? = "{}"
}

struct CancelBody: Declared {
  let reason: String
  init(_ fields: inout Fields) { reason = fields.required("reason", .line) }
  static let example: String? = #"{"reason":"Поставщик снял с производства"}"#
}

struct ReceiptLineBody: Declared {
  let came: Receipts.Came
  init(_ fields: inout Fields) {
    came = Receipts.Came(
      lineID: fields.required("line_id", .id),
      quantity: fields.optional("quantity", .quantity(0...1_000_000_000), or: .zero, "Good units"),
      damaged: fields.optional("damaged", .quantity(0...1_000_000_000), or: .zero, "To quarantine; the line stays open for as many"),
      partID: fields.optional("part_id", .id, "A substitute, when another part came than was ordered"),
      price: fields.optional("price_minor", .money(), "For one unit; absent, as ordered"),
      locationID: fields.optional("location_id", .id, "Absent, the first store"))
  }
}

struct ReceiptBody: Declared {
  let document: String?
  let lines: [ReceiptLineBody]
  init(_ fields: inout Fields) {
    document = fields.optional("document", .line)
    lines = fields.required("lines", .list(of: .object(), 1...200))
  }
  static let example: String? = #"{"document":"УПД 118","lines":[{"line_id":1,"quantity":3}]}"#
}
