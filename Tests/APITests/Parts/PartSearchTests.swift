import Domain
import HTTP
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct PartSearchTests {
  private func add(_ world: World, _ article: String, _ name: String) -> Int64 {
    world.post(
      "/v1/parts", #"{"article":"\#(article)","maker":"MANN","name":"\#(name)","unit":"piece","price_minor":100}"#, as: .storekeeper
    ).id
  }

  private func ids(_ world: World, _ q: String) -> [Int64] {
    let answer = world.get("/v1/parts?q=\(q.percentEncoded)")
    #expect(answer.status == 200, "\(q) \(answer)")
    return answer["items"].array.compactMap { $0["id"].int }
  }

  @Test func anyPartOfANumberOrANameIsFoundShortOrLong() throws {
    let world = try World()
    let oil = add(world, "W 712/75", "Фильтр масляный \\\"ёлка\\\" (new)")
    let air = add(world, "C 27 125", "Фильтр воздушный")
    for text in ["масл", "ильт масл", "ф мас", "w", "712", "71275", "w 7", "75", "ЁЛКА", "\"елка\"", "new)", "ма фи 71"] {
      #expect(ids(world, text).contains(oil), "\(text)")
    }
    for text in ["воздух", "маслянный", "zz", "71276", "масл возд"] { #expect(ids(world, text).isEmpty, "\(text)") }
    #expect(ids(world, "фильтр") == [air, oil])
    for text in ["AND", "OR", "NOT w712", "NEAR(w 712)", "w712*", "^w712", "search_text : w712", "\"", "\"\"", "a\"b OR c"] {
      _ = ids(world, text)
    }
    #expect(ids(world, "NOT w712").isEmpty && ids(world, "w712*") == [oil])
  }

  @Test func aSizeInGroupsOfDigitsIsFoundThoughOtherSignsLieBetween() throws {
    let world = try World()
    let tyre = add(world, "0 986 424 797", "Шина 205/55 R16 91V")
    for text in ["205/55 16 91", "205 55 16 91", "0986424797", "0 986 424 797", "0986 424-797"] {
      #expect(ids(world, text) == [tyre], "\(text)")
    }
  }

  @Test func theIndexFollowsEveryChangeOfAPart() throws {
    let world = try World()
    let part = add(world, "W712", "Фильтр масляный")
    #expect(world.ask("PATCH", "/v1/parts/\(part)", #"{"name":"Колодки"}"#, as: .storekeeper).status == 200)
    #expect(ids(world, "масляный").isEmpty && ids(world, "колодки") == [part])
    let added = world.post("/v1/parts/\(part)/numbers", #"{"number":"OEM 5588","kind":"oem"}"#, as: .storekeeper)
    #expect(ids(world, "oem-5588") == [part])
    let number = added["numbers/0/id"].int ?? 0
    #expect(world.ask("DELETE", "/v1/parts/\(part)/numbers/\(number)", as: .storekeeper).status == 204)
    #expect(ids(world, "oem-5588").isEmpty)
    _ = world.bringIn("parts", ImportTests.parts + "Z99;Свеча зажигания;MANN;;шт;;100;150;;;\n")
    #expect(ids(world, "зажиг").count == 1)
    _ = world.bringIn("parts", ImportTests.parts + "Z99;Ремень;MANN;;шт;;100;150;;;\n")
    #expect(ids(world, "зажиг").isEmpty && ids(world, "ремень").count == 1)
    let apart: Int64? = try world.desk.db.value(
      "SELECT count(*) FROM parts p WHERE search_text IS NOT (SELECT search_text FROM parts_search WHERE rowid = p.id)")
    #expect(apart == 0)
  }

  @Test func aWordOfThreeLettersLooksAtNoOtherPart() throws {
    let db = try World().desk.db
    let plan = try db.plan(PartTable.select(PartFilter(q: "w712 фильтр"), PageRequest()).sql)
    #expect(plan.first == "SEARCH parts USING INTEGER PRIMARY KEY (rowid=?)", "\(plan)")
    #expect(plan.contains { $0.hasPrefix("SCAN parts_search VIRTUAL TABLE INDEX 0:M") }, "\(plan)")
  }

  @Test func everySearchRunsOnAWorkerAndAPlainListWhereItDid() throws {
    let world = try World()
    for path in SearchSightTests.lists {
      guard case .worker = try world.plan("\(path)?limit=1&q=x", as: .viewer).lane else {
        Issue.record("\(path)")
        continue
      }
    }
    for path in ["/v1/parts", "/v1/parts?limit=1", "/v1/work-orders?status=open", "/v1/operations?sort=name"] {
      guard case .read = try world.plan(path, as: .viewer).lane else {
        Issue.record("\(path)")
        continue
      }
    }
  }
}
