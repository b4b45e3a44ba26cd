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

  @Test func namesLieInTheOrderOfARussianIndex() {
    let sorted = [
      "«7 ветров»", "Adams", "zeta", "Абрамов", "адамов", "Адамов-Яров", "Ёлкин", "Емельянов", "ёрш", "Жуков", "Йошкин", "Ящук",
    ]
    #expect(sorted.shuffled().sorted { SearchText.nameKey($0) < SearchText.nameKey($1) } == sorted)
    #expect(SearchText.nameKey(" ООО «Ромашка-2», ёлки ") == "ооо ромашка 2 елки")
    #expect(SearchText.nameKey("Ёж") == SearchText.nameKey("еж"))
    #expect(SearchText.nameKey("—") == "")
  }

  @Test(arguments: [
    ("28-57", ["2857"]), ("640-28", ["64028"]), ("+7 913 640", ["913640"]), ("+7", ["7"]), ("+7(913)", ["913"]),
    ("8 913", ["8913", "913"]), ("8(913)640", ["8913640", "913640"]), ("89136", ["89136", "9136"]), ("8642", ["8642"]),
    ("79136402857", ["79136402857", "9136402857"]), ("+7 913 640-28-57", ["9136402857"]), ("913.640.28.57", ["9136402857"]),
    ("+49 151 234", ["49151234"]), ("0049 151", ["0049151", "49151"]), ("+375 29 123-45-67", ["375291234567", "5291234567"]),
  ])
  func aPartOfANumberIsWhatMayBeStoredOfIt(_ typed: String, _ parts: [String]) {
    #expect(Phone.isWritten(as: typed))
    #expect(Phone.parts(typed) == parts)
  }

  @Test func whatHasOtherSignsIsNoPartOfATelephoneNumber() {
    for text in ["", "-", "+", "( )", "№ 5", "a1", "7я", "1,5"] { #expect(!Phone.isWritten(as: text), "\(text)") }
  }

  @Test func numbersOfOtherCountriesAreSearchedByAllDigits() throws {
    #expect(try Phone("+375 29 123-45-67").searchDigits == "375291234567")
    #expect(try Phone("+49 30 901820").searchDigits == "4930901820")
  }

  @Test(arguments: [
    "ЗН-2026-000123", "зн-2026-123", "ЗН 2026 000123", "зН2026000123", "ЗH–2026–000123", " зн 2026/123 ", "ЗН № 2026-123",
  ])
  func aDocumentsNumberIsReadInAnySpelling(_ text: String) {
    let typed = TypedNumber(text)
    #expect(typed?.kind == .workOrder && typed?.year == 2026 && typed?.sequence == 123)
    #expect(DocumentNumber.meant(text) == "ЗН-2026-000123")
  }

  @Test func aNumberWithoutLettersOrYearIsReadAsFarAsItGoes() {
    #expect(TypedNumber("2026-123")?.year == 2026 && TypedNumber("2026-123")?.kind == nil)
    #expect(DocumentNumber.meant("2026-123", .payment) == "ПЛ-2026-000123")
    #expect(DocumentNumber.meant("2026-123") == "2026-123")
    #expect(TypedNumber("№ 123")?.sequence == 123 && TypedNumber("123")?.year == nil)
    #expect(TypedNumber("cч-2026-1")?.kind == .invoice && TypedNumber("KC-2026-1")?.kind == .creditNote)  // Latin look-alikes
    for text in ["", "зн", "28-57", "+7 913", "8 903 123-45-67", "А123ВС77", "XX-2026-1", "99999999999999999999"] {
      #expect(TypedNumber(text) == nil, "\(text)")
    }
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
