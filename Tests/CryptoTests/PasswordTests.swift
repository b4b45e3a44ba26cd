import Crypto
import Testing

@Test func aPasswordIsKnownByItsHashAndNoOtherIs() throws {
  let hash = try Password.hash("Пароль 1", cost: 1)
  #expect(hash.hasPrefix("$y$j75$"))
  #expect(Password.verify("Пароль 1", hash))
  #expect(!Password.verify("Пароль 2", hash))
  #expect(!Password.verify("", hash))
  #expect(!Password.verify("Пароль 1 ", hash))
}

@Test func twoHashesOfOnePasswordDiffer() throws {
  #expect(try Password.hash("secret", cost: 1) != Password.hash("secret", cost: 1))
}

@Test func aHashMadeElsewhereIsUnderstood() {
  #expect(Password.verify("password", "$y$j75$jNyvjvV3xjnQqT5Cpj8UP.$cgUjbz9VLxLunWi/ZY9KI7yd9K44SwGYWINP/fryGt1"))
}

@Test func theUsualCostIsFive() throws {
  #expect(try Password.hash("secret").hasPrefix("$y$j9T$"))
}

@Test func aNULIsRefusedSinceWhatFollowsItWouldNotCount() throws {
  #expect(throws: Password.Fault.containsNUL) { try Password.hash("secret\u{0}1", cost: 1) }
  #expect(!Password.verify("secret\u{0}1", try Password.hash("secret", cost: 1)))
}

@Test func aPasswordIsAtMost511Bytes() throws {
  let longest = String(repeating: "x", count: 511)
  #expect(Password.verify(longest, try Password.hash(longest, cost: 1)))
  #expect(throws: Password.Fault.tooLong(limit: 511)) { try Password.hash(longest + "x", cost: 1) }
  #expect(throws: Password.Fault.tooLong(limit: 511)) { try Password.hash(String(repeating: "я", count: 256), cost: 1) }
  #expect(!Password.verify(longest + "x", try Password.hash(longest, cost: 1)))
}

@Test func aCostThatYescryptDoesNotKnowIsRefused() {
  #expect(throws: Password.Fault.badCost) { try Password.hash("secret", cost: 0) }
  #expect(throws: Password.Fault.badCost) { try Password.hash("secret", cost: 12) }
}

@Test(
  arguments: [nil, "", "*", "*0", "$y$", "$y$j75$", "$1$abcdefgh$xxxxxxxxxxxxxxxxxxxxxx", "ab01FAX.bQRSU", "secret", "$y$j75$\u{0}"]
    as [String?])
func noHashOrABrokenOneVerifiesNothing(hash: String?) {
  #expect(!Password.verify("secret", hash, cost: 1))
}

@Test func anUnknownUserTakesAsLongAsAWrongPassword() throws {
  let hash = try Password.hash("secret", cost: 6)
  let clock = ContinuousClock()
  let wrong = (0..<3).map { _ in clock.measure { _ = Password.verify("guess", hash, cost: 6) } }.min() ?? .zero
  let unknown = (0..<3).map { _ in clock.measure { _ = Password.verify("guess", nil, cost: 6) } }.min() ?? .zero
  #expect(unknown > wrong / 4 && unknown < wrong * 4)
}
