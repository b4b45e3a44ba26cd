/// Puts the files of a packed letter in the place of the `winmail.dat` that brought them. It stays among them if it holds anything that
/// was not read.
struct Winmail {
  private(set) var files: [Attachment] = []
  /// The first packed letter that has a text.
  private(set) var withText: TNEF?
  private(set) var oddities = Oddities()
  private var filesLeft = MailLimits.packedFiles

  /// A mail that has no part with text, not even a blank one, has the text in the letter.
  init(in attachments: [Attachment], of bytes: [UInt8], lacksText: Bool) {
    for file in attachments {
      if Self.isPacked(file, bytes) { unpack(file, bytes, lacksText: lacksText) } else { files.append(file) }
    }
  }

  /// Told by the type or the name, or by the first bytes: some programs that pass a mail on give it another type and name.
  private static func isPacked(_ file: Attachment, _ bytes: [UInt8]) -> Bool {
    if file.mediaType == "application/ms-tnef" || file.mediaType == "application/vnd.ms-tnef" { return true }
    return file.name.lowercased() == "winmail.dat" || TNEF(file.encoding.decode(bytes[file.content].prefix(100))[...], most: 0) != nil
  }

  private mutating func unpack(_ file: Attachment, _ bytes: [UInt8], lacksText: Bool) {
    let raw = bytes[file.content]
    guard let packed = TNEF(file.encoding == .identity ? raw : file.encoding.decode(raw)[...], most: filesLeft) else {
      keep(file)
      return
    }
    let unpacked = packed.files.compactMap { Attachment($0, of: packed, in: file) }
    files += unpacked
    filesLeft -= packed.files.count
    if packed.hasWrongChecksum { oddities.note(.wrongChecksum) }
    if withText == nil, packed.hasText { withText = packed }
    let losesText = lacksText && !packed.hasText && (packed.letter[.compressedRTF] != nil || packed.files.isEmpty)
    if !packed.isWhole || !packed.isNote || unpacked.count < packed.files.count || losesText { keep(file) }
  }

  private mutating func keep(_ file: Attachment) {
    files.append(file)
    oddities.note(.partlyReadWinmail)
  }
}

extension TNEF {
  fileprivate var hasText: Bool { letter[.body] != nil || letter[.html] != nil }

  /// False for an appointment, a contact, a receipt: they are properties more than text and files.
  fileprivate var isNote: Bool {
    let name = string(letter[.messageClass])?.text.lowercased() ?? ""
    return name.isEmpty || name.hasPrefix("ipm.note") || name.hasPrefix("ipm.microsoft mail.note")
  }
}

extension Attachment {
  /// `nil` if the letter has no content of the file, as of one that is a link to a server.
  fileprivate init?(_ file: TNEFItem, of letter: TNEF, in container: Attachment) {
    guard let data = file[.data], data.type == .binary || data.type == .object else { return nil }
    var content = letter.bytes[data.place]
    // The identifier of an object's interface stands before it: a letter is IID_IMessage, {00020307-…}.
    let isLetter = data.type == .object && content.prefix(4).elementsEqual([0x07, 0x03, 0x02, 0x00])
    if data.type == .object { content = content.dropFirst(16) }
    // The file name of an attached letter is "Untitled Attachment".
    let order: [TNEFProperty] = isLetter ? [.displayName, .longFileName, .fileName] : [.longFileName, .fileName, .displayName]
    let named = order.lazy.compactMap { letter.string(file[$0])?.text }.first { !FileName.clean($0).isEmpty } ?? ""
    let name = FileName.clean(isLetter && !named.isEmpty ? named + ".tnef" : named)
    let said = letter.string(file[.mediaType])?.text ?? ""
    let mediaType = PartHead.mediaType(Parameters(Array(said.utf8)[...]).main, usual: FileName.mediaType(of: name))
    let contentID = letter.string(file[.contentID]).flatMap { Identifiers.one(Array($0.text.utf8)[...]) }
    self.init(
      name: name, mediaType: isLetter ? "application/ms-tnef" : mediaType, content: container.content, encoding: container.encoding,
      size: content.count, contentID: contentID,
      // The bit of a file that the page shows (PidTagAttachFlags, MS-OXCMSG 2.2.2.18).
      isInline: contentID != nil && (letter.number(file[.flags]) ?? 4) & 4 != 0, isSignature: false, unpacked: content)
  }
}

extension FileName {
  /// The type that a file's ending tells. Outlook leaves out the type of files from disk.
  fileprivate static func mediaType(of name: String) -> String {
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    return mediaTypes[ending] ?? "application/octet-stream"
  }

  private static let mediaTypes = [
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "heic": "image/heic", "webp": "image/webp",
    "tif": "image/tiff", "tiff": "image/tiff", "bmp": "image/bmp", "mp4": "video/mp4", "mov": "video/quicktime", "pdf": "application/pdf",
    "txt": "text/plain", "csv": "text/csv", "rtf": "application/rtf", "zip": "application/zip", "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ]
}
