import Testing

@testable import API

/// White space of Unicode is trimmed at both ends, next to any letter or sign. All else stays.
@Test(
  arguments: ["Стук", "ёж.", "Ѐ", "ѿ", "a", "!", "~", "я", "кг", "日本", "e\u{301}", "…"],
  ["", " ", "\n", "\u{A0}", "\u{3000}", "\t \u{2003}"])
func whiteSpaceAtTheEndsIsTrimmed(_ text: String, _ space: String) {
  #expect((space + text).trimmed == text)
  #expect((text + space).trimmed == text)
  #expect((space + text + " " + text + space).trimmed == "\(text) \(text)")
}

@Test func whatIsNothingButWhiteSpaceIsEmpty() {
  for space in ["", " ", "\u{A0}\u{3000}\n"] { #expect(space.trimmed.isEmpty) }
}
