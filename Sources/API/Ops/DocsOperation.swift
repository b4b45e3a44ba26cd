internal import HTTP

/// Describes an operation in `/docs`.
extension DocsPage {
  static func operation(_ route: Route) -> String {
    let method = route.method.name.description
    var parts = [
      "<details id=\"\(route.operationID)\" data-find=\"\(escaped("\(method) \(route.path) \(route.summary)".lowercased()))\">"
        + "<summary><span class=\"m\">\(method)</span><code>\(escaped(route.path))</code> — \(escaped(route.summary))</summary>",
      "<p>\(escaped(route.told.joined(separator: " ")))</p>",
    ]
    let parameters = OpenAPI.parameters(of: route)
    parts.append(
      table(
        ["parameter", "in", "kind", ""],
        parameters.map {
          ["<code>\(escaped($0.name))</code>", $0.place, kind($0.schema), ($0.required ? "required. " : "") + escaped($0.note ?? "")]
        }))
    parts.append("<pre>\(escaped(curl(route, parameters)))</pre>")
    if let note = route.fileNote { parts += note.split(separator: "\n").map { "<p>\(escaped(String($0)))</p>" } }
    if let body = route.takes ?? route.form?.json { parts.append("<p>Body: \(kind(.object(body)))</p>") }
    parts.append("<p>Answer \(route.status): \(answer(route))</p>")
    if let twin = route.twin, let file = twin.file {
      parts.append("<p>Or with \(escaped(file)): \(escaped(twin.fileNote ?? "")) Answer \(twin.status): \(answer(twin))</p>")
    }
    let headers = AnswerHeader.allCases.filter { $0.stands(on: route) }.map(\.rawValue)
    if !headers.isEmpty { parts.append("<p>Headers: \(headers.joined(separator: ", "))</p>") }
    let refusals = OpenAPI.statuses(of: route).filter { $0 >= 400 }.map(String.init)
    parts.append("<p>Refusals: \(refusals.joined(separator: ", "))</p></details>")
    return parts.joined(separator: "\n")
  }

  private static func answer(_ route: Route) -> String {
    let table = route.isTable ? ", or a table (text/csv)" : ""
    let stream = route.streams ? ", or a live stream (text/event-stream)" : ""
    return switch route.answers {
    case .nothing: "nothing"
    case .media(let media, _): escaped(media)
    case .one(let schema): kind(schema) + table
    case .page(let schema): kind(OpenAPI.page(of: schema)) + table + stream
    }
  }

  private static func curl(_ route: Route, _ parameters: [OpenAPI.Parameter]) -> String {
    func sample(_ name: some StringProtocol) -> String {
      guard let schema = parameters.first(where: { $0.name == name })?.schema else { return "1" }
      return switch schema {
      case .choice(let words): words.first ?? "1"
      case .text(_, _, "date"): "2026-03-02"
      case .text(_, _, "date-time"): "2026-03-02T09:30:00Z"
      default: "1"
      }
    }
    var path = route.path
    for name in route.path.split(separator: "/") where name.hasPrefix("{") {
      path.replace(name, with: sample(name.dropFirst().dropLast()))
    }
    let asked = parameters.filter { $0.place == "query" && $0.required }.map { "\($0.name)=\(sample($0.name))" }
    var line = "curl -s" + (route.method == .get ? "" : " -X \(route.method.name)")
    if route.right != nil { line += " -H \"Authorization: Bearer $TOKEN\"" }
    if route.isChannels { line += " -H \"Authorization: Bearer $CHANNEL_SECRET\"" }
    if route.requiresVersion { line += " -H 'If-Match: *'" }
    if route.requiresKey { line += " -H \"Idempotency-Key: $(uuidgen)\"" }
    if let body = route.takes ?? route.form?.json {
      line += " \\\n  -H 'Content-Type: application/json' -d '\(body.example ?? "{}")'"
    }
    if let file = route.file {
      line +=
        " \\\n  -H 'Content-Type: \(file == Route.anyMedia ? "image/jpeg" : file)' --data-binary @\(file == Route.anyMedia ? "photo.jpg" : "table.csv")"
    }
    return line + " \\\n  \"$URL\(path)\(asked.isEmpty ? "" : "?" + asked.joined(separator: "&"))\""
  }
}
