/// The schemas of bodies and responses in `/docs`, each once under its own anchor.
extension DocsPage {
  static func shapes(_ routes: [Route]) -> String {
    OpenAPI.schemas(of: routes).sorted { $0.key < $1.key }.map { name, schema in
      let rows = schema.properties.map { property in
        [
          "<code>\(escaped(property.name))</code>", kind(property.schema), property.required && schema.closed ? "required" : "",
          escaped(property.note ?? ""),
        ]
      }
      return "<section id=\"shape-\(name)\"><h3>\(name)</h3>\n\(table(["field", "kind", "", ""], rows))</section>"
    }.joined(separator: "\n")
  }

  /// A kind of value in words; a schema is a link.
  static func kind(_ schema: Schema) -> String {
    switch schema {
    case .text(_, let most, let format): (format ?? "text") + (most.map { " ≤ \($0)" } ?? "")
    case .integer(let least, let most): "integer" + range(least, most)
    case .decimal: "decimal, up to three places"
    case .number(let least, let most): "number" + range(least, most)
    case .flag: "true or false"
    case .choice(let words): escaped(words.joined(separator: " | "))
    case .list(let item, _, _): "list of \(kind(item))"
    case .map: "object"
    case .object(let object): "<a href=\"#shape-\(object.name)\">\(object.name)</a>"
    case .nullable(let inner): kind(inner) + " or null"
    case .anything: "anything"
    }
  }

  private static func range(_ least: Int64?, _ most: Int64?) -> String {
    switch (least, most) {
    case (let least?, let most?) where most < .max: " \(least)…\(most)"
    case (let least?, _): " ≥ \(least)"
    default: ""
    }
  }
}
