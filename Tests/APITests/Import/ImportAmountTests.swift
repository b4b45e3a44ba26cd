import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Numbers with units, years, tax ids and texts. An unreadable cell is left out with a reason; the rest of the row is kept.
@Suite struct ImportAmountTests {
  private let world: World
  init() throws { world = try World() }
  private func lines(_ sql: String) throws -> [String] { try world.desk.db.lines(sql) }
  private static let state =
    "SELECT on_hand || ' ' || purchase_price_minor || ' ' || price_minor || ' ' || min_quantity || ' ' || unit FROM parts ORDER BY id"

  @Test func anUnreadableStockPriceOrMinimumChangesNothingAndTheRestIsKept() throws {
    let row = ["W712", "Фильтр", "MANN", "", "шт", "4", "100", "150", "2", "Берг", "5"]
    _ = world.bringIn("parts", ImportTests.parts + row.joined(separator: ";"))
    for (place, column) in [(5, "Остаток"), (6, "Цена закуп."), (8, "Мин. остаток"), (9, "Поставщик"), (10, "Срок поставки, дн.")] {
      for wrong in ["много", "1,250", "0,5 л", "2,5", "99999999999999", String(repeating: "я", count: 300)] {
        guard !(place == 6 && wrong == "2,5"), !(place == 9 && wrong.count < 300) else { continue }
        var cells = row
        cells[place] = wrong
        cells[7] = "15\(place)"
        let answer = world.bringIn("parts", ImportTests.parts + cells.joined(separator: ";"))
        #expect(answer["rejected"].int == 0 && answer["emptied"].int == 0, "\(column) \(wrong) \(answer)")
        #expect(answer["lines/0/reasons"].array.compactMap { $0["column"].string } == [column], "\(wrong) \(answer)")
        #expect(try lines(Self.state) == ["4000 10000 15\(place)00 2000 piece"], "\(column) \(wrong)")
      }
    }
    #expect(try lines("SELECT name FROM suppliers") == ["Берг"])
    let new = world.bringIn("parts", ImportTests.parts + "W713;Фильтр;MANN;;шт;полно;дорого;150;мало;;\n")
    #expect(new.counts == [1, 0, 0, 0, 0] && new["lines/0/reasons"].array.count == 3, "\(new)")
  }

  @Test func unitsBehindNumbersAreRead() throws {
    _ = world.bringIn("parts", ImportTests.parts + "A1;Свеча;NGK;;шт;10 шт;100 руб./шт;150 ₽;2шт.;;5 дней\n")
    _ = world.bringIn("parts", ImportTests.parts + "A2;Масло;Shell;;л;1,5 л;100 р;150 рублей;500 мл;;5 дн.\n")
    #expect(try lines(Self.state) == ["10000 10000 15000 2000 piece", "1500 10000 15000 500 litre"])
    let other = world.bringIn("parts", ImportTests.parts + "A3;Свеча;NGK;;шт;10 кг;100 $;150;2 упак;;\n")
    #expect(other.counts == [1, 0, 0, 0, 0], "\(other)")
    #expect(other["lines/0/reasons"].array.compactMap { $0["column"].string } == ["Цена закуп.", "Остаток", "Мин. остаток"], "\(other)")
    let head = "Код;Работа;Норма, ч;Цена нормо-часа\n"
    let hours = ["1,5 ч", "1,5 ч.", "1,5 н/ч", "1.5 н.ч.", "1,5 часа", "1,5нч", "1,5 нормо-часа"]
    for (index, norm) in hours.enumerated() {
      #expect(world.bringIn("operations", head + "\(index);Мойка;\(norm);1 200 руб./ч\n").counts == [1, 0, 0, 0, 0], "\(norm)")
    }
    #expect(try lines("SELECT DISTINCT norm_hours || ' ' || rate_minor FROM operations") == ["1500 120000"])
    #expect(world.bringIn("operations", head + "9;Мойка;90 мин;1200\n10;Мойка;1;1200 руб./шт\n").counts == [0, 0, 0, 0, 2])
  }

