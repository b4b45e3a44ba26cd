import Desk
import Domain
import JSON
import SQLite
import Testing

@testable import API

/// Tests that a request settles each order once, whatever it changes in it, and reads the mechanics' load once for all orders.
@Suite struct SettlingTests {
  private let world: World
  init() throws { world = try World() }

  private struct Reads: Equatable {
    var lines = 0
    var loads = 0
  }

  /// Counts how often the request reads all lines of an order, and the mechanics' load.
  private func reads(_ request: () -> Void) -> Reads {
    world.desk.db.statements(request).reduce(into: Reads()) { reads, sql in
      if sql.contains("FROM order_lines WHERE work_order_id = ? ORDER BY id") { reads.lines += 1 }
      if sql.contains("open_lines AS"), !sql.contains("AND o.id = ?") { reads.loads += 1 }
    }
  }

  // MARK: An approval

  /// Makes an offered order with five labour lines and five parts.
  private func offered() -> (visit: Visit, estimate: Int64, parts: [Int64]) {
    let visit = world.visit()
    visit.estimate()
    for number in 1...5 { visit.labour("Работа \(number)") }
    let parts = (1...5).map { visit.part(world.part("GDB\(visit.id)-\($0)", stock: 1)).id }
    return (visit, visit.offer(), parts)
  }

  private func approve(declining count: Int) -> (reads: Reads, versions: Int64) {
    let (visit, estimate, parts) = offered()
    let before = visit.read()["version"].int ?? 0
    let reads = reads { visit.approve(estimate, declining: Set(parts.prefix(count))) }
    return (reads, (visit.read()["version"].int ?? 0) - before)
  }

  @Test func anApprovalLooksAtItsOrderAsOftenHoweverManyLinesAreDeclined() throws {
    let (one, five) = (approve(declining: 1), approve(declining: 5))
    #expect(one.reads == five.reads)
    #expect(one.reads.loads == 1)
    #expect(one.versions == 1 && five.versions == 1, "one change is one version")
    #expect(try HouseCheck(world.desk.db).faults().isEmpty)
  }

  @Test func theHistoryOfAnApprovalTellsOnceThatTheOrderNoLongerHoldsParts() {
    let (visit, estimate, parts) = offered()
    visit.approve(estimate, declining: Set(parts))
    let told = world.get("/v1/events?type=work_order.parts_changed&work_order_id=\(visit.id)")["items"].array
    #expect(told.map { $0["data/changed/parts_status/1"].string } == ["reserved", "none"])
    #expect(visit.read()["total_minor"].int == 1_000_000)
  }

  // MARK: A purchase order

  /// Makes orders in repair that wait for a part of one purchase order, each with three hours of labour.
  private func waiting(_ count: Int) -> (visits: [Visit], purchase: String, line: Int64) {
    let part = world.part("GDB\(count)", stock: 0)
    let supplier = world.post("/v1/suppliers", #"{"name":"Поставщик \#(count)"}"#, as: .storekeeper)
    let body = #"{"supplier_id":\#(supplier.id),"expected_on":"2026-03-04","lines":[{"part_id":\#(part),"quantity":\#(count)}]}"#
    let made = world.post("/v1/purchase-orders", body, as: .storekeeper)
    let path = "/v1/purchase-orders/\(made.id)"
    #expect(world.post("\(path)/send", as: .storekeeper).status == 200)
    let visits = (0..<count).map { _ in
      let visit = world.visit()
      visit.estimate()
      visit.labour(hours: "3")
      visit.part(part)
      visit.approve(visit.offer())
      return visit
    }
    return (visits, path, made["lines/0/id"].int ?? 0)
  }

  private func receive(_ count: Int) -> (reads: Reads, visits: [Visit]) {
    let (visits, purchase, line) = waiting(count)
    let reads = reads {
      let body = #"{"lines":[{"line_id":\#(line),"quantity":\#(count)}]}"#
      let came = world.post("\(purchase)/receive", body, as: .storekeeper, key: purchase)
      #expect(came.status == 200 && came["served"].array.count == count, "\(came)")
    }
    return (reads, visits)
  }

  @Test(arguments: [2, 6]) func aReceiptSettlesEachOrderThatItServesOnce(count: Int) throws {
    let (reads, visits) = receive(count)
    #expect(reads == Reads(lines: count, loads: 1))
    for visit in visits { #expect(visit.read()["parts_status"].string == "reserved") }
    #expect(try HouseCheck(world.desk.db).faults().isEmpty)
  }

  /// The load is read once for all of them, so each order's own labour must not count as other orders' work.
  @Test func everyOrderThatWaitsForALateDeliveryIsWarnedWithItsOwnEarliestTime() {
    let (visits, purchase, _) = waiting(3)
    #expect(world.ask("PATCH", purchase, #"{"expected_on":"2026-04-01"}"#, as: .storekeeper).status == 200)
    let risks = world.get("/v1/events?type=work_order.promise_at_risk")["items"].array
    #expect(Set(risks.compactMap { $0["work_order_id"].int }) == Set(visits.map(\.id)) && risks.count == visits.count)
    for risk in risks {
      let order = risk["work_order_id"].int ?? 0
      let basis = world.get("/v1/work-orders/\(order)/promise")
      #expect(risk["data/earliest_at"].string == basis["earliest_at"].string && basis["at_risk"].bool == true, "\(risk) \(basis)")
      #expect(risk["data/reason"].string == "parts")
    }
  }
}
