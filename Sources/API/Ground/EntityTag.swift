internal import HTTP

/// The version of an aggregate as an entity tag (RFC 9110, 8.8.3).
enum EntityTag {
  static func text(_ version: Int64) -> String { "\"\(version)\"" }

  /// With it goes what else the answer depends on: the sentences in it are in the reader's language.
  static func fields(_ version: Int64) -> [(name: StaticString, value: String)] {
    [("ETag", text(version)), ("Vary", "Accept-Language")]
  }

  /// nil for what is no tag of ours: such a one matches nothing.
  static func version(_ text: String) -> Int64? {
    guard text.hasPrefix("\""), text.hasSuffix("\""), text.utf8.count > 2 else { return nil }
    return Int64(text.dropFirst().dropLast())
  }

  /// Whether If-None-Match already names this version, weakly compared (RFC 9110, 13.1.2).
  static func isFresh(_ request: Request, _ version: Int64) -> Bool {
    guard let header = request.header("if-none-match") else { return false }
    let wanted = text(version)
    return header.split(separator: ",").contains { tag in
      let tag = String(tag).trimmed
      return tag == "*" || tag == wanted || tag == "W/" + wanted
    }
  }
}
