/// Comparisons of a header's bytes with words in lower case, without regard to case.
extension Span<UInt8> {
  package func begins(with word: StaticString) -> Bool { count >= word.utf8CodeUnitCount && holds(word, at: 0) }

  package func contains(_ word: StaticString) -> Bool {
    count >= word.utf8CodeUnitCount && (0...(count - word.utf8CodeUnitCount)).contains { holds(word, at: $0) }
  }

  private func holds(_ word: StaticString, at start: Int) -> Bool {
    let word = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    for index in word.indices {
      let byte = self[start + index]
      guard ((65...90).contains(byte) ? byte | 32 : byte) == word[index] else { return false }
    }
    return true
  }
}
