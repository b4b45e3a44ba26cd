/// Enhanced status codes of mail (RFC 3463), such as `5.1.1`.
package enum MailStatus {
  /// True if the code says that the recipient's address is bad: nobody has it, or its box is closed. A full box, a long mail, a filter or a
  /// fault of the sender's own address say nothing of it.
  package static func isOfAddress(_ code: String) -> Bool {
    let parts = code.split(separator: ".")
    guard parts.count == 3, parts[0] == "5" else { return false }
    switch (parts[1], parts[2]) {
    case ("1", "7"), ("1", "8"): return false
    case ("0", "0"), ("1", _), ("2", "1"): return true
    default: return false
    }
  }

  /// The first lasting code in the words of a mail system. Exim writes `5.0.0` in its reports, whatever the other side said, and the other
  /// side's words beside it (4.96).
  package static func first(in words: String) -> String? {
    words.split { !$0.isNumber && $0 != "." }.first { word in
      let parts = word.split(separator: ".", omittingEmptySubsequences: false)
      return parts.count == 3 && parts[0] == "5" && parts.allSatisfy { (1...3).contains($0.count) }
    }.map(String.init)
  }
}
