internal import Glibc

/// Addresses of one subscriber under one name. An IPv6 site has a /64 or more (RFC 6177; RFC 4291, 2.5.4), so its
/// first 64 bits are the name. An IPv4 address is its own name, even if written as IPv6.
package enum AddressBlock {
  /// An IP address, spelled as the server spells a peer's (RFC 5952); nil if the text is no IP address.
  package static func spelled(_ text: String) -> String? {
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 { return written(AF_INET, &four) }
    var six = in6_addr()
    guard inet_pton(AF_INET6, text, &six) == 1, let name = written(AF_INET6, &six) else { return nil }
    return name.hasPrefix("::ffff:") && name.contains(".") ? String(name.dropFirst(7)) : name
  }

  private static func written(_ family: Int32, _ address: UnsafeRawPointer) -> String? {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(family, address, &text, socklen_t(text.count)) != nil else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  package static func name(of address: String) -> String {
    guard address.contains(":") else { return address }
    var bytes = in6_addr()
    let text = address.prefix { $0 != "%" }
    guard inet_pton(AF_INET6, String(text), &bytes) == 1 else { return address }
    return withUnsafeBytes(of: &bytes) { raw in
      let mapped = raw[0..<10].allSatisfy { $0 == 0 } && raw[10] == 0xFF && raw[11] == 0xFF
      if mapped { return raw[12..<16].map { "\($0)" }.joined(separator: ".") }
      return raw[0..<8].map { String($0, radix: 16) }.joined(separator: ":") + "::/64"
    }
  }
}
