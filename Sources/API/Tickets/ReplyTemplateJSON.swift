internal import Desk
package import Domain

enum ReplyTemplateJSON {
  static let template = Shape<ReplyTemplate>("ReplyTemplate", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.text("name") { $0.name }
    s.text("text") { $0.text }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }

  static let filled = Shape<ReplyTemplate.Filled>("FilledTemplate") { s in
    s.text("text") { $0.text }
    s.texts("missing") { $0.missing.map(\.rawValue) }
  }
}

extension ReplyTemplate: Formed {
  package static func fields(_ form: inout Form<ReplyTemplate>) {
    form.required("name", .line, \.name)
    form.required(
      "text", .words, \.text,
      "With variables such as {{client.name}}, or {{client.name|уважаемый клиент}} with a text for want of a value")
  }
  package static let newExample: String? =
    #"{"name":"Готова","text":"Здравствуйте, {{client.name|уважаемый клиент}}! {{vehicle|Ваш автомобиль}} готов."}"#
  package static let changeExample: String? = #"{"name":"Машина готова"}"#
}
