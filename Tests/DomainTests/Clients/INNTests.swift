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
}
