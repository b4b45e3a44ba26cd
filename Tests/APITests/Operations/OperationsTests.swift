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
