/// The address of a web hook: `https://host[:port][/path][?query]`, or the same with http.
package struct WebhookAddress: Equatable, Sendable {
  package let isSecure: Bool
  package let host: String
  package let port: UInt16
  /// Path and query as they go into the request line.
  package let target: String

  /// Accepts only visible ASCII, so that no part of it can begin a line of its own in the request.
  package init(_ url: String) throws(Reason) {
    isSecure = url.lowercased().hasPrefix("https://")
    guard isSecure || url.lowercased().hasPrefix("http://"), url.utf8.allSatisfy({ (33...126).contains($0) }), !url.contains("#") else {
      throw .webhookURLUnreadable(url)
    }
    let rest = url.dropFirst(isSecure ? 8 : 7)
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let path = rest[authority.endIndex...]
    guard let (host, port) = WebhookAddress.split(authority, usual: isSecure ? 443 : 80) else { throw .webhookURLUnreadable(url) }
    self.host = host
    self.port = port
    target = path.hasPrefix("/") ? String(path) : "/" + path
  }

  /// The value of the request's Host field.
  package var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
  }

  private static func split(_ authority: Substring, usual: UInt16) -> (String, UInt16)? {
    let isBracketed = authority.hasPrefix("[")
    let name: Substring
    if isBracketed {
      guard let end = authority.firstIndex(of: "]") else { return nil }
      name = authority[..<end].dropFirst()
    } else {
      name = authority.prefix { $0 != ":" }
    }
    let rest = authority.dropFirst(name.count + (isBracketed ? 2 : 0))
    let letters = name.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 46
        || isBracketed && byte == 58
    }
    guard !name.isEmpty, name.utf8.count <= 253, letters else { return nil }
    guard !rest.isEmpty else { return (String(name), usual) }
    guard rest.hasPrefix(":"), let port = port(rest.dropFirst()) else { return nil }
    return (String(name), port)
  }

  /// A port of digits alone, without a sign or leading zeros, which receivers read as different numbers.
  private static func port(_ text: Substring) -> UInt16? {
    guard let first = text.utf8.first, (49...57).contains(first) else { return nil }
    return UInt16(text)
  }
}
