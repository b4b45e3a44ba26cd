import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Tests that a dry run reports what the import will report, also about rows of the table among themselves.
@Suite struct ImportPlanTests {
  /// Line, column and code of each reason.
  private func told(_ answer: World.Answer) -> [String] {
    answer["lines"].array.flatMap { line in
      line["reasons"].array.map { "\(line["line"].int ?? 0) \($0["column"].string ?? "-") \($0["code"].string ?? "-")" }
    }
  }

  private func compare(_ world: World, _ kind: String, _ table: String, _ expected: [String]) {
    let dry = world.bringIn(kind, table, "?dry_run=true")
    let real = world.bringIn(kind, table)
    #expect(told(dry) == told(real), "\(dry)\n\(real)")
    #expect(dry.counts == real.counts && dry["emptied"].int == real["emptied"].int)
    #expect(told(real) == expected, "\(real)")
  }

  @Test func peopleOfOneTableWhoMayBeOneAreTold() throws {
    let world = try World()
    _ = world.bringIn("clients", "Код;Наименование;Телефон\n9;Олег;8 903 000-00-09\n8;Вера;8 903 000-00-08\n")
    let head = "Код;Наименование;Телефон;Доп. телефон;E-mail;ИНН;Дата рождения\n"
    compare(
      world, "clients",
      head + "1;Анна Крылова;8 903 000-00-01;8 903 000-00-07;a@b.ru;7707083893;22.08.1976\n"
        + "2;Крылова А.;8 903 000-00-02;8 903 000-00-01;A@B.ru;7 707 083 893;22.08.1976\n"
        + "3;Борис;8 903 000-00-07;;;;22.08.1976\n"
        // After line 5 the former number of Олег belongs to Глеб alone.
        + "9;Олег;8 903 000-00-10;;;;\n4;Глеб;8 903 000-00-09;;;;\n"
        // After line 7 Анна has none of her former values.
        + "1;Анна Крылова;8 903 000-00-11;;;;\n5;Зоя;8 903 000-00-01;;;;\n6;Яна;8 903 000-00-08;;;;\n",
      [
        "3 Телефон client_phone_known", "3 E-mail client_email_known", "3 ИНН client_tax_id_known",
        "3 Дата рождения client_birthday_known", "4 Телефон client_phone_known", "7 - row_repeated", "8 Телефон client_phone_known",
        "9 Телефон client_phone_known",
      ])
    #expect(try world.desk.db.lines("SELECT count(*) FROM clients") == ["8"])
  }

  @Test func aDryRunNamesTheLinesAndAnImportTheCards() throws {
    let world = try World()
    _ = world.bringIn("clients", "Код;Наименование;Телефон\n9;Олег;8 903 000-00-01\n")
    let table = "Код;Наименование;Телефон\n1;Анна;8 903 000-00-01\n2;Борис;8 903 000-00-01\n"
    let dry = world.bringIn("clients", table, "?dry_run=true")
    #expect(
      dry["lines/1/reasons/0/message"].string == "The same telephone is on the card of client 1 and line 2 of the file.", "\(dry)")
    let real = world.bringIn("clients", table)
    #expect(real["lines/1/reasons/0/message"].string == "The same telephone is on the cards of clients 1, 2.", "\(real)")
  }

  @Test func carsOfOneTableThatMayBeOneAndReadingsThatDoNotFitAreTold() throws {
    let world = try World()
    _ = world.bringIn("clients", "Код;Наименование\n1;Анна\n2;Борис\n")
    let head = "Код клиента;Марка;Модель;VIN;Гос. номер;Пробег\n"
    compare(
      world, "vehicles",
      head + "1;LADA;Веста;XTA93WDSMRX6LD0DA;А123ВС77;100 000\n2;KIA;Рио;XTA93WDSMRX6LD0DB;А123ВС77;5\n"
        + "1;LADA;Веста;;В456ОР77;1\n1;LADA;Веста;XTA93WDSMRX6LD0DC;;99999999\n1;LADA;Веста;XTA93WDSMRX6LD0DA;А123ВС77;99 000\n",
      [
        "3 Гос. номер vehicle_plate_known", "5 Модель vehicle_alike", "5 Пробег odometer_impossible", "6 - row_repeated",
        "6 Гос. номер vehicle_plate_known", "6 Пробег odometer_below",
      ])
  }

  @Test func manyRowsAboutOneThingAreTakenOneAfterAnother() throws {
    let world = try World()
    let rows = (1...100).map { "1;Анна \($0);8 903 000-00-01\n" }.joined()
    let answer = world.bringIn("clients", "Код;Наименование;Телефон\n" + rows, "?dry_run=true")
    #expect(answer.counts == [1, 99, 0, 0, 0] && answer.told("row_repeated") == 99, "\(answer["lines/50"])")
    #expect(answer["lines/99/reasons/0/message"].string?.hasPrefix("Line 100 ") == true)
  }
}
