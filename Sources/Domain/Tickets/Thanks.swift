/// Recognizes thanks and nothing else. Such a message does not open a resolved ticket again.
package enum Thanks {
  package static let longest = 60

  /// Words of which a message of thanks consists.
  package static let words: Set<String> = [
    "спасибо", "спс", "спасиб", "пасиб", "пасибо", "благодарю", "благодарим", "благодарна", "благодарен", "признателен", "признательна",
    "большое", "огромное", "вам", "тебе", "всем", "за", "помощь", "ответ", "оперативность", "работу", "информацию", "все",
    "отлично", "супер", "хорошо", "понятно", "понял", "поняла", "поняли", "ок", "окей", "ага", "да", "класс", "здорово", "прекрасно",
    "очень", "приятно", "ясно", "принято", "получил", "получила", "получили", "до", "свидания", "доброго", "хорошего", "дня", "вечера",
    "thanks", "thank", "you", "thx", "ty", "many", "so", "very", "much", "for", "your", "the", "help", "reply", "answer", "ok", "okay",
    "great", "perfect", "got", "it", "all", "good", "fine", "cheers", "appreciate", "appreciated",
  ]

  /// Words that thank. A message of thanks has at least one: «да» or «до вечера» alone is an answer.
  private static let thanking: Set<String> = [
    "спасибо", "спс", "спасиб", "пасиб", "пасибо", "благодарю", "благодарим", "благодарна", "благодарен", "признателен", "признательна",
    "thanks", "thank", "thx", "ty", "cheers", "appreciate", "appreciated",
  ]

  /// True if the text is at most 60 letters long, asks nothing, and has no other words than those of the list. A text of pictures alone
  /// (👍) is thanks too.
  package static func isAll(of text: String) -> Bool {
    guard !text.isEmpty, text.prefix(longest + 1).count <= longest, !text.contains("?") else { return false }
    let found = Words.folded(text)
    if found.isEmpty { return text.contains { approving.contains($0) } && text.allSatisfy { !$0.isNumber } }
    return found.allSatisfy(words.contains) && found.contains(where: thanking.contains)
  }

  private static let approving: Set<Character> = ["👍", "🙏", "❤️", "❤", "👌", "😊", "🙂", "👏", "🤝", "🔥", "💐", "🌹"]
}
