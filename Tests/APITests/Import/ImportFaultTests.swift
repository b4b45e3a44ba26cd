import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Rejected rows and their reasons, and things that an import does not require.
@Suite struct ImportFaultTests {
  @Test func aRowIsRejectedForEveryFaultItHasEachWithItsPlace() throws {
    let world = try World()
    let parts = world.bringIn("parts", ImportTests.parts + ";Масло;;;упак;х;12,345;-1;;;\n", "?dry_run=true")
    #expect(parts.counts == [0, 0, 0, 0, 1])
    let reasons = parts["lines/0/reasons"].array
    #expect(
      Set(reasons.compactMap { $0["column"].string }) == [
        "Артикул", "Производитель", "Остаток", "Цена закуп.", "Цена розн.",
      ], "\(parts)")
    let messages = reasons.compactMap { $0["message"].string }
    #expect(messages.contains("“х” in the column “Остаток”: A decimal number is expected."), "\(messages)")
    #expect(messages.contains("“12,345” in the column “Цена закуп.”: A sum has at most two decimals and is not negative."), "\(messages)")
    #expect(!messages.contains { $0.contains("left out") })
    let operations = world.bringIn("operations", "Код;Работа;Норма, ч;Цена нормо-часа\n;;0;x\n", "?dry_run=true")
    #expect(
      operations["lines/0/reasons"].array.compactMap { $0["code"].string }.sorted() == [
        "cell_missing", "cell_missing", "norm_hours_wrong", "not_a_number",
      ], "\(operations)")
    _ = world.bringIn("clients", ImportTests.clients + "1;Анна;;;;;;;;;\n")
    let cars = world.bringIn("vehicles", ImportTests.vehicles + "1;;Веста;;--;;;\n", "?dry_run=true")
    #expect(
      cars["lines/0/reasons"].array.compactMap { $0["column"].string ?? "-" } == ["Марка", "VIN", "-"],
      "the VIN that was no key is told: \(cars)")
  }

  @Test func aRejectedRowTellsWhatTheDeskHasAgainstItTooAndWhichItIs() throws {
    let world = try World()
    _ = world.bringIn("clients", ImportTests.clients + "1;Анна;;;;;;;;;\n")
    let cars = world.bringIn(
      "vehicles",
      ImportTests.vehicles + "9;;Веста;;XTA93WDSMRX6LD0DA;;;\n9;;Веста;;;а123вс77;;\n;;Веста;;;а123вс77;;\n1;;Веста;;;а123вс77;;\n")
    let lines = cars["lines"].array
    #expect(cars.counts == [0, 0, 0, 0, 4], "\(cars)")
    #expect(lines.map { $0["key"].string } == ["VIN XTA93WDSMRX6LD0DA", "А123ВС77 9", nil, "А123ВС77 1"], "\(cars)")
    func codes(_ line: Int) -> [String] { lines[line]["reasons"].array.compactMap { $0["code"].string } }
    #expect(codes(0) == ["cell_missing", "unknown_client"] && codes(1) == codes(0), "\(cars)")
    #expect(codes(2) == ["cell_missing", "cell_missing"] && codes(3) == ["cell_missing"], "\(cars)")
    #expect(cars["rejects_csv"].string?.contains("Не заполнена колонка «Марка». Клиента с кодом 9 нет.") == true, "\(cars)")
    let parts = world.bringIn("parts", ImportTests.parts + "с-110;Свеча;Вымпел;;;;1;2;;;\n;Свеча;Вымпел;;шт;;1;2;;;\n")
    #expect(parts["lines/0/key"].string == "с-110 Вымпел" && parts["lines/1/key"].isNull, "\(parts)")
    let operations = world.bringIn("operations", "Код;Работа;Норма, ч;Цена нормо-часа\nТ-1;;1;1\n;Мойка;1;1\n")
    #expect(operations["lines/0/key"].string == "Т-1" && operations["lines/1/key"].isNull, "\(operations)")
    let clients = world.bringIn("clients", ImportTests.clients + "7;;;;;;;;;;\n;Анна;;;;;;;;;\n")
    #expect(clients["lines/0/key"].string == "7" && clients["lines/1/key"].isNull, "\(clients)")
  }

  @Test func theReportNamesARowInTheFilesOwnSpelling() throws {
    let world = try World()
    let parts = world.bringIn("parts", ImportTests.parts + "с-110 а;Свеча;Вымпел;;шт;;1;2;;;\n", "?dry_run=true")
    #expect(parts["lines/0/key"].string == "с-110 а Вымпел")
    _ = world.bringIn("clients", ImportTests.clients + "1;Анна;;;;;;;;;\n")
    let cars = world.bringIn("vehicles", ImportTests.vehicles + "1;LADA;Веста;;;а123вс77;;\n", "?dry_run=true")
    #expect(cars["lines/0/key"].string == "А123ВС77 1")
  }

  @Test func aTableWithoutSomeColumnsLeavesWhatTheyTellAsItIs() throws {
    let world = try World()
    let whole = "7;Анна;Юр. лицо;8 903 123-45-67;;a@b.ru;;22.08.1976;да;3;постоянная\n"
    _ = world.bringIn("clients", ImportTests.clients + whole)
    let client = world.get("/v1/clients")["items/0/id"].int ?? 0
    #expect(world.bringIn("clients", "Код;Наименование\n7;Анна К.\n").counts == [0, 1, 0, 0, 0])
    let card = world.get("/v1/clients/\(client)")
    #expect(card["name"].string == "Анна К." && card["kind"].string == "company" && card["phones"].array.count == 1, "\(card)")
    #expect(card["emails"].array.count == 1 && card["discount_bp"].int == 300 && card["comment"].string == "постоянная", "\(card)")
    #expect(world.bringIn("clients", ImportTests.clients + "7;Анна К.;;;;;;;;;\n").counts == [0, 1, 0, 0, 0])
    #expect(world.get("/v1/clients/\(client)")["phones"].array.isEmpty, "an empty cell still clears")

    _ = world.bringIn("parts", ImportTests.parts + "W712;Фильтр;MANN;OEM55;шт;4;100;150;2;Берг;5\n")
    let part = world.get("/v1/parts")["items/0/id"].int ?? 0
    let few = "Артикул;Наименование;Производитель;Ед.;Цена розн.\n"
    #expect(world.bringIn("parts", few + "W712;Фильтр;MANN;шт;170\nW713;Фильтр;MANN;шт;90\n").counts == [1, 1, 0, 0, 0])
    let row = try world.desk.db.lines(
      "SELECT price_minor || ' ' || purchase_price_minor || ' ' || min_quantity || ' ' || lead_days || ' ' || on_hand FROM parts WHERE id = 1"
    )
    #expect(row == ["17000 10000 2000 5 4000"])
    #expect(world.get("/v1/parts/\(part)")["numbers"].array.count == 1)
    #expect(world.get("/v1/parts?q=oem55")["items/0/id"].int == part)

    _ = world.bringIn("vehicles", ImportTests.vehicles + "7;LADA;Веста;2021;XTA93WDSMRX6LD0DA;;;красный\n")
    #expect(world.bringIn("vehicles", "Код клиента;Марка;Модель;VIN\n7;LADA;Веста Кросс;XTA93WDSMRX6LD0DA\n").counts == [0, 1, 0, 0, 0])
    let car = world.get("/v1/vehicles")
    #expect(car["items/0/year"].int == 2021 && car["items/0/colour"].string == "красный" && car["items/0/model"].string == "Веста Кросс")
    #expect(world.bringIn("parts", "Артикул;Наименование\n").codes == ["table_unreadable"])
  }

  @Test func whatIsNoTableByItsTypeIsNotReadAsOne() throws {
    let world = try World()
    for type in ["application/json", "multipart/form-data; boundary=x", "-"] {
      let answer = world.ask("POST", "/v1/imports/clients", ImportTests.clients + "1;Анна;;;;;;;;;\n", headers: [("Content-Type", type)])
      #expect(answer.status == 415 && answer.code == "unsupported_media_type", "\(type) \(answer)")
    }
    let named = world.ask("POST", "/v1/imports/clients", ImportTests.clients, headers: [("Content-Type", "Text/CSV; charset=utf-8")])
    #expect(named.status == 200, "\(named)")
  }
}
