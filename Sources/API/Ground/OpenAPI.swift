internal import Domain
internal import HTTP
internal import JSON

/// The OpenAPI 3.1 document, made from the declarations that decode, validate and write.
struct OpenAPI {
  let routes: [Route]
  let version: String
  /// The server's URL, before each path.
  let address: String
  /// Describes the `fields` parameter. Then no response field is required, since it may be left out; otherwise every
  /// field that is always there is.
  let narrowing: Bool

  init(_ routes: [Route], version: String, address: String = "/", narrowing: Bool = true) {
    self.routes = routes
    self.version = version
    self.address = address.count > 1 && address.hasSuffix("/") ? String(address.dropLast()) : address
    self.narrowing = narrowing
  }

  static func document(_ routes: [Route], version: String) -> [UInt8] { OpenAPI(routes, version: version).document() }

  func document() -> [UInt8] {
    var json = JSONWriter(reserving: 524_288)
    json.beginObject()
    json.field("openapi", "3.1.0")
    json.beginObject("info")
    json.field("title", "Service Desk")
    json.field("version", version)
    json.field("description", about)
    json.endObject()
    json.beginArray("servers")
    json.beginObject()
    json.field("url", address)
    json.endObject()
    json.endArray()
    writeTags(&json)
    writePaths(&json)
    writeWebhooks(&json)
    writeComponents(&json)
    json.endObject()
    return json.finish()
  }

  private var about: String {
    "The desk of a service centre: clients, vehicles, work orders, parts, purchasing, billing. /docs tells the rules and every code of a "
      + "refusal. "
      + (narrowing
        ? "Any GET takes `fields` and then answers with less, so no field of such an answer is required here; "
          + "/openapi.json?narrowing=false is this document without `fields`, where all that is always there is required."
        : "This is the document without `fields`, which narrows answers: all that is always there is required. /openapi.json tells of it.")
  }

  private func writeTags(_ json: inout JSONWriter) {
    var names: [String] = []
    for route in routes where !names.contains(route.room) { names.append(route.room) }
    json.beginArray("tags")
    for name in names + [Self.webhookTag] {
      json.beginObject()
      json.field("name", name)
      json.endObject()
    }
    json.endArray()
  }

  private func writePaths(_ json: inout JSONWriter) {
    json.beginObject("paths")
    var paths: [String] = []
    for route in routes where !paths.contains(route.path) { paths.append(route.path) }
    for path in paths {
      json.key(path)
      json.beginObject()
      for route in routes where route.path == path { write(route, &json) }
      json.endObject()
    }
    json.endObject()
  }

  private func write(_ route: Route, _ json: inout JSONWriter) {
    json.key(route.method.name.description.lowercased())
    json.beginObject()
    json.field("operationId", route.operationID)
    json.field("summary", route.summary)
    json.field("tags", [route.room])
    json.field("description", route.told.joined(separator: " "))
    if route.right == nil {
      json.key("security")
      json.raw(route.isChannels ? #"[{"channel":[]}]"# : "[]")
    }
    writeParameters(route, &json)
    if let body = route.takes { writeBody(body, or: route.twin, &json) }
    if let file = route.file { writeFile(file, route.fileNote, &json) }
    if let form = route.form { writeForm(form.form, or: form.json, &json) }
    writeResponses(route, &json)
    json.endObject()
  }
}

extension Route {
  /// The description of the operation in the document, as a list of sentences.
  var told: [String] {
    var sentences = [Precondition.of(self)]
    if let owner = versionOwner { sentences.append("If-Match is the version of \(owner).") }
    if let right {
      let roles = Role.allCases.filter { $0.may(right) }.map(\.rawValue)
      sentences.append("Roles: \(roles.joined(separator: ", ")).")
    }
    return sentences
  }

  /// The thing whose version If-Match names, and the path where it is read.
  var versionOwner: String? {
    guard takesVersion else { return nil }
    let owner: (name: String, path: String)? =
      switch path.split(separator: "/").dropFirst().first ?? "" {
      case "calendars": ("the calendar", "calendars")
      case "teams": ("the team", "teams")
      case "channels": ("the channel", "channels")
      case "contacts": ("the contact", "contacts")
      case "sla-policies": ("the policy", "sla-policies")
      case "tickets": ("the ticket", "tickets")
      case "callbacks": ("the call-back", "callbacks")
      case "ticket-views": ("the view", "ticket-views")
      case "reply-templates": ("the template", "reply-templates")
      case "dispatches": ("the dispatch", "dispatches")
      case "surveys": ("the survey", "surveys")
      case "survey-invitations": ("the invitation", "survey-invitations")
      case "clients": ("the client", "clients")
      case "client-merges": ("the client that is left of the two", "clients")
      case "proxies": ("the proxy", "proxies")
      case "vehicles": ("the vehicle", "vehicles")
      case "vehicle-merges": ("the vehicle that is left of the two", "vehicles")
      case "coverages": ("the warranty", "coverages")
      case "operations": ("the operation", "operations")
      case "work-orders": ("the work order", "work-orders")
      case "estimates": ("the work order, which its estimates bear too", "estimates")
      case "parts": ("the part", "parts")
      case "suppliers": ("the supplier", "suppliers")
      case "purchase-orders": ("the purchase order", "purchase-orders")
      case "documents": ("the document", "documents")
      case "payments": ("the payment", "payments")
      case "users": ("the user", "users")
      case "webhooks": ("the web hook", "webhooks")
      default: nil
      }
    return owner.map { "\($0.name), the ETag of GET /v1/\($0.path)/{id}" }
  }
}
