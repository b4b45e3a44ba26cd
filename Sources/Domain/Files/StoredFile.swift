/// A file of a message: a mail as it came, or what was attached to it.
package struct StoredFile: Kept {
  package enum Kind: String, CaseIterable, Sendable { case mail, attachment }

  package static let noun = Noun.file
  package var id: Int64 = 0
  package var messageID: Int64 = 0
  /// The content; nil once it is erased.
  package var blobID: Int64?
  package var kind = Kind.attachment
  package var name = ""
  package var mediaType = ""
  /// In bytes.
  package var size: Int64 = 0
  package var createdAt: Instant

  package init(at createdAt: Instant) { self.createdAt = createdAt }
}
