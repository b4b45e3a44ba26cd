internal import HTTP

/// The version of an aggregate as an entity tag (RFC 9110, 8.8.3).
enum EntityTag {
  static func text(_ version: Int64) -> String { "\"\(version)\"" }

  /// With it goes what else the answer depends on: the sentences in it are in the reader's language.
  static func fields(_ version: Int64) -> [(name: StaticString, value: String)] {
    [("ETag", text(version)), ("Vary", "Accept-Language")]
  }

  /// The versions an If-Match names, strongly compared (RFC 9110, 13.1.1): a weak tag, or what is no tag of ours, matches nothing.
  static func strong(_ header: String) -> [Int64] { list(header).filter { !$0.isWeak }.compactMap { Int64($0.opaque) } }

  /// Whether If-None-Match already names this version, weakly compared (RFC 9110, 13.1.2).
  static func isFresh(_ request: Request, _ version: Int64) -> Bool { isFresh(request, opaque: "\(version)") }

  static func isFresh(_ request: Request, opaque: String) -> Bool {
    guard let header = request.header("if-none-match") else { return false }
    return header.trimmed == "*" || list(header).contains { $0.opaque == opaque }
  }

  /// The tags of a list; it ends where it is none. Between the quotes of a tag a comma is a sign like others.
  private static func list(_ header: String) -> [(opaque: Substring, isWeak: Bool)] {
    var tags: [(opaque: Substring, isWeak: Bool)] = []
    var rest = header[...]
    while true {
      rest = rest.drop { $0 == "," || $0 == " " || $0 == "\t" }
      let isWeak = rest.hasPrefix("W/")
      if isWeak { rest = rest.dropFirst(2) }
      guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { return tags }
      tags.append((rest[rest.index(after: rest.startIndex)..<end], isWeak))
      rest = rest[rest.index(after: end)...]
      guard rest.trimmingPrefix(while: { $0 == " " || $0 == "\t" }).first.map({ $0 == "," }) ?? true else { return [] }
    }
  }
}
