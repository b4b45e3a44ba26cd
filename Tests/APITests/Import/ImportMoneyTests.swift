import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Sums in another currency, which must never be read as the centre's own.
@Suite struct ImportMoneyTests {
  private let world: World
  init() throws { world = try World() }
  private func lines(_ sql: String) throws -> [String] { try world.desk.db.lines(sql) }

  private static let operations = "Код;Работа;Норма, ч;Цена нормо-часа\n"
  private static let others = [
    "100 $", "$100", "$ 100", "100 USD", "USD 100", "100 usd", "100 долл.", "100 долл. США", "100 €", "€100", "100 евро", "EUR100",
    "100 EUR.",
    "100 тенге", "100 тг", "100 ₸", "₸100", "KZT 100", "100 Br", "100 BYN", "100 бел. руб.", "100 грн.", "₴ 100", "100 сум", "100 сом",
    "100 ֏",
    "100 ₾", "100 ₼", "100 манат", "¥100", "100 юаней", "£100", "100 zł", "100 CHF", "100 у.е.", "100 у. е.", "100 ₿", "100 JPY",
  ]

  @Test func anotherCurrencyIsReadInNoColumnOfSums() throws {
    for sum in Self.others {
      let retail = world.bringIn("parts", ImportTests.parts + "A1;Свеча;NGK;;шт;;;\(sum);;;\n")
      #expect(retail.counts == [0, 0, 0, 0, 1] && retail.told("currency_differs") == 1, "\(sum) \(retail)")
      #expect(retail["lines/0/reasons/0/column"].string == "Цена розн.", "\(sum)")
      let hour = world.bringIn("operations", Self.operations + "1;Мойка;1;\(sum)\n2;Мойка;1;\(sum)/ч\n")
      #expect(hour.counts == [0, 0, 0, 0, 2] && hour.told("currency_differs") == 2, "\(sum) \(hour)")
    }
    #expect(try lines("SELECT id FROM parts UNION ALL SELECT id FROM operations").isEmpty)
    _ = world.bringIn("parts", ImportTests.parts + "A1;Свеча;NGK;;шт;;70 ₽;150;;;\n")
    for sum in Self.others {
      for query in ["?dry_run=true", ""] {
        let cost = world.bringIn("parts", ImportTests.parts + "A1;Свеча;NGK;;шт;;\(sum);150;;;\n", query)
        #expect(cost["rejected"].int == 0 && cost["emptied"].int == 0 && cost.told("currency_differs") == 1, "\(sum) \(cost)")
        #expect(cost["lines/0/reasons/0/column"].string == "Цена закуп.", "\(sum)")
      }
    }
    #expect(try lines("SELECT purchase_price_minor || ' ' || price_minor FROM parts") == ["7000 15000"])
    let told = world.bringIn("parts", ImportTests.parts + "A2;Свеча;NGK;;шт;;;100 долл. США;;;\n")
    let reason = "«100 долл. США» в колонке «Цена розн.»: «долл. США» — не валюта центра (RUB): сумма не прочитана."
    #expect(told["rejects_csv"].string?.contains(reason) == true, "\(told)")
  }

  @Test func theCentresOwnIsReadBeforeAndBehindTheNumber() throws {
    for (index, sum) in ["100 ₽", "₽100", "руб. 100", "100р.", "RUB 100", "100 RUR", "100 рублей"].enumerated() {
      let answer = world.bringIn("parts", ImportTests.parts + "A\(index);Свеча;NGK;;шт;;;\(sum);;;\n")
      #expect(answer.counts == [1, 0, 0, 0, 0], "\(sum) \(answer)")
    }
    #expect(try lines("SELECT DISTINCT price_minor FROM parts") == ["10000"])
    for sum in ["от 100 р.", "100 шт", "100 р. 50 коп.", "договорная", "100-200", "(100)", "100 за шт"] {
      let none = world.bringIn("parts", ImportTests.parts + "B;Свеча;NGK;;шт;;;\(sum);;;\n")
      #expect(none.counts == [0, 0, 0, 0, 1] && none.told("currency_differs") == 0, "\(sum) \(none)")
    }
  }

