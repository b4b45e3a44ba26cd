import MIME
import Testing

private func decode(_ bytes: [UInt8], _ declared: String?) -> String { Charset.decode(bytes[...], declared: declared).text }

@Test func `every set that mails name is there on this machine`() { #expect(Charset.missing() == []) }

@Test func `a set is found in any spelling`() {
  let raw: [UInt8] = [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2]
  for name in ["windows-1251", "WINDOWS-1251", "cp1251", "CP-1251", "win-1251", "windows1251", "x-cp1251", " \"windows-1251\" "] {
    #expect(decode(raw, name) == "Привет", "\(name)")
  }
  #expect(decode([0xF0, 0xD2, 0xC9], "KOI8-R") == "При")
  #expect(decode([0x8F, 0xE0, 0xA8], "cp866") == "При")
  #expect(decode([0x93, 0x41, 0x94, 0xE9], "iso-8859-1") == "“A”é")
  #expect(decode([0x1B, 0x24, 0x42, 0x24, 0x22, 0x1B, 0x28, 0x42], "iso-2022-jp") == "あ")
  #expect(decode([0x2B, 0x42, 0x42, 0x38, 0x2D], "utf-7") == "П")
}

@Test func `eight bits that nobody declares are UTF-8, else windows-1251`() {
  for declared in [nil, "us-ascii", "unknown-8bit", "x-unknown", "", "no-such-set"] {
    #expect(decode(Array("Привет".utf8), declared) == "Привет")
    #expect(decode([0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2], declared) == "Привет")
  }
}

@Test func `text that its declaration contradicts is read as what it is`() {
  #expect(decode([0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2], "utf-8") == "Привет")
  #expect(decode(Array("Привет, ка".utf8) + [0xD0], "utf-8") == "Привет, ка\u{FFFD}")
  #expect(decode(Array("メッセージ".utf8), "iso-2022-jp") == "メッセージ")
  for declared in ["windows-1251", "koi8-r", "iso-8859-1", "iso-8859-5"] {
    #expect(decode(Array("Да, № 5".utf8), declared) == "Да, № 5", "\(declared)")
  }
  // A sign alone proves nothing, and short texts of some sets are UTF-8 by chance.
  #expect(decode([0xC3, 0xA9], "iso-8859-1") == "Ã©")
  #expect(decode([0xE1, 0xA0, 0xAC, 0x20, 0xE1, 0xA0, 0xAC], "cp866") == "сам сам")
  #expect(decode([0xC4, 0xE3, 0xBA, 0xC3], "gb2312") == "你好")
  #expect(decode(Array("您好！你今天好吗？".utf8), "big5") == "您好！你今天好吗？")
  #expect(decode([0x41, 0xF0, 0x9F], "utf-8").hasPrefix("A\u{FFFD}"))
}

@Test func `Japanese with the signs of NEC is read whole`() {
  let escaped: [UInt8] = [0x1B, 0x24, 0x42, 0x2D, 0x21, 0x46, 0x7C, 0x1B, 0x28, 0x42, 0x20, 0x41]
  #expect(decode(escaped, "iso-2022-jp") == "①日 A")
  #expect(decode([0x1B, 0x24, 0x42, 0x2D, 0x6A, 0x1B, 0x28, 0x49, 0x31, 0x1B, 0x28, 0x4A, 0x0A], "iso-2022-jp") == "㈱ｱ\n")
  // Escapes of no such set, and a letter that is cut.
  #expect(decode([0x1B, 0x24, 0x42, 0x2D], "iso-2022-jp").contains("\u{FFFD}"))
  #expect(decode([0x41, 0x1B, 0x7A, 0x42], "iso-2022-jp").hasPrefix("A"))
}

@Test func `NUL never comes through`() {
  #expect(decode([0x61, 0, 0x62], nil) == "ab")
  #expect(decode([0x61, 0, 0xCF], "windows-1251") == "aП")
}

@Test func `a mail cannot make the C library open anything else`() {
  for name in ["UTF-8//TRANSLIT", "../../../tmp/evil", "INTERNAL", "ISO-2022-CN-EXT", String(repeating: "x", count: 100_000)] {
    #expect(decode(Array("Привет".utf8), name) == "Привет")
  }
}

@Test func `an undeclared page is read by the set that it names in itself`() {
  let page =
    Array("<html><head><meta http-equiv=Content-Type content=\"text/html; charset=koi8-r\"></head><p>".utf8) + [
      0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4,
    ]
  #expect(Mail(reading: Array("Content-Type: text/html\n\n".utf8) + page).text == "Привет")
}
