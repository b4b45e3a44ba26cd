/// What one mail may cost. What goes beyond a limit is not read further and stands in the mail's oddities; the raw mail keeps it.
package enum MailLimits {
  /// Levels of parts within parts. Deeper ones stay unread in the content of the part that holds them.
  package static let depth = 32
  /// Parts of one mail.
  package static let parts = 1_000
  /// Files of one mail that came in a `winmail.dat`.
  package static let packedFiles = 1_000
  /// Header fields of one mail with all its parts.
  package static let fields = 10_000
  /// Bytes that are read of one field's value.
  package static let fieldBytes = 65_536
  /// Addresses of one field.
  package static let addresses = 1_000
  /// Message identifiers of one field: the first and the latest.
  package static let identifiers = 200
  /// Bytes of one message identifier.
  package static let identifierBytes = 998
  /// Characters of a file name.
  package static let nameCharacters = 200
  /// Bytes of text that are decoded from one body part, and of the text of the whole mail.
  package static let textBytes = 2 << 20
  /// Recipients of one delivery report.
  package static let recipients = 1_000
  /// Levels of quotation that are marked in the text of an HTML page.
  package static let quotations = 16
}