  @Test(arguments: [
    "Цена, $", "Цена ($)", "Цена $", "Цена$", "Цена, USD", "Цена (USD)", "Цена USD", "Цена в долларах, USD", "Цена, у.е.", "Цена в EUR",
    "Розница, тенге",
  ])
  func aHeadingWithAnotherCurrencyIsNoHeadingOfRoubles(heading: String) throws {
    let table = "Артикул;Наименование;Производитель;Ед.;\(heading)\nA1;Свеча;NGK;шт;100\nA2;Свеча;NGK;шт;100 ₽\n"
    let answer = world.bringIn("parts", table)
    if heading == "Цена в долларах, USD" {
      #expect(answer.status == 422 && answer.codes == ["table_unreadable"], "a name that no column has: \(answer)")
    } else {
      #expect(answer.counts == [1, 0, 0, 0, 1] && answer.told("currency_differs") == 1, "the cell's own sign counts: \(answer)")
    }
  }

  @Test(arguments: ["Цена, руб.", "Цена (руб)", "Цена ₽", "Цена, ₽", "Цена RUB", "Цена, RUB", "Цена в руб.", "Цена, р."])
  func aHeadingWithTheCentresOwnIsOne(heading: String) throws {
    let cost = heading.replacing("Цена", with: "Закупка")
    let table = "Артикул;Наименование;Производитель;Ед.;\(heading);\(cost);Остаток, руб.\nA1;Свеча;NGK;шт;100;70;5\n"
    let answer = world.bringIn("parts", table)
    #expect(answer.counts == [1, 0, 0, 0, 0] && answer["unknown_columns"].array.compactMap(\.string) == ["Остаток, руб."], "\(answer)")
    #expect(try lines("SELECT purchase_price_minor || ' ' || price_minor || ' ' || on_hand FROM parts") == ["7000 10000 0"])
    #expect(
      world.bringIn("operations", "Код;Работа;Норма, ч;Ставка, руб./ч\n1;Мойка;1;1000\n2;Мойка;1;$5\n").counts == [1, 0, 0, 0, 1])
  }

  @Test func theColumnOfTheCurrencyCountsForItsRow() throws {
    let head = "Артикул;Наименование;Производитель;Ед.;Цена;Закупка;Код валюты\n"
    let rows = ["RUB", "643", "руб.", "₽", "", "USD", "840", "тенге", "хз"].enumerated().map { "A\($0);Свеча;NGK;шт;100;70;\($1)" }
    let answer = world.bringIn("parts", head + rows.joined(separator: "\n") + "\nB;Свеча;NGK;шт;100 ₽;70;USD\n")
    #expect(answer.counts == [6, 0, 0, 0, 4] && answer["unknown_columns"].array.isEmpty, "\(answer)")
    #expect(answer.told("currency_differs") == 5)
    #expect(
      try lines("SELECT article || ' ' || price_minor || ' ' || purchase_price_minor FROM parts ORDER BY id").last == "B 10000 0",
      "the cell's own sign counts, and the other is left out")
    let work = world.bringIn("operations", "Код;Работа;Норма, ч;Цена нормо-часа;Валюта\n1;Мойка;1;1000;руб\n2;Мойка;1;1000;EUR\n")
    #expect(work.counts == [1, 0, 0, 0, 1] && work.told("currency_differs") == 1, "\(work)")
  }

  @Test func aCentreOfAnotherCountryTakesItsOwnAndNoRoubles() throws {
    func take(_ currency: String, _ sum: String, heading: String = "Цена") throws -> Int {
      let bytes = Array("Артикул;Наименование;Производитель;Ед.;\(heading)\nA1;Свеча;NGK;шт;\(sum)\n".utf8)
      let importer = try Importer(kind: .parts, bytes: bytes, currency: currency, dryRun: true)
      importer.keep(try world.desk.perform(as: .desk) { try importer.step($0) })
      return importer.report.count(.created)
    }
    #expect(try take("KZT", "100 ₸") == 1 && take("KZT", "100 тг.") == 1 && take("KZT", "100") == 1)
    #expect(try take("KZT", "100 ₽") == 0 && take("KZT", "100 руб.") == 0 && take("KZT", "100", heading: "Цена, руб.") == 0)
    #expect(try take("BYN", "100 руб.") == 1 && take("BYN", "100 Br") == 1 && take("BYN", "100 ₽") == 0)
    #expect(try take("CNY", "¥100") == 1 && take("CNY", "100", heading: "Цена, ¥") == 1)
  }

  @Test func noNameOfAColumnEndsInACurrency() {
    for kind in ImportKind.allCases {
      for name in kind.columns + kind.otherNames.flatMap(\.names) { #expect(ImportKind.parted(name).currency == nil, "\(kind) \(name)") }
    }
  }
}
