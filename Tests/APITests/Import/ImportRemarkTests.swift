import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Tests the remarks of an import on rows that exist already, and the cells that it ignores.
@Suite struct ImportRemarkTests {
  @Test func aStockThatDiffersIsToldWithBothFiguresAndNeverBooked() throws {
    let world = try World()
    let row = "W712;Фильтр;MANN;;шт;8;100;150;2;;\n"
    _ = world.bringIn("parts", ImportTests.parts + row)
    let part = world.get("/v1/parts")["items/0/id"].int ?? 0
    #expect(world.bringIn("parts", ImportTests.parts + row)["lines"].array.isEmpty)
    for query in ["?dry_run=true", ""] {
      let answer = world.bringIn("parts", ImportTests.parts + row.replacing("шт;8", with: "шт;11"), query)
      #expect(answer.counts == [0, 1, 0, 0, 0] && answer["warned"].int == 1)
      #expect(answer["lines/0/reasons/0/code"].string == "stock_not_booked")
      #expect(answer["lines/0/reasons/0/column"].string == "Остаток")
      #expect(answer["lines/0/reasons/0/message"].string?.contains("The file says 11 pcs, the ledger 8 pcs") == true)
    }
    // An unchanged row is reported as long as the ledger differs from it. So is a row whose part was edited by hand.
    #expect(world.bringIn("parts", ImportTests.parts + row.replacing("шт;8", with: "шт;11")).told("stock_not_booked") == 1)
    world.ask("PATCH", "/v1/parts/\(part)", #"{"min_quantity":3}"#)
    let kept = world.bringIn("parts", ImportTests.parts + row.replacing("шт;8", with: "шт;12"))
    #expect(kept.counts == [0, 0, 0, 1, 0] && kept.told("stock_not_booked") == 1)
    // A file without stock figures is never reported.
    let silent = world.bringIn("parts", ImportTests.parts + row.replacing("шт;8", with: "шт;"))
    #expect(silent["lines/0/reasons"].array.compactMap { $0["code"].string } == ["changed_by_hand"], "\(silent)")
    #expect(world.get("/v1/parts/\(part)")["on_hand"].thousandths == 8_000)
  }

  @Test func aDryRunSaysOfTwoRowsOfOneFileWhatTheImportWillSay() throws {
    let world = try World()
    _ = world.bringIn("clients", ImportTests.clients + "1;Анна;;;;;;;;;\n2;Борис;;;;;;;;;\n")
    let parts = ImportTests.parts + "W712;Фильтр;MANN;;шт;8;100;150;2;;\nw 712;Фильтр;Mann;;л;9;100;150;2;;\n"
    let cars = ImportTests.vehicles + ["1", "2"].map { "\($0);LADA;Веста;2021;XTA93WDSMRX6LD0DA;А123ВС77;;\n" }.joined()
    for (kind, table, codes) in [
      ("parts", parts, ["row_repeated", "stock_not_booked", "unit_in_use"]), ("vehicles", cars, ["row_repeated", "vehicle_transferred"]),
    ] {
      for query in ["?dry_run=true", ""] {
        let answer = world.bringIn(kind, table, query)
        #expect(answer.counts == [1, 1, 0, 0, 0])
        let told = answer["lines"].array.flatMap { $0["reasons"].array.compactMap { $0["code"].string } }
        #expect(told.filter { $0 != "vin_unverified" } == codes, "\(kind) \(query) \(answer)")
      }
    }
  }

  @Test func halvesOfAPieceAreLeftOutAndUnknownUnitsRejectTheirRow() throws {
    let world = try World()
    let rows =
      "A1;Свеча;NGK;;шт;0,5;1;2;;;\nA2;Свеча;NGK;;шт;1;1;2;0,5;;\nA3;Масло;Shell;;л.;0,5;1;2;0,25;;\nA4;Щётки;Bosch;;пара;2;1;2;;;\n"
      + "A5;Клипсы;X;;чудо;2;1;2;;;\n"
    let answer = world.bringIn("parts", ImportTests.parts + rows)
    #expect(answer.counts == [4, 0, 0, 0, 1])
    #expect(
      answer["lines"].array.compactMap { $0["reasons/0/code"].string } == ["quantity_not_whole", "quantity_not_whole", "unit_unknown"])
    #expect(answer["lines"].array.compactMap { $0["reasons/0/column"].string } == ["Остаток", "Мин. остаток", "Ед."])
    let state = "SELECT article || ' ' || unit || ' ' || on_hand || ' ' || min_quantity FROM parts ORDER BY id"
    #expect(try world.desk.db.lines(state) == ["A1 piece 0 0", "A2 piece 1000 0", "A3 litre 500 250", "A4 set 2000 0"])
  }

