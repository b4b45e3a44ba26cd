/// What could not be read as it stands in a mail. Nothing of it is lost: the raw mail has it.
package enum Oddity: Sendable, Hashable {
  /// There are no header fields at all.
  case noFields
  /// A line among the header fields is none.
  case brokenField
  /// A multipart names no boundary, or one that does not occur; the parts were found by their look.
  case boundaryGuessed
  /// A multipart holds no parts that could be found.
  case noParts
  /// A multipart ends without its closing delimiter.
  case unclosedMultipart
  case tooDeep, tooManyParts, tooManyFields
  /// Text beyond the limit was left out.
  case textTooLong
  case unknownCharset(String)
  /// Bytes that the declared character set does not have.
  case malformedText
  case unknownEncoding(String)
  /// A `winmail.dat` of Outlook is damaged, or holds more than a letter with its files. It stays among the files.
  case partlyReadWinmail
  /// A checksum in a `winmail.dat` is wrong.
  case wrongChecksum
  case unreadableDate
  /// There is no From with an address.
  case noSender
  /// The text is inside an S/MIME envelope and can only be read by a program for that.
  case opaqueSigned
  case encrypted
}

/// The oddities of one mail, each once.
struct Oddities: Sendable {
  private(set) var list: [Oddity] = []

  mutating func note(_ oddity: Oddity) {
    if list.count < 50, !list.contains(oddity) { list.append(oddity) }
  }
}
