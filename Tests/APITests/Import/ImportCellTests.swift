import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Unreadable and empty cells. An unreadable cell changes nothing, an empty one clears its field; the report names both.
@Suite struct ImportCellTests {
  private static let whole = "7;Анна;Юр. лицо;8 903 123-45-67;8 916 765-43-21;a@b.ru;7707083893;22.08.1976;да;3;постоянная\n"

  private func card(_ world: World) -> World.Answer { world.get("/v1/clients/\(world.get("/v1/clients")["items/0/id"].int ?? 0)") }
  private func emptied(_ answer: World.Answer) -> [String] { answer["lines"].array.flatMap { $0["emptied"].array.compactMap(\.string) } }
  private func columns(_ answer: World.Answer) -> [String] { answer["lines/0/reasons"].array.compactMap { $0["column"].string } }

  @Test func aClientsCellThatCannotBeReadChangesNothing() throws {
    let world = try World()
    _ = world.bringIn("clients", ImportTests.clients + Self.whole)
    let before = card(world)
    let unreadable = ["7,90312E+10", "+7 903 123-45-6", "p(at)example.net", "7,70708E+09", "28004", "может быть", "105", "Чудо"]
    let row = "7;Анна;\(unreadable[7]);\(unreadable[0]);\(unreadable[1]);\(unreadable[2]);\(unreadable[3]);\(unreadable[4]);"
    for query in ["?dry_run=true", ""] {
      let answer = world.bringIn("clients", ImportTests.clients + row + "\(unreadable[5]);\(unreadable[6]);постоянная\n", query)
      #expect(answer.counts == [0, 1, 0, 0, 0] && answer["emptied"].int == 0, "\(answer)")
      let told: Set = ["Вид", "Телефон", "Доп. телефон", "E-mail", "ИНН", "Дата рождения", "Согласие на рассылку", "Скидка, %"]
      #expect(Set(columns(answer)) == told, "\(answer)")
    }
    let after = card(world)
    for field in ["name", "kind", "tax_id", "birth_on", "comment"] { #expect(after[field].string == before[field].string, "\(field)") }
    #expect(after["phones"].array.compactMap(\.string) == ["+79031234567", "+79167654321"], "\(after)")
    #expect(after["emails/0"].string == "a@b.ru" && after["discount_bp"].int == 300 && after["consents/0/given"].bool == true, "\(after)")
    #expect(after["version"].int == before["version"].int)
  }

  @Test func everyUnreadableValueOfAClientAloneChangesNothing() throws {
    let world = try World()
    _ = world.bringIn("clients", ImportTests.clients + Self.whole)
    let before = card(world).text
    let cells = Self.whole.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    let wrong: [(Int, [String])] = [
      (3, ["12", "9,0312E+09", "нет", "8 903 123 45 6"]), (4, ["12", "—", "(903) 123-45-6"]), (5, ["x@", "нет", "a b"]),
      (6, ["нет", "7,7E+09", "7.70708389E9", String(repeating: "1", count: 21)]),
      (7, ["28004", "31.02.1980", "01.01.0001", "01.02.0090", "01.02.1090", "03.03.2026", "01.02.2206", "01.02.20", "22/08/1976"]),
      (8, ["может быть"]), (9, ["105", "-5", "1,250", "1 5", "х", "2,555", "1e1"]), (2, ["Чудо"]),
    ]
    for (index, values) in wrong {
      for value in values {
        var row = cells
        row[index] = value
        let answer = world.bringIn("clients", ImportTests.clients + row.joined(separator: ";"))
        #expect(answer["emptied"].int == 0 && answer["lines/0/reasons"].array.count == 1, "\(value) \(answer.text)")
        #expect(card(world).text == before, "\(value)")
      }
    }
  }

  @Test func theCellsOfCarsAndPartsThatCannotBeReadChangeNothing() throws {
    let world = try World()
    _ = world.bringIn("clients", ImportTests.clients + "7;Анна;;;;;;;;;\n")
    _ = world.bringIn("vehicles", ImportTests.vehicles + "7;LADA;Веста;2021;XTA93WDSMRX6LD0DA;А123ВС77;100 000;красный\n")
    let car = world.get("/v1/vehicles")
    for (year, odometer) in [("21 год", "сто"), ("1090", "12 50"), ("2206", "120,500"), ("30", "-5"), ("2,021", "1e5"), ("20 21", "1,5")] {
      let row = "7;LADA;Веста;\(year);XTA93WDSMRX6LD0DA;--;\(odometer);красный\n"
      let answer = world.bringIn("vehicles", ImportTests.vehicles + row)
      let told = Set(columns(answer)).subtracting(["VIN"])
      #expect(told == ["Год", "Гос. номер", "Пробег"] && answer["emptied"].int == 0, "\(year) \(answer)")
      let now = world.get("/v1/vehicles")
      #expect(now["items/0/year"].int == 2021 && now["items/0/plate"].string == "А123ВС77", "\(year) \(now)")
      #expect(now["items/0/odometer_km"].int == car["items/0/odometer_km"].int)
    }

    _ = world.bringIn("parts", ImportTests.parts + "W712;Фильтр;MANN;OEM55;шт;4;100;150;2;Берг;5\n")
    let values = "SELECT min_quantity || ' ' || lead_days || ' ' || supplier_id || ' ' || version FROM parts"
    let before = try world.desk.db.lines(values)
    for (cell, wrong) in [
      ("OEM55", "—"), (";2;Берг", ";-2;Берг"), ("Берг;5", "Берг;скоро"), ("Берг;5", "Берг;1,5"), ("Берг;5", "Берг;9999"),
    ] {
      let row = "W712;Фильтр;MANN;OEM55;шт;4;100;150;2;Берг;5\n".replacing(cell, with: wrong)
      let answer = world.bringIn("parts", ImportTests.parts + row)
      #expect(answer.told("cell_unreadable") == 1 && answer["emptied"].int == 0, "\(wrong) \(answer)")
      #expect(try world.desk.db.lines(values) == before, "\(wrong)")
      #expect(try world.desk.db.lines("SELECT number FROM part_numbers") == ["OEM55"], "\(wrong)")
    }
  }

  @Test func aNumberThatCannotBeReadTakesNoneOfTheOthersAway() throws {
    let world = try World()
    _ = world.bringIn("parts", ImportTests.parts + "W712;Фильтр;MANN;\"XA-1, XA-2\";шт;4;100;150;2;Берг;5\n")
    let answer = world.bringIn("parts", ImportTests.parts + "W712;Фильтр;MANN;\"XA-9, ###\";шт;4;100;150;2;Берг;5\n")
    #expect(answer.told("cell_unreadable") == 1, "\(answer)")
    #expect(try world.desk.db.lines("SELECT number FROM part_numbers ORDER BY number") == ["XA-1", "XA-2", "XA-9"])
  }

  @Test func anEmptyCellEmptiesItsFieldAndIsCounted() throws {
    let world = try World()
    _ = world.bringIn("clients", ImportTests.clients + Self.whole)
    for query in ["?dry_run=true", ""] {
      let answer = world.bringIn("clients", ImportTests.clients + "7;Анна;;;;;;;;;\n", query)
      let all = ["Телефон", "Доп. телефон", "E-mail", "ИНН", "Дата рождения", "Скидка, %", "Комментарий"]
      #expect(emptied(answer) == all && answer["emptied"].int == 7, "\(answer)")
    }
    let after = card(world)
    #expect(after["phones"].array.isEmpty && after["emails"].array.isEmpty && after["discount_bp"].int == 0, "\(after)")
    for field in ["tax_id", "birth_on", "comment"] { #expect(after[field].isNull, "\(field)") }
    #expect(after["kind"].string == "company" && after["consents/0/given"].bool == true, "neither can be empty")
    #expect(world.bringIn("clients", ImportTests.clients + "7;Анна К.;;;;;;;;;\n")["emptied"].int == 0, "nothing was left to empty")

    let owner = ImportTests.vehicles + "7;LADA;Веста;2021;XTA93WDSMRX6LD0DA;А123ВС77;100 000;красный\n"
    _ = world.bringIn("vehicles", owner)
    let car = world.bringIn("vehicles", ImportTests.vehicles + "7;LADA;Веста;;XTA93WDSMRX6LD0DA;;;\n")
    #expect(emptied(car) == ["Год", "Цвет"] && car["emptied"].int == 2, "\(car)")
    let lada = world.get("/v1/vehicles")
    #expect(lada["items/0/year"].isNull && lada["items/0/plate"].string == "А123ВС77" && lada["items/0/odometer_km"].int == 100_000)

    _ = world.bringIn("parts", ImportTests.parts + "W712;Фильтр;MANN;OEM55;шт;4;100;150;2;Берг;5\n")
    let part = world.bringIn("parts", ImportTests.parts + "W712;Фильтр;MANN;;шт;;;150;;;\n")
    #expect(emptied(part) == ["Кросс-номера", "Цена закуп.", "Мин. остаток", "Поставщик", "Срок поставки, дн."], "\(part)")
    let values = "SELECT purchase_price_minor || ' ' || min_quantity || ' ' || (supplier_id IS NULL) || ' ' || (lead_days IS NULL) || ' '"
    #expect(try world.desk.db.lines(values + " || on_hand FROM parts") == ["0 0 1 1 4000"])
    #expect(try world.desk.db.lines("SELECT number FROM part_numbers").isEmpty)
    #expect(world.get("/v1/parts?q=oem55")["items"].array.isEmpty)
  }

  @Test func ofSeveralValuesInACellThoseThatCanBeReadAreTakenAndTheKnownStay() throws {
    let world = try World()
    func phones() -> [String] { card(world)["phones"].array.compactMap(\.string) }
    func bring(_ main: String, _ more: String, _ mail: String = "") -> World.Answer {
      world.bringIn("clients", ImportTests.clients + "7;Анна;;\"\(main)\";\"\(more)\";\"\(mail)\";;;;;\n")
    }
    #expect(bring("8 903 123-45-67", "8 916 765-43-21", "a@b.ru; c@d.ru").counts == [1, 0, 0, 0, 0])
    #expect(phones() == ["+79031234567", "+79167654321"])
    #expect(card(world)["emails"].array.compactMap(\.string) == ["a@b.ru", "c@d.ru"])
    let half = bring("8 903 123-45-67", "8 903 765-43-2, 8 999 000-00-11", "a@b.ru, c(at)d.ru")
    #expect(Set(columns(half)) == ["Доп. телефон", "E-mail"] && half["emptied"].int == 0, "\(half)")
    #expect(phones() == ["+79031234567", "+79990000011", "+79167654321"], "the one that could not be read may be any of the known")
    #expect(card(world)["emails"].array.compactMap(\.string) == ["a@b.ru", "c@d.ru"])
    _ = bring("12", "8 999 000-00-22")
    #expect(phones() == ["+79031234567", "+79990000022"], "each column changes only its own")
    _ = bring("8 999 000-00-33", "12")
    #expect(phones() == ["+79990000033", "+79990000022"])
    #expect(world.bringIn("clients", "Код;Наименование;Телефон\n7;Анна;8 999 000-00-44\n").counts == [0, 1, 0, 0, 0])
    #expect(phones() == ["+79990000044", "+79990000022"], "a table without the column tells nothing of the others")
    #expect(world.bringIn("clients", "Код;Наименование;Доп. телефон\n7;Анна;\n")["emptied"].int == 1)
    #expect(phones() == ["+79990000044"])
  }
}
