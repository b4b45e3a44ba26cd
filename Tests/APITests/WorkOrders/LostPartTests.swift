import Desk
import Domain
import SQLite
import Testing

@testable import API

/// Approved parts that are missing when the work is done, and other ways to remove a line.
@Suite struct LostPartTests {
  private let world: World
  init() throws { world = try World() }

  private func removals(_ line: Int64) throws -> Int64 {
    try world.desk.db.value("SELECT count(*) FROM events WHERE type = 'order_line.removed' AND subject_id = ?", line) ?? -1
  }

  @Test func anOrderIsNotReadyWhileAnApprovedPartIsNowhere() throws {
    let pads = world.part("GDB1", stock: 1)
    let visit = world.visit()
    let labour = visit.labour()
    let line = visit.part(pads).id
    visit.start()
    let counted = world.post("/v1/parts/\(pads)/adjust", #"{"counted":0,"reason":"недостача"}"#, as: .storekeeper)
    #expect(counted.status == 200, "\(counted)")
    #expect(visit.read()["parts_status"].string == "short")
    visit.done(labour)
    visit.check()

    let move = visit.read("/moves")["moves"].array.first { $0["name"].string == "ready" }
    #expect(move?["allowed"].bool == false)
    #expect(move?["reasons"].array.compactMap { $0["code"].string } == ["part_short"])
    #expect(visit.post("ready").codes == ["part_short"])
    #expect(visit.status == "in_repair")

    #expect(world.ask("DELETE", "\(visit.path)/lines/\(line)", as: .advisor).status == 204)
    #expect(try removals(line) == 1)
    visit.must("ready")
  }

  @Test func norIsItReadyWithHalfOfAPart() throws {
    let pads = world.part("GDB1", stock: 2)
    let visit = world.visit()
    visit.labour()
    let line = visit.part(pads, quantity: "2").id
    visit.start()
    visit.must("lines/\(line)/issue", #"{"quantity":1}"#, as: .storekeeper)
    #expect(world.post("/v1/parts/\(pads)/adjust", #"{"counted":0,"reason":"недостача"}"#, as: .storekeeper).status == 200)
    visit.done(visit.read()["lines/0/id"].int ?? 0)
    visit.check()
    #expect(visit.post("ready").codes == ["part_short"])
    #expect(world.ask("PATCH", "\(visit.path)/lines/\(line)", #"{"quantity":1}"#, as: .advisor).status == 200)
    visit.must("ready")
  }

  @Test func aCancelledOrderSaysWhichLinesWentWithIt() throws {
    let visit = world.visit()
    let labour = visit.labour()
    let part = visit.part(world.part("GDB1", stock: 1)).id
    visit.estimate()
    let estimate = visit.offer()
    visit.must("cancel", #"{"reason":"дорого"}"#)
    #expect(try removals(labour) == 1 && removals(part) == 1)
    let outdated = world.get("/v1/estimates/\(estimate)", as: .advisor)
    #expect(outdated["superseded_reason"].string == "order_cancelled", "\(outdated)")
  }

  @Test func theOptionThatWasNotChosenSaysWhichLinesWentWithIt() throws {
    let scene = try RepairScene(world)
    let order = try scene.order()
    let good = try scene.labour(order, "Колодки ATE")
    let cheap = try scene.labour(order, "Колодки TRW")
    scene.promise(order)
    let first = scene.estimate(order, [good], title: "ATE")
    let second = scene.estimate(order, [cheap], title: "TRW")
    scene.offer(order, first, second)
    #expect(scene.decide(first, yes: [good]).status == 200)
    #expect(try scene.lineStatus(cheap) == "removed")
    #expect(try removals(cheap) == 1)
    let outdated = world.get("/v1/estimates/\(second)", as: .advisor)
    #expect(outdated["superseded_reason"].string == "decided_otherwise", "\(outdated)")
  }
}
