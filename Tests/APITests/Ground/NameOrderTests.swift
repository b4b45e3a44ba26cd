import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

/// Tests that every list by name is sorted like a Russian index, page by page.
@Suite struct NameOrderTests {
  private struct List: Sendable {
    let path: String
    /// Adds an entry of that name; the number makes its other fields unique.
    let add: @Sendable (World, String, Int) -> World.Answer
  }

  private static let lists = [
    List(path: "/v1/clients?sort=name") { world, name, _ in world.post("/v1/clients", #"{"name":"\#(name)"}"#) },
    List(path: "/v1/suppliers?") { world, name, _ in world.post("/v1/suppliers", #"{"name":"\#(name)"}"#) },
    List(path: "/v1/parts?") { world, name, number in
      world.post("/v1/parts", #"{"article":"A\#(number)","maker":"TRW","name":"\#(name)","unit":"piece","price_minor":100}"#)
    },
    List(path: "/v1/parts?maker=trw&in_stock=false") { world, name, number in
      world.post("/v1/parts", #"{"article":"B\#(number)","maker":"TRW","name":"\#(name)","unit":"piece","price_minor":100}"#)
    },
    List(path: "/v1/parts?low=true") { world, name, number in
      world.post(
        "/v1/parts", #"{"article":"C\#(number)","maker":"TRW","name":"\#(name)","unit":"piece","price_minor":100,"min_quantity":1}"#)
    },
    List(path: "/v1/operations?sort=name") { world, name, number in
      world.post("/v1/operations", #"{"code":"\#(number)","name":"\#(name)","norm_hours":1,"rate_minor":100}"#)
    },
    List(path: "/v1/operations?sort=code") { world, name, _ in
      world.post("/v1/operations", #"{"code":"\#(name)","name":"Осмотр","norm_hours":1,"rate_minor":100}"#)
    },
  ]
  private static let sorted = ["7-я линия", "Adams", "volvo", "Абрамов", "адамов", "Ёлкин", "Елоев", "йод", "Ящук"]

  private func pages(_ world: World, _ path: String, limit: Int, between: () -> Void = {}) -> [JSONValue] {
    var items: [JSONValue] = []
    var cursor = ""
    repeat {
      let page = world.get("\(path)\(path.hasSuffix("?") ? "" : "&")limit=\(limit)\(cursor.isEmpty ? "" : "&cursor=\(cursor)")")
      #expect(page.status == 200, "\(page)")
      items += page["items"].array
      cursor = page["next_cursor"].string ?? ""
      between()
    } while !cursor.isEmpty
    return items
  }

  @Test func namesAreInAlphabeticalOrderWhateverTheirCase() throws {
    for list in Self.lists {
      let world = try World()
      // Adds the names in code point order, which is not alphabetical.
      for (number, name) in Self.sorted.sorted().enumerated() {
        #expect(list.add(world, name, number).status == 201, "\(list.path) \(name)")
      }
      let field = list.path.contains("sort=code") ? "code" : "name"
      for limit in [1, 2, 4, 200] {
        #expect(pages(world, list.path, limit: limit).compactMap { $0[field].string } == Self.sorted, "\(list.path) \(limit)")
      }
    }
  }

  @Test func signsAroundAndBetweenTheWordsOfANameSayNothing() throws {
    let names = ["«Вектор» ООО", "Мамин-Сибиряк", "Маминов", "(Ромашка)", "\\\"Сокол\\\""]
    for list in Self.lists.dropLast() {
      let world = try World()
      for (number, name) in names.reversed().enumerated() { #expect(list.add(world, name, number).status == 201, "\(list.path) \(name)") }
      let found = pages(world, list.path, limit: 2).compactMap { $0["name"].string }
      #expect(found == names.map { $0.replacing("\\", with: "") }, "\(list.path)")
    }
  }

  @Test func namesThatDifferByTheDotsOfYoAloneLieInTheOrderTheyCameIn() throws {
    let world = try World()
    let ids = ["Ёжиков", "Ежиков", "ЁЖИКОВ", "ежиков", "Ёжиков"].map { world.client($0) }
    for limit in 1...5 { #expect(pages(world, "/v1/clients?sort=name", limit: limit).compactMap { $0["id"].int } == ids) }
  }

  @Test func aPageIsRightWhileNamesAreAddedAndChanged() throws {
    let world = try World()
    let names = ["Абрамов", "Борисов", "Ёлкин", "Жуков", "Ящук"]
    let ids = names.map { world.client($0) }
    var added = 0
    let seen = pages(world, "/v1/clients?sort=name", limit: 1) {
      added += 1
      if added < 4 { _ = world.client("аа\(added)") }
    }
    #expect(seen.compactMap { $0["id"].int } == ids)
    #expect(world.ask("PATCH", "/v1/clients/\(ids[0])", #"{"name":"Ёршов"}"#).status == 200)
    let sorted = pages(world, "/v1/clients?sort=name", limit: 3).compactMap { $0["name"].string }
    #expect(sorted == ["аа1", "аа2", "аа3", "Борисов", "Ёлкин", "Ёршов", "Жуков", "Ящук"])
  }

  @Test func whatIsImportedLiesWhereItBelongs() throws {
    let world = try World()
    _ = world.bringIn(
      "parts", ImportTests.parts + "1;Ящик;MANN;;шт;;100;150;;Ёлка;\n2;ёрш;MANN;;шт;;100;150;;берг;\n3;АБ;MANN;;шт;;100;150;;Яма;\n")
    #expect(world.get("/v1/parts")["items"].array.compactMap { $0["name"].string } == ["АБ", "ёрш", "Ящик"])
    #expect(world.get("/v1/suppliers")["items"].array.compactMap { $0["name"].string } == ["берг", "Ёлка", "Яма"])
    _ = world.bringIn("parts", ImportTests.parts + "1;Абажур;MANN;;шт;;100;150;;Ёлка;\n")
    #expect(world.get("/v1/parts")["items"].array.compactMap { $0["name"].string } == ["АБ", "Абажур", "ёрш"])
  }

  @Test func anErasedCardLiesUnderTheNameItShows() throws {
    let world = try World()
    let ids = ["Ящук", "Абрамов"].map { world.client($0) }
    for id in ids { #expect(world.post("/v1/clients/\(id)/erase").status == 200) }
    #expect(pages(world, "/v1/clients?sort=name&status=erased", limit: 1).compactMap { $0["id"].int } == ids)
  }

  @Test func suppliersAndOperationsRunAlongTheirKeys() throws {
    let db = try World().desk.db
    let page = PageRequest(after: Cursor(key: .text("а"), id: 1))
    func plan(_ select: Select) throws -> String { try db.plan(select.sql).joined(separator: "; ") }
    #expect(try plan(SupplierTable.select(q: nil, status: .active, page)).hasPrefix("SEARCH suppliers USING INDEX suppliers_name"))
    for (sort, index) in [(OperationFilter.Sort.name, "operations_name"), (.code, "operations_code_order")] {
      let plan = try plan(OperationTable.select(OperationFilter(sort: sort), page))
      #expect(plan.hasPrefix("SEARCH operations USING INDEX \(index) ") && !plan.contains("TEMP"), "\(plan)")
    }
  }
}
