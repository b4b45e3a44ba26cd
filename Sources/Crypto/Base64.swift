/// Base64 with the standard alphabet and padding (RFC 4648 §4), for mail and for secrets of Standard Webhooks.
package enum Base64 {
  package static func encode(_ bytes: [UInt8]) -> String {
    let text = Base64URL.encode(bytes).replacing("-", with: "+").replacing("_", with: "/")
    return text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
  }

  /// Decodes text with or without padding, in the standard or the URL alphabet; `nil` for anything else.
  package static func decode(_ text: String) -> [UInt8]? {
    let bare = text.hasSuffix("==") ? text.dropLast(2) : text.hasSuffix("=") ? text.dropLast() : text[...]
    return Base64URL.decode(String(bare).replacing("+", with: "-").replacing("/", with: "_"))
  }
}
