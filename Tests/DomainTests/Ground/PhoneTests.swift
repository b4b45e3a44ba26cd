import Foundation
import Testing

@testable import Domain

/// Spellings that are a number, and spellings with a digit missing or too many. Checked with Google's libphonenumber 9.0.43.
@Suite struct PhoneTests {
  @Test(arguments: [
    ("8 903 123-45-67", "+79031234567"), ("+7 (903) 123-45-67", "+79031234567"), ("79031234567", "+79031234567"),
    ("(903) 123-45-67", "+79031234567"), ("9031234567", "+79031234567"), ("+8 903 123-45-67", "+79031234567"),
    ("007 903 123 45 67", "+79031234567"), ("8-800-555-35-35", "+78005553535"), ("+8 800 555-35-35", "+78005553535"),
    ("800 555-35-35", "+78005553535"), ("8005553535", "+78005553535"), ("+8 (495) 123-45-67", "+74951234567"),
    ("8121234567", "+78121234567"), ("8(812)123-45-67", "+78121234567"), ("812 123-45-67", "+78121234567"), ("4951234567", "+74951234567"),
    ("(8342) 12-34-56", "+78342123456"), ("834 212-34-56", "+78342123456"), ("88342123456", "+78342123456"),
    ("(8-342) 123-45-67", "+73421234567"), ("8342 123-45-67", "+73421234567"), ("8 365 212-34-56", "+73652123456"),
    ("+7 701 123-45-67", "+77011234567"), ("8 701 123-45-67", "+77011234567"), ("701 123-45-67", "+77011234567"),
    ("777 123-45-67", "+77771234567"), ("+7 727 234-56-78", "+77272345678"), ("7011234567", "+77011234567"),
    ("8 903 123—45—67", "+79031234567"), ("+7 903 123−45−67", "+79031234567"), ("8 903 123–45‑67", "+79031234567"),
  ])
  func aWholeNumberIsTakenInAnySpelling(_ typed: String, _ e164: String) throws { #expect(try Phone(typed).e164 == e164, "\(typed)") }

  @Test(arguments: [
    // A digit is missing.
    "+7 903 123-45-6", "+7(903)123456", "+7903123456", "8 903 123 45 6", "8-903-123-45-6", "8903123456", "7903123456", "7 903 123-45-6",
    "(903) 123-45-6", "903123456", "+8 903 123 45 6", "+8903123456", "007 903 123 45 6", "+7 495 123-45-6", "8 (495) 123-45-6",
    "8495123456",
    "7495123456", "8 800 555-35-3", "8800555353", "8 812 123-45-6", "8812123456", "+7812123456", "7812123456", "8 343 123-45-6",
    "8(343)123-45-6", "(8) 343 123-45-6", "8 342 12-34-56", "8383123456", "+8 383 123-45-6", "8 701 123-45-6", "+7 701 123-45-6",
    "7 701 123-45-6",
    // A repeated prefix hides that a digit is missing.
    "+7 8 903 123 45 6", "+7 8 343 123-45-6", "+78903123456", "8 8 343 123-45-6", "8 7 903 123-45-6", "77903123456", "+7 7 903 123 45 6",
    // Ten digits that may be a whole number, or another one with a digit missing.
    "8343123456", "8352123456", "8482123456", "7777123456", "7471234567", "8342 12-34-56",
    // A digit is too many.
    "+7 903 123-45-678", "8 903 123-45-678", "903 123-45-678", "(834) 212-34-567", "800 555-35-355", "777 123 45 678", "790312345678",
    // The numbering plan has no such code.
    "+7 503 123-45-67", "+7 603 123-45-67", "8 203 123-45-67", "5031234567", "+7 890 312-34-56", "8 888 123-45-67", "+7 790 312-34-56",
  ])
  func oneThatMayLackADigitOrHasOneTooManyIsNone(_ typed: String) {
    #expect(codes { _ = try Phone(typed) } == ["phone_unreadable"], "\(typed)")
  }

  /// Tests that no number in any spelling is still a number without its last digit.
  @Test func noNumberBecomesAnotherWhenItsLastDigitIsLeftOut() throws {
    let codes = ["903", "999", "495", "812", "343", "342", "352", "482", "800", "383", "851", "701", "727", "777", "747", "471"]
    let spellings = ["+7", "8", "7", "+7 ", "8 ", "8-", "+8 ", "007"]
    for code in codes {
      for spelling in spellings {
        for form in ["\(code)1234567", "\(code) 123-45-67", "(\(code)) 123 45 67", "\(code)-123-4567"] {
          let typed = spelling + form
          #expect(try Phone(typed).e164 == "+7\(code)1234567", "\(typed)")
          #expect((try? Phone(String(typed.dropLast())).e164) == nil, "\(typed.dropLast())")
        }
      }
    }
  }

  /// Made by `phone_numbers.py`.
  @Test func ofManyCountriesTheNumberIsWhatGooglesLibraryMakesOfIt() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("PhoneNumbers.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    #expect(lines.count > 300)
    for line in lines { #expect(((try? Phone(line[0]).e164) ?? "-") == line[1], "\(line[0])") }
  }

  @Test(arguments: [
    ("+375 (029) 123-45-67", "+375291234567"), ("+375 8029 123-45-67", "+375291234567"), ("8-10-375 29 123-45-67", "+375291234567"),
    ("8~10 375 29 123-45-67", "+375291234567"), ("00375 (0) 29 123-45-67", "+375291234567"), ("+49 (0) 151 12345678", "+4915112345678"),
    ("8 10 7 903 123-45-67", "+79031234567"), ("+380 (0) 67 123-45-67", "+380671234567"), ("+996 (0555) 12-34-56", "+996555123456"),
  ])
  func theTrunkPrefixOfAnotherCountryIsTakenOff(_ typed: String, _ e164: String) throws {
    let phone = try Phone(typed)
    #expect(phone.e164 == e164 && phone.isChecked && phone.warning == nil)
  }

  @Test(arguments: ["+375 29 123-45-6", "+375 29 123-45-678", "+998 90 123 45 6", "+374 10 12345", "8 10 375 29 123 45 6", "+49 151"])
  func anotherCountrysNumberOfTooFewOrTooManyDigitsIsNone(_ typed: String) {
    #expect(codes { _ = try Phone(typed) } == ["phone_unreadable"])
  }

  @Test func aCountryThatIsNotKnownKeepsItsNumberUnchecked() throws {
    for (typed, e164) in [("+84 95 123 45 67", "+84951234567"), ("+39 06 6982", "+39066982"), ("8 10 84 95 123 45 67", "+84951234567")] {
      let phone = try Phone(typed)
      #expect(phone.e164 == e164 && !phone.isChecked && phone.warning?.code == "phone_unchecked", "\(typed)")
    }
  }

  @Test(arguments: [
    ("+49 30 901820", "+4930901820"), ("00375 29 123-45-67", "+375291234567"), ("+86 138 0013 8000", "+8613800138000"),
    ("+84 95 123 45 67", "+84951234567"), ("+380 67 123 45 67", "+380671234567"), ("+1 202 555 0143", "+12025550143"),
  ])
  func anotherCountryKeepsItsNumber(_ typed: String, _ e164: String) throws { #expect(try Phone(typed).e164 == e164) }
}
