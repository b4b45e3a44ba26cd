import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct OrderListTests {
  @Test func theListIsLeanAndFilteredByEveryField() throws {
    let world = try World()
    let anna = world.visit()
    world.wait(days: 1)
    let boris = world.visit(client: "Борис Ёлкин")
    boris.estimate()
    let ids = { (query: String) in world.get("/v1/work-orders?\(query)")["items"].array.compactMap { $0["id"].int } }
    #expect(ids("") == [boris.id, anna.id])
    #expect(ids("sort=opened_at") == [anna.id, boris.id])
    #expect(ids("status=open") == [anna.id])
    #expect(ids("status=open,estimating") == [boris.id, anna.id])
    #expect(ids("status=open,estimating&sort=opened_at") == [anna.id, boris.id])
    #expect(ids("client_id=\(anna.client)") == [anna.id])
    #expect(ids("client_id=\(anna.client)&status=estimating") == [])
    #expect(ids("vehicle_id=\(boris.vehicle)") == [boris.id])
    #expect(ids("advisor_id=\(world.users[.advisor] ?? 0)").count == 2)
    #expect(ids("kind=warranty") == [])
    #expect(ids("parts_status=none").count == 2)
    #expect(ids("parts_status=short") == [])
    #expect(ids("opened_to=2026-03-02") == [anna.id])
    #expect(ids("opened_from=2026-03-03") == [boris.id])
    #expect(ids("q=2") == [boris.id])
    #expect(ids("q=\("зн-2026-000001".percentEncoded)") == [anna.id])
    #expect(ids("q=\("елкин".percentEncoded)") == [boris.id])
    let row = world.get("/v1/work-orders?status=open").json["items/0"]
    #expect(row["client_name"].string == "Анна Крылова")
    guard case .object(let object) = row else { throw Refusal.notFound(.address) }
    #expect(object.members.count == 12)
  }

  @Test func anUnknownStatusOrSortIsRefused() throws {
    let world = try World()
    let answer = world.get("/v1/work-orders?status=open,gone&sort=price&colour=red")
    #expect(answer.status == 400)
    #expect(Set(answer.pointers) == ["status", "sort", "colour"])
  }

  @Test func aPlateFindsTheOrdersOfTheCarInEitherAlphabet() throws {
    let world = try World()
    world.post("/v1/work-orders", WorkOrderBody.example, as: .advisor)
    #expect(world.get("/v1/work-orders?q=a123bc")["items"].array.count == 1)
    #expect(world.get("/v1/work-orders?q=\("а 123 вс 77".percentEncoded)")["items"].array.count == 1)
    #expect(world.get("/v1/work-orders?q=b777op")["items"].array.isEmpty)
  }

  @Test func whatIsOverdueIsPromisedPastAndNotClosed() throws {
    let world = try World()
    let late = world.visit()
    late.must("promise", #"{"promised_at":"2026-03-03T10:00:00Z","reason":"срочно"}"#)
    let later = world.visit(client: "Борис")
    later.must("promise", #"{"promised_at":"2026-03-10T10:00:00Z","reason":"срочно"}"#)
    let ids = { (query: String) in world.get("/v1/work-orders?\(query)")["items"].array.compactMap { $0["id"].int } }
    #expect(ids("overdue=true") == [])
    world.wait(days: 2)
    #expect(ids("overdue=true") == [late.id])
    #expect(ids("sort=promised_at") == [late.id, later.id])
    late.must("cancel", #"{"reason":"уехал"}"#)
    #expect(ids("overdue=true") == [])
  }

  @Test func pagesStayRightWhileOrdersComeIn() throws {
    let world = try World()
    let car = world.visit()
    for _ in 1...4 { _ = world.visit(car.client, car.vehicle) }
    for query in ["", "&status=open,estimating", "&sort=opened_at"] {
      let first = world.get("/v1/work-orders?limit=2\(query)")
      _ = world.visit(car.client, car.vehicle)
      let second = world.get("/v1/work-orders?limit=2\(query)&cursor=\(first["next_cursor"].string ?? "")")
      let seen = (first["items"].array + second["items"].array).compactMap { $0["id"].int }
      #expect(Set(seen).count == 4, "\(query): \(seen)")
    }
  }

  @Test func everyListRunsAlongAnIndexWithoutSorting() throws {
    let world = try World()
    let zone = world.desk.settings.zone
    let cursor = PageRequest(after: Cursor(key: .integer(5), id: 5))
    func filter(_ change: (inout WorkOrderFilter) -> Void) -> WorkOrderFilter {
      var filter = WorkOrderFilter()
      change(&filter)
      return filter
    }
    let filters: [WorkOrderFilter] = [
      filter { _ in }, filter { $0.statuses = [.inRepair] }, filter { $0.sort = .oldest }, filter { $0.clientID = 1 },
      filter { $0.vehicleID = 1 }, filter { $0.advisorID = 1 }, filter { $0.partsStatus = .short }, filter { $0.sort = .promised },
      filter { $0.overdue = true }, filter { $0.unbilled = true },
      filter {
        $0.unbilled = true
        $0.statuses = [.delivered]
        $0.clientID = 1
        $0.sort = .oldest
      }, filter { $0.comebackOfID = 1 }, filter { $0.opened = Period(from: Day(rawValue: 20_000)) },
      filter {
        $0.statuses = [.inRepair]
        $0.clientID = 1
        $0.advisorID = 2
        $0.kind = .warranty
      },
    ]
    for filter in filters {
      let select = WorkOrderListTable.select(filter, cursor, world.now, zone)
      let plan = try world.desk.db.plan(select.sql).joined(separator: "; ")
      #expect(plan.contains("SEARCH w USING INDEX") || plan.contains("SCAN w USING INDEX"), "\(plan)")
      // Comebacks of one order are a handful of rows, sorted in memory.
      if filter.unbilled { #expect(plan.contains("work_orders_unbilled"), "\(plan)") }
      if filter.comebackOfID == nil { #expect(!plan.contains("TEMP B-TREE"), "\(plan)") }
    }
    let declined = OrderLineTable.declined(onVehicle: 1, cursor)
    #expect(!(try world.desk.db.plan(declined.sql).contains { $0.hasPrefix("SCAN") }))
  }

  @Test func aWholeOrderTakesAsManyStatementsHoweverLongItIsEachWithItsIndex() throws {
    let world = try World()
    let (short, long) = (world.visit(), world.visit(client: "Борис"))
    for (visit, lines) in [(short, 1), (long, 5)] {
      visit.estimate()
      for number in 1...lines {
        visit.labour("Работа \(number)")
        visit.part(world.part("GDB\(visit.id)-\(number)", stock: 1))
        visit.must("complaints", ComplaintBody.example)
      }
      visit.offer()
    }
    let plans = try world.plans { #expect(short.read().status == 200) }
    let longer = try world.plans { #expect(long.read().status == 200) }
    #expect(plans.count == longer.count)
    for plan in plans { #expect(!plan.contains { $0.hasPrefix("SCAN ") && !$0.hasPrefix("SCAN (") }, "\(plan)") }
  }
}
