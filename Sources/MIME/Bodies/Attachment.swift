/// A file that came with a mail. Its content stays in the raw mail and is decoded when it is asked for, unless it came in a `winmail.dat`.
package struct Attachment: Sendable, Equatable {
  /// The file's name, harmless. Of an attached mail without one: its subject. Empty if the mail gives none.
  package let name: String
  package let mediaType: String
  /// Where the encoded content stands in the raw mail; of a file in a `winmail.dat`, the content of that.
  package let content: Range<Int>
  package let encoding: TransferEncoding
  /// The number of decoded bytes.
  package let size: Int
  /// The identifier by which the HTML text shows the file, without brackets.
  package let contentID: String?
  /// True if the mail shows the file within its text.
  package let isInline: Bool
  /// True for a signature over the mail (`smime.p7s`), which a list of files need not show.
  package let isSignature: Bool
  /// The content of a file that came in a `winmail.dat`, lent from it.
  var unpacked: Bytes?
}
