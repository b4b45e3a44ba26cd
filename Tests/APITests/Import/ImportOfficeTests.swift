import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Tables as office programs and hasty users leave them.
@Suite struct ImportOfficeTests {
  @Test func aColumnThatIsNotReadIsNamedAndOtherNamesOfAColumnAreTaken() throws {
    let world = try World()
    let table = "id;ФИО;тел.;EMAIL;Любимый цвет;\n1;Анна;8 903 123-45-67;a@b.ru;синий;\n"
    for query in ["?dry_run=true", ""] {
      let answer = world.bringIn("clients", table, query)
      #expect(answer.counts == [1, 0, 0, 0, 0], "\(answer)")
      #expect(answer["unknown_columns"].array.compactMap(\.string) == ["Любимый цвет"], "\(answer)")
    }
    #expect(world.get("/v1/clients?phone=89031234567")["items/0/name"].string == "Анна")
    let same = ImportTests.clients.replacing("Доп. телефон", with: "Тел").replacing("E-mail", with: "Почта")
    let both = world.bringIn("clients", same + "2;Борис;;8 916 765-43-21;8 916 000-00-00;b@b.ru;;;;;\n")
    #expect(both["unknown_columns"].array.compactMap(\.string) == ["Тел"], "the column of its own name is read: \(both)")
    #expect(try world.desk.db.lines("SELECT phone FROM client_phones ORDER BY client_id") == ["+79031234567", "+79167654321"])
    let parts = "Арт;Название;Бренд;Ед. изм.;Цена;Закупка;Полка\nW712;Фильтр;MANN;шт;150;100;А-3\n"
    #expect(world.bringIn("parts", parts)["unknown_columns"].array.compactMap(\.string) == ["Полка"])
    #expect(try world.desk.db.lines("SELECT price_minor || ' ' || purchase_price_minor FROM parts") == ["15000 10000"])
    let rejects = world.bringIn("clients", "Причина;Код;Наименование\nпусто;3;Вера\n")
    #expect(rejects.counts == [1, 0, 0, 0, 0] && rejects["unknown_columns"].array.isEmpty)
  }

  @Test func everyOtherNameLeadsToOneColumnOfItsKind() {
    for kind in ImportKind.allCases {
      let own = Set(kind.columns.map(ImportKind.fold))
      let others = kind.otherNames.flatMap(\.names).map(ImportKind.fold)
      #expect(Set(others).count == others.count && own.isDisjoint(with: others), "\(kind)")
      #expect(kind.otherNames.allSatisfy { kind.columns.contains($0.column) }, "\(kind)")
    }
  }

  @Test func aWordInTheColumnOfTheVINOrThePlateIsNoKey() throws {
    let world = try World()
    _ = world.bringIn("clients", ImportTests.clients + "1;Анна;;;;;;;;;\n2;Борис;;;;;;;;;\n")
    for word in [
      "ОТСУТСТВУЕТ", "нет", "б/н", "NO VIN", "00000000000000000", "XXXXXXXXXXXXXXXXX", "-", "не указан", "0", "11111111111111111",
    ] {
      let cars = world.bringIn("vehicles", ImportTests.vehicles + "1;LADA;Веста;;\(word);;;\n2;KIA;Рио;;\(word);;;\n", "?dry_run=true")
      #expect(cars.counts == [0, 0, 0, 0, 2] && cars.told("vehicle_without_key") == 2, "\(word) \(cars)")
      let plates = world.bringIn("vehicles", ImportTests.vehicles + "1;LADA;Веста;;\(word);А123ВС77;;\n2;KIA;Рио;;\(word);В456ОР77;;\n")
      #expect(plates["rejected"].int == 0 && plates["transferred"].int == 0 && plates.told("cell_unreadable") == 2, "\(word) \(plates)")
    }
    #expect(try world.desk.db.lines("SELECT count(*) || ' ' || count(vin) FROM vehicles") == ["2 0"])
    for word in ["б/н", "нет", "транзит", "000"] {
      let cars = world.bringIn("vehicles", ImportTests.vehicles + "1;LADA;Нива;;;\(word);;\n1;УАЗ;3741;;;\(word);;\n")
      #expect(cars["rejected"].int == 2, "\(word) \(cars)")
    }
    // A text that may be a body number is kept as typed, unverified.
    #expect(world.bringIn("vehicles", ImportTests.vehicles + "1;Toyota;Mark II;;GX100-6012345;;;\n").counts == [1, 0, 0, 0, 0])
  }

