import Desk
import Domain
import Foundation
import SQLite
import Testing

@testable import API

@Suite struct ReadinessTests {
  /// A centre whose clients fill some pages of the file, and `/readyz` over the state of its connection.
  private func centre() throws -> World {
    let health = StoreHealth(now: { 0 })
    let vitals = Vitals(version: "test", unready: { health.trouble }, metrics: { _ in "" })
    let world = try World(Room.all + [Room.ops(vitals, [])])
    world.desk.db.heard = health.note
    #expect(world.bringIn("clients", try World.demo("clients"))["created"].int == 3_000)
    try world.desk.db.script("PRAGMA wal_checkpoint(TRUNCATE)")
    return world
  }

  /// Overwrites the first page of a table in the file, and drops the cached pages.
  private func damage(_ table: String, _ world: World) throws {
    let page = try world.desk.db.pragma("page_size")
    let root = Int64(try world.desk.db.lines("SELECT rootpage FROM sqlite_schema WHERE name = '\(table)'").first ?? "") ?? 0
    #expect(root > 1)
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: world.desk.db.path))
    try file.seek(toOffset: UInt64((root - 1) * page))
    try file.write(contentsOf: Data(repeating: 0xA5, count: Int(page)))
    try file.close()
    try world.desk.db.script("PRAGMA shrink_memory")
  }

  @Test func aDamagedFileIsToldByReadinessOnceAStatementHasMetIt() throws {
    let world = try centre()
    #expect(world.get("/readyz", as: nil).status == 200)
    #expect(world.get("/v1/clients?limit=1").status == 200)
    try damage("clients", world)
    let read = world.get("/v1/clients?limit=1")
    #expect(read.status == 503 && read.code == "database_damaged", "\(read)")
    #expect(read.headers["Retry-After"] == "1")
    let ready = world.ask("GET", "/readyz", as: nil, headers: [("Accept-Language", "ru")])
    #expect(ready.status == 503 && ready.code == "database_damaged", "\(ready)")
    #expect(ready["detail"].string?.contains("повреждён") == true)
    #expect(world.get("/healthz", as: nil).status == 200)
    // Requests that do not read the damaged page still succeed. `/readyz` still says 503.
    #expect(world.get("/v1/parts").status == 200)
    #expect(world.get("/readyz", as: nil).status == 503)
  }

  @Test func aChangeThatMeetsTheDamageIsRefusedHonestlyAndNotKept() throws {
    let world = try centre()
    let before = try world.desk.db.value("SELECT count(*) FROM events") as Int64?
    try damage("clients", world)
    let refused = world.post("/v1/clients", #"{"name":"Анна"}"#)
    #expect(refused.status == 503, "\(refused)")
    #expect(world.get("/readyz", as: nil).status == 503)
    #expect(try world.desk.db.value("SELECT count(*) FROM events") as Int64? == before)
  }
}