  @Test func unitsOfTheClassifierAreConvertedOrCounted() throws {
    let rows = [
      "A1;Герметик;X;;мл;300;0,50;0,75;100;;", "A2;Смазка;X;;г;500 г;1;2;0;;", "A3;Перчатки;X;;упак;7 упак;10;20;1;;",
      "A4;Масло;X;;бут;3;10;20;1;;", "A5;Плёнка;X;;м2;4;10;20;1;;", "A6;Ключи;X;;наб;2;10;20;1;;", "A7;Трос;X;;см;250;1;1;50;;",
    ]
    let answer = world.bringIn("parts", ImportTests.parts + rows.joined(separator: "\n"))
    #expect(answer.counts == [7, 0, 0, 0, 0] && answer.told("unit_taken_as") == 6, "all but the set: \(answer)")
    #expect(
      try lines(Self.state) == [
        "300 50000 75000 100 litre", "500 100000 200000 0 kilogram", "7000 1000 2000 1000 piece", "3000 1000 2000 1000 piece",
        "4000 1000 2000 1000 piece", "2000 1000 2000 1000 set", "2500 10000 10000 500 metre",
      ])
    let fine = world.bringIn("parts", ImportTests.parts + "A8;Клей;X;;мл;0,5;1;1;;;\n")
    #expect(fine.told("too_many_decimals") == 1 && fine["created"].int == 1, "a half of a millilitre is not kept: \(fine)")
    #expect(world.bringIn("parts", ImportTests.parts + "A9;Клей;X;;хз;1;1;1;;;\n").counts == [0, 0, 0, 0, 1])
  }

  @Test func multiplesAreConvertedAndAUnitThatTheDeskHasNotIsNamedAsItIsWritten() throws {
    let rows = [
      "A1;Клипса;X;;100 шт;2;150;200;1;;", "A2;Реагент;X;;т;0,5;50 000;60 000;0,1 т;;", "A3;Шланг;X;;км;0,25;100 000;150 000;;;",
      "A4;Шайба;X;;тыс. шт;1;10 ₽/100 шт;20 ₽/шт;;;", "A5;Плёнка;X;;кв. м;4 м²;10;20;1;;", "A6;Плёнка;X;;М2;2,5;10;20;1;;",
    ]
    let answer = world.bringIn("parts", ImportTests.parts + rows.joined(separator: "\n"))
    #expect(answer.counts == [6, 0, 0, 0, 0] && answer.told("unit_taken_as") == 6 && answer.told("quantity_not_whole") == 1, "\(answer)")
    #expect(
      try lines(Self.state) == [
        "200000 150 200 100000 piece", "500000 5000 6000 100000 kilogram", "250000 10000 15000 0 metre", "1000000 10 2000 0 piece",
        "4000 1000 2000 1000 piece", "0 1000 2000 1000 piece",
      ])
    let told = answer["lines"].array.compactMap { $0["reasons"].array.first { $0["code"].string == "unit_taken_as" }?["message"].string }
    #expect(told.count == 6 && told[4].contains("“кв. м”") && told[5].contains("“М2”") && told[1].contains("“т”"), "\(told)")
    let fine = world.bringIn("parts", ImportTests.parts + "A7;Клипса;X;;100 шт;;1;1,50;;;\n")
    #expect(fine.counts == [0, 0, 0, 0, 1] && fine.told("no_sum_of_money") == 1, "no kopeck is rounded: \(fine)")
    for unit in ["чел.ч", "кВт·ч", "пог. км", "хз"] {
      let none = world.bringIn("parts", ImportTests.parts + "A8;Клей;X;;\(unit);1;1;1;;;\n")
      #expect(none.counts == [0, 0, 0, 0, 1] && none["lines/0/reasons/0/message"].string?.contains("“\(unit)”") == true, "\(none)")
    }
    let measured = world.bringIn("parts", ImportTests.parts + "A9;Масло;X;;л;1;100 ₽/100 мл;150;;;\n")
    #expect(measured.counts == [1, 0, 0, 0, 0] && measured.told("unit_differs") == 1, "\(measured)")
  }

  @Test func aYearThatNobodyWritesSoIsLeftOut() throws {
    _ = world.bringIn("clients", ImportTests.clients + "1;Анна;;;;;;22.08.1976;;;\n")
    _ = world.bringIn("vehicles", ImportTests.vehicles + "1;LADA;Веста;2010;XTA93WDSMRX6LD0DA;;;\n")
    for year in ["0015", "015", "5", "0", "15 лет", "00"] {
      let answer = world.bringIn("vehicles", ImportTests.vehicles + "1;LADA;Веста;\(year);XTA93WDSMRX6LD0DA;;;\n")
      guard year != "00" else {
        #expect(answer.told("year_completed") == 1, "\(answer)")
        continue
      }
      #expect(answer["lines/0/reasons/0/column"].string == "Год" && answer["emptied"].int == 0, "\(year) \(answer)")
      #expect(try lines("SELECT year FROM vehicles") == ["2010"], "\(year)")
    }
    for day in ["22.08.0076", "22.08.076", "22.8.6", "0076-08-22", "22.08.0015 0:00:00", "01.01.0001"] {
      let answer = world.bringIn("clients", ImportTests.clients + "1;Анна;;;;;;\(day);;;\n")
      #expect(answer["lines/0/reasons/0/column"].string == "Дата рождения" && answer["emptied"].int == 0, "\(day) \(answer)")
      #expect(try lines("SELECT date(birth_on * 86400, 'unixepoch') FROM clients") == ["1976-08-22"], "\(day)")
    }
  }

  @Test func aTaxIdIsReadInAnySpellingAndAWrongOneReplacesNoGoodOne() throws {
    func bring(_ id: String) -> World.Answer { world.bringIn("clients", ImportTests.clients + "1;Анна;;;;;\(id);;;;\n") }
    _ = bring("7707083893")
    for id in ["7 707 083 893", "7707083893.0", "7707083893,00", "ИНН 7707083893", "\"=\"\"7707083893\"\"\"", "7707083893/770701001"] {
      #expect(bring(id)["lines"].array.isEmpty, "\(id)")
      #expect(try lines("SELECT tax_id FROM clients") == ["7707083893"], "\(id)")
    }
    for id in ["0", "0000000000", "нет", "7,70709E+09", "7707083894", "707083893", "77070838933", "DE123456789"] {
      for query in ["?dry_run=true", ""] {
        let answer = world.bringIn("clients", ImportTests.clients + "1;Анна;;;;;\(id);;;;\n", query)
        #expect(answer["lines/0/reasons/0/column"].string == "ИНН" && answer["emptied"].int == 0, "\(id) \(answer)")
      }
      #expect(try lines("SELECT tax_id FROM clients") == ["7707083893"], "\(id)")
    }
    #expect(bring("500100732259").counts == [0, 1, 0, 0, 0] && bring("DE123456789").told("tax_id_kept") == 1)
    _ = bring("")
    #expect(bring("DE123456789").told("tax_id_unverified") == 1)
    #expect(try lines("SELECT tax_id FROM clients") == ["DE123456789"], "where there is none, what was typed is kept")
    let typed = world.post("/v1/clients", #"{"name":"Борис","tax_id":"ИНН 7 707 083 893"}"#)
    #expect(typed["tax_id"].string == "7707083893" && typed["tax_id_verified"].bool == true, "\(typed)")
  }

  @Test func noCellTakesALongerTextThanABody() throws {
    let long = String(repeating: "я", count: 201)
    let note = String(repeating: "я", count: 4_001)
    func bring(_ kind: String, _ head: String, _ row: String) -> World.Answer { world.bringIn(kind, head + row + "\n") }
    _ = bring("clients", ImportTests.clients, "1;Анна;;;;;;;;;постоянная")
    let comment = bring("clients", ImportTests.clients, "1;Анна;;;;;;;;;\(note)")
    #expect(comment.told("text_too_long") == 1 && comment["rejected"].int == 0, "\(comment)")
    #expect(try lines("SELECT comment FROM clients") == ["постоянная"])
    let supplier = bring("parts", ImportTests.parts, "W712;Фильтр;MANN;\(long);шт;;1;2;;\(long);")
    #expect(supplier.counts == [1, 0, 0, 0, 0] && supplier["lines/0/reasons"].array.count == 2, "\(supplier)")
    #expect(try lines("SELECT count(*) FROM suppliers") == ["0"])
    let colour = bring("vehicles", ImportTests.vehicles, "1;LADA;Веста;;XTA93WDSMRX6LD0DA;;;\(long)")
    #expect(colour.counts == [1, 0, 0, 0, 0] && colour.told("text_too_long") == 1, "\(colour)")
    for (kind, head, row) in [
      ("clients", ImportTests.clients, "2;\(long);;;;;;;;;"), ("vehicles", ImportTests.vehicles, "1;\(long);Веста;;XTA93WDSMRX6LD0DB;;;"),
      ("vehicles", ImportTests.vehicles, "1;LADA;\(long);;XTA93WDSMRX6LD0DB;;;"),
      ("parts", ImportTests.parts, "\(long);Фильтр;MANN;;шт;;1;2;;;"), ("parts", ImportTests.parts, "A;\(long);MANN;;шт;;1;2;;;"),
      ("parts", ImportTests.parts, "A;Фильтр;\(long);;шт;;1;2;;;"),
      ("operations", "Код;Работа;Норма, ч;Цена нормо-часа\n", "1;\(long);1;1"),
      ("operations", "Код;Работа;Норма, ч;Цена нормо-часа\n", "\(long.prefix(41));Мойка;1;1"),
    ] { #expect(bring(kind, head, row).counts == [0, 0, 0, 0, 1], "\(kind) \(row.prefix(20))") }
    let just = String(long.dropLast())
    #expect(bring("parts", ImportTests.parts, "\(just);\(just);\(just);;шт;;1;2;;\(just);").counts == [1, 0, 0, 0, 0])
  }

  @Test func whatASpreadsheetHasShortenedIsTold() throws {
    let parts = world.bringIn("parts", ImportTests.parts + "9,09E+12;Фильтр;MANN;\"OEM1; 1,2E+15\";шт;;1;2;;;\n")
    #expect(
      parts.counts == [1, 0, 0, 0, 0] && parts["lines/0/reasons"].array.compactMap { $0["column"].string }.contains("Артикул"), "\(parts)")
    #expect(!(try lines("SELECT number FROM part_numbers")).contains { $0.contains("E+") })
    #expect(world.bringIn("operations", "Код;Работа;Норма, ч;Цена нормо-часа\n1,1E+11;Мойка;1;1\n").told("number_shortened") == 1)
    let people = world.bringIn("clients", "Код;Наименование\n1,23E+11;Анна\n1,23E+11;Борис\n")
    #expect(people.counts == [0, 0, 0, 0, 2] && people.told("number_shortened") == 2, "two people are not made one: \(people)")
    #expect(world.bringIn("parts", ImportTests.parts + "12E10;Фильтр;MANN;;шт;;1;2;;;\n")["warned"].int == 0, "a real article")
  }
}
