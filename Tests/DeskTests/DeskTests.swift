import Domain
import Foundation
import JSON
import Migrations
import SQLite
import Testing

@testable import Desk

@Suite struct DeskTests {
  private func desk() throws -> Desk {
    let db = try Database(path: ":memory:", mode: .create)
    let steps = Migrations.all.map { Migrator.Step(number: $0.number, name: $0.name, sql: String(decoding: $0.sql, as: UTF8.self)) }
    try Migrator(steps: steps, digest: { "\($0.utf8.count)" }).migrate(db, at: 0)
    return Desk(db: db, settings: try Self.settings(), clock: { Instant(rawValue: 1_772_434_800_000) })
  }

  static func settings() throws -> Settings {
    let zone = try Zone("Europe/Moscow")
    return Settings(
      hours: try CentreHours(zone: zone, week: [.mon: [.init(540, 1_080)]]), currency: "RUB", company: "",
      companyTaxID: nil,
      tax: TaxRules(), companyOverrun: .none, repairWarrantyMonths: 6, repairWarrantyKm: 10_000, estimateValidHours: 72, overReceipt: .none,
      publicURL: "", clockGraceMinutes: 0, legalYears: 5)
  }

  @Test func aDeedThatIsRefusedLeavesNoEventBehind() throws {
    let desk = try desk()
    #expect(throws: Refusal.self) {
      try desk.perform(as: .desk) { context in
        try context.record(.userCreated, Subject(.user, 1))
        throw Refusal.notFound(.user)
      }
    }
    #expect(try desk.db.value("SELECT count(*) FROM events") == 0 as Int64?)
    #expect(desk.takeRecorded().isEmpty)
  }

  @Test func aLateRefusalCostsTheTurnUnlessItIsACarefulOne() throws {
    let desk = try desk()
    func deed(_ id: Int64, _ refusal: Refusal? = nil) throws {
      try desk.perform(as: .desk, undoing: .withTurn) { context in
        try context.record(.userCreated, Subject(.user, id))
        if let refusal { throw refusal }
      }
    }
    try desk.db.begin()
    try deed(1)
    #expect(throws: TransactionLost.self) { try deed(2, .notFound(.user)) }
    #expect(desk.db.isAutocommit)
    desk.isCareful = true
    desk.dropRecorded()
    try desk.db.begin()
    try deed(1)
    #expect(throws: Refusal.self) { try deed(2, .notFound(.user)) }
    try deed(3)
    try desk.db.commit()
    #expect(desk.takeRecorded().map(\.subject.id) == [1, 3])
    #expect(try desk.db.value("SELECT count(*) FROM events") == 2 as Int64?)
  }

  @Test func anEventNamesPersonalFieldsAndKeepsTheirValuesApart() throws {
    let desk = try desk()
    let event = try desk.perform(as: .desk) { context in
      try context.record(
        .clientChanged, Subject(.client, 7, client: 7),
        [.personal("name", before: "Анна", after: "Анна Петрова"), .change("discount_bp", 0, 500)])
    }
    #expect(event.data == #"{"changed":{"discount_bp":[0,500]},"personal":["name"]}"#)
    #expect(
      try desk.db.value("SELECT after FROM event_personal WHERE event_id = ? AND field = 'name'", event.id) == "Анна Петрова" as String?)
  }

  @Test func historyCanNeitherBeEditedNorDeleted() throws {
    let desk = try desk()
    _ = try desk.perform(as: .desk) { try $0.record(.userCreated, Subject(.user, 1)) }
    #expect(throws: DatabaseError.self) { try desk.db.execute("UPDATE events SET data = '{}'") }
    #expect(throws: DatabaseError.self) { try desk.db.execute("DELETE FROM events") }
  }

  @Test func numbersRunOnWithoutGapsAndForgetNoneWhenADeedIsRefused() throws {
    let desk = try desk()
    #expect(try desk.perform(as: .desk) { try $0.nextNumber(.invoice) } == "СЧ-2026-000001")
    #expect(throws: Refusal.self) {
      try desk.perform(as: .desk) { context in
        _ = try context.nextNumber(.invoice)
        throw Refusal.notFound(.address)
      }
    }
    #expect(try desk.perform(as: .desk) { try $0.nextNumber(.invoice) } == "СЧ-2026-000002")
  }

  @Test func aTimerThatFailsHoldsUpNoOther() throws {
    let desk = try desk()
    try desk.perform(as: .desk) { context in
      try Timers(context).set(.forgetRetries, 0, at: context.now.adding(seconds: -5))
    }
    #expect(try desk.nextDue() == Instant(rawValue: 1_772_434_795_000))
    try desk.runDue { _ in }
    #expect(try desk.nextDue() == Instant(rawValue: 1_772_438_400_000))
  }
}
