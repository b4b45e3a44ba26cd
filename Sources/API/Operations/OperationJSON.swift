internal import Desk
internal import Domain

enum OperationJSON {
  static let operation = Shape<Operation>("Operation", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.text("code") { $0.code }
    s.text("name") { $0.name }
    s.quantity("norm_hours") { $0.normHours }
    s.money("rate_minor") { $0.rate }
    s.word("tax_category") { $0.taxCategory }
    s.word("status") { $0.status }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }
}

struct OperationQuery: Declared {
  let filter: OperationFilter
  init(_ fields: inout Fields) {
    filter = OperationFilter(
      status: fields.optional("status", .choice()),
      search: fields.optional("q", .text(1...200), "Words of the name, the code in any spelling, or parts of them"),
      sort: fields.optional("sort", .choice(), or: .code))
  }
}

struct OperationBody: Declared {
  let code: String
  let name: String
  let normHours: Quantity
  let rate: Money
  let taxCategory: TaxCategory
  init(_ fields: inout Fields) {
    code = fields.required("code", .text(1...40))
    name = fields.required("name", .line)
    normHours = fields.required("norm_hours", .quantity(1...1_000_000))
    rate = fields.required("rate_minor", .money(), "Of one norm-hour")
    taxCategory = fields.optional("tax_category", .choice(), or: .standard)
  }
  static let example: String? = #"{"code":"TO-15","name":"Техническое обслуживание 15 000 км","norm_hours":1.8,"rate_minor":220000}"#
}

struct OperationPatch: Declared {
  let name: String?
  let normHours: Quantity?
  let rate: Money?
  let taxCategory: TaxCategory?
  init(_ fields: inout Fields) {
    name = fields.change("name", .line)
    normHours = fields.change("norm_hours", .quantity(1...1_000_000))
    rate = fields.change("rate_minor", .money())
    taxCategory = fields.change("tax_category", .choice())
  }
  static let example: String? = #"{"rate_minor":240000}"#

  func apply(to operation: inout Operation) {
    operation.name = name ?? operation.name
    operation.normHours = normHours ?? operation.normHours
    operation.rate = rate ?? operation.rate
    operation.taxCategory = taxCategory ?? operation.taxCategory
  }
}
