import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct OperationsTests {
  @Test func theCatalogueIsKeptByAManagerAndFoundByItsWords() throws {
    let world = try World()
    let body = #"{"code":"0001","name":"Замена масла и фильтра","norm_hours":0.6,"rate_minor":220000}"#
    #expect(world.post("/v1/operations", body, as: .advisor).status == 403)
    let made = world.post("/v1/operations", body)
    #expect(made.status == 201)
    #expect(made["norm_hours"].thousandths == 600)
    #expect(world.post("/v1/operations", body).code == "operation_code_taken")
    world.post("/v1/operations", #"{"code":"0002","name":"Шиномонтаж","norm_hours":1.3,"rate_minor":250000}"#)
    #expect(world.get("/v1/operations?q=%D0%BC%D0%90%D0%A1%D0%BB%D0%B0%20%D0%B7%D0%B0%D0%BC")["items/0/id"].int == made.id)
    let first = world.get("/v1/operations?sort=name&limit=1")
    #expect(first["items/0/code"].string == "0001")
    #expect(world.get("/v1/operations?sort=name&limit=1&cursor=\(first["next_cursor"].string ?? "")")["items/0/code"].string == "0002")
  }

  @Test func aCodeIsTheSameInAnySpelling() throws {
    let world = try World()
    func create(_ code: String) -> World.Answer {
      world.post("/v1/operations", #"{"code":"\#(code)","name":"Осмотр","norm_hours":1,"rate_minor":100}"#)
    }
    #expect(create("Т-1 Ёж").status == 201)
    for code in ["т-1 ёж", "Т-1 ЕЖ", "т-1  еж"] {
      let twin = create(code)
      #expect(twin.status == 409 && twin.codes == ["operation_code_taken"], "\(code) \(twin)")
      #expect(twin["detail"].string == "There is an operation “Т-1 Ёж” already.")
    }
    #expect(create("TO-1").status == 201 && create("to-1").status == 409 && create("to-2").status == 201)
  }

  @Test func anImportKnowsAnOperationByItsCodeInAnySpelling() throws {
    let world = try World()
    let head = "Код;Работа;Норма, ч;Цена нормо-часа\n"
    #expect(world.bringIn("operations", head + "Т-1;Осмотр;1;100\nт-1;Осмотр салона;1;100\n").counts == [1, 1, 0, 0, 0])
    #expect(world.bringIn("operations", head + "т-1;Осмотр кузова;1;100\n", "?dry_run=true").counts == [0, 1, 0, 0, 0])
    #expect(world.bringIn("operations", head + "т-1;Осмотр кузова;1;100\n").counts == [0, 1, 0, 0, 0])
    let all = world.get("/v1/operations")["items"].array
    #expect(all.count == 1 && all[0]["code"].string == "Т-1" && all[0]["name"].string == "Осмотр кузова", "\(all)")
    #expect(world.bringIn("operations", head + "А;Мойка;1;1\nа;Мойка;1;1\n", "?dry_run=true").counts == [1, 1, 0, 0, 0])
  }

  @Test func twinsOfAnOlderDatabaseAreToldUntilOneIsRetired() throws {
    let world = try World()
    let db = world.desk.db
    let ids = try zip(["Т-1", "т-1"], ["т-1", nil]).map { code, key in
      try db.insert(
        "INSERT INTO operations (code, code_key, name, norm_hours, rate_minor, search_text, created_at) VALUES (?, ?, 'x', 1, 1, '', 0)",
        code, key)
    }
    #expect(try HouseCheck(db).faults() == ["operations «Т-1», «т-1» are one code in several spellings: retire all but one"])
    #expect(world.bringIn("operations", "Код;Работа;Норма, ч;Цена нормо-часа\nт-1;Мойка;1;1\n").counts == [0, 0, 0, 1, 0])
    #expect(world.post("/v1/operations", #"{"code":"т-1","name":"x","norm_hours":1,"rate_minor":1}"#).status == 409)
    #expect(world.post("/v1/operations/\(ids[1])/retire").status == 200)
    #expect(try HouseCheck(db).faults().isEmpty)
  }

  @Test func anOperationIsRetiredAndOfferedAgain() throws {
    let world = try World()
    let id = world.post("/v1/operations", #"{"code":"1","name":"Осмотр","norm_hours":1,"rate_minor":100}"#).id
    #expect(world.ask("PATCH", "/v1/operations/\(id)", #"{"rate_minor":200}"#)["rate_minor"].int == 200)
    #expect(world.post("/v1/operations/\(id)/retire")["status"].string == "retired")
    #expect(world.post("/v1/operations/\(id)/retire")["version"].int == 3)
    #expect(world.get("/v1/operations?status=active")["items"].array.isEmpty)
    #expect(world.post("/v1/operations/\(id)/offer")["status"].string == "active")
    #expect(
      world.post("/v1/operations", #"{"code":"2","name":"X","norm_hours":0,"rate_minor":-1}"#).pointers == ["/norm_hours", "/rate_minor"])
    let types: [String] = try world.desk.db.all("SELECT type FROM events WHERE subject = 'operation' ORDER BY id") { row in try row[0] }
    #expect(types == ["operation.created", "operation.changed", "operation.retired", "operation.offered"])
  }

  @Test func everyListHasItsIndex() throws {
    let world = try World()
    for sort in OperationFilter.Sort.allCases {
      let filter = OperationFilter(status: .active, search: "масло", sort: sort)
      let plan = try world.desk.db.plan(OperationTable.select(filter, PageRequest(after: Cursor(key: .text("А"), id: 1))).sql)
      #expect(plan.allSatisfy { $0.contains("INDEX") && !$0.contains("TEMP B-TREE") }, "\(plan)")
    }
  }
}
