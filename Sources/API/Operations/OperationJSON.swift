internal import Desk
package import Domain

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

extension Operation: Formed {
  package static func fields(_ form: inout Form<Operation>) {
    form.fixed("code", .text(1...40), \.code)
    form.required("name", .line, \.name)
    form.required("norm_hours", .quantity(1...1_000_000), \.normHours)
    form.required("rate_minor", .money(), \.rate, "Of one norm-hour")
    form.defaulted("tax_category", .choice(), \.taxCategory)
  }
  package static let newExample: String? =
    #"{"code":"TO-15","name":"Техническое обслуживание 15 000 км","norm_hours":1.8,"rate_minor":220000}"#
  package static let changeExample: String? = #"{"rate_minor":240000}"#
}
