/// Bytes as text with the usual alphabet and padding (RFC 4648 §4), as mail and the secrets of Standard Webhooks are written.
package enum Base64 {
  package static func encode(_ bytes: [UInt8]) -> String {
    let text = Base64URL.encode(bytes).replacing("-", with: "+").replacing("_", with: "/")
    return text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
  }

  /// Padded or not, and in the alphabet for URLs too; `nil` for what is neither.
  package static func decode(_ text: String) -> [UInt8]? {
    let bare = text.hasSuffix("==") ? text.dropLast(2) : text.hasSuffix("=") ? text.dropLast() : text[...]
    return Base64URL.decode(String(bare).replacing("+", with: "-").replacing("/", with: "_"))
  }
}
