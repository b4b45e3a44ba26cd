import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Which cell may replace which phones, and how a cell with phones is read.
@Suite struct ImportPhoneTests {
  private let world: World
  init() throws { world = try World() }

  private func bring(_ head: String, _ row: String) -> World.Answer {
    world.bringIn("clients", "Код;Наименование;\(head)\n7;Анна;\(row)\n")
  }
  private func phones() -> [String] { world.get("/v1/clients/1")["phones"].array.compactMap(\.string) }

  @Test func aCellReplacesOnlyWhatItsOwnColumnHasTold() {
    let (a, b, c, d) = ("+79030000001", "+79030000002", "+79030000003", "+79030000004")
    _ = bring("Телефон;Доп. телефон", "\(a);\(b)")
    _ = bring("Телефон;Доп. телефон", ";\(b)")
    #expect(phones() == [b], "the other number is the only one now, and stays an other one")
    #expect(bring("Телефон", c).counts == [0, 1, 0, 0, 0])
    #expect(phones() == [c, b])
    _ = bring("Телефон", "")
    #expect(bring("Доп. телефон", d).counts == [0, 1, 0, 0, 0])
    #expect(phones() == [d])
    _ = bring("Телефон", "\(a), \(b)")
    #expect(phones() == [a, b, d])
    _ = bring("Телефон", a)
    #expect(phones() == [a, d], "all numbers of the cell were its column's")
    _ = bring("Доп. телефон", a)
    #expect(phones() == [a])
    _ = bring("Телефон", c)
    #expect(phones() == [c, a], "what both have told stays while one of them does")
    let emptied = bring("Телефон;Доп. телефон", ";")
    #expect(emptied["lines/0/emptied"].array.compactMap(\.string) == ["Телефон", "Доп. телефон"] && phones().isEmpty)
  }

  @Test func aNumberThatMovesFromOneColumnToTheOtherIsThatColumnsNow() {
    _ = bring("Телефон;Доп. телефон", "8 903 000-00-01;8 903 000-00-02")
    _ = bring("Телефон;Доп. телефон", "8 903 000-00-02;8 903 000-00-01")
    #expect(phones() == ["+79030000002", "+79030000001"])
    _ = bring("Телефон", "8 903 000-00-03")
    #expect(phones() == ["+79030000003", "+79030000001"])
  }

  @Test func namesAndExtensionsAreLeftOutWithAWord() throws {
    for query in ["?dry_run=true", ""] {
      let answer = world.bringIn(
        "clients", "Код;Наименование;Телефон;Доп. телефон\n7;Анна;8 495 123-45-67 доб. 12;Пётр 89031234567 89167654321\n", query)
      let told = answer["lines/0/reasons"].array
      #expect(told.compactMap { $0["column"].string } == ["Телефон", "Доп. телефон"], "\(answer)")
      #expect(told.compactMap { $0["message"].string }.map { $0.contains("доб. 12") || $0.contains("Пётр") } == [true, true], "\(answer)")
    }
    #expect(phones() == ["+74951234567", "+79031234567", "+79167654321"])
  }

  @Test func aCellHasNoMoreValuesThanACard() {
    let many = (10...20).map { "8 903 000-00-\($0)" }.joined(separator: ", ")
    let addresses = (10...20).map { "a\($0)@b.ru" }.joined(separator: ", ")
    _ = bring("Телефон;E-mail", "8 903 000-00-01;a@b.ru")
    let answer = bring("Телефон;E-mail", "\(many);\(addresses)")
    #expect(answer.told("limit_reached") == 1 && answer["lines/0/reasons"].array.count == 2, "\(answer)")
    #expect(phones() == ["+79030000001"] && world.get("/v1/clients/1")["emails"].array.count == 1)
  }
}