  @Test func unitsOfMoneySharesTruthAndMidnightsAreRead() throws {
    let world = try World()
    let prices = ["1 234,50 ₽", "1234.50 руб.", "1\u{A0}234,50\u{A0}₽", "1234,5р.", "1 234,50 РУБ"]
    for (index, price) in prices.enumerated() {
      let row = "A\(index);Масло;Shell;;л;1;\(price);\(price);;;\n"
      #expect(world.bringIn("parts", ImportTests.parts + row).counts == [1, 0, 0, 0, 0], "\(price)")
    }
    #expect(try world.desk.db.lines("SELECT DISTINCT price_minor || ' ' || purchase_price_minor FROM parts") == ["123450 123450"])
    let rows = "1;Анна;;;;;;22.08.1976 0:00:00;ИСТИНА;5%;\n2;Борис;;;;;;;ЛОЖЬ;12,5 %;\n"
    #expect(world.bringIn("clients", ImportTests.clients + rows)["warned"].int == 0)
    let told = "SELECT discount_bp || ' ' || coalesce(date(birth_on * 86400, 'unixepoch'), '-') FROM clients ORDER BY id"
    #expect(try world.desk.db.lines(told) == ["500 1976-08-22", "1250 -"])
    #expect(try world.desk.db.lines("SELECT given FROM consents ORDER BY id") == ["1", "0"])
  }

  @Test func aLineBreakInsideQuotesAndATextInAFormulaAreRead() throws {
    let world = try World()
    let table =
      "Код;Работа;Норма, ч;Цена нормо-часа\r\n=\"00123\";\"Замена\r\nмасла\";1;1000\r\n\"=\"\"00124\"\"\";\"Замена\rсвечей\";1;1000\r\n"
    #expect(world.bringIn("operations", table).counts == [2, 0, 0, 0, 0])
    #expect(
      try world.desk.db.lines("SELECT code || ' ' || name FROM operations ORDER BY id") == ["00123 Замена масла", "00124 Замена свечей"])
  }

  @Test func aTableInUTF16IsReadAndItsRejectsCanBeImportedAgain() throws {
    let world = try World()
    let table = "Код\tНаименование\tТелефон\r\n1\tАнна 🚗\t89031234567\r\n\tБорис\t\r\n\t\t\r\n"
    for isBig in [false, true] {
      let bytes = table.utf16.flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 255))
        return isBig ? [high, low] : [low, high]
      }
      let answer = world.bringIn("clients", (isBig ? [0xFE, 0xFF] : [0xFF, 0xFE]) + bytes)
      #expect(answer["encoding"].string == "utf-16" && answer["rows"].int == 2 && answer["rejected"].int == 1, "\(answer)")
      #expect(answer["rejects_csv"].string?.contains("\tБорис\t") == true, "\(answer)")
    }
    #expect(try world.desk.db.lines("SELECT name FROM clients") == ["Анна 🚗"])
    let workbook = world.bringIn("clients", [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00])
    #expect(workbook.status == 422 && workbook.text.contains("save the sheet as CSV"), "\(workbook)")
  }

  /// Invisible characters that are copied along with a number from a phone or a web page.
  @Test func whatIsNotSeenIsLeftOut() throws {
    let world = try World()
    let first = "\u{200E}1\u{200B};\u{FEFF}Ан\u{AD}на;\u{202A}+7 903 123-45-67\u{202C}\n"
    let answer = world.bringIn("clients", "Код;Наименование;\u{200B}Телефон\n" + first)
    #expect(answer.counts == [1, 0, 0, 0, 0] && answer["warned"].int == 0, "\(answer)")
    #expect(world.bringIn("clients", "Код;Наименование;Телефон\n1;Анна;8 903 123-45-67\n")["created"].int == 0, "the same client")
    #expect(try world.desk.db.lines("SELECT name || ' ' || external_id || ' ' || phone FROM clients") == ["Анна 1 +79031234567"])
  }

  @Test func aVINMayHaveItsLabel() throws {
    let world = try World()
    _ = world.bringIn("clients", ImportTests.clients + "1;Анна;;;;;;;;;\n")
    for vin in ["VIN: XTA210990Y2765432", "VIN XTA210990Y2765432", "вин № XTA210990Y2765432", "XTA210990Y2765432"] {
      let answer = world.bringIn("vehicles", ImportTests.vehicles + "1;LADA;Веста;;\(vin);;;\n")
      #expect(answer["rejected"].int == 0 && answer["warned"].int == 0, "\(vin) \(answer)")
    }
    #expect(try world.desk.db.lines("SELECT vin FROM vehicles") == ["XTA210990Y2765432"])
    #expect(world.post("/v1/vehicles", #"{"make":"A","model":"B","vin":"VIN XTA210990Y2765432"}"#).code == "vin_taken")
    #expect(world.bringIn("vehicles", ImportTests.vehicles + "1;LADA;Веста;;VIN;;;\n")["rejected"].int == 1)
  }
}
