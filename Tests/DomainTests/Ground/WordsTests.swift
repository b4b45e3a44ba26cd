import Domain
import Testing

@Suite struct WordsTests {
  @Test(arguments: [
    ("", []), (" \n—«»!", []), ("Ёлка, ЕЛЬ; ёж", ["елка", "ель", "еж"]), ("ПОЗОВИТЕ-ка Человека!", ["позовите", "ка", "человека"]),
    ("и\u{306}од Й", ["йод", "й"]), ("İstanbul ÀÉ 5-й ½ Ѓ ґ", ["i̇stanbul", "àé", "5", "й", "½", "ѓ", "ґ"]), ("a1 B2", ["a1", "b2"]),
    ("👍 ok", ["ok"]),
  ])
  func wordsAreLettersAndDigitsInLowerCase(text: String, words: [String]) { #expect(Words.folded(text) == words) }

  @Test func onlyTheBeginningCounts() { #expect(Words.folded("один два три", longest: 6) == ["один", "д"]) }
}
