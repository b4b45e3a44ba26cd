import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct ClockingTests {
  private func clockOn(_ scene: RepairScene, _ order: Int64, _ body: String = "{}", as role: Role = .mechanic) -> World.Answer {
    scene.world.post("/v1/work-orders/\(order)/clock-on", body, as: role)
  }

  private func inRepair(_ scene: RepairScene) throws -> (order: Int64, line: Int64) {
    let order = try scene.order(.inRepair)
    // The car came in the day before.
    try scene.db.execute("UPDATE work_orders SET opened_at = opened_at - 86400000 WHERE id = ?", order)
    return (order, try scene.labour(order, hours: 1_500, status: "approved"))
  }

  private func correct(_ scene: RepairScene, _ id: Int64, _ from: String, _ to: String, as role: Role = .manager) -> World.Answer {
    scene.world.post(
      "/v1/clockings/\(id)/correct", #"{"started_at":"2026-03-\#(from):00Z","ended_at":"2026-03-\#(to):00Z","reason":"Забыл отбиться"}"#,
      as: role)
  }

  @Test func oneMechanicHasOneRunningClockAndASecondStartNamesIt() throws {
    let scene = try RepairScene()
    let (order, line) = try inRepair(scene)
    let started = clockOn(scene, order, #"{"line_id":\#(line)}"#)
    #expect(started.status == 201, "\(started)")
    let second = clockOn(scene, try scene.order())
    #expect(second.status == 409)
    #expect(second.codes == ["clock_already_running"])
    #expect(second["errors/0/message"].string?.contains("clocking \(started.id)") == true)
    scene.world.wait(minutes: 30)
    #expect(scene.world.post("/v1/me/clock-off", as: .mechanic)["ended_at"].string == "2026-03-02T07:30:00.000Z")
    #expect(scene.world.post("/v1/me/clock-off", as: .mechanic).codes == ["not_clocked_on"])
    #expect(scene.world.post("/v1/clockings/\(started.id)/clock-off", as: .mechanic).codes == ["clock_stopped"])
    #expect(try scene.faults().isEmpty)
  }

  @Test func diagnosisIsClockedBeforeApprovalAndRepairOnlyInRepair() throws {
    let scene = try RepairScene()
    for status in WorkOrder.Status.allCases {
      let order = try scene.order(status)
      let line = try scene.labour(order, status: "approved")
      let repair = clockOn(scene, order, #"{"line_id":\#(line)}"#)
      #expect(repair.codes == (status == .inRepair ? [] : ["not_in_repair"]), "\(status)")
      scene.world.post("/v1/me/clock-off", as: .mechanic)
      let diagnosis = clockOn(scene, order)
      #expect(diagnosis.codes == (status.takesDiagnosis ? [] : ["not_diagnosable"]), "\(status)")
      scene.world.post("/v1/me/clock-off", as: .mechanic)
    }
    let (order, _) = try inRepair(scene)
    let part = try scene.part(order, status: "approved").line
    let done = try scene.labour(order, status: "done")
    let proposed = try scene.labour(order)
    #expect(clockOn(scene, order, #"{"line_id":\#(part)}"#).codes == ["not_labour"])
    #expect(clockOn(scene, order, #"{"line_id":\#(done)}"#).codes == ["line_done"])
    #expect(clockOn(scene, order, #"{"line_id":\#(proposed)}"#).codes == ["line_not_approved"])
    #expect(clockOn(scene, order, #"{"line_id":999}"#).pointers == ["/line_id"])
  }

  @Test func aManagerClocksForAMechanicButNobodyElseDoes() throws {
    let scene = try RepairScene()
    let (order, line) = try inRepair(scene)
    let mechanic = scene.world.users[.mechanic] ?? 0
    let body = #"{"line_id":\#(line),"mechanic_id":\#(mechanic)}"#
    #expect(clockOn(scene, order, #"{"line_id":\#(line),"mechanic_id":\#(scene.world.users[.manager] ?? 0)}"#).status == 403)
    #expect(clockOn(scene, order, body, as: .advisor).status == 403)
    #expect(clockOn(scene, order, #"{"line_id":\#(line),"mechanic_id":999}"#, as: .manager).pointers == ["/mechanic_id"])
    let advisor = #"{"line_id":\#(line),"mechanic_id":\#(scene.world.users[.advisor] ?? 0)}"#
    #expect(clockOn(scene, order, advisor, as: .manager).codes == ["right_missing"])
    let started = clockOn(scene, order, body, as: .manager)
    #expect(started["mechanic_id"].int == mechanic)
    #expect(started["user_id"].int == scene.world.users[.manager])
    #expect(scene.world.post("/v1/clockings/\(started.id)/clock-off", as: .manager)["closed_by"].string == "manager")
  }

  @Test func aForgottenClockEndsWithItsShiftAndIsFlagged() throws {
    let scene = try RepairScene()
    let (order, line) = try inRepair(scene)
    scene.world.wait(minutes: 7 * 60)
    let started = clockOn(scene, order, #"{"line_id":\#(line)}"#)
    scene.world.wait(days: 1)
    try scene.runDue()
    let closed = scene.world.get("/v1/clockings/\(started.id)")
    #expect(closed["ended_at"].string == "2026-03-02T15:00:00.000Z")
    #expect(closed["closed_by"].string == "shift_end")
    #expect(closed["forgotten"].bool == true)
    #expect(scene.world.get("/v1/clockings?closed_by=shift_end")["items"].array.count == 1)
    #expect(scene.world.get("/v1/work-orders/\(order)/hours")["actual_hours"].thousandths == 1_000)
    #expect(clockOn(scene, order, #"{"line_id":\#(line)}"#).status == 201)
  }

  @Test func aClockStoppedInTimeIsNotClosedAgain() throws {
    let scene = try RepairScene()
    let (order, line) = try inRepair(scene)
    let started = clockOn(scene, order, #"{"line_id":\#(line)}"#)
    scene.world.wait(minutes: 60)
    scene.world.post("/v1/me/clock-off", as: .mechanic)
    scene.world.wait(days: 1)
    try scene.runDue()
    #expect(scene.world.get("/v1/clockings/\(started.id)")["closed_by"].string == "mechanic")
  }

  @Test func aCorrectionKeepsTheOriginalAndItsAuthor() throws {
    let scene = try RepairScene()
    let (order, line) = try inRepair(scene)
    let original = clockOn(scene, order, #"{"line_id":\#(line)}"#).id
    scene.world.wait(minutes: 120)
    #expect(correct(scene, original, "02T07:00", "02T08:00").codes == ["clock_still_running"])
    scene.world.post("/v1/me/clock-off", as: .mechanic)
    #expect(correct(scene, original, "02T07:00", "02T08:00", as: .mechanic).status == 403)
    let newer = correct(scene, original, "02T07:00", "02T08:15")
    #expect(newer.status == 201, "\(newer)")
    #expect(newer["user_id"].int == scene.world.users[.manager])
    let kept = scene.world.get("/v1/clockings/\(original)")
    #expect(kept["replaced_by_id"].int == newer.id)
    #expect(kept["corrected_reason"].string == "Забыл отбиться")
    #expect(kept["ended_at"].string == "2026-03-02T09:00:00.000Z")
    #expect(kept["user_id"].int == scene.world.users[.mechanic])
    #expect(correct(scene, original, "02T05:00", "02T06:00").codes == ["clock_replaced"])
    #expect(scene.world.get("/v1/clockings")["items"].array.map { $0["id"].int } == [newer.id])
    #expect(scene.world.get("/v1/clockings?history=true")["items"].array.count == 2)
    #expect(scene.world.get("/v1/work-orders/\(order)/hours")["actual_hours"].thousandths == 1_250)
    #expect(try scene.faults().isEmpty)
  }

  @Test func aCorrectionNeitherOverlapsNorLiesInTheFutureNorEndsBeforeItStarts() throws {
    let scene = try RepairScene()
    let (order, line) = try inRepair(scene)
    let first = clockOn(scene, order, #"{"line_id":\#(line)}"#).id
    scene.world.wait(minutes: 60)
    scene.world.post("/v1/me/clock-off", as: .mechanic)
    let second = clockOn(scene, order, #"{"line_id":\#(line)}"#).id
    scene.world.wait(minutes: 60)
    scene.world.post("/v1/me/clock-off", as: .mechanic)
    #expect(correct(scene, second, "02T07:59", "02T09:00").codes == ["clock_overlaps"])
    #expect(correct(scene, second, "02T07:10", "02T07:20").codes == ["clock_overlaps"])
    #expect(correct(scene, second, "02T06:00", "02T08:30").codes == ["clock_overlaps"])
    #expect(correct(scene, second, "02T09:00", "02T08:00").codes == ["clock_ends_before"])
    #expect(correct(scene, second, "02T08:00", "02T09:01").codes == ["clock_future"])
    #expect(correct(scene, first, "02T06:00", "02T08:00").status == 201)
    #expect(correct(scene, second, "02T08:00", "02T08:59").status == 201)
    #expect(try scene.faults().isEmpty)
  }

  @Test func twoMechanicsOnOneJobAreManHours() throws {
    let scene = try RepairScene()
    let (order, line) = try inRepair(scene)
    let petrov = scene.world.post("/v1/users", #"{"login":"petrov","name":"Пётр","role":"mechanic"}"#, as: .admin).id
    #expect(clockOn(scene, order, #"{"line_id":\#(line)}"#).status == 201)
    let helper = clockOn(scene, order, #"{"line_id":\#(line),"mechanic_id":\#(petrov)}"#, as: .manager).id
    scene.world.wait(minutes: 60)
    scene.world.post("/v1/me/clock-off", as: .mechanic)
    scene.world.post("/v1/clockings/\(helper)/clock-off", as: .manager)
    let hours = scene.world.get("/v1/work-orders/\(order)/hours")
    #expect(hours["lines/0/norm_hours"].thousandths == 1_500)
    #expect(hours["lines/0/actual_hours"].thousandths == 2_000)
    #expect(hours["lines/0/billed_hours"].thousandths == 0)
    #expect(hours["lines/0/mechanic_ids"].array.count == 2)
  }

  @Test func workIsNotDoneUnderARunningClockNorWithItsPartInTheStore() throws {
    let world = try World()
    let visit = world.visit()
    let line = visit.labour()
    let part = visit.part(world.part("GDB1", stock: 2), quantity: "2").id
    visit.start()
    let clock = visit.must("clock-on", #"{"line_id":\#(line)}"#, as: .mechanic).id
    #expect(visit.post("lines/\(line)/done", as: .mechanic).codes == ["clock_running"])
    #expect(Set(visit.post("ready").codes) == ["labour_not_done", "clock_running", "part_reserved", "quality_unchecked"])
    #expect(world.ask("DELETE", "\(visit.path)/lines/\(line)", as: .advisor).codes == ["clock_running"])
    visit.must("lines/\(part)/issue", #"{"quantity":1}"#, as: .storekeeper)
    #expect(visit.post("lines/\(part)/done", as: .mechanic).codes == ["part_not_issued"])
    world.post("/v1/clockings/\(clock)/clock-off", as: .mechanic)
    visit.must("lines/\(part)/issue", #"{"quantity":1}"#, as: .storekeeper)
    #expect(visit.must("lines/\(line)/done", as: .mechanic)["status"].string == "done")
    #expect(visit.must("lines/\(part)/done", as: .mechanic)["status"].string == "done")
  }

  @Test func whatTheNormSaysWhatItTookAndWhatIsBilledAreThreeFigures() throws {
    let world = try World()
    let visit = world.visit()
    let line = visit.labour(hours: "2", price: 200_000)
    visit.start()
    visit.must("clock-on", #"{"line_id":\#(line)}"#, as: .mechanic)
    world.wait(minutes: 90)
    world.post("/v1/me/clock-off", as: .mechanic)
    #expect(
      world.ask("PATCH", "\(visit.path)/lines/\(line)", #"{"quantity":1.8}"#, as: .advisor).status == 200, "a little off for the client")
    visit.ready()
    func hours() -> [Int64?] {
      let line = visit.read("/hours")["lines/0"]
      return ["norm_hours", "actual_hours", "billed_hours"].map { line[$0].thousandths }
    }
    #expect(hours() == [1_800, 1_500, 0])
    let bill = visit.must("invoices", "{}")["documents/0/id"].int ?? 0
    #expect(hours() == [1_800, 1_500, 1_800])
    #expect(world.post("/v1/documents/\(bill)/credit", #"{"reason":"Ошибка"}"#, as: .advisor).status == 201)
    #expect(hours() == [1_800, 1_500, 0])
  }

  @Test func theMorningAfterAForgottenClockTheMechanicClocksOnAgain() throws {
    let scene = try RepairScene(World(at: "2026-03-02T14:00:00Z"))  // five in the afternoon; the shift ends at six
    let (order, line) = try inRepair(scene)
    let forgotten = clockOn(scene, order, #"{"line_id":\#(line)}"#).id
    scene.world.wait(minutes: 16 * 60)
    try scene.runDue()
    let closed = scene.world.get("/v1/clockings/\(forgotten)")
    #expect(closed["ended_at"].string == "2026-03-02T15:00:00.000Z" && closed["forgotten"].bool == true)
    #expect(clockOn(scene, order, #"{"line_id":\#(line)}"#).status == 201)
    #expect(scene.world.get("/v1/clockings?closed_by=shift_end")["items"].array.map { $0["id"].int } == [forgotten])
    #expect(scene.world.get("/v1/work-orders/\(order)/hours")["actual_hours"].thousandths == 1_000)
    #expect(try scene.faults().isEmpty)
  }

  @Test func clockingsAreListedByTheLocalDayInWhichTheyStarted() throws {
    let scene = try RepairScene(World(at: "2026-03-02T20:30:00Z"))
    let (order, line) = try inRepair(scene)
    let late = clockOn(scene, order, #"{"line_id":\#(line)}"#).id
    scene.world.wait(minutes: 60)
    scene.world.post("/v1/me/clock-off", as: .mechanic)
    let after = clockOn(scene, order).id
    #expect(scene.world.get("/v1/clockings?started_to=2026-03-02")["items"].array.map { $0["id"].int } == [late])
    #expect(
      scene.world.get("/v1/clockings?started_from=2026-03-03&started_to=2026-03-03&running=true")["items"].array.map { $0["id"].int } == [
        after
      ])
    #expect(scene.world.get("/v1/clockings?mechanic_id=999")["items"].array.isEmpty)
    #expect(scene.world.get("/v1/work-orders/\(order)/hours")["lines/1/line_id"].isNull)
  }
}
