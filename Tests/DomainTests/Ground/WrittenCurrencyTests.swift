import Domain
import Testing

@Suite struct WrittenCurrencyTests {
  @Test(arguments: [
    ("₽", "RUB"), ("руб.", "RUB"), ("Р.", "RUB"), ("РУБЛЕЙ", "RUB"), ("rur", "RUB"), ("643", "RUB"), ("$", "USD"), ("US$", "USD"),
    ("долл. США", "USD"), ("usd", "USD"), ("840", "USD"), ("€", "EUR"), ("Евро", "EUR"), ("EUR", "EUR"), ("₸", "KZT"), ("тенге", "KZT"),
    ("тг.", "KZT"), ("KZT", "KZT"), ("Br", "BYN"), ("бел. руб.", "BYN"), ("₴", "UAH"), ("грн.", "UAH"), ("сум", "UZS"), ("so'm", "UZS"),
    ("сом", "KGS"), ("֏", "AMD"), ("₾", "GEL"), ("₼", "AZN"), ("¥", "CNY"), ("¥", "JPY"), ("£", "GBP"), ("zł", "PLN"), ("CHF", "CHF"),
    ("Kč", "CZK"), ("₺", "TRY"), ("XAF", "XAF"),
  ])
  func codesSignsAndNamesOfACurrencyAreKnown(word: String, code: String) { #expect(WrittenCurrency(word)?.isOf(code) == true) }

  @Test func aRoubleMayBeOfTwoCountriesAndAUnitOfAccountOfNone() {
    #expect(WrittenCurrency("руб.")?.codes == ["RUB", "BYN"] && WrittenCurrency("₽")?.codes == ["RUB"])
    #expect(WrittenCurrency("у. е.")?.codes == [] && WrittenCurrency("у.е.")?.text == "у.е.")
    #expect(WrittenCurrency("₿")?.codes == [], "a sign that is not known is a currency's all the same")
  }

  @Test(arguments: ["", "шт", "%", "ABC", "рублик", "за шт", "ч", "12"]) func anyOtherWordIsNone(word: String) {
    #expect(WrittenCurrency(word) == nil)
  }

  @Test(arguments: [
    ("1 234,50 ₽", "1 234,50", ["₽"], ""), ("$100", "100", ["$"], ""), ("EUR 1.250,00", "1.250,00", ["EUR"], ""), ("100", "100", [], ""),
    ("1 200 руб. / н.ч.", "1 200", ["руб."], "нч"), ("150 ₽/100 шт", "150", ["₽"], "100шт"), ("-5 $", "-5", ["$"], ""),
    ("$ −5", "-5", ["$"], ""), ("от 100 р.", "100", ["от", "р."], ""), ("300₸", "300", ["₸"], ""), ("по запросу", "", ["по запросу"], ""),
  ])
  func aSumIsPartedIntoNumberAndWords(text: String, number: String, words: [String], per: String) {
    let written = WrittenMoney(text)
    #expect(written.number == number && written.words == words && written.per == per, "\(written)")
  }
}
