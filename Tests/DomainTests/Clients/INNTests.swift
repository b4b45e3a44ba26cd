import Domain
import Testing

struct INNTests {
  @Test func theCheckDigitsOfCompaniesAndPersonsAreChecked() {
    #expect(INN.isValid("7707083893"))
    #expect(INN.isValid("500100732259"))
    #expect(!INN.isValid("7707083894"))
    #expect(!INN.isValid("500100732258"))
    #expect(!INN.isValid("0000000000") && !INN.isValid("000000000000"), "what is typed to get past a field")
    #expect(INN.warning("DE123")?.code == "tax_id_unverified")
  }

  @Test(arguments: [
    "7707083893", " 7707083893 ", "7 707 083 893", "7\u{A0}707\u{A0}083\u{A0}893", "7707083893.0", "7707083893,00", "7707083893.00",
    "ИНН 7707083893", "ИНН: 7707083893", "инн7707083893", "ИНН № 7707083893", "7707083893/770701001", "7707083893 / 770701001",
    "ИНН/КПП 7707083893/770701001", "7707083893 КПП 770701001", "'7707083893",
  ])
  func everySpellingOfAnINNIsItsDigits(_ text: String) { #expect(INN.meant(text) == "7707083893") }

  @Test func zerosWordsAndShortenedNumbersAreNoneAndOthersStayAsTyped() {
    for none in ["0", "00", "0000000000", "000000000000", "0,00", "нет", "-", "7,70709E+09", "7.7E9", ""] {
      #expect(INN.meant(none) == nil, "\(none)")
    }
    for other in ["DE123456789", "190000001", "707083893", "7707083893,50", "7707083893/1", "BY 190000001", "77070838933"] {
      #expect(INN.meant(other) == other, "\(other)")
    }
  }
}
