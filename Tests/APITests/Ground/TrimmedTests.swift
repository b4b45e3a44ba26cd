import Testing

@testable import API

/// White space of Unicode at either end goes, whatever letter or sign stands beside it; all else stays.
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
