/// A file of a message or of a work order, or one that a user has sent and not attached yet.
package struct StoredFile: Kept {
  package enum Kind: String, CaseIterable, Sendable {
    /// A mail as it came.
    case mail
    case attachment
  }
  /// How long a file may wait to be attached, in seconds.
  package static let patience: Int64 = 24 * 3_600
  /// Letters of a name.
  package static let longestName = 200

  package static let noun = Noun.file
  package var id: Int64 = 0
  /// At most one of message and order; nil if it is not attached.
  package var messageID: Int64?
  package var workOrderID: Int64?
  /// Who sent it; nil if it came with a message.
  package var userID: Int64?
  /// The content; nil once it is erased.
  package var blobID: Int64?
  package var kind = Kind.attachment
  package var name = ""
  package var mediaType = ""
  /// In bytes.
  package var size: Int64 = 0
  package var createdAt: Instant

  package init(at createdAt: Instant) { self.createdAt = createdAt }

  package var isAttached: Bool { messageID != nil || workOrderID != nil }

  /// The last part of a name with a path, without characters that a file system or a header would not take; `file` if nothing is left.
  package static func name(from told: String) -> String {
    let last = told.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    let clean = String(String.UnicodeScalarView(last.unicodeScalars.filter { !$0.isUnfitForName }))
    let name = clean.prefix(longestName).drop { $0 == " " || $0 == "." }
    return name.isEmpty ? "file" : String(name)
  }
}

extension Unicode.Scalar {
  /// Control characters, and those that reverse or hide what follows.
  fileprivate var isUnfitForName: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
    default: false
    }
  }
}

extension Reason {
  package static let fileNotFree = Reason(
    "file_not_free", en: "There is no such file that you have sent and that is not attached yet.",
    ru: "Нет такого файла, отправленного вами и ещё не приложенного.")
  package static let fileNamedTwice = Reason(
    "file_named_twice", en: "The file is named twice.", ru: "Файл указан дважды.")
}
