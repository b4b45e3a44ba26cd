import Desk
import Domain
import SQLite
import Testing

@testable import API

@Suite struct WorkOrderCheckTests {
  /// Makes orders of all kinds: repaired and delivered, in repair with parts, cancelled, declined with a fee.
  private func busyDay() throws -> (World, Visit) {
    let world = try World()
    let pads = world.part("GDB1", stock: 5)
    let delivered = world.visit()
    let line = delivered.labour()
    _ = world.ask("PUT", "\(delivered.path)/lines/\(line)/payers", #"{"payers":[{"role":"company","share_bp":3333}]}"#, as: .manager)
    let repaired = world.visit(client: "Борис")
    repaired.labour()
    repaired.part(pads, quantity: "2")
    repaired.start()
    world.visit(client: "Вера").must("cancel", #"{"reason":"нет"}"#)
    let declined = world.visit(client: "Глеб")
    declined.labour()
    declined.estimate()
    declined.decline(declined.offer())
    delivered.start()
    delivered.ready()
    return (world, repaired)
  }

  @Test func whatTheDeskDoesItselfIsWithoutFault() throws {
    let (world, _) = try busyDay()
    #expect(try WorkOrderCheck(world.desk.db).faults() == [])
  }

  @Test func whatNobodyButAnIntruderDoesIsSaid() throws {
    let tampering: [(String, String)] = [
      ("UPDATE work_orders SET status = 'approved' WHERE id = ", "its history says"),
      ("UPDATE work_orders SET closed_at = 5 WHERE id = ", "do not fit its status"),
      ("UPDATE work_orders SET total_minor = 1 WHERE id = ", "its lines come to"),
      ("UPDATE work_orders SET parts_status = 'issued' WHERE id = ", "its lines say reserved"),
      ("UPDATE order_lines SET status = 'done' WHERE kind = 'labour' AND work_order_id = ", "cannot be done there"),
      ("DELETE FROM work_order_entries WHERE kind = 0 AND work_order_id = ", "are not those of the order"),
      ("DELETE FROM work_order_entries WHERE kind = 1 AND work_order_id = ", "are not those of the order"),
      ("DELETE FROM work_order_entries WHERE kind = 2 AND work_order_id = ", "are not those of the order"),
      ("INSERT INTO work_order_entries (kind, entry_id, work_order_id) SELECT 2, 99999, ", "are not those of the order"),
      ("UPDATE work_order_entries SET client_id = client_id + 1 WHERE kind = 0 AND work_order_id = ", "is not what the order says"),
      ("UPDATE work_order_entries SET vehicle_id = NULL WHERE kind = 0 AND work_order_id = ", "is not what the order says"),
      ("UPDATE work_order_entries SET closed = 1 WHERE kind = 0 AND work_order_id = ", "is not what the order says"),
      ("UPDATE work_order_entries SET closed = 0 WHERE kind = 1 AND work_order_id = ", "is not what the order says"),
    ]
    for (sql, sentence) in tampering {
      let (world, visit) = try busyDay()
      try world.desk.db.script(sql + "\(visit.id)")
      #expect(try WorkOrderCheck(world.desk.db).faults().contains { $0.contains(sentence) }, "\(sentence)")
    }
    let (world, _) = try busyDay()
    try world.desk.db.script("UPDATE line_payers SET gross_minor = gross_minor + 1 WHERE position = 0")
    #expect(try WorkOrderCheck(world.desk.db).faults().contains { $0.contains("its payers to") })
  }

  @Test func whatBelongsToAnOrderThatIsNotThereIsSaid() throws {
    let orphans = [
      "INSERT INTO complaints (id, work_order_id, text, created_at) VALUES (99, 999, 'стук', 0)",
      "INSERT INTO events (id, at, type, subject, subject_id, work_order_id, data) VALUES (9999, 0, 'complaint.added', 'complaint', 99, 999, '{}')",
    ]
    let entries = [
      "INSERT INTO work_order_entries (work_order_id, kind, entry_id) VALUES (999, 1, 99)",
      "INSERT INTO work_order_entries (work_order_id, kind, entry_id) VALUES (999, 2, 9999)",
    ]
    for (orphan, entry) in zip(orphans, entries) {
      let world = try World()
      try world.desk.db.script(orphan)
      #expect(try WorkOrderCheck(world.desk.db).faults() == ["The entries of 999 are not those of the order."])
      try world.desk.db.script(entry)
      #expect(try WorkOrderCheck(world.desk.db).faults() == ["The entries of 999 are not those of the order."])
    }
  }
}
