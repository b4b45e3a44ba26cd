import Domain
import Testing

struct INNTests {
  @Test func theCheckDigitsOfCompaniesAndPersonsAreChecked() {
    #expect(INN.isValid("7707083893"))
    #expect(INN.isValid("500100732259"))
    #expect(!INN.isValid("7707083894"))
    #expect(!INN.isValid("500100732258"))
    #expect(INN.warning("DE123")?.code == "tax_id_unverified")
  }
}
