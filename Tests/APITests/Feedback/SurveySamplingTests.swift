import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct SurveySamplingTests {
  private let world: World
  init() throws { world = try World() }
  private var db: Database { world.desk.db }

  @Test func aHandOverIsDecidedAboutAtOnceAndThePickIsSecretUntilItWasAsked() throws {
    let survey = world.survey(#""every":1,"delay_minutes":60"#)
    let anna = world.willing()
    let visit = world.broughtHome(anna, world.vehicle(#""client_id":\#(anna)"#))
    let made = world.get("/v1/surveys/\(survey)/decisions")["items/0"]
    #expect(made["work_order_id"].int == visit.id && made["client_id"].int == anna && made["ticket_id"].isNull, "\(made)")
    #expect(world.decisions(survey) == ["counted 1"], "nobody sees whom it picked")
    #expect(try db.value("SELECT picked FROM survey_decisions") == Int64(1))
    #expect(world.get("/v1/surveys/\(survey)/decisions", as: .advisor).code == "right_missing")
    #expect(!world.get("/v1/surveys/\(survey)").text.contains("remainder") && !world.get("/v1/events?limit=200").text.contains("remainder"))
    #expect(try world.surveyFaults() == [])
  }

  @Test func everyReasonIsOnRecord() throws {
    let survey = world.survey()
    func visited(_ client: Int64) -> String? {
      world.broughtHome(client, world.vehicle(#""client_id":\#(client)"#))
      return world.decisions(survey).first
    }
    #expect(visited(world.client("Борис", #""emails":["b@example.org"]"#)) == "not_eligible no_consent")
    #expect(visited(world.willing("Вера", #""tags":["x"]"#)) == "not_eligible no_address")
    let grumbler = world.willing("Глеб", #""phones":["89165551122"]"#)
    let complaint = world.post("/v1/tickets", #"{"channel_kind":"phone","client_id":\#(grumbler),"kind":"complaint","text":"Стучит"}"#)
    #expect(complaint.status == 201, "\(complaint)")
    #expect(visited(grumbler) == "not_eligible open_complaint")
    #expect(world.post("/v1/tickets/\(complaint.id)/resolve", as: .operator).status == 200)
    #expect(visited(grumbler) == "not_eligible complaint_settled")
    world.wait(days: 30)
    #expect(visited(grumbler) == "counted 1")
    #expect(visited(grumbler) == "counted 1", "the reason would tell of the pick")
    let other = world.survey(#""every":1"#)
    #expect(visited(grumbler) == "counted 1" && world.decisions(other) == [])
    world.wait(seconds: 3_600)
    try world.desk.runDue { Issue.record("\($0)") }
    #expect(world.decisions(survey).prefix(3) == ["not_eligible client_asked", "not_eligible client_asked", "asked 1"])
    #expect(world.decisions(other) == ["not_eligible client_asked"])
    // The car is the household's, whoever brings it.
    let husband = world.willing("Дмитрий")
    let car = try db.value("SELECT vehicle_id FROM survey_invitations") ?? Int64(0)
    try Given.order(world, 900, client: husband, vehicle: car)
    try world.desk.perform(as: .desk) { try SurveySampling($0).delivered(Subject(.workOrder, 900, client: husband, vehicle: car)) }
    #expect(world.decisions(survey).first == "not_eligible vehicle_asked")
    let off = world.visit(husband, world.vehicle(#""client_id":\#(husband)"#))
    off.must("cancel", #"{"reason":"передумал"}"#, as: .manager)
    #expect(world.decisions(survey).first == "not_eligible unfinished")
    #expect(try world.surveyFaults() == [])
  }

  @Test func aTicketIsOneContactHoweverOftenItIsResolved() throws {
    let survey = world.survey(#""every":2,"trigger":"ticket_resolved""#)
    let anna = world.willing()
    func ticket(_ more: String) -> Int64 { world.post("/v1/tickets", #"{"channel_kind":"phone","text":"Когда готово?",\#(more)}"#).id }
    let plain = ticket(#""client_id":\#(anna)"#)
    #expect(world.decisions(survey) == [])
    func reply(_ more: String) -> Int {
      let seen = world.get("/v1/tickets/\(plain)")["last_client_message_id"].int ?? 0
      return world.post("/v1/tickets/\(plain)/reply", #"{"last_seen_message_id":\#(seen),\#(more)}"#, as: .operator).status
    }
    #expect(reply(#""text":"Завтра","then":"resolve""#) == 200)
    #expect(world.decisions(survey) == ["counted 1"])
    #expect(reply(#""text":"Моем""#) == 200)
    #expect(world.post("/v1/tickets/\(plain)/reopen", as: .operator).status == 200)
    #expect(world.post("/v1/tickets/\(plain)/resolve", as: .operator).status == 200)
    #expect(world.decisions(survey) == ["counted 1"], "the same contact")
    let trial = ticket(#""client_id":\#(anna),"test":true"#)
    #expect(world.post("/v1/tickets/\(trial)/resolve", as: .operator).status == 200)
    let stranger = ticket(#""phone":"89031112233","name":"Кто-то""#)
    #expect(world.post("/v1/tickets/\(stranger)/resolve", as: .operator).status == 200)
    #expect(world.decisions(survey) == ["not_eligible no_consent", "not_eligible test", "counted 1"])
  }

  @Test func aPeriodicSurveyAsksOfAllWhoTookACarHomeOnceARound() throws {
    let ids = (1...450).map { number in (try? client(number)) ?? 0 }
    for (index, id) in ids.enumerated() where index % 3 == 0 {
      try order(id: Int64(index + 1), client: id, status: "delivered", closedAt: world.now.adding(seconds: -86_400))
    }
    let survey = world.survey(#""every":10,"trigger":"periodic","period_days":180"#)
    for _ in 1...4 { try world.desk.runDue { _ in } }
    #expect(try db.value("SELECT count(*) FROM survey_decisions") == Int64(150))
    #expect(try db.value("SELECT count(*) FROM survey_decisions WHERE picked = 1") == Int64(15))
    try world.desk.runDue { _ in }
    world.wait(days: 179)
    try world.desk.runDue { _ in }
    #expect(try db.value("SELECT count(*) FROM survey_decisions") == Int64(150), "a round is over")
    world.wait(days: 1)
    for _ in 1...4 { try world.desk.runDue { _ in } }
    #expect(try db.value("SELECT count(*) FROM survey_decisions WHERE round = 2") == Int64(150))
    #expect(try world.surveyFaults() == [])
    #expect(world.post("/v1/surveys/\(survey)/end").status == 200)
    world.wait(days: 200)
    try world.desk.runDue { _ in }
    #expect(try db.value("SELECT count(*) FROM survey_decisions") == Int64(300))
  }

  @Test func anotherNBeginsAnotherSeries() throws {
    let survey = world.survey(#""every":5"#)
    let clients = try (1...20).map { try client($0) }
    for (index, id) in clients.prefix(7).enumerated() { try hand(over: Int64(index + 1), to: id) }
    #expect(world.ask("PATCH", "/v1/surveys/\(survey)", #"{"name":"Иначе"}"#).status == 200)
    #expect(try db.value("SELECT count(*) FROM survey_series") == Int64(1))
    #expect(world.ask("PATCH", "/v1/surveys/\(survey)", #"{"every":3}"#).status == 200)
    for (index, id) in clients.dropFirst(7).enumerated() { try hand(over: Int64(index + 100), to: id) }
    #expect(world.decisions(survey).first == "counted 13", "numbers begin again")
    #expect(try db.value("SELECT count(*) FROM survey_series") == Int64(2))
    let picks: Int64? = try db.value("SELECT count(*) FROM survey_decisions d WHERE picked = 1 AND series_id = 2")
    #expect(picks == 4 || picks == 5, "\(picks ?? -1)")
    #expect(try world.surveyFaults() == [])
    world.wait(minutes: 60)
    _ = try world.asked(survey)
    #expect(
      try db.value("SELECT count(*) FROM survey_invitations WHERE asked_at IS NOT NULL") as Int64?
        == db.value("SELECT count(*) FROM survey_decisions WHERE picked = 1"), "picks of the first series are asked too")
    let other = world.ask("PATCH", "/v1/surveys/\(survey)", #"{"anonymous":true}"#)
    #expect(other.status == 409 && other.codes == ["survey_anonymity_fixed"], "\(other)")
  }

  /// The newest decisions are counted when the counts are read, the others are kept.
  @Test func theCountsAreTrueAfterEachDecision() throws {
    let first = world.survey(#""every":4"#)
    let second = world.survey(#""every":1000"#)
    try db.script("UPDATE survey_series SET remainder = iif(every = 4, 0, 999)")
    var (eligible, without) = (0, 0)
    for contact in 1...50 {
      let id = try client(contact, consent: contact % 3 != 0)
      try hand(over: Int64(contact), to: id)
      if contact % 3 == 0 { without += 1 } else { eligible += 1 }
      if contact == 20 { #expect(world.post("/v1/surveys/\(second)/end").status == 200) }
      let response = world.get("/v1/surveys/\(first)/results")["response"]
      #expect(response["eligible"].int == Int64(eligible), "\(contact)")
      #expect(response["contacts"].int == Int64(contact) && response["no_consent"].int == Int64(without), "\(contact)")
      #expect(try world.surveyFaults() == [], "after \(contact)")
    }
    let response = world.get("/v1/surveys/\(second)/results")["response"]
    #expect(response["contacts"].int == 20 && response["eligible"].int == 11, "the first survey asks three: \(response)")
    #expect(world.decisions(second).count == 17 && world.decisions(first).count == 50)
    #expect(try db.lines("SELECT sum(count) FROM survey_counts WHERE name = 'no_consent'") == ["20"], "kept up to decision 64")
  }

  // MARK: Property

  /// Contacts of many clients and cars, with restarts, hand-overs that fail, merges and undone merges, beside a second survey. A model of
  /// its own says who is eligible; of any N eligible contacts that follow each other, exactly one is picked.
  @Test func ofAnyNEligibleContactsExactlyOneIsPickedAcrossRestartsFailuresAndMerges() throws {
    let first = world.survey(#""every":5"#)
    let second = world.survey(#""every":3"#)
    var dice = Dice(state: 11)
    let clients = try (1...240).map { try client($0, consent: $0 % 5 != 0) }
    var model = Model()
    var numbers: [Int64: [(number: Int64, isPicked: Bool)]] = [first: [], second: []]
    var merges: [(id: Int64, survivor: Int64, merged: Int64)] = []
    var gone: Set<Int64> = []
    var merged = 0
    var desk = world.desk
    for contact in 1...3_000 {
      world.wait(minutes: 180)
      let draw = dice.next()
      let id = clients[Int(draw % UInt64(clients.count))]
      if gone.contains(id) { continue }
      if draw % 53 == 0 { desk = Desk(db: world.desk.db, settings: world.desk.settings, clock: world.desk.clock) }
      if draw % 31 == 0 {
        // A hand-over that fails after it was decided about takes no number.
        try? desk.perform(as: .desk) { context in
          try hand(over: 1_000_000, to: id, of: 10_000 + id, context)
          throw Refusal.notFound(.client)
        }
      }
      try desk.perform(as: .desk) { try hand(over: Int64(contact), to: id, of: 10_000 + id, $0) }
      let rows = try db.all(
        "SELECT survey_id, number, picked FROM survey_decisions WHERE subject_id = ? ORDER BY survey_id", Int64(contact)
      ) {
        row in (survey: try row[0] as Int64, number: try row[1] as Int64?, isPicked: try row[2] as Bool)
      }
      #expect(rows.count == 2)
      for row in rows {
        let isEligible = id % 5 != 0 && model.isEligible(id, at: world.now)
        #expect((row.number != nil) == isEligible, "contact \(contact) of \(id) for \(row.survey)")
        if let number = row.number { numbers[row.survey]?.append((number, row.isPicked)) }
        if row.isPicked { model.pick(id, at: world.now) }
      }
      if draw % 13 == 0, let other = clients.first(where: { $0 != id && !gone.contains($0) && $0 % 5 != 0 }), id % 5 != 0 {
        let merge = world.post("/v1/clients/\(other)/merge", #"{"merged_id":\#(id),"reason":"дубль"}"#)
        #expect(merge.status == 200, "\(merge)")
        merges.append((merge.id, other, id))
        merged += 1
        gone.insert(id)
        model.merge(id, into: other)
      } else if draw % 17 == 0, let last = merges.popLast() {
        #expect(world.post("/v1/client-merges/\(last.id)/undo").status == 200)
        gone.remove(last.merged)
        try model.read(db, [last.survivor, last.merged])
      }
    }
    for (survey, every) in [(first, 5), (second, 3)] {
      let counted = numbers[survey] ?? []
      #expect(counted.map(\.number) == counted.indices.map { Int64($0 + 1) }, "no number is left out or given twice")
      for start in 0..<max(0, counted.count - every) {
        #expect(counted[start..<(start + every)].count(where: \.isPicked) == 1, "\(survey): \(every) contacts from \(start)")
      }
      #expect(counted.count > 100)
    }
    #expect(merged > 20 && merged > merges.count + 5, "some were undone")
    #expect(try world.surveyFaults() == [])
  }

  /// The quiet time of persons; a merged person's pick counts for the survivor.
  private struct Model {
    private var picked: [Int64: Instant] = [:]
    func isEligible(_ id: Int64, at now: Instant) -> Bool { picked[id].map { now >= $0.adding(seconds: 90 * 86_400) } ?? true }
    mutating func pick(_ id: Int64, at now: Instant) { picked[id] = now }
    mutating func merge(_ id: Int64, into survivor: Int64) {
      picked[survivor] = [picked[id], picked[survivor]].compactMap(\.self).max { $0.rawValue < $1.rawValue }
    }
    /// After a merge was undone, each has the picks of its own contacts.
    mutating func read(_ db: Database, _ ids: [Int64]) throws {
      for id in ids { picked[id] = try db.value("SELECT max(picked_at) FROM survey_invitations WHERE client_id = ?", id) }
    }
  }

  @Test func aMergeKeepsTheQuietTimeOfBothCardsAndUndoingGivesItBack() throws {
    _ = world.survey()
    let (anna, twin) = (world.willing(), world.willing("Крылова А."))
    try hand(over: 1, to: twin)
    let merge = world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"дубль"}"#)
    try hand(over: 2, to: anna)
    let decided = { try db.lines("SELECT ifnull(reason, number) FROM survey_decisions ORDER BY id") }
    #expect(try decided() == ["1", "client_asked"])
    #expect(world.post("/v1/client-merges/\(merge.id)/undo").status == 200)
    try hand(over: 3, to: anna)
    try hand(over: 4, to: twin)
    #expect(try decided() == ["1", "client_asked", "2", "client_asked"])
  }

  @Test func anImportMakesNoContactAndTheCheckFindsWhatWasTamperedWith() throws {
    _ = world.survey()
    #expect(world.bringIn("clients", ImportTests.clients).status == 200)
    #expect(try db.value("SELECT count(*) FROM survey_decisions") == Int64(0))
    try hand(over: 1, to: world.willing())
    #expect(try HouseCheck(db).faults().filter { $0.contains("urvey") }.isEmpty)
    for damage in ["UPDATE survey_series SET last = 7", "UPDATE survey_decisions SET given = 7", "DELETE FROM survey_invitations"] {
      try db.script("BEGIN; \(damage)")
      #expect(try world.surveyFaults().count == 1, "\(damage)")
      try db.script("ROLLBACK")
    }
    try hand(over: 2, to: world.client("Без согласия"))
    try db.script("INSERT INTO survey_counts VALUES (1, 'no_consent', 1)")
    #expect(try world.surveyFaults().count == 1)
    try db.script("UPDATE survey_series SET running = 0")
    #expect(try world.surveyFaults().count == 3)
  }

  /// What a hand-over costs is a handful of statements that each begin at an index.
  @Test func aHandOverReadsLittle() throws {
    _ = world.survey()
    let anna = world.willing()
    try hand(over: 1, to: anna)
    let (order, client) = (Int64(2), anna)
    let vehicle = try vehicle(of: client)
    try Given.order(world, order, client: client, vehicle: vehicle)
    let statements = db.statements {
      try? world.desk.perform(as: .desk) {
        try SurveySampling($0).delivered(Subject(.workOrder, order, client: client, vehicle: vehicle))
      }
    }.filter { $0.contains("survey") || $0.contains("tickets") }
    #expect(statements.count <= 4, "\(statements)")
    for statement in statements {
      for step in try db.plan(statement) { #expect(!step.hasPrefix("SCAN ") || step.contains("CONSTANT"), "\(step): \(statement)") }
    }
  }

  // MARK: Scenery

  private func client(_ number: Int, consent: Bool = true) throws -> Int64 {
    let id = try db.insert(
      """
      INSERT INTO clients (id, kind, name, name_key, language, search_text, created_at) VALUES (?, 'person', ?, ?, 'ru', '', 1700000000000)
      """, Int64(number), "Клиент \(number)", "клиент \(number)")
    try db.execute("INSERT INTO client_emails (client_id, position, email) VALUES (?, 1, ?)", id, "c\(number)@example.org")
    if consent {
      try db.execute(
        "INSERT INTO consents (client_id, purpose, given, how, at) VALUES (?, 'survey', 1, 'анкета', 1700000000000)", id)
    }
    try db.execute(
      """
      INSERT INTO vehicles (id, make, make_key, model, client_id, search_text, created_at)
      VALUES (?, 'Volvo', 'volvo', 'XC60', ?, '', 1700000000000)
      """, 10_000 + id, id)
    return id
  }

  private func vehicle(of client: Int64) throws -> Int64 {
    if let id: Int64 = try db.value("SELECT id FROM vehicles WHERE client_id = ? LIMIT 1", client) { return id }
    return world.vehicle(#""client_id":\#(client)"#)
  }

  private func order(id: Int64, client: Int64, status: String, closedAt: Instant) throws {
    try Given.order(world, id, client: client, vehicle: vehicle(of: client), closed: true)
    try db.execute("UPDATE work_orders SET status = ?, closed_at = ? WHERE id = ?", status, closedAt, id)
  }

  /// Each order is about a car of its own, so that only the person's quiet time counts.
  private func hand(over order: Int64, to client: Int64, of vehicle: Int64, _ context: Context) throws {
    try Given.order(world, order, client: client, vehicle: vehicle, closed: true)
    try SurveySampling(context).delivered(Subject(.workOrder, order, client: client))
  }

  private func hand(over order: Int64, to client: Int64) throws {
    let vehicle = try vehicle(of: client)
    try world.desk.perform(as: .desk) { try hand(over: order, to: client, of: vehicle, $0) }
  }
}
