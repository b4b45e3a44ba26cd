import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct ImportVATTests {
  @Test func goodsAndWorkGetTheCategoryThatTheColumnSays() throws {
    let world = try World()
    let cells = ["22%", "без НДС", "5%", "7%", "20", ""]
    let parts = cells.enumerated().map { "A\($0.offset);Фильтр;MANN;шт;150;\($0.element)\n" }.joined()
    let work = cells.enumerated().map { "\($0.offset);Мойка;1;1000;\($0.element)\n" }.joined()
    for (kind, head, rows, table) in [
      ("parts", "Артикул;Наименование;Производитель;Ед.;Цена розн.;Ставка НДС\n", parts, "parts"),
      ("operations", "Код;Работа;Норма, ч;Цена нормо-часа;НДС\n", work, "operations"),
    ] {
      for query in ["?dry_run=true", ""] {
        let answer = world.bringIn(kind, head + rows, query)
        #expect(
          answer.counts == [6, 0, 0, 0, 0] && answer.told("vat_differs") == 1 && answer["unknown_columns"].array.isEmpty, "\(answer)")
      }
      let categories = ["standard", "exempt", "reduced_5", "reduced_7", "standard", "standard"]
      #expect(try world.desk.db.lines("SELECT tax_category FROM \(table) ORDER BY id") == categories)
      // An empty cell, an unreadable one, and a table without the column leave the VAT as it is.
      let again = head + rows.replacing(";без НДС", with: ";10%").replacing(";5%", with: ";").replacing(";7%", with: ";0%")
      let unread = world.bringIn(kind, again)
      #expect(unread.told("cell_unreadable") == 2 && unread["emptied"].int == 0, "\(unread)")
      #expect(try world.desk.db.lines("SELECT tax_category FROM \(table) ORDER BY id") == categories)
      let changed = world.bringIn(kind, head + rows.replacing(";5%", with: ";22%"))
      #expect(try world.desk.db.lines("SELECT tax_category FROM \(table) WHERE id = 3") == ["standard"], "\(changed)")
      #expect(world.get("/v1/events?type=\(kind == "parts" ? "part" : "operation").changed").text.contains("tax_category"))
    }
  }

  @Test func aTableWithoutTheNewColumnsIsTheSameAsItWasBeforeThem() throws {
    let world = try World()
    _ = world.bringIn("clients", "Код;Наименование\n1;Анна\n")
    for (kind, table) in [
      ("operations", "Код;Работа;Норма, ч;Цена нормо-часа\n1;Мойка;1;1000\n"),
      ("parts", ImportTests.parts + "W712;Фильтр;MANN;;шт;4;100;150;2;Берг;5\n"),
      ("vehicles", ImportTests.vehicles + "1;LADA;Веста;2021;;А123ВС77;;\n"),
    ] {
      let columns = ImportKind(rawValue: kind)?.row.columns ?? []
      let later = ImportKind(rawValue: kind)?.row.laterColumns ?? []
      #expect(!later.isEmpty && later.isSubset(of: columns), "\(kind)")
      #expect(world.bringIn(kind, table).counts == [1, 0, 0, 0, 0])
      let head = table.split(separator: "\n")[0], row = table.split(separator: "\n")[1]
      let wider = "\(head);\(later.sorted().joined(separator: ";"))\n\(row)\n"
      #expect(world.bringIn(kind, wider).counts == [0, 0, 1, 0, 0], "the new cells are left out: \(kind)")
    }
  }
}
