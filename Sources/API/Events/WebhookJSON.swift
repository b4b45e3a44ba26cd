internal import Desk
package import Domain

enum WebhookJSON {
  static let hook = Shape<Webhook>("Webhook", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.text("url") { $0.url }
    s.texts("types") { $0.types }
    s.word("status") { $0.status }
    s.integer("created_by_id") { $0.createdBy }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }

  struct WithSecret {
    let hook: Webhook
    let secret: String
  }
  static let withSecret = Shape<WithSecret>("WebhookWithSecret", version: { $0.hook.version }) { s in
    s.text("secret") { $0.secret }
    s.object("webhook", hook) { $0.hook }
  }

  static let delivery = Shape<WebhookDelivery>("WebhookDelivery") { s in
    s.integer("id") { $0.id }
    s.integer("webhook_id") { $0.webhookID }
    s.integer("event_id") { $0.eventID }
    s.word("status") { $0.status }
    s.integer("attempts") { $0.attempts }
    s.time("due_at") { $0.dueAt }
    s.text("last_answer") { $0.lastAnswer }
  }
}

extension Webhook: Formed {
  package static func fields(_ form: inout Form<Webhook>) {
    form.required("url", .hookURL, \.url, "https:// (through the machine's curl) or http://")
    form.defaulted("types", .hookTypes, \.types, "Event types, their first words, or * for all but the administrators' own")
    form.later("status", .choice(), \.status)
  }
  package static let newExample: String? = #"{"url":"http://127.0.0.1:9000/desk","types":["work_order","payment.received"]}"#
  package static let changeExample: String? = #"{"types":["*"]}"#
}

struct DeliveryQuery: Declared {
  let status: WebhookDelivery.Status?
  init(_ fields: inout Fields) { status = fields.optional("status", .choice()) }
}

extension Kind where T == String {
  static var hookURL: Kind {
    Kind.text(1...500).checked(placeholder: "") { text throws(Reason) in
      _ = try WebhookAddress(text)
      return text
    }
  }
}

extension Kind where T == [String] {
  static var hookTypes: Kind {
    let one = Kind<String>.text(1...60).documented(.choice(["*"] + EventType.selectors))
    return .list(of: one.checked(placeholder: "*") { text throws(Reason) in try Webhook.checked(type: text) }, 1...50)
  }
}
