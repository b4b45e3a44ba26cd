import Domain
import Testing

@testable import API
@testable import Desk
@testable import SQLite

/// Finds columns, paths and timers that are on no room's sheet.
@Suite struct RoomSheetTests {
  private let world: World
  private var db: Database { world.desk.db }
  init() throws { world = try World() }

  // MARK: Columns

  private func tables() throws -> [String] {
    try db.lines("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'migrations'")
  }

  private func columns(_ table: String, where condition: String = "TRUE") throws -> [String] {
    try db.lines("SELECT '\(table).' || name FROM pragma_table_info('\(table)') WHERE \(condition)")
  }

  /// Columns that refer to a client or a vehicle, by name or by foreign key.
  private func pointers() throws -> Set<String> {
    var found: Set<String> = []
    for table in try tables() {
      found.formUnion(try columns(table, where: "name GLOB '*client_id' OR name GLOB '*vehicle_id'"))
      found.formUnion(
        try db.lines("SELECT '\(table).' || \"from\" FROM pragma_foreign_key_list('\(table)') WHERE \"table\" IN ('clients', 'vehicles')"))
    }
    return found
  }

  /// Text columns, except those whose CHECK lists all their words.
  private func texts() throws -> Set<String> {
    var found: Set<String> = []
    for table in try tables() {
      let schema = try db.lines("SELECT sql FROM sqlite_schema WHERE name = '\(table)'").joined()
      found.formUnion(
        try columns(table, where: "type = 'TEXT'").filter { column in
          ["IN (", "= "].allSatisfy { !schema.contains("CHECK (\(column.dropFirst(table.count + 1)) \($0)'") }
        })
    }
    return found
  }

  private var moved: Set<String> { Set(RoomSheet.all.flatMap(\.merged).map(\.place)) }
  private var kept: [String] { RoomSheet.all.flatMap(\.kept.values).flatMap { $0 } }

  private func erased() throws -> Set<String> {
    var found: Set<String> = []
    for name in RoomSheet.all.flatMap(\.personal).flatMap(\.columns) {
      if name.hasSuffix(".*") { found.formUnion(try columns(String(name.dropLast(2)))) } else { found.insert(name) }
    }
    return found
  }

  private func undecided() throws -> Set<String> {
    try pointers().subtracting(moved).union(try texts().subtracting(erased())).subtracting(kept)
  }

  @Test func everyPointerFollowsAMergeAndEveryTextAnErasureOrASheetSaysWhyNot() throws { #expect(try undecided() == []) }

  @Test func aNewColumnIsFoundUntilSomebodyDecides() throws {
    try db.script(
      """
      CREATE TABLE polls (id INTEGER PRIMARY KEY, asked_by_client_id INTEGER, car INTEGER REFERENCES vehicles(id), words TEXT,
        state TEXT CHECK (state IN ('open','closed'))) STRICT;
      ALTER TABLE payments ADD COLUMN remark TEXT;
      """)
    #expect(try undecided() == ["polls.asked_by_client_id", "polls.car", "polls.words", "payments.remark"])
  }

  @Test func sheetsNameOnlyColumnsThatThereAreAndDecideOnce() throws {
    let all = Set(try tables().flatMap { try columns($0) })
    #expect(moved.union(try erased()).union(kept).subtracting(all) == [])
    #expect(moved.subtracting(try pointers()) == [])
    #expect(Set(kept).count == kept.count)
    #expect(moved.union(try erased()).intersection(kept) == [])
    #expect(Set(kept).subtracting(try pointers()).subtracting(try texts()) == [], "a reason for a column that needs none")
  }

  // MARK: Paths and timers

  @Test func everyPathWithAnIDLeadsToAThingOnASheet() {
    let leading = world.service.routes.filter { $0.path.contains("{") }
    for route in leading { #expect(Noun.first(in: route.path).flatMap { RoomSheet.things[$0.noun] } != nil, "\(route.path)") }
    let nouns = Set(leading.compactMap { Noun.first(in: $0.path)?.noun })
    #expect(Set(RoomSheet.things.keys).subtracting(nouns) == [], "a thing without a path")
    #expect(nouns.count > 20)
  }

  @Test func aPathNamesItsThing() {
    #expect(Noun.first(in: "/v1/work-orders/12/estimates")?.noun == .workOrder)
    #expect(Noun.first(in: "/v1/work-orders/12/estimates")?.id == 12)
    #expect(Noun.first(in: "/v1/proxies/7")?.noun == .proxy)
    #expect(Noun.first(in: "/a/8mVq")?.noun == .approvalLink)
    #expect(Noun.first(in: "/v1/login") == nil && Noun.first(in: "/readyz") == nil && Noun.first(in: "") == nil)
  }

  @Test func everyTimerHasADeed() { #expect(Set(RoomSheet.timers.keys) == Set(TimerKind.allCases)) }

  // MARK: Statements

  /// Merges and erasures run on the desk thread, over years of orders and events, so they must not scan a table.
  @Test func mergingUndoingAndErasingLookThroughNoTable() throws {
    let (anna, twin) = (world.client("Анна Крылова"), world.client("Крылова А."))
    let visit = world.visit(twin, world.vehicle(#""plate":"А123ВС77","client_id":\#(twin)"#))
    let other = world.vehicle(#""plate":"В777ОР77""#)
    visit.labour()
    visit.must("cancel", #"{"reason":"передумала"}"#, as: .manager)
    visit.must("hand-over", #"{"collected_by":"Крылова А."}"#)
    let before = statements()
    let merges = [
      world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"дубль"}"#),
      world.post("/v1/vehicles/\(other)/merge", #"{"merged_id":\#(visit.vehicle),"reason":"дубль"}"#),
    ]
    #expect(merges.map(\.status) == [200, 200], "\(merges)")
    #expect(world.post("/v1/vehicle-merges/\(merges[1].id)/undo").status == 200)
    #expect(world.post("/v1/client-merges/\(merges[0].id)/undo").status == 200)
    #expect(world.post("/v1/clients/\(twin)/erase").status == 200)
    let made = statements().subtracting(before)
    #expect(made.contains { $0.contains("UPDATE events SET client_id") } && made.contains { $0.contains("DELETE FROM event_personal") })
    // Scans that stay short: recursions, JSON arrays, the few web hooks, and a step to the end of an index.
    let few = ["cars", "family", "f", "CONSTANT", "json_each", "webhooks", "idempotency_keys"]
    for statement in made {
      for step in try db.lines("EXPLAIN QUERY PLAN \(statement)", column: 3) where step.hasPrefix("SCAN ") {
        #expect(few.contains(String(step.split(separator: " ")[1])), "\(step): \(statement)")
      }
    }
  }

  private func statements() -> Set<String> { Set((Array(db.statements.values) + Array(db.composed.values)).map(\.text)) }
}
