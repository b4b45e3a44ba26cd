/// The attributes of a tag, read when one is asked for.
struct HTMLAttributes {
  private let bytes: Bytes

  init(_ bytes: Bytes) { self.bytes = bytes.prefix(8_192) }

  var isEmpty: Bool { bytes.count < 4 }

  /// A decoded value. Names are compared in small letters.
  subscript(name: String) -> String? {
    if bytes.count <= name.utf8.count { return nil }
    var at = bytes.startIndex
    while at < bytes.endIndex {
      while at < bytes.endIndex, bytes[at].isSpace || bytes[at] == 0x2F { at += 1 }
      let start = at
      while at < bytes.endIndex, !bytes[at].isSpace, bytes[at] != 0x3D { at += 1 }
      let found = bytes[start..<at]
      while at < bytes.endIndex, bytes[at].isSpace { at += 1 }
      guard at < bytes.endIndex, bytes[at] == 0x3D else {
        if at == start { at += 1 }
        continue
      }
      at += 1
      while at < bytes.endIndex, bytes[at].isSpace { at += 1 }
      let value = value(&at)
      if found.lowered == name { return HTMLEntities.text(value) }
    }
    return nil
  }

  private func value(_ at: inout Int) -> Bytes {
    guard at < bytes.endIndex else { return [] }
    let quote = bytes[at]
    if quote == 0x22 || quote == 0x27 {
      let start = at + 1
      let end = bytes[start...].firstIndex(of: quote) ?? bytes.endIndex
      at = min(end + 1, bytes.endIndex)
      return bytes[start..<end]
    }
    let start = at
    while at < bytes.endIndex, !bytes[at].isSpace { at += 1 }
    return bytes[start..<at]
  }

  /// An element that the page's own style hides, such as the preview line of a newsletter.
  var isHidden: Bool {
    guard bytes.count > 12, bytes.contains("display"), let style = self["style"] else { return false }
    return style.lowercased().filter { $0 != " " }.contains("display:none")
  }

  /// A paragraph without space around it, as Outlook writes its lines.
  var isTight: Bool {
    guard !isEmpty else { return false }
    if let name = self["class"], name.hasPrefix("Mso") || name.hasPrefix("mso") { return true }
    let style = (self["style"] ?? "").lowercased().filter { $0 != " " }
    return style.contains("margin:0") || style.contains("margin-bottom:0") || style.contains("margin-top:0;margin-bottom:0")
  }
}
