import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Numbers as office programs write them, in every column with numbers. An ambiguous number changes nothing.
@Suite struct ImportNumberTests {
  private static let ambiguous = ["1,250", "1.250", "12 50", "1 5", "12,500", "1.25,00", "1e3", "1,25E+03", "1'25"]

  @Test func aPriceOrNormThatCanBeMeantInTwoWaysIsRefused() throws {
    let world = try World()
    let head = "Код;Работа;Норма, ч;Цена нормо-часа\n"
    #expect(world.bringIn("operations", head + "1;Масло;0,6;2 200,00\n").counts == [1, 0, 0, 0, 0])
    for number in Self.ambiguous {
      for row in ["1;Масло;\(number);2 200,00\n", "1;Масло;0,6;\(number)\n", "2;Свечи;\(number);1000\n"] {
        #expect(world.bringIn("operations", head + row).counts == [0, 0, 0, 0, 1], "\(row)")
      }
    }
    #expect(try world.desk.db.lines("SELECT norm_hours || ' ' || rate_minor || ' ' || version FROM operations") == ["600 220000 1"])
    let told = world.bringIn("operations", head + "1;Масло;1 5;1,250\n")["lines/0/reasons"].array
    #expect(Set(told.compactMap { $0["code"].string }) == ["number_grouped_oddly", "number_ambiguous"])
    #expect(Set(told.compactMap { $0["column"].string }) == ["Норма, ч", "Цена нормо-часа"])
  }

  @Test func everyNumberOfAPartIsRefusedOrToldAndChangesNothing() throws {
    let world = try World()
    let cells = ["W712", "Фильтр", "MANN", "", "л", "4", "100", "150", "2", "Берг", "5"]
    _ = world.bringIn("parts", ImportTests.parts + cells.joined(separator: ";"))
    let state =
      "SELECT on_hand || ' ' || purchase_price_minor || ' ' || price_minor || ' ' || min_quantity || ' ' || lead_days || ' ' || version"
    let before = try world.desk.db.lines(state + " FROM parts")
    for place in 5...10 where place != 9 {
      for number in Self.ambiguous + ["-1,250"] {
        var row = cells
        row[place] = number
        let answer = world.bringIn("parts", ImportTests.parts + row.joined(separator: ";"))
        #expect(answer["rejected"].int == 1 || answer["warned"].int == 1, "\(place) \(number) \(answer)")
        #expect(try world.desk.db.lines(state + " FROM parts") == before, "\(place) \(number)")
      }
    }
  }

  @Test func whatIsProperlyGroupedIsTakenInEveryColumn() throws {
    let world = try World()
    let numbers = [
      "1 234,50", "1\u{A0}234,50", "1\u{2009}234,50", "1\u{202F}234,5", "1.234,50", "1,234.50", "1'234.50", "1234,5", "1234.50",
    ]
    for (index, number) in numbers.enumerated() {
      let row = "A\(index);Масло;Shell;;л;\(number);\(number);\(number);\(number);;\n"
      #expect(world.bringIn("parts", ImportTests.parts + row).counts == [1, 0, 0, 0, 0], "\(number)")
    }
    let state = "SELECT DISTINCT on_hand || ' ' || purchase_price_minor || ' ' || price_minor || ' ' || min_quantity FROM parts"
    #expect(try world.desk.db.lines(state) == ["1234500 123450 123450 1234500"])
    _ = world.bringIn("clients", ImportTests.clients + "1;Анна;;;;;;;;12,5;\n")
    #expect(try world.desk.db.lines("SELECT discount_bp FROM clients") == ["1250"])
    let cars = ["120 000 км", "120\u{A0}000", "120'000", "120000,0"].enumerated().map {
      "1;LADA;Веста;2021;;А12\($0.offset)ВС77;\($0.element);\n"
    }
    #expect(world.bringIn("vehicles", ImportTests.vehicles + cars.joined()).counts == [4, 0, 0, 0, 0])
    #expect(try world.desk.db.lines("SELECT DISTINCT odometer_km FROM vehicles") == ["120000"])
  }

  @Test func aNumberTooLargeIsLeftOutWithAWord() throws {
    let world = try World()
    let rows = "A1;Масло;Shell;;л;1000001;1;1;;;\nA2;Масло;Shell;;л;1;99999999999999;1;;;\nA3;Масло;Shell;;л;1;10000000000;1;;;\n"
    let answer = world.bringIn("parts", ImportTests.parts + rows)
    #expect(answer.counts == [3, 0, 0, 0, 0] && answer.told("number_too_large") == 2, "\(answer)")
    let state = "SELECT on_hand || ' ' || purchase_price_minor FROM parts ORDER BY id"
    #expect(try world.desk.db.lines(state) == ["0 100", "1000 0", "1000 1000000000000"])
    // The value of a part's stock has the same limit as any sum, also with a price that is on the card already.
    let dear = world.bringIn(
      "parts", ImportTests.parts + "A4;Масло;Shell;;л;1000000;10000000000;1;;;\nA5;Масло;Shell;;л;;10000000000;1;;;\n")
    #expect(dear.counts == [2, 0, 0, 0, 0] && dear.told("sum_too_large") == 1, "\(dear)")
    let later = world.bringIn("parts", "Артикул;Наименование;Производитель;Ед.;Остаток;Цена розн.\nA5;Масло;Shell;л;2;1\n")
    #expect(later.told("sum_too_large") == 1 && later["rejected"].int == 0, "\(later)")
    #expect(try world.desk.db.lines("SELECT count(*) FROM stock_moves WHERE cost_minor > 1000000000000") == ["0"])
  }

  @Test func aCellOfEndlessValuesIsLeftOut() throws {
    let world = try World()
    let phones = (0...10).map { "890312345\($0 + 10)" }.joined(separator: ",")
    let answer = world.bringIn("clients", ImportTests.clients + "1;Анна;;\(phones);;;;;;;\n2;Борис;;;;;;;;;\n")
    #expect(answer.counts == [2, 0, 0, 0, 0] && answer.told("limit_reached") == 1, "\(answer)")
    let numbers = (0...100).map { "N\($0)" }.joined(separator: ",")
    let parts = world.bringIn("parts", ImportTests.parts + "A1;Масло;Shell;\(numbers);л;;1;1;;;\n")
    #expect(parts.counts == [1, 0, 0, 0, 0] && parts.told("limit_reached") == 1, "\(parts)")
  }
}
