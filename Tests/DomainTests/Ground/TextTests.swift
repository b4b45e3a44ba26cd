import Domain
import Testing

struct TextTests {
  @Test(arguments: [
    "8 903 123-45-67", "+7 903 1234567", "+7(903)123-45-67", "(903) 123 45 67", "79031234567", "9031234567", "8-903-123-45-67",
    "+8 903 123 45 67", "007 903 123 45 67",
  ])
  func theRussianSpellingsAreOneNumber(_ spelling: String) throws {
    let phone = try Phone(spelling)
    #expect(phone.e164 == "+79031234567")
    #expect(phone.searchDigits == "9031234567")
  }

  @Test func otherCountriesNeedAPlus() throws {
    #expect(try Phone("+49 30 901820").e164 == "+4930901820")
    #expect(try Phone("00375 29 123-45-67").e164 == "+375291234567")
    for wrong in ["", "123-45-67", "+7 903 123", "8 903 123 45 67 89", "903 12E 45 67", "+49+30901820", "+0123456789", "0123456789"] {
      #expect(codes { _ = try Phone(wrong) } == ["phone_unreadable"])
    }
  }

  @Test func anEmailIsCheckedForItsShape() throws {
    #expect(try Email(" anna.k+cars@mail.example.ru ").text == "anna.k+cars@mail.example.ru")
    for wrong in [
      "", "anna", "anna@", "@example.ru", "anna@example", "a b@example.ru", "anna@@example.ru", "anna@-x.ru", ".anna@example.ru",
    ] {
      #expect(codes { _ = try Email(wrong) } == ["email_unreadable"])
    }
  }

  @Test func foldingLowersCaseAndJoinsYoWithYe() {
    #expect(SearchText.fold("  Семён\u{A0} ЁЛКИН\n") == "семен елкин")
    #expect(SearchText.fold("Anna   VOLVO") == "anna volvo")
    #expect(SearchText.fold("Йошкар-Ола") == "йошкар-ола")
    #expect(SearchText.fold("И\u{306}ошкар") == "йошкар")  // typed as base letter and mark
    #expect(SearchText.fold("е\u{308}лка") == "елка")
    #expect(SearchText.fold("Škoda Citroën") == "škoda citroën")
    #expect(SearchText.digits("+7 (903) 12") == "790312")
    #expect(SearchText.row(["Анна", nil, " ", "X5"]) == "анна x5")
  }

  @Test func textIsTrimmedAndKeptFreeOfControlCharacters() throws {
    #expect(try Text.line("  Volvo\t") == "Volvo")
    #expect(try Text.note(" стук\r\nсправа ") == "стук\nсправа")
    #expect(try Text.name("Анна   Каренина") == "Анна Каренина")
    #expect(codes { _ = try Text.line(" \n ") } == ["text_empty"])
    #expect(codes { _ = try Text.line("a\u{0}b") } == ["control_characters"])
    #expect(codes { _ = try Text.line("a\u{202E}b") } == ["control_characters"])
    #expect(codes { _ = try Text.line("a\nb") } == ["control_characters"])
    #expect(codes { _ = try Text.name("—") } == ["name_without_letters"])
    #expect(codes { _ = try Text.name(String(repeating: "я", count: 201)) } == ["text_too_long"])
  }
}
