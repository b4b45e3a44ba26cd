internal import Desk
package import Domain

struct PartQuery: Declared {
  let filter: PartFilter
  init(_ fields: inout Fields) {
    filter = PartFilter(
      q: fields.optional("q", .text(1...200), "Words of the name, the maker, any number in any spelling"),
      article: fields.optional("article", .line, "The article, separators aside"), maker: fields.optional("maker", .line),
      supplierID: fields.optional("supplier_id", .id), status: fields.optional("status", .choice()),
      low: fields.optional("low", .flag, or: false, "Available below the minimum"),
      inStock: fields.optional("in_stock", .flag, "Something is available"))
  }
}

struct PartLookupQuery: Declared {
  let number: String
  init(_ fields: inout Fields) { number = fields.required("number", .line, "An article or a cross-reference, in any spelling") }
}

extension Part: Formed {
  package static func fields(_ form: inout Form<Part>) {
    form.required("article", .line, \.article)
    form.required("maker", .line, \.maker)
    form.required("name", .line, \.name)
    form.required("unit", .choice(), \.unit)
    form.required("price_minor", .money(), \.price, "Retail, for one unit")
    form.defaulted("purchase_price_minor", .money(), \.purchasePrice)
    form.defaulted("min_quantity", .quantity(0...1_000_000_000), \.minQuantity)
    form.defaulted("tax_category", .choice(), \.taxCategory)
    form.clearable("supplier_id", .id, \.supplierID)
    form.clearable("lead_days", .integer(0...3_650), \.leadDays, "Stated for this part; absent, the supplier's")
    form.laterClearable("superseded_by_id", .id, \.supersededByID, "The part that replaces it")
    form.later("status", .choice(), \.status)
  }
  package static let newExample: String? =
    #"{"article":"W 712/75","maker":"MANN","name":"Фильтр масляный","unit":"piece","price_minor":89000,"min_quantity":2}"#
  package static let changeExample: String? = #"{"price_minor":92000,"min_quantity":4}"#
}

extension Patch {
  /// nil: unchanged; .some(nil): cleared.
  var asked: T?? {
    switch self {
    case .keep: .none
    case .clear: .some(nil)
    case .set(let value): .some(value)
    }
  }
}

struct PartNumberBody: Declared {
  let number: String
  let kind: PartNumber.Kind
  init(_ fields: inout Fields) {
    number = fields.required("number", .line)
    kind = fields.required("kind", .choice())
  }
  static let example: String? = #"{"number":"030 115 561 AN","kind":"oem"}"#
}

struct StockMoveQuery: Declared {
  let kind: StockMove.Kind?
  let locationID: Int64?
  init(_ fields: inout Fields) {
    kind = fields.optional("kind", .choice())
    locationID = fields.optional("location_id", .id)
  }
}

struct StockReceiptBody: Declared {
  let quantity: Quantity
  let price: Money?
  let locationID: Int64?
  let document: String?
  let reason: String
  init(_ fields: inout Fields) {
    quantity = fields.required("quantity", .quantity())
    price = fields.optional("price_minor", .money(), "What one unit cost; absent, what was paid last")
    locationID = fields.optional("location_id", .id, "Absent, the first store")
    document = fields.optional("document", .line)
    reason = fields.required("reason", .line)
  }
  static let example: String? = #"{"quantity":2,"price_minor":54000,"reason":"Найдено при уборке"}"#
}

struct StockCountBody: Declared {
  let counted: Quantity
  let locationID: Int64?
  let reason: String
  init(_ fields: inout Fields) {
    counted = fields.required("counted", .quantity(0...1_000_000_000), "What lies there")
    locationID = fields.optional("location_id", .id, "Absent, the first store")
    reason = fields.required("reason", .line)
  }
  static let example: String? = #"{"counted":3,"reason":"Инвентаризация"}"#
}

struct StockWriteOffBody: Declared {
  let quantity: Quantity
  let locationID: Int64?
  let reason: String
  init(_ fields: inout Fields) {
    quantity = fields.required("quantity", .quantity())
    locationID = fields.optional("location_id", .id, "Absent, the first store")
    reason = fields.required("reason", .line)
  }
  static let example: String? = #"{"quantity":1,"reason":"Разбита при разгрузке"}"#
}

struct StockTransferBody: Declared {
  let quantity: Quantity
  let from: Int64
  let to: Int64
  let reason: String?
  init(_ fields: inout Fields) {
    quantity = fields.required("quantity", .quantity())
    from = fields.required("from_location_id", .id)
    to = fields.required("to_location_id", .id)
    reason = fields.optional("reason", .line)
  }
  static let example: String? = #"{"quantity":1,"from_location_id":1,"to_location_id":2,"reason":"Вмятина на корпусе"}"#
}

struct IssueBody: Declared {
  let quantity: Quantity
  let locationID: Int64?
  init(_ fields: inout Fields) {
    quantity = fields.required("quantity", .quantity())
    locationID = fields.optional("location_id", .id, "Absent, the stores in turn")
  }
  static let example: String? = #"{"quantity":1}"#
}

struct ReturnBody: Declared {
  let quantity: Quantity
  let locationID: Int64?
  let reason: String?
  init(_ fields: inout Fields) {
    quantity = fields.required("quantity", .quantity())
    locationID = fields.optional("location_id", .id, "Absent, where it came from")
    reason = fields.optional("reason", .line)
  }
  static let example: String? = #"{"quantity":1,"reason":"Не понадобилась"}"#
}

extension Location: Formed {
  package static func fields(_ form: inout Form<Location>) {
    form.required("name", .line, \.name)
    form.defaulted("kind", .choice(), \.kind)
  }
  package static let newExample: String? = #"{"name":"Стеллаж Б","kind":"store"}"#
  package static let changeExample: String? = nil
}
