import Domain
import Testing

@testable import Desk

@Suite struct LoginTriesTests {
  @Test func aNameIsFoldedAsAnAccountsIs() {
    let tries = LoginTries()
    let now = Instant(rawValue: 1_772_434_800_000)
    func rests(_ name: String) -> Bool { tries.restsUntil(name, from: "203.0.113.7", isKnown: false) != nil }
    for _ in 1...10 { _ = tries.fail("Kate", from: "203.0.113.7", at: now) }
    #expect(rests("kATE") && rests(" kate "))
    #expect(!rests("\u{212A}ate"), "the sign for kelvin is another name, as it is for those who are known")
    #expect(throws: Reason.self) { try Login.checked("\u{212A}ate") }
    for _ in 1...10 { _ = tries.fail("ИВАН", from: "203.0.113.7", at: now) }
    #expect(rests("ИВАН") && !rests("иван"))
  }
}
