import Domain
import Foundation
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct ImportTests {
  static let clients = "Код;Наименование;Вид;Телефон;Доп. телефон;E-mail;ИНН;Дата рождения;Согласие на рассылку;Скидка, %;Комментарий\n"
  static let vehicles = "Код клиента;Марка;Модель;Год;VIN;Гос. номер;Пробег;Цвет\n"
  static let parts =
    "Артикул;Наименование;Производитель;Кросс-номера;Ед.;Остаток;Цена закуп.;Цена розн.;Мин. остаток;Поставщик;Срок поставки, дн.\n"

  @Test func theDemoCentreComesInWholeAndASecondRunChangesNothing() throws {
    let world = try World()
    let db = world.desk.db
    let clients = world.bringIn("clients", try World.demo("clients"))
    #expect(clients.counts == [3_000, 0, 0, 0, 0])
    #expect(clients["encoding"].string == "windows-1251")
    let vehicles = world.bringIn("vehicles", try World.demo("vehicles"))
    #expect(vehicles.counts == [3_570, 0, 0, 0, 30])
    #expect(vehicles.told("unknown_client") == 30)
    #expect(vehicles.told("vin_unverified") == 73)
    #expect(world.bringIn("parts", try World.demo("parts")).counts == [999, 1, 0, 0, 0])
    #expect(world.bringIn("operations", try World.demo("operations")).counts == [25, 0, 0, 0, 0])
    #expect(try db.lines("SELECT count(*) || ' ' || (SELECT count(*) FROM vehicles) FROM clients") == ["3000 3570"])
    #expect(try db.lines("SELECT count(*) FROM vehicles WHERE vin IS NOT NULL AND vin_verified = 0") == ["73"])

    let state = try self.state(db)
    #expect(world.bringIn("clients", try World.demo("clients")).counts == [0, 0, 3_000, 0, 0])
    let again = world.bringIn("vehicles", try World.demo("vehicles"))
    #expect(again.counts == [0, 0, 3_570, 0, 30])
    #expect(again.told("vin_unverified") == 73)
    #expect(world.bringIn("parts", try World.demo("parts")).counts == [0, 0, 1_000, 0, 0])
    #expect(world.bringIn("operations", try World.demo("operations")).counts == [0, 0, 25, 0, 0])
    #expect(try self.state(db) == state)
  }

  /// Sums of all versions and the id of the last event. Any change raises one of them.
  private func state(_ db: Database) throws -> [String] {
    try db.lines(
      """
      SELECT (SELECT sum(version) FROM clients) || ' ' || (SELECT sum(version) FROM vehicles) || ' ' || (SELECT sum(version) FROM parts)
        || ' ' || (SELECT sum(version) FROM operations) || ' ' || (SELECT max(id) FROM events) || ' ' || (SELECT max(id) FROM stock_moves)
      """)
  }

  @Test func theOpeningStockIsReceivedOnceAtThePurchasePrice() throws {
    let world = try World()
    let db = world.desk.db
    let row = "Castrol 1098;Масло 5W-30;Castrol;1R093452, OEM10284;л;8,25;2380,90;3 214,22;2;Берг;под заказ\n"
    #expect(world.bringIn("parts", Self.parts + row).counts == [1, 0, 0, 0, 0])
    // 8.25 × 2380.90 = 19642.425, rounded half up
    #expect(
      try db.lines("SELECT on_hand || ' ' || value_minor || ' ' || unit || ' ' || price_minor FROM parts") == ["8250 1964243 litre 321422"])
    let ledger = "SELECT kind || ' ' || quantity || ' ' || cost_minor || ' ' || document FROM stock_moves"
    #expect(try db.lines(ledger) == ["receipt 8250 1964243 Начальный остаток"])
    #expect(try db.lines("SELECT on_hand FROM stock") == ["8250"])
    #expect(try db.lines("SELECT kind || number FROM part_numbers ORDER BY id") == ["analogue1R093452", "oemOEM10284"])
    #expect(try db.lines("SELECT name FROM suppliers") == ["Берг"])
    let dearer = row.replacing("8,25;2380,90", with: "20;2500,00").replacing(";л;", with: ";шт;")
    let changed = world.bringIn("parts", Self.parts + dearer)
    #expect(changed.counts == [0, 1, 0, 0, 0])
    #expect(changed.told("unit_in_use") == 1)
    #expect(changed.told("stock_not_booked") == 1)
    #expect(try db.lines("SELECT count(*) FROM stock_moves") == ["1"])
    #expect(try db.lines("SELECT purchase_price_minor || ' ' || unit FROM parts") == ["250000 litre"])
  }

  @Test func ofTwoRowsWithOneKeyTheLaterStays() throws {
    let world = try World()
    let table = Self.clients + "1;Анна;Физ. лицо;;;;;;;;\n2;Борис;Физ. лицо;;;;;;;;\n1;Анна Крылова;Физ. лицо;;;;;;;;\n"
    #expect(world.bringIn("clients", table, "?dry_run=true").counts == [2, 1, 0, 0, 0])
    #expect(world.bringIn("clients", table).counts == [2, 1, 0, 0, 0])
    #expect(world.bringIn("clients", table).counts == [0, 0, 3, 0, 0])
    #expect(world.get("/v1/clients?sort=name")["items/0/name"].string == "Анна Крылова")
  }

  @Test func aRowOfTheSameKeyUpdatesUnlessAHandHasChangedTheThing() throws {
    let world = try World()
    let table = Self.clients + "1;Анна;Физ. лицо;8 903 123-45-67;;;;;да;3;\n2;Борис;Физ. лицо;;;;;;;;\n"
    #expect(world.bringIn("clients", table).counts == [2, 0, 0, 0, 0])
    let anna = world.get("/v1/clients?q=анна".encodedQuery)["items/0/id"].int ?? 0
    world.ask("PATCH", "/v1/clients/\(anna)", #"{"comment":"звонить вечером"}"#)
    let newer = table.replacing("Анна", with: "Анна Крылова").replacing("Борис", with: "Борис Лисов")
    let answer = world.bringIn("clients", newer)
    #expect(answer.counts == [0, 1, 0, 1, 0])
    #expect(answer["lines/0/outcome"].string == "kept")
    #expect(world.get("/v1/clients/\(anna)")["name"].string == "Анна")
    #expect(try world.desk.db.lines("SELECT type FROM events ORDER BY id DESC LIMIT 1") == ["client.changed"])
  }

  @Test func aWithdrawnConsentIsNotGivenBackByAnImport() throws {
    let world = try World()
    let table = Self.clients + "1;Анна;Физ. лицо;;;;;;да;;\n"
    _ = world.bringIn("clients", table)
    let id = world.get("/v1/clients")["items/0/id"].int ?? 0
    #expect(world.get("/v1/clients/\(id)")["consents/0/given"].bool == true)
    world.post("/v1/clients/\(id)/consents", #"{"purpose":"marketing","given":false,"how":"звонок"}"#)
    #expect(world.bringIn("clients", table.replacing("Анна", with: "Анна К.")).counts == [0, 1, 0, 0, 0])
    #expect(world.get("/v1/clients/\(id)")["consents/0/given"].bool == false)
  }

  @Test func anImportBringsNoMergedOrErasedClientBack() throws {
    let world = try World()
    let table = Self.clients + "1;Анна;;;;;;;;;\n2;Анна К.;;;;;;;;;\n3;Борис;;;;;;;;;\n"
    _ = world.bringIn("clients", table)
    let ids = world.get("/v1/clients")["items"].array.compactMap { $0["id"].int }
    world.post("/v1/clients/\(ids[0])/merge", #"{"merged_id":\#(ids[1]),"reason":"дубль"}"#)
    world.post("/v1/clients/\(ids[2])/erase")
    #expect(world.bringIn("clients", table).counts == [0, 0, 0, 3, 0])
    let cars = world.bringIn("vehicles", Self.vehicles + "2;LADA;Веста;2021;XTA93WDSMRX6LD0DA;;;\n3;LADA;Веста;2021;;А123ВС77;;\n")
    #expect(cars.counts == [1, 0, 0, 0, 1])
    #expect(cars.told("client_erased") == 1)
    #expect(world.get("/v1/vehicles")["items/0/client_id"].int == ids[0])
  }

  @Test func aVehicleIsKnownByItsVINElseByPlateAndClient() throws {
    let world = try World()
    _ = world.bringIn("clients", Self.clients + "1;Анна;;;;;;;;;\n2;Борис;;;;;;;;;\n")
    let first =
      Self.vehicles + "1;LADA;Веста;2021;xta93wdsm rx6ld0da;а 123 вс 77;120 000 км;\n1;ГАЗ;53;1985;;B916ME99;;\n1;УАЗ;3741;2000;;;;\n"
    let made = world.bringIn("vehicles", first)
    #expect(made.counts == [2, 0, 0, 0, 1])
    #expect(made.told("vehicle_without_key") == 1)
    #expect(world.get("/v1/vehicles?plate=a123bc77")["items/0/odometer_km"].int == 120_000)
    let second = Self.vehicles + "2;LADA;Веста;2021;XTA93WDSMRX6LD0DA;;119 000;красный\n1;ГАЗ;53;1985;;В916МЕ99;5 км;синий\n"
    let changed = world.bringIn("vehicles", second)
    #expect(changed.counts == [0, 2, 0, 0, 0])
    #expect(changed.told("odometer_below") == 1)
    let lada = world.get("/v1/vehicles?vin=XTA93WDSMRX6LD0DA")
    #expect(lada["items/0/plate"].string == "А123ВС77")
    #expect(lada["items/0/client_id"].int == 2)
    #expect(world.get("/v1/vehicles/\(lada["items/0/id"].int ?? 0)/owners")["items"].array.count == 2)
    world.ask("PATCH", "/v1/vehicles/\(lada["items/0/id"].int ?? 0)", #"{"vin":"XTA93WDSMRX6LD0DB"}"#)
    #expect(world.bringIn("vehicles", second).counts == [0, 0, 1, 1, 0])
  }

  @Test func aKilledImportGoesOnWhereItWasCutOff() throws {
    let world = try World()
    world.work(nanosecondsALook: 0)
    let bytes = try World.demo("clients")
    let first = try Importer(kind: .clients, bytes: bytes, currency: "RUB")
    for step in 1...5 {
      let taken = try world.desk.perform(as: .desk) { try first.step($0) }
      first.keep(taken)
      #expect(taken.done == step * 200 && taken.lines.count == 200 && !taken.isLast)
    }
    #expect(world.bringIn("clients", bytes).counts == [2_000, 0, 1_000, 0, 0])
  }

  @Test(arguments: [(work: 0, kept: 200), (work: 10_000_000, kept: 299)] as [(work: Int64, kept: Int64)])
  func aRetryOfAnImportThatWasCutOffGoesOnAndOneThatWasDoneIsToldSo(_ work: Int64, _ kept: Int64) throws {
    let world = try World()
    world.work(nanosecondsALook: work)
    let rows = (1...450).map { "\($0);Клиент \($0);;;;;;;;;\n" }.joined()
    let table = Array((Self.clients + rows).utf8)
    try world.desk.db.script(
      "CREATE TRIGGER cut BEFORE INSERT ON clients WHEN NEW.external_id = '300' BEGIN SELECT RAISE(ABORT, 'cut off'); END")
    #expect(world.bringIn("clients", table, key: "k1").status == 500)
    #expect(try world.desk.db.lines("SELECT count(*) FROM clients") == ["\(kept)"])
    try world.desk.db.script("DROP TRIGGER cut")
    let second = world.bringIn("clients", table, key: "k1")
    #expect(second.counts == [450 - kept, 0, kept, 0, 0])
    #expect(world.bringIn("clients", table, key: "k1").body == second.body)
  }

  @Test func aDryRunWritesNothingAndTellsOfEveryRow() throws {
    let world = try World()
    let table = Self.clients + "1;Анна;Физ. лицо;12;;x@;;31.02.1980;может быть;200;\n;Борис;;;;;;;;;\n"
    let answer = world.bringIn("clients", table, "?dry_run=true")
    #expect(answer.counts == [1, 0, 0, 0, 1])
    #expect(answer["dry_run"].bool == true)
    let told = answer["lines/0/reasons"].array.compactMap { $0["column"].string }
    #expect(told == ["Телефон", "E-mail", "Дата рождения", "Согласие на рассылку", "Скидка, %"])
    #expect(answer["lines/1/reasons/0/code"].string == "cell_missing")
    #expect(try world.desk.db.lines("SELECT count(*) FROM clients") == ["0"])
  }

  @Test func rejectsComeBackInTheirOwnEncodingWithTheReasonAndCanBeImportedAgain() throws {
    let world = try World()
    _ = world.bringIn("clients", Self.clients + "000000001;Анна;;;;;;;;;\n")
    let importer = try Importer(kind: .vehicles, bytes: try World.demo("vehicles"), currency: "RUB")
    while !importer.isFinished { importer.keep(try world.desk.perform(as: .desk) { try importer.step($0) }) }
    let report = importer.report
    let file = report.rejects ?? []
    #expect(String(validating: file, as: UTF8.self) == nil)  // Windows-1251, as it came
    #expect(report.rejectsText?.hasPrefix("Причина;Код клиента;Марка;Модель;Год;VIN;Гос. номер;Пробег;Цвет\r\n") == true)
    #expect(report.rejectsText?.contains("\r\nКлиента с кодом 000003015 нет.;") == true)
    let again = world.bringIn("vehicles", file)
    #expect(again["rejected"].int == Int64(report.count(.rejected)) && again["rows"].int == again["rejected"].int)
  }

  @Test func aTableThatIsNoneIsRefusedWhole() throws {
    let world = try World()
    #expect(world.bringIn("clients", "").codes == ["table_unreadable"])
    #expect(world.bringIn("clients", "Код;Имя\n1;Анна\n").status == 422)
    #expect(world.bringIn("clients", Self.clients + "1;\"Анна;;;;;;;;;\n").codes == ["table_unreadable"])
    let ragged = world.bringIn("clients", Self.clients + "1;Анна;;;;;;;;;нет;лишнее\n2;Борис;;;;;;;;;\n")
    #expect(ragged.counts == [1, 0, 0, 0, 1])
    let told = "\r\nСтрока не читается: полей 12, а колонок 11 (строка файла 2).;1;Анна;;;;;;;;;нет;лишнее\r\n"
    #expect(ragged["rejects_csv"].string?.contains(told) == true)
    let wide = world.bringIn("clients", Self.clients + "7;Вера;;;;;;;;;нет;лишнее\n8;\"Глеб\"х;;;;;;;;;\n")
    #expect(wide["rejects_csv"].string?.contains(";7;Вера;;;;;;;;;нет;лишнее\r\n") == true)
    #expect(wide["rejects_csv"].string?.contains(";8;Глебх;;;;;;;;;\r\n") == true)
    let formula = world.bringIn("clients", Self.clients + "9;=cmd();;;;;;;;;;x\n")
    #expect(formula["rejects_csv"].string?.contains(";9;'=cmd();") == true, "a spreadsheet must not run it")
    // Rejected rows that are imported again unedited are rejected again, never taken for complete rows.
    let again = world.bringIn("clients", ragged["rejects_csv"].string ?? "")
    #expect(again.counts == [0, 0, 0, 0, 1])
    #expect(again["rejects_csv"].string?.hasPrefix("Причина;Код;Наименование;") == true)
    #expect(world.bringIn("clients", again["rejects_csv"].string ?? "").counts == [0, 0, 0, 0, 1])
  }

  @Test func theRouteKnowsItsKindsItsParametersAndItsRight() throws {
    let world = try World()
    #expect(world.bringIn("staff", Self.clients).status == 404)
    #expect(world.bringIn("clients", Self.clients, "?dry=1").codes == ["unknown_parameter"])
    #expect(world.bringIn("clients", Array(Self.clients.utf8), as: .advisor).status == 403)
    #expect(world.bringIn("clients", Self.clients).counts == [0, 0, 0, 0, 0])
  }
}

extension String {
  /// Percent-encodes the value of a query.
  fileprivate var encodedQuery: String {
    let halves = split(separator: "=", maxSplits: 1).map(String.init)
    return "\(halves[0])=\(halves[1].percentEncoded)"
  }
}
