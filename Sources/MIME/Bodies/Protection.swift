/// How a mail is signed or encrypted. Nothing is verified here: a signature is over the raw mail.
package enum Protection: String, Sendable {
  case none
  /// Text beside its signature: it reads like any other.
  case smimeSigned, pgpSigned
  /// The text is inside an envelope that a program for S/MIME opens.
  case smimeOpaque
  case smimeEncrypted, pgpEncrypted
  /// PGP's lines stand in the text.
  case pgpInlineSigned, pgpInlineEncrypted
}
