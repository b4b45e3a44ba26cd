import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

/// A mechanic's hours of a day: committed work, hours clocked today and the new order share them.
@Suite struct PromiseHoursTests {
  private func hours(_ scene: RepairScene, _ perDay: Int64, of user: Int64? = nil) throws {
    try scene.db.execute("UPDATE users SET hours_per_day = ? WHERE id = ?", perDay, user ?? scene.world.users[.mechanic])
  }

  private func colleague(_ scene: RepairScene) throws -> Int64 {
    try scene.db.insert(
      "INSERT INTO users (login, name, role, hours_per_day, created_at) VALUES ('oleg', 'Олег', 'mechanic', 4000, 0)")
  }

  private func earliest(_ scene: RepairScene, _ order: Int64) -> String? {
    scene.world.get("/v1/work-orders/\(order)/promise")["earliest_at"].string
  }

  private func assign(_ scene: RepairScene, _ line: Int64, _ users: Int64...) throws {
    try LineMechanicTable(scene.db).replace(ofLine: line, with: users)
  }

  @Test func whatIsCommittedAndTheOrderShareTheHoursOfADay() throws {
    let scene = try RepairScene()
    let petr = scene.world.users[.mechanic] ?? 0
    let oleg = try colleague(scene)
    try hours(scene, 4_000)
    let other = try scene.order(.inRepair)
    for user in [petr, oleg] { try assign(scene, scene.labour(other, hours: 3_000, status: "approved"), user) }
    let order = try scene.order()
    try scene.labour(order, hours: 2_000)
    // One hour of the work fits today, although the workshop is open for four more.
    #expect(earliest(scene, order) == "2026-03-03T07:00:00.000Z")
    try assign(scene, scene.labour(order, "Шланги", hours: 2_000), oleg)
    #expect(earliest(scene, order) == "2026-03-03T09:00:00.000Z")
  }

  @Test func whatNobodyIsAssignedToOrNobodyWhoIsStillThereIsSharedByAll() throws {
    let scene = try RepairScene()
    let oleg = try colleague(scene)
    let gone = try scene.db.insert(
      "INSERT INTO users (login, name, role, status, hours_per_day, created_at) VALUES ('gone', 'Иван', 'mechanic', 'disabled', 8000, 0)")
    try hours(scene, 4_000)
    let other = try scene.order(.approved)
    try scene.labour(other, hours: 3_000, status: "approved")
    try assign(scene, scene.labour(other, hours: 3_000, status: "approved"), gone)
    let order = try scene.order()
    try scene.labour(order, hours: 2_000)
    #expect(earliest(scene, order) == "2026-03-03T07:00:00.000Z")
    try assign(scene, scene.labour(other, hours: 1_000, status: "approved"), oleg, gone)
    #expect(earliest(scene, order) == "2026-03-03T07:00:00.000Z", "the other still has an hour today")
  }

  @Test func whatWasWorkedTodayIsNotThereASecondTime() throws {
    let scene = try RepairScene()
    let petr = scene.world.users[.mechanic] ?? 0
    try hours(scene, 4_000)
    let other = try scene.order(.inRepair)
    let line = try scene.labour(other, hours: 3_000, status: "approved")
    let midnight = scene.world.now.adding(seconds: -10 * 3_600)
    func clock(_ from: Int64, _ until: Int64?, on line: Int64?) throws {
      try scene.db.execute(
        """
        INSERT INTO clockings (work_order_id, order_line_id, mechanic_id, started_at, ended_at, closed_by, user_id)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """, other, line, petr, midnight.adding(seconds: from * 3_600), until.map { midnight.adding(seconds: $0 * 3_600) },
        until == nil ? nil : "mechanic", petr)
    }
    let order = try scene.order()
    try scene.labour(order, hours: 1_000)
    #expect(earliest(scene, order) == "2026-03-02T12:00:00.000Z")
    // Yesterday's hours do not count. A committed hour that is worked already is not planned again.
    try clock(-3, -2, on: nil)
    try clock(8, 9, on: line)
    #expect(earliest(scene, order) == "2026-03-02T10:00:00.000Z")
    // A running clock on diagnosis takes the last of the day's four hours.
    try clock(9, nil, on: nil)
    #expect(earliest(scene, order) == "2026-03-03T07:00:00.000Z")
    #expect(scene.world.get("/v1/work-orders/\(order)/promise")["steps/0/code"].string == "mechanic_busy")
  }
}
