import Desk
import Domain
import SQLite
import Testing

@testable import API

/// Compares `/moves` with the moves themselves, for every move in every status of many scenes: each says no exactly if the
/// other does.
@Suite struct MoveWalkTests {
  /// Things that happened to an order and are not its status.
  private static let scenes: [(name: String, change: @Sendable (World, Visit) throws -> Void)] = [
    ("as it should be", { _, _ in }),
    ("nothing is paid", { world, _ in try world.desk.db.script("UPDATE documents SET paid_minor = 0") }),
    ("the document says otherwise", { world, _ in try world.desk.db.script("UPDATE documents SET gross_minor = gross_minor + 1") }),
    ("no document", { world, _ in try world.desk.db.script("DELETE FROM documents") }),
    ("forty days later", { world, _ in world.wait(days: 40) }),
    ("no complaint", { world, _ in try world.desk.db.script("DELETE FROM work_order_entries WHERE kind = 1") }),
    ("unchecked", { world, _ in try world.desk.db.script("UPDATE quality_checks SET passed = 0") }),
    (
      "checked by who did it",
      { world, visit in
        try world.desk.db.execute(
          "INSERT INTO line_mechanics (order_line_id, user_id) SELECT id, ? FROM order_lines WHERE work_order_id = ?",
          world.users[.manager] ?? 0, visit.id)
      }
    ),
    (
      "a running clock",
      { world, visit in
        try world.desk.db.execute(
          "INSERT INTO clockings (work_order_id, mechanic_id, user_id, started_at) VALUES (?1, ?2, ?2, ?3)", visit.id,
          world.users[.mechanic] ?? 0, world.now)
      }
    ),
    (
      "more was proposed", { _, visit in _ = visit.post("lines", #"{"kind":"labour","name":"Ещё","quantity":1,"unit_price_minor":100}"#) }
    ),
    (
      "a fitted part that nobody billed",
      { world, visit in
        try world.desk.db.execute(
          """
          INSERT INTO order_lines (work_order_id, kind, status, part_id, code, name, unit, quantity, unit_price_minor, gross_minor,
            tax_category, issued, created_at)
          VALUES (?, 'part', 'approved', ?, 'P', 'Колодки', 'piece', 1000, 100, 100, 'standard', 1000, ?)
          """, visit.id, world.part("P", stock: 1), world.now)
      }
    ),
    (
      "another payer who owes",
      { world, visit in
        let payer = try world.payer("Борис")
        try world.desk.db.execute(
          """
          INSERT INTO documents (number, kind, work_order_id, payer_role, payer_client_id, buyer_name, completed_on, issued_at, issued_by_id,
            gross_minor, vat_minor, paid_minor) VALUES ('СЧ-Б', 'invoice', ?, 'other', ?, 'Борис', 20000, 0, 1, 5, 0, 0)
          """, visit.id, payer)
      }
    ),
    (
      "the car has left",
      { world, visit in
        try world.desk.db.execute("UPDATE work_orders SET handed_over_at = 1 WHERE id = ? AND status = 'cancelled'", visit.id)
      }
    ),
  ]

  @Test(arguments: WorkOrder.Status.allCases) func whatTheListSaysTheDeedDoes(_ status: WorkOrder.Status) throws {
    for scene in Self.scenes {
      for role in scene.name == Self.scenes[0].name ? [Role.advisor, .manager, .mechanic] : [.advisor, .manager] {
        func stage() throws -> Stage {
          let world = try World()
          let stage = try Stage(world, status.rawValue)
          try scene.change(world, stage.visit)
          return stage
        }
        let here = try stage()
        let moves = here.visit.read("/moves", as: role)["moves"].array
        #expect(moves.count == WorkOrder.Move.allCases.count + 1)
        // Tries forbidden moves first. They change nothing, so one order serves for all of them.
        let ordered = moves.sorted { ($0["allowed"].bool ?? false ? 1 : 0) < ($1["allowed"].bool ?? false ? 1 : 0) }
        var isUsed = false
        for move in ordered {
          let (name, allowed) = (move["name"].string ?? "", move["allowed"].bool ?? true)
          let told = move["reasons"].array.compactMap { $0["code"].string }
          #expect(allowed == told.isEmpty)
          let place = "\(status) \(scene.name) \(role) \(name)"
          let answer = try (isUsed ? stage() : here).deed(name, as: role)
          if allowed {
            isUsed = true
            #expect(answer.status == 200, "\(place): \(answer)")
          } else {
            #expect(answer.status == (role.may(.orders) ? 409 : 403), "\(place) \(told): \(answer)")
            if answer.status == 409, !["offer", "approve", "decline", "object"].contains(name) {
              // If the status forbids a move, `/moves` also lists later obstacles; the refusal names only the status.
              let now = told.first == "work_order_status" ? Array(told.prefix(1)) : told
              #expect(Set(answer.codes) == Set(now), "\(place): \(answer)")
            }
            #expect(here.visit.status == status.rawValue || isUsed, "\(place)")
          }
        }
      }
    }
  }
}
