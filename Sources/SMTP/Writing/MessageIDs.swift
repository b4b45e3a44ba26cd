/// Message ids as the fields of a thread have them (RFC 5322 §3.6.4).
enum MessageIDs {
  /// The longest id that is written. It has to fit a line of 998 bytes (§2.1.1) with the name of its field.
  private static let mostBytes = 900
  /// The longest chain, unfolded and with the name of its field (RFC 5537 §3.4.4, since RFC 5322 says nothing of it).
  private static let mostChainBytes = 998

  /// `<left@right>`; `nil` for what cannot be an id. Ids of other programs often break the grammar, so here an id is what
  /// has no blank and no bracket inside. `international` allows letters beyond ASCII (RFC 6532).
  static func written(_ id: String, international: Bool = false) -> String? {
    let bare = id.hasPrefix("<") && id.hasSuffix(">") && id.utf8.count > 2 ? id.dropFirst().dropLast() : id[...]
    guard 1...mostBytes ~= bare.utf8.count else { return nil }
    let isFit = bare.unicodeScalars.allSatisfy {
      $0.isASCII ? 0x21...0x7E ~= $0.value && $0 != "<" && $0 != ">" : international && !CleanText.breaks($0) && !$0.properties.isWhitespace
    }
    return isFit ? "<\(bare)>" : nil
  }

  /// The field `References`: the ids that the answered mail refers to, then its own. A chain that is too long loses ids
  /// after the first, because the first names the thread and the last ones are nearest.
  static func chain(_ references: [String], answered: String?, international: Bool = false) -> [String] {
    var seen: Set<String> = []
    var ids = (references + (answered.map { [$0] } ?? [])).compactMap { written($0, international: international) }
    // The last place of an id counts, so that the answered mail stands last.
    ids = ids.reversed().filter { seen.insert($0).inserted }.reversed()
    var room = mostChainBytes - "References:".utf8.count
    guard ids.reduce(0, { $0 + 1 + $1.utf8.count }) > room, let first = ids.first else { return ids }
    room -= 1 + first.utf8.count
    let last = ids.dropFirst().reversed().prefix { id in
      room -= 1 + id.utf8.count
      return room >= 0
    }
    if last.isEmpty, let answered = ids.last { return [answered] }
    return [first] + last.reversed()
  }
}
