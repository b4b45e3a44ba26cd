internal import Domain
internal import HTTP

/// The version of an aggregate as an entity tag (RFC 9110, 8.8.3).
enum EntityTag {
  static func text(_ version: Int64) -> String { "\"\(version)\"" }

  /// Header lines of a version: the tag, and `Vary`, because sentences in the response are in the reader's language.
  static func fields(_ version: Int64) -> [(name: StaticString, value: String)] {
    [("ETag", text(version)), ("Vary", "Accept-Language")]
  }

  /// Versions named by If-Match, compared strongly (RFC 9110, 13.1.1): a weak tag, or one that is not ours, matches
  /// nothing. `orAltered` is set behind one of the desk's own proxies. The desk makes no weak tags, so a tag that a
  /// proxy has altered still means the original.
  static func versions(_ header: String, orAltered: Bool) -> [Int64] {
    list(header).compactMap { tag in orAltered ? version(tag.opaque) : tag.isWeak ? nil : Int64(tag.opaque) }
  }

  /// The reason why an If-Match that names this version did not match it; nil if it names another.
  static func mistake(_ header: String, _ current: Int64) -> Reason? {
    if let tag = list(header).first(where: { version($0.opaque) == current }) {
      return .alteredTag("\(tag.isWeak ? "W/" : "")\"\(tag.opaque)\"", current)
    }
    return header.trimmed == "\(current)" ? .bareTag(current) : nil
  }

  private static func version(_ opaque: Substring) -> Int64? { Int64(unaltered(opaque)) }

  /// Removes what a compressing proxy adds to a tag: nginx and HAProxy make it weak, Apache (`mod_deflate`) and Caddy
  /// add the coding's name (`"7-gzip"`).
  private static func unaltered(_ opaque: Substring) -> Substring {
    guard let dash = opaque.lastIndex(of: "-"), ["gzip", "br", "zstd", "deflate"].contains(opaque[opaque.index(after: dash)...]) else {
      return opaque
    }
    return opaque[..<dash]
  }

  /// True if If-None-Match names this version, compared weakly (RFC 9110, 13.1.2).
  static func isFresh(_ request: Request, _ version: Int64) -> Bool { isFresh(request, opaque: "\(version)") }

  static func isFresh(_ request: Request, opaque: String) -> Bool {
    guard let header = request.header("if-none-match") else { return false }
    return header.trimmed == "*" || list(header).contains { unaltered($0.opaque) == opaque }
  }

  /// The tags of a list, up to the first invalid one. A comma between quotes belongs to the tag.
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

extension Reason {
  static func alteredTag(_ tag: String, _ version: Int64) -> Reason {
    Reason(
      "if_match_altered",
      en: """
        \(tag) in If-Match is not as the desk gave it, and is compared strongly: send "\(version)". A proxy that compresses alters tags; \
        list one of your own in trusted_proxies, and let it send X-Forwarded-For.
        """,
      ru: """
        \(tag) в If-Match — не тот тег, что дал сервис (слабые не сравниваются): отправьте "\(version)". Теги изменяет сжимающий прокси; \
        если он ваш, укажите его в trusted_proxies и передавайте X-Forwarded-For.
        """,
      at: "If-Match")
  }
  static func bareTag(_ version: Int64) -> Reason {
    Reason(
      "if_match_bare", en: "A tag in If-Match stands in quotes: \"\(version)\".", ru: "Тег в If-Match пишется в кавычках: \"\(version)\".",
      at: "If-Match")
  }
}