  @Test func aCarThatMovesToAnotherClientIsToldAndCounted() throws {
    let world = try World()
    _ = world.bringIn("clients", ImportTests.clients + "1;Анна;;;;;;;;;\n2;Борис;;;;;;;;;\n")
    let row = "1;LADA;Веста;2021;XTA93WDSMRX6LD0DA;А123ВС77;;\n"
    #expect(world.bringIn("vehicles", ImportTests.vehicles + row)["transferred"].int == 0)
    let moved = ImportTests.vehicles + row.replacing("1;LADA", with: "2;LADA")
    for query in ["?dry_run=true", ""] {
      let answer = world.bringIn("vehicles", moved, query)
      #expect(answer.counts == [0, 1, 0, 0, 0] && answer["transferred"].int == 1)
      let reason = try #require(answer["lines/0/reasons"].array.first { $0["code"].string == "vehicle_transferred" })
      #expect(reason["message"].string == "The vehicle moves from the client 1 to the client 2.")
    }
    #expect(world.bringIn("vehicles", moved)["transferred"].int == 0)
    #expect(world.get("/v1/vehicles")["items/0/client_id"].int == 2)
  }

  @Test func aBirthdayThatHasNotComeIsLeftOutAndTold() throws {
    let world = try World()
    let rows = ImportTests.clients + "1;Анна;;;;;;03.03.2026;;;\n2;Борис;;;;;;02.03.2026;;;\n"
    for query in ["?dry_run=true", ""] {
      let answer = world.bringIn("clients", rows, query)
      #expect(answer.counts == [2, 0, 0, 0, 0] && answer.told("birth_in_future") == 1, "\(answer)")
      #expect(answer["lines/0/reasons/0/column"].string == "Дата рождения")
    }
    #expect(try world.desk.db.lines("SELECT name || ' ' || (birth_on IS NULL) FROM clients ORDER BY id") == ["Анна 1", "Борис 0"])
    let years = ImportTests.vehicles + "1;LADA;Веста;2126;XTA93WDSMRX6LD0DA;;;\n"
    #expect(world.bringIn("vehicles", years, "?dry_run=true").told("vehicle_year") == 1)
    #expect(world.bringIn("vehicles", years).told("vehicle_year") == 1)
  }

  @Test func whatIsNoKindOfClientIsToldAndLeavesTheKindAsItIs() throws {
    let world = try World()
    func bring(_ kinds: String...) -> World.Answer {
      let rows = kinds.enumerated().map { "\($0.offset);К\($0.offset);\($0.element);;;;;;;;\n" }.joined()
      return world.bringIn("clients", ImportTests.clients + rows)
    }
    let known = bring("Юр. лицо", "Физ. лицо", "ИП", "юридическое лицо", "Частное лицо", "")
    #expect(known.counts == [6, 0, 0, 0, 0] && known.told("cell_unreadable") == 0, "\(known)")
    func kinds() throws -> [String] { try world.desk.db.lines("SELECT kind FROM clients ORDER BY id") }
    #expect(try kinds() == ["company", "person", "person", "company", "person", "person"])
    let odd = bring("Чудо", "Чудо")
    #expect(odd.told("cell_unreadable") == 2 && odd["lines/0/reasons/0/column"].string == "Вид", "\(odd)")
    #expect(try kinds().prefix(2) == ["company", "person"])
    #expect(world.bringIn("clients", ImportTests.clients + "9;Чудо;Чудо;;;;;;;;\n").counts == [1, 0, 0, 0, 0])
    #expect(try kinds().last == "person")
  }
}
