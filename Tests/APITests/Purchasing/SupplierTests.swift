import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct SupplierTests {
  @Test func aSupplierIsFoundByAnyWordInAnyCaseWithAndWithoutTheDots() throws {
    let room = try Storeroom()
    let (north, plane) = (room.supplier("Автодеталь-Север"), room.supplier("ООО  Самолёт"))
    func found(_ words: String) -> [Int64] {
      room.world.get("/v1/suppliers?q=\(words.percentEncoded)")["items"].array.compactMap { $0["id"].int }
    }
    #expect(found("СЕВЕР") == [north])
    #expect(found("самолет ооо") == [plane])
    #expect(found("САМОЛЁТ") == [plane])
    #expect(found("%").isEmpty)
    #expect(found("а").count == 2)
  }

  @Test func aSupplierInAnotherSpellingIsTheSameSupplier() throws {
    let room = try Storeroom()
    let plane = room.supplier("Самолёт")
    let twin = room.world.post("/v1/suppliers", #"{"name":"САМОЛЕТ"}"#, as: .storekeeper)
    #expect(twin.status == 409 && twin.codes == ["supplier_exists"])
    let other = room.supplier("Юг")
    #expect(room.world.ask("PATCH", "/v1/suppliers/\(other)", #"{"name":"самолёт"}"#, as: .storekeeper).codes == ["supplier_exists"])
    #expect(room.world.ask("PATCH", "/v1/suppliers/\(plane)", #"{"name":"САМОЛЕТ"}"#, as: .storekeeper).status == 200)
  }

  @Test func twinsOfAnOlderDatabaseCanStillBeChanged() throws {
    let room = try Storeroom()
    let first = room.supplier("Берг")
    let second = try room.world.desk.db.insert("INSERT INTO suppliers (name, search_text, created_at) VALUES ('БЕРГ', 'берг', 0)")
    #expect(room.world.ask("PATCH", "/v1/suppliers/\(second)", #"{"phone":"+74951234567"}"#, as: .storekeeper).status == 200)
    #expect(room.world.ask("PATCH", "/v1/suppliers/\(first)", #"{"name":"БЕРГ"}"#, as: .storekeeper).codes == ["supplier_exists"])
    #expect(room.world.ask("PATCH", "/v1/suppliers/\(second)", #"{"name":"Берг Юг"}"#, as: .storekeeper).status == 200)
  }

  @Test func anImportKnowsASupplierInAnySpelling() throws {
    let world = try World()
    let known = world.post("/v1/suppliers", #"{"name":"Берг"}"#, as: .storekeeper).id
    _ = world.bringIn("parts", ImportTests.parts + "W712;Фильтр;MANN;;шт;;100;150;;БЕРГ;\nW713;Фильтр;MANN;;шт;;100;150;;берг;\n")
    #expect(world.get("/v1/suppliers")["items"].array.count == 1)
    #expect(world.get("/v1/parts?supplier_id=\(known)")["items"].array.count == 2)
  }
}
