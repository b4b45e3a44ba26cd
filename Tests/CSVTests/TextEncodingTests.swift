import CSV
import Testing

@Test func everyByteOfWindows1251HasItsCharacter() {
  let upper =
    "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї"
    + "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя"
  #expect(Windows1251.decode((0x80...0xFF).map { UInt8($0) }) == [UInt8](upper.utf8))
  #expect(Windows1251.encode(upper) == (0x80...0xFF).map { UInt8($0) })
  let lower = (0..<0x80).map { UInt8($0) }
  #expect(Windows1251.decode(lower) == lower)
}

@Test func whatWindows1251LacksIsNotWritten() {
  #expect(Windows1251.encode("₽") == nil)
  #expect(Windows1251.encode("é") == nil)
  #expect(Windows1251.encode("\u{1F600}") == nil)
  #expect(TextEncoding.windows1251.encode("5 000 ₽") == nil)
}

@Test func theEncodingIsKnownByItsBytes() {
  for encoding in TextEncoding.allCases {
    let bytes = encoding.encode("Колёса № 5") ?? []
    #expect(TextEncoding.detect(bytes) == encoding)
    #expect(TextEncoding.decode(bytes).utf8 == [UInt8]("Колёса № 5".utf8))
  }
  #expect(TextEncoding.utf16LittleEndian.encode("Ё1") == [0xFF, 0xFE, 0x01, 0x04, 0x31, 0x00])
  #expect(TextEncoding.utf16BigEndian.encode("Ё1") == [0xFE, 0xFF, 0x04, 0x01, 0x00, 0x31])
  for short: [UInt8] in [[0xFF, 0xFE], [0xFE, 0xFF], [0xFF, 0xFE, 0x31]] { #expect(TextEncoding.decode(short).utf8.isEmpty) }
  #expect(TextEncoding.decode([0xFE, 0xFF, 0xD8, 0x3D, 0x00, 0x31]).utf8 == [UInt8]("\u{FFFD}1".utf8), "half of a pair")
  #expect(TextEncoding.detect([]) == .utf8)
  #expect(TextEncoding.detect([0x41]) == .utf8)
  #expect(TextEncoding.detect([0xD0]) == .windows1251)
  #expect(TextEncoding.decode([0xEF, 0xBB, 0xBF]).utf8.isEmpty)
}
