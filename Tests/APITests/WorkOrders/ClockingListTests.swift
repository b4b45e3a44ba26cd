import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct ClockingListTests {
  @Test func everyListOfClockingsUsesAnIndexAndSortsNothing() throws {
    let scene = try RepairScene()
    let page = PageRequest(limit: 50, after: Cursor(key: .integer(1), id: 1))
    let some = Period.Span(from: Instant(rawValue: 1), until: Instant(rawValue: 1))
    for filter in [
      ClockingTable.Filter(), ClockingTable.Filter(mechanicID: 1), ClockingTable.Filter(orderID: 1),
      ClockingTable.Filter(started: some), ClockingTable.Filter(mechanicID: 1, started: some),
    ] {
      let plan = try scene.db.plan(ClockingTable.select(filter, page).sql)
      #expect(plan.allSatisfy { $0.contains("USING INDEX clockings_") }, "\(plan)")
    }
  }

  @Test func aListOfClockingsRunsAlongTheOrderOrAlongThoseThatRun() throws {
    let scene = try RepairScene()
    let some = Period.Span(from: Instant(rawValue: 1), until: Instant(rawValue: 1))
    let lists: [(filter: ClockingTable.Filter, index: String)] = [
      (.init(mechanicID: 1, orderID: 1), "clockings_order"), (.init(mechanicID: 1, orderID: 1, running: true), "clockings_order"),
      (.init(running: true), "clockings_running"), (.init(started: some, running: true), "clockings_running"),
      (.init(mechanicID: 1, running: true), "clockings_running"),
    ]
    for (list, after) in lists.flatMap({ [($0, nil), ($0, Cursor(key: .integer(1), id: 1))] }) {
      let plan = try scene.db.plan(ClockingTable.select(list.filter, PageRequest(after: after)).sql)
      #expect(plan.first?.contains("USING INDEX \(list.index)") == true, "\(list.filter) \(plan)")
    }
  }
}
