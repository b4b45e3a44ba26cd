import MIME

/// Writes a `winmail.dat` as MS-OXTNEF has it, in the order in which Outlook writes.
struct PackedLetter {
  private(set) var bytes: [UInt8] = [0x78, 0x9F, 0x3E, 0x22, 0x01, 0x00]

  init(codePage: Int = 1251, kind: String = "IPM.Microsoft Mail.Note") {
    add(1, 0x8_9006, [0, 0, 1, 0])
    add(1, 0x6_9007, little(codePage, 4) + [0, 0, 0, 0])
    add(1, 0x7_8008, Array(kind.utf8) + [0])
  }

  /// An attribute of the letter (level 1) or of a file (level 2).
  mutating func add(_ level: UInt8, _ id: Int, _ data: [UInt8], checksum: Int? = nil) {
    let sum = checksum ?? data.reduce(0) { ($0 + Int($1)) & 0xFFFF }
    bytes += [level] + little(id, 4) + little(data.count, 4) + data + little(sum, 2)
  }

  mutating func add(_ properties: Property...) { add(1, 0x6_9003, list(properties)) }

  /// Without a title or without data, that attribute is left out.
  mutating func addFile(title: [UInt8]? = nil, data: [UInt8]? = nil, _ properties: Property...) {
    add(2, 0x6_9002, [1, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x20, 0, 0x20, 0, 0, 0, 0, 0])
    if let title { add(2, 0x1_8010, title + [0]) }
    if let data { add(2, 0x6_800F, data) }
    if !properties.isEmpty { add(2, 0x6_9005, list(properties)) }
  }

  mutating func addBytes(_ more: [UInt8]) { bytes += more }

  private func list(_ properties: [Property]) -> [UInt8] { little(properties.count, 4) + properties.flatMap(\.bytes) }
}

/// A MAPI property as it stands in a list.
struct Property {
  let bytes: [UInt8]

  static func unicode(_ id: Int, _ text: String) -> Property { value(0x1F, id, units(text)) }
  static func string(_ id: Int, _ text: [UInt8]) -> Property { value(0x1E, id, text + [0]) }
  static func binary(_ id: Int, _ data: [UInt8]) -> Property { value(0x102, id, data) }
  static func long(_ id: Int, _ number: Int) -> Property { Property(bytes: little(0x03, 2) + little(id, 2) + little(number, 4)) }
  static func boolean(_ id: Int, _ flag: Bool) -> Property { Property(bytes: little(0x0B, 2) + little(id, 2) + [flag ? 1 : 0, 0, 0, 0]) }

  /// An object: a letter, or an OLE storage.
  static func object(_ interface: UInt8, _ data: [UInt8]) -> Property {
    value(0x0D, 0x3701, [interface, interface == 7 ? 3 : 0, interface == 7 ? 2 : 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46] + data)
  }

  /// Properties from 0x8000 on have a name.
  static func named(_ name: String?, several texts: [String]) -> Property {
    var bytes = little(0x101F, 2) + little(0x8000, 2) + [UInt8](repeating: 9, count: 16)
    if let name {
      bytes += little(1, 4) + little(units(name).count, 4) + filled(units(name))
    } else {
      bytes += little(0, 4) + little(0x8501, 4)
    }
    bytes += little(texts.count, 4)
    for text in texts { bytes += little(units(text).count, 4) + filled(units(text)) }
    return Property(bytes: bytes)
  }

  /// UTF-16 with a closing NUL.
  private static func units(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for unit in text.utf16 { bytes += little(Int(unit), 2) }
    return bytes + [0, 0]
  }

  private static func value(_ type: Int, _ id: Int, _ data: [UInt8]) -> Property {
    Property(bytes: little(type, 2) + little(id, 2) + little(1, 4) + little(data.count, 4) + filled(data))
  }

  private static func filled(_ data: [UInt8]) -> [UInt8] { data + [UInt8](repeating: 0, count: (4 - data.count % 4) % 4) }
}

private func little(_ number: Int, _ size: Int) -> [UInt8] { (0..<size).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }

/// Russian words in windows-1251.
func windows1251(_ text: String) -> [UInt8] {
  text.unicodeScalars.map { scalar in
    switch scalar.value {
    case 0x410...0x44F: UInt8(scalar.value - 0x350)
    case 0x401: 0xA8
    case 0x451: 0xB8
    default: UInt8(truncatingIfNeeded: scalar.value)
    }
  }
}

extension PackedLetter {
  /// A mail that brings the letter as Outlook sends it: a text, and `winmail.dat`. The letter is not encoded, as fits a test.
  func mail(text: String? = "Смотрите фото.") -> Mail {
    let head = "From: a@b.c\nContent-Type: multipart/mixed; boundary=x\n\n"
    let own = text.map { "--x\nContent-Type: text/plain; charset=utf-8\n\n\($0)\n" } ?? ""
    let part = "--x\nContent-Type: application/ms-tnef; name=\"winmail.dat\"\nContent-Transfer-Encoding: binary\n\n"
    return Mail(reading: Array((head + own + part).utf8) + bytes + Array("\n--x--\n".utf8))
  }
}
