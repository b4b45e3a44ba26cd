internal import JSON

/// Describes what the desk itself sends: events to web hooks.
extension OpenAPI {
  /// A tag of its own. Generators make a class for each tag, and the classes for calls and hooks would have the same name.
  static let webhookTag = "Hooks"

  func writeWebhooks(_ json: inout JSONWriter) {
    json.beginObject("webhooks")
    json.beginObject("event")
    json.beginObject("post")
    json.field("operationId", "webhook_event")
    json.field("summary", "An event, sent to a web hook")
    json.field("tags", [Self.webhookTag])
    json.field("description", HookHeader.told)
    json.key("security")
    json.raw("[]")
    json.beginArray("parameters")
    for header in HookHeader.all { header.write(&json) }
    json.endArray()
    json.beginObject("requestBody")
    json.field("required", true)
    json.beginObject("content")
    json.beginObject("application/json")
    json.key("schema")
    EventJSON.event.schema.write(&json)
    json.endObject()
    json.endObject()
    json.endObject()
    json.key("responses")
    json.raw(Self.taken)
    json.endObject()
    json.endObject()
    json.endObject()
  }

  private static let taken: StaticString = """
    {"2XX":{"description":"Taken"},"default":{"description":"Not taken: it is sent again later"}}
    """
}

/// A header of a request to a web hook.
struct HookHeader {
  let name: String
  let note: String

  static let told = "The body is the event as GET /v1/events shows it to everyone."

  static let all: [HookHeader] = [
    HookHeader(name: "X-Desk-Event", note: "The event's type"),
    HookHeader(name: "Idempotency-Key", note: "The event's id: the same whenever it is sent again"),
    HookHeader(name: "X-Desk-Signature", note: "t=seconds,v1=hexadecimal HMAC-SHA256"),
  ]

  func write(_ json: inout JSONWriter) {
    json.beginObject()
    json.field("name", name)
    json.field("in", "header")
    json.field("required", true)
    json.field("description", note)
    json.key("schema")
    Schema.anyText.write(&json)
    json.endObject()
  }
}
