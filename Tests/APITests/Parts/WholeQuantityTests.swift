import Desk
import Domain
import SQLite
import Testing

@testable import API

/// Tests that pieces and sets are counted in whole numbers.
@Suite struct WholeQuantityTests {
  @Test func halfAPieceIsRefusedWhereverAQuantityIsSaid() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let part = room.part("W712", "5", supplier: supplier)
    let (order, _) = try room.waiting(part, 3_000)
    let line = try room.line(order, part, 2_000)
    let path = "/v1/work-orders/\(order)/lines/\(line)"
    func refused(_ path: String, _ body: String, _ pointers: [String] = ["/quantity"], method: String = "POST") {
      let answer = room.world.ask(method, path, body, as: .storekeeper, headers: [("Idempotency-Key", path + body)])
      #expect(answer.status == 422 && answer.codes == pointers.map { _ in "quantity_not_whole" }, "\(path) \(answer)")
      #expect(answer.pointers == pointers, "\(path) \(answer)")
    }
    refused("\(path)/issue", #"{"quantity":0.5}"#)
    #expect(room.world.post("\(path)/issue", #"{"quantity":2}"#, as: .storekeeper).status == 200)
    refused("\(path)/return", #"{"quantity":1.5}"#)
    refused("/v1/parts/\(part)/receive", #"{"quantity":0.5,"reason":"x"}"#)
    refused("/v1/parts/\(part)/adjust", #"{"counted":2.5,"reason":"x"}"#, ["/counted"])
    refused("/v1/parts/\(part)/write-off", #"{"quantity":0.5,"reason":"x"}"#)
    refused("/v1/parts/\(part)/transfer", #"{"quantity":0.5,"from_location_id":1,"to_location_id":2}"#)
    refused("/v1/parts/\(part)", #"{"min_quantity":0.5}"#, ["/min_quantity"], method: "PATCH")
    let kit = #"{"article":"K1","maker":"X","name":"Комплект","unit":"set","price_minor":1,"min_quantity":1.5}"#
    refused("/v1/parts", kit, ["/min_quantity"])
    let lines = #""lines":[{"part_id":\#(part),"quantity":2.5}]"#
    refused("/v1/purchase-orders", #"{"supplier_id":\#(supplier),\#(lines)}"#, ["/lines/0/quantity"])
    let draft = room.world.post(
      "/v1/purchase-orders", #"{"supplier_id":\#(supplier),"lines":[{"part_id":\#(part),"quantity":2}]}"#, as: .storekeeper)
    refused("/v1/purchase-orders/\(draft.id)", "{\(lines)}", ["/lines/0/quantity"], method: "PATCH")
    #expect(room.world.post("/v1/purchase-orders/\(draft.id)/send", "{}", as: .storekeeper).status == 200)
    refused(
      "/v1/purchase-orders/\(draft.id)/receive",
      #"{"lines":[{"line_id":\#(draft["lines/0/id"].int ?? 0),"quantity":0.5,"damaged":0.25}]}"#,
      ["/lines/0/quantity", "/lines/0/damaged"])
    #expect(try room.faults() == [])
  }

  @Test func halvesFromBeforeTheRuleCanStillBeBroughtToAnEnd() throws {
    let room = try Storeroom()
    let supplier = room.supplier()
    let part = room.part("W712", "3", supplier: supplier)
    let (order, line) = try room.waiting(part, 1_500)
    let path = "/v1/work-orders/\(order)/lines/\(line)"
    #expect(room.world.post("\(path)/issue", #"{"quantity":1.5}"#, as: .storekeeper)["issued"].thousandths == 1_500)
    #expect(room.world.post("\(path)/return", #"{"quantity":1.5}"#, as: .storekeeper)["issued"].thousandths == 0)
    #expect(room.world.post("\(path)/issue", #"{"quantity":1}"#, as: .storekeeper).status == 200)
    #expect(room.world.post("\(path)/issue", #"{"quantity":0.5}"#, as: .storekeeper).status == 200)
    #expect(room.world.post("/v1/parts/\(part)/write-off", #"{"quantity":1.5,"reason":"бой"}"#, as: .storekeeper).status == 200)
    _ = try room.waiting(part, 1_500)
    let made = room.world.post("/v1/purchase-orders/from-shortages", "{}", as: .storekeeper)
    #expect(made["purchase_orders/0/lines/0/quantity"].thousandths == 2_000)
    #expect(try room.faults() == [])
  }
}
