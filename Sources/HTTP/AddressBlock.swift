internal import Glibc

/// The addresses that one subscriber has. Of IPv6 a site gets a /64 or more (RFC 6177, RFC 4291 2.5.4), so its first 64 bits name it;
/// an IPv4 address names itself, also where it is written as an IPv6 one.
package enum AddressBlock {
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
