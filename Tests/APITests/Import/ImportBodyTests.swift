import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Cars without a VIN, trailers and tractors, identified by their body, frame or chassis number.
@Suite struct ImportBodyTests {
  private let world: World
  init() throws {
    world = try World()
    _ = world.bringIn("clients", "Код;Наименование\n1;Анна\n2;Борис\n")
  }
  private static let head = "Код клиента;Марка;Модель;VIN;Номер кузова;Гос. номер\n"
  private func bring(_ rows: String, _ query: String = "") -> World.Answer { world.bringIn("vehicles", Self.head + rows, query) }
  private func lines(_ sql: String) throws -> [String] { try world.desk.db.lines(sql) }

  @Test func theBodysNumberIsAKeyOfTheImport() throws {
    let made = bring("1;Toyota;Mark II;;GX100-6012345;\n1;МЗСА;817701;отсутствует;х 000123;\n")
    #expect(made.counts == [2, 0, 0, 0, 0] && made["lines/0/key"].string == "№ кузова X 000123", "\(made)")
    #expect(
      try lines("SELECT body_number || ' ' || body_key FROM vehicles ORDER BY id") == ["GX100-6012345 GX1006012345", "X 000123 X000123"])
    #expect(bring("1;Toyota;Mark II;;gx100 6012345;\n").counts == [0, 1, 0, 0, 0], "in any spelling")
    let plated = bring("1;Toyota;Mark II;;GX1006012345;А123ВС77\n")
    #expect(plated.counts == [0, 1, 0, 0, 0])
    #expect(bring("1;Toyota;Mark II;;;А123ВС77\n").counts == [0, 1, 0, 0, 0], "and by its plate after that")
    #expect(try lines("SELECT count(*) || ' ' || max(body_number) FROM vehicles WHERE make = 'Toyota'").first?.hasPrefix("1 ") == true)
    #expect(bring("1;Nissan;Skyline;;GX100-6012345;\n").told("vehicle_body_known") == 1, "another make may use the same number")
    #expect(try lines("SELECT count(*) FROM vehicles") == ["3"])
  }

  @Test func twoBodiesOfOnePlateAreTwoCarsAndARepeatedOneIsTold() throws {
    let table = "1;Toyota;Mark II;;GX100-6012345;А123ВС77\n1;Toyota;Mark II;;GX100-6012346;А123ВС77\n1;Toyota;Mark II;;GX100-6012345;\n"
    for query in ["?dry_run=true", ""] {
      let answer = bring(table, query)
      #expect(answer.counts == [2, 1, 0, 0, 0] && answer.told("row_repeated") == 1 && answer.told("vehicle_plate_known") >= 1, "\(answer)")
    }
    #expect(try lines("SELECT count(*) FROM vehicles") == ["2"])
  }

  @Test func aWordInTheColumnIsNoKey() throws {
    for word in ["ОТСУТСТВУЕТ", "нет", "б/н", "не установлен", "000", "-", "0000000", "11111"] {
      let answer = bring("1;LADA;Веста;;\(word);\n2;KIA;Рио;;\(word);\n", "?dry_run=true")
      #expect(answer.counts == [0, 0, 0, 0, 2], "\(word) \(answer)")
      let plated = bring("1;LADA;Веста;;\(word);А123ВС77\n")
      #expect(plated["rejected"].int == 0 && plated["lines/0/reasons"].array.contains { $0["column"].string == "Номер кузова" }, "\(word)")
      #expect(try lines("SELECT count(body_number) FROM vehicles") == ["0"], "\(word)")
    }
  }

  @Test func aVINAndABodysNumberStandSideBySide() throws {
    #expect(bring("1;LADA;Веста;XTA93WDSMRX6LD0DA;XTA93WDSM0001;\n").counts == [1, 0, 0, 0, 0])
    #expect(bring("1;LADA;Веста;;XTA93WDSM0001;\n").counts == [0, 1, 0, 0, 0], "found by its body, and keeps its VIN")
    #expect(try lines("SELECT vin || ' ' || body_number FROM vehicles") == ["XTA93WDSMRX6LD0DA XTA93WDSM0001"])
    #expect(bring("1;LADA;Веста;XTA93WDSMRX6LD0DA;;\n").counts == [0, 1, 0, 0, 0])
    #expect(try lines("SELECT body_number FROM vehicles") == ["XTA93WDSM0001"], "an empty cell takes none away")
  }
}
