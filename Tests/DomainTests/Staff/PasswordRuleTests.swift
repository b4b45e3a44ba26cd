import Testing

@testable import Domain

/// Tests that common passwords are refused, however long they are.
@Suite struct PasswordRuleTests {
  @Test(arguments: [
    "**********", "aaaaaaaaaaaa", "ЫЫЫЫЫЫЫЫЫЫ", "          ", "1212121212", "abcabcabcabc", "аба аба аба", "1234567890", "0987654321",
    "abcdefghij", "абвгдежзик", "qwertyuiop", "йцукенгшщз", "QWERTYUIOP", "qwerty12345", "1q2w3e4r5t", "1qaz2wsx3edc", "zaq12wsxcde3",
    "asdfghjkl;", "password12", "Password123!", "P@ssw0rd2024", "passwordpassword", "пароль12345", "gfhjkm12345", "admin12345",
    "adminadmin", "servicedesk1", "1234abcd5678", "aaaaabbbbb", "11112222333", "Qwerty!@#123", "qwertqwert", "12345 12345",
  ])
  func whatIsExpectedIsRefused(_ password: String) {
    #expect(PasswordRule.reason(against: password)?.code == "password_weak", "\(password)")
  }

  @Test(arguments: [
    "четыре лошади ждут", "four horses are waiting", "correct horse battery", "8137264950", "Tr0ub4dor&3xyz", "жёлтый трактор",
    "m7Kq2-vXw9",
    "password to my old garden gate", "секрет хорошего борща", "пять лошадей ждут", "kupil masla 4 litra", "3f9a1c7e5b20",
  ])
  func whatNobodyWouldTryIsTaken(_ password: String) {
    #expect(PasswordRule.reason(against: password) == nil, "\(password)")
  }

  @Test func theLoginWithLittleBesideItIsRefused() {
    for password in ["anna.krylova", "Anna.Krylova1", "1anna.krylova!", "anna.krylovaanna.krylova"] {
      #expect(PasswordRule.reason(against: password, login: "anna.krylova")?.code == "password_weak", "\(password)")
    }
    #expect(PasswordRule.reason(against: "anna.krylova ждёт автобус", login: "anna.krylova") == nil)
    #expect(PasswordRule.reason(against: "четыре лошади ждут", login: "anna") == nil)
  }

  /// The length has its own rule.
  @Test func aShortOneIsNotItsMatter() { #expect(PasswordRule.reason(against: "aaaa") == nil) }
}
