import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct CatalogueTests {
  @Test func aPartIsFoundByAnyNumberInAnySpelling() throws {
    let room = try Storeroom()
    let pad = room.part("GDB 1632", "1")
    #expect(room.world.post("/v1/parts/\(pad)/numbers", #"{"number":"1K0-698-151","kind":"oem"}"#, as: .storekeeper).status == 201)
    // The letter В is Cyrillic.
    let own = room.world.get("/v1/parts/lookup?number=gd%D0%92-1632")
    #expect(own["found/0/part/id"].int == pad)
    #expect(own["found/0/by"].string == "article")
    #expect(own["found/0/in_stock"].bool == true)
    #expect(own["found/0/expected"].isNull)
    #expect(room.world.get("/v1/parts/lookup?number=1k0698151")["found/0/by"].string == "oem")
    #expect(room.world.get("/v1/parts/lookup?number=ZZZ")["found"].array.isEmpty)
    #expect(room.world.get("/v1/parts/lookup?number=--").status == 400)
    #expect(room.world.get("/v1/parts?q=1K0.698")["items/0/id"].int == pad)
  }

  @Test func aLookupShowsWhatIsInStockInstead() throws {
    let room = try Storeroom()
    let old = room.part("OLD1")
    let new = room.part("NEW1", "2")
    let twin = room.part("TWIN", "1")
    let empty = room.part("EMPTY")
    for id in [old, twin, empty] { _ = room.world.post("/v1/parts/\(id)/numbers", #"{"number":"OEM55","kind":"oem"}"#, as: .storekeeper) }
    #expect(room.world.ask("PATCH", "/v1/parts/\(old)", #"{"superseded_by_id":\#(new)}"#, as: .storekeeper).status == 200)
    let answer = room.world.get("/v1/parts/lookup?number=old-1")
    #expect(answer["instead"].array.compactMap { $0["part/id"].int } == [new, twin])
    #expect(answer["instead"].array.compactMap { $0["because"].string } == ["supersedes", "analogue"])
    #expect(
      room.world.ask("PATCH", "/v1/parts/\(new)", #"{"superseded_by_id":\#(old)}"#, as: .storekeeper).codes == ["supersession_circle"])
  }

  @Test func aLookupSaysWhenAMissingPartCouldBeThere() throws {
    let room = try Storeroom()
    #expect(room.world.get("/v1/parts/lookup?number=\(room.part("NONE") > 0 ? "NONE" : "")")["found/0/expected/basis"].string == "unknown")
    let supplier = room.supplier(days: 5)
    let part = room.part("W712", supplier: supplier)
    let stated = room.world.get("/v1/parts/lookup?number=W712")
    #expect(stated["found/0/expected/basis"].string == "stated")
    #expect(stated["found/0/expected/on"].string == "2026-03-07")
    let order = room.world.post(
      "/v1/purchase-orders", #"{"supplier_id":\#(supplier),"lines":[{"part_id":\#(part),"quantity":1}]}"#, as: .storekeeper
    ).id
    _ = room.world.post("/v1/purchase-orders/\(order)/send", #"{"expected_on":"2026-03-04"}"#, as: .storekeeper)
    let ordered = room.world.get("/v1/parts/lookup?number=W712")
    #expect(ordered["found/0/expected/basis"].string == "purchase_order")
    #expect(ordered["found/0/expected/on"].string == "2026-03-04")
    _ = try room.waiting(part)  // claims it, so the next delivery needs a new order
    #expect(room.world.get("/v1/parts/lookup?number=W712")["found/0/expected/basis"].string == "stated")
  }

  @Test func theCatalogueIsListedByEachOfItsFilters() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let low = room.part("LOW", "1", supplier: supplier, more: #","min_quantity":2"#)
    let full = room.part("FULL", "9", more: #","min_quantity":2"#)
    let none = room.part("NONE")
    func ids(_ query: String) -> [Int64] { room.world.get("/v1/parts?\(query)")["items"].array.compactMap { $0["id"].int } }
    #expect(ids("") == [full, low, none])
    #expect(ids("low=true") == [low])
    #expect(ids("in_stock=true") == [full, low])
    #expect(ids("in_stock=false") == [none])
    #expect(ids("supplier_id=\(supplier)") == [low])
    #expect(ids("article=f-u-l-l&maker=mann") == [full])
    #expect(ids("q=%D0%94%D0%95%D0%A2%D0%90%D0%9B%D0%AC%20low") == [low])
    #expect(room.world.get("/v1/parts?limit=2")["items"].array.count == 2)
    let cursor = room.world.get("/v1/parts?limit=2")["next_cursor"].string ?? ""
    #expect(room.world.get("/v1/parts?limit=2&cursor=\(cursor)")["items/0/id"].int == none)
    #expect(room.world.get("/v1/parts?colour=red").status == 400)
  }

  @Test func costsAreOnlyShownToThoseWhoMaySeeThem() throws {
    let room = try Storeroom()
    let part = room.part("W712", "1")
    #expect(room.part(part)["average_cost_minor"].int == 10_000)
    let seen = room.world.get("/v1/parts/\(part)", as: .advisor).text
    #expect(!seen.contains("purchase_price_minor") && !seen.contains("average_cost_minor") && !seen.contains("value_minor"))
    #expect(room.world.post("/v1/parts", "{}", as: .advisor).status == 403)
  }

  @Test func everyFaultOfAPartIsNamed() throws {
    let room = try Storeroom()
    let part = room.part("W712", "1")
    let twin = room.world.post(
      "/v1/parts", #"{"article":"w-712","maker":"Mann","name":"Фильтр","unit":"piece","price_minor":1}"#, as: .storekeeper)
    #expect(twin.status == 409)
    #expect(twin.codes == ["part_exists"])
    let wrong = room.world.post(
      "/v1/parts", #"{"article":"--","maker":"X","name":"Ф","unit":"hour","price_minor":1,"supplier_id":77}"#, as: .storekeeper)
    #expect(wrong.status == 422)
    #expect(Set(wrong.pointers) == ["/article", "/unit", "/supplier_id"])
    #expect(room.world.ask("PATCH", "/v1/parts/\(part)", #"{"unit":"set"}"#, as: .storekeeper).codes == ["unit_in_use"])
    #expect(
      room.world.ask("PATCH", "/v1/parts/\(part)", #"{"name":"Ф"}"#, as: .storekeeper, headers: [("If-Match", "\"1\"")]).status == 412)
  }

  @Test func aChangeByHandIsKeptFromTheNextImport() throws {
    let room = try Storeroom()
    let part = room.part("W712")
    try room.world.desk.db.execute("UPDATE parts SET imported_hash = x'01' WHERE id = ?", part)
    _ = room.world.ask("PATCH", "/v1/parts/\(part)", #"{"price_minor":60000,"lead_days":3}"#, as: .storekeeper)
    let cleared = room.world.ask("PATCH", "/v1/parts/\(part)", #"{"lead_days":null}"#, as: .storekeeper)
    #expect(cleared["lead_days"].isNull)
    #expect(cleared["price_minor"].int == 60_000)
    let hash: [UInt8]?? = try room.world.desk.db.value("SELECT imported_hash FROM parts WHERE id = ?", part)
    #expect(hash.flatMap { $0 } == nil)
  }

  @Test func aNumberIsAddedOnceAndRemoved() throws {
    let room = try Storeroom()
    let part = room.part("W712")
    let added = room.world.post("/v1/parts/\(part)/numbers", #"{"number":"OEM 1","kind":"oem"}"#, as: .storekeeper)
    #expect(
      room.world.post("/v1/parts/\(part)/numbers", #"{"number":"oem-1","kind":"analogue"}"#, as: .storekeeper).codes == ["number_known"])
    let path = "/v1/parts/\(part)/numbers/\(added["numbers/0/id"].int ?? 0)"
    #expect(room.world.ask("DELETE", path, as: .storekeeper).status == 204)
    #expect(room.world.ask("DELETE", path, as: .storekeeper).status == 404)
    #expect(room.world.get("/v1/parts?q=oem1")["items"].array.isEmpty)
  }

  @Test func theListsUseTheirIndexes() throws {
    let world = try World()
    let db = world.desk.db
    func plan(_ select: Select) throws -> String { try db.plan(select.sql).joined(separator: "\n") }
    let page = PageRequest(after: Cursor(key: .text("a"), id: 1))
    for filter in [
      PartFilter(), PartFilter(maker: "x"), PartFilter(supplierID: 1), PartFilter(low: true), PartFilter(inStock: true),
    ] {
      let plan = try plan(PartTable.select(filter, page))
      #expect(plan.contains("USING INDEX parts_") && !plan.contains("TEMP B-TREE"), "\(plan)")
    }
    // Few makers share an article number, so sorting them costs nothing.
    #expect(try plan(PartTable.select(PartFilter(article: "x"), page)).contains("article_key=?"))
    #expect(try plan(PartTable.select(PartFilter(low: true), page)).contains("parts_low"))
    let moves = try plan(PartListTable.moves(partID: 1, kind: nil, locationID: nil, page))
    #expect(moves.contains("stock_moves_part") && !moves.contains("TEMP"))
    let waiting = try world.plans("l.quantity - l.issued - l.reserved > 0") { _ = world.part("GDB1", stock: 1) }
    #expect(!waiting.isEmpty && waiting.allSatisfy { $0.joined().contains("order_lines_waiting") }, "\(waiting)")
  }
}
