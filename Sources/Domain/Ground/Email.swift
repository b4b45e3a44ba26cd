/// An e-mail address with a usual spelling. RFC 5321 allows far more, but real clients do not use it.
package struct Email: Hashable, Sendable {
  package let text: String

  package init(_ text: String) throws(Reason) {
    guard let email = Email(readable: text) else { throw .emailUnreadable(text) }
    self = email
  }

  /// nil if the text is no e-mail address: for addresses of any kind, of which most are something else.
  package init?(readable text: String) {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return nil }
    let typed = Text.trimmed(text)
    let halves = typed.split(separator: "@", omittingEmptySubsequences: false)
    guard typed.utf8.count <= 254, halves.count == 2, Email.isLocal(halves[0]), Email.isDomain(halves[1]) else {
      return nil
    }
    self.text = typed
  }

  private static func isLocal(_ part: Substring) -> Bool {
    (1...64).contains(part.utf8.count) && !part.hasPrefix(".") && !part.hasSuffix(".") && !part.contains("..")
      && part.allSatisfy { $0.isLetter || $0.isNumber || "!#$%&'*+-/=?^_`{|}~.".contains($0) }
  }

  private static func isDomain(_ part: Substring) -> Bool {
    let labels = part.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
          && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
      }
  }
}
