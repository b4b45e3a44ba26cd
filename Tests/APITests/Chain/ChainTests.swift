import Domain
import Foundation
import JSON
import Migrations
import SQLite
import Testing

@testable import API
@testable import Desk

/// A head office over the files of two centres.
@Suite struct ChainTests {
  private let (north, south): (World, World)
  private let head: World

  init() throws {
    (north, south) = (try World(at: "2026-03-02T15:30:00Z"), try World(at: "2026-03-02T15:30:00Z"))
    head = try Self.head([("north", north.desk.db.path), ("south", south.desk.db.path)])
  }

  private static func head(_ files: [(name: String, path: String)]) throws -> World {
    let version = Migrations.all.last?.number ?? 0
    let files = files.map { Chain.File(name: $0.name, file: FollowedFile($0.path, version: version)) }
    let now = Instant(rawValue: Timestamp.parse("2026-03-02T15:30:00Z") ?? 0)
    return try World(chain: Chain(settings: try World.settings(), clock: { now }) { files })
  }

  private static let sums = [
    "invoices", "credit_notes", "invoiced_minor", "vat_minor", "internal_charges_minor", "received_minor", "refunded_minor",
  ]

  /// Bills, payments and a refund.
  private func trade(_ world: World, rounds: Int64) throws {
    let anna = try world.payer("Анна")
    for round in 1...rounds {
      let order = try world.order(
        of: anna,
        [
          .init(
            price: 10_001 * round,
            payers: [("company", nil, 5_000, 5_001 * round, "standard"), ("client", anna, 5_000, 5_000 * round, "standard")])
        ])
      let documents = world.bill(order)
      let paid = world.pay(#"{"client_id":\#(anna),"work_order_id":\#(order),"method":"sbp","amount_minor":\#(1_777 * round)}"#)
      guard round == 2 else { continue }
      for document in documents.values { world.post("/v1/documents/\(document["id"].int ?? 0)/credit", #"{"reason":"x"}"#) }
      world.post("/v1/payments/\(paid.id)/refund", #"{"amount_minor":1000,"reason":"x"}"#, key: "r")
    }
  }

  @Test func theRevenueIsTheSumOfWhatTheCentresTell() throws {
    try trade(north, rounds: 3)
    try trade(south, rounds: 2)
    let chain = head.get("/v1/chain/revenue?from=2026-03-01&to=2026-03-31")
    #expect(chain.status == 200 && chain["totals"].array.count == 1 && chain["totals/0/currency"].string == "RUB", "\(chain)")
    for field in Self.sums {
      let own = [north, south].map { $0.get("/v1/reports/turnover?from=2026-03-01&to=2026-03-31")["total/\(field)"].int ?? -1 }
      #expect(chain["centres"].array.compactMap { $0[field].int } == own, "\(field)")
      #expect(chain["totals/0/\(field)"].int == own.reduce(0, +), "\(field)")
    }
    #expect(chain["totals/0/received_minor"].int ?? 0 > 0 && chain["totals/0/credit_notes"].int ?? 0 > 0)
    #expect(chain["centres"].array.compactMap { $0["centre"].string } == ["north", "south"])
    #expect(chain["centres/0/as_of"].string == "2026-03-02T15:30:00.000Z", "\(chain)")
    #expect(head.get("/v1/chain/revenue?from=2026-03-02&to=2026-03-01").codes == ["period_backwards"])
    #expect(head.get("/v1/chain/revenue?from=2000-01-01&to=2026-03-01").codes == ["period_too_long"])
  }

  @Test func aCentresDaysBeginInItsOwnZoneAndItsNameIsItsOwn() throws {
    try trade(north, rounds: 1)
    try CentreTable(north.desk.db).set(Centre(name: "восток", company: "Сервис", currency: "RUB", timeZone: "Asia/Vladivostok"))
    try trade(south, rounds: 1)
    func received(_ day: String) -> [Int64] {
      head.get("/v1/chain/revenue?from=\(day)&to=\(day)")["centres"].array.compactMap { $0["received_minor"].int }
    }
    #expect(received("2026-03-02") == [0, 1_777])
    #expect(received("2026-03-03") == [1_777, 0])
    let chain = head.get("/v1/chain/revenue?from=2026-03-01&to=2026-03-31")
    #expect(chain["centres/0/centre"].string == "восток" && chain["centres/0/company"].string == "Сервис")
  }

  @Test func sumsOfTwoCurrenciesAreNotAdded() throws {
    try trade(north, rounds: 1)
    try trade(south, rounds: 1)
    try CentreTable(south.desk.db).set(Centre(name: "", company: "", currency: "KZT", timeZone: "Europe/Moscow"))
    let chain = head.get("/v1/chain/revenue?from=2026-03-01&to=2026-03-31")
    #expect(chain["totals"].array.compactMap { $0["currency"].string } == ["KZT", "RUB"])
    #expect(chain["totals"].array.compactMap { $0["received_minor"].int } == [1_777, 1_777])
  }

  @Test func theCentresThatKnowAClientAreFoundByPhoneInAnySpelling() throws {
    let anna = north.client("Анна Крылова", #""phones":["8 903 123-45-67"]"#)
    _ = north.client("Борис", #""phones":["8 903 765-43-21"]"#)
    let car = try north.vehicle(of: anna)
    let order = try north.order(of: anna, [.init(price: 10_000, payers: [("client", anna, 10_000, 10_000, "standard")])])
    _ = north.bill(order)
    let ticket = north.post("/v1/tickets", #"{"channel_kind":"phone","phone":"+79031234567","text":"Стучит"}"#)
    #expect(ticket.status == 201, "\(ticket)")
    let found = head.get("/v1/chain/clients?phone=%28903%29+123-45-67")
    #expect(found.status == 200 && found["asked"].int == 2 && found["centres"].array.count == 1, "\(found)")
    let client = found["centres/0/clients/0"]
    #expect(client["id"].int == anna && client["name"].string == "Анна Крылова" && client["phones/0"].string == "+79031234567")
    #expect(client["vehicles"].array.contains { $0["id"].int == car })
    #expect(client["orders"].array.compactMap { $0["id"].int } == [order])
    let balance = north.get("/v1/clients/\(anna)/balance")
    #expect(balance["open_minor"].int ?? 0 > 0)
    for field in ["balance_minor", "open_minor", "overdue_minor"] { #expect(client[field].int == balance[field].int, "\(field)") }
    #expect(client["open_tickets"].array.count == 1)
    _ = south.client("Анна К.", #""phones":["+7 903 123 45 67"]"#)
    let both = head.get("/v1/chain/clients?phone=89031234567")["centres"].array.compactMap { $0["centre"].string }
    #expect(both == ["north", "south"])
    #expect(head.get("/v1/chain/clients?phone=89030000000")["centres"].array.isEmpty)
    #expect(head.get("/v1/chain/clients?phone=89031234567", as: .mechanic).code == "right_missing")
  }

  private struct Failed: Error {}

  private func grades(_ survey: Int64, _ counts: [Int64: Int64], _ world: World) throws {
    for (grade, count) in counts {
      try world.desk.db.execute(
        "INSERT INTO survey_sums (survey_id, edition, question, trait, value, grade, count) VALUES (?, 1, 0, 'all', '', ?, ?)", survey,
        grade, count)
    }
  }

  @Test func satisfactionIsThatOfAllAnswersTogether() throws {
    let questions = #"{"kind":"nps","text":{"ru":"Вы порекомендуете нас?"}}"#
    let (first, second, ease) = (north.survey(questions: questions), south.survey(questions: questions), south.survey())
    try grades(first, [10: 4, 8: 2, 3: 1], north)
    try grades(second, [9: 1, 0: 5], south)
    try grades(ease, [5: 3, 4: 1, 1: 4], south)
    let chain = head.get("/v1/chain/satisfaction")
    #expect(chain.status == 200, "\(chain)")
    let own = [north.get("/v1/surveys/\(first)/results"), south.get("/v1/surveys/\(second)/results")]
    #expect(chain["together"].array.compactMap { $0["kind"].string } == ["csat", "nps"])
    #expect(chain["together/1/n"].int == own.compactMap { $0["n"].int }.reduce(0, +) && chain["together/1/surveys"].int == 2)
    #expect(chain["together/1/n"].int == 13)
    // 5 promoters, 6 detractors of 13.
    guard case .number(let score) = chain["together/1/score"] else { throw Failed() }
    #expect(abs((score.double ?? 0) - -100.0 / 13) < 0.001, "\(chain)")
    #expect(chain["centres/0/surveys/0/score"] == own[0]["score"])
    #expect(chain["together/0/score"] == south.get("/v1/surveys/\(ease)/results")["score"])
    #expect(head.get("/v1/chain/satisfaction", as: .advisor).code == "right_missing")
  }

  @Test func anAnonymousSurveyWithFewAnswersIsInNoSum() throws {
    let survey = north.survey(#""every":1,"anonymous":true"#)
    try north.desk.db.execute(
      "INSERT INTO survey_sums (survey_id, edition, question, trait, value, grade, count) VALUES (?, 1, 0, 'week', '2026-02-02', 5, 4)",
      survey)
    let chain = head.get("/v1/chain/satisfaction")
    #expect(chain["together"].array.isEmpty && chain["centres/0/surveys/0/hidden"].bool == true, "\(chain)")
    #expect(chain["centres/0/surveys/0/n"].isNull)
  }

  @Test func aCentreThatCannotBeReadIsNamed() throws {
    try trade(north, rounds: 1)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("chain-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let junk = folder.appendingPathComponent("junk.db").path
    try Data(repeating: 120, count: 8_192).write(to: URL(fileURLWithPath: junk))
    try south.desk.db.execute("DELETE FROM migrations WHERE number = (SELECT max(number) FROM migrations)")
    let head = try Self.head([
      ("gone", folder.appendingPathComponent("gone.db").path), ("junk", junk), ("north", north.desk.db.path),
      ("old", south.desk.db.path),
    ])
    let chain = head.get("/v1/chain/revenue?from=2026-03-01&to=2026-03-31")
    #expect(chain["centres"].array.compactMap { $0["centre"].string } == ["north"])
    #expect(chain["unread"].array.compactMap { $0["centre"].string } == ["gone", "junk", "old"])
    #expect(chain["unread"].array.compactMap { $0["code"].string } == ["file_unread", "database_damaged", "other_version"], "\(chain)")
    #expect(chain["totals/0/received_minor"].int == 1_777)
  }

  @Test func aDeskThatIsNoHeadOfficeHasNoChain() {
    for path in ["clients?phone=89031234567", "revenue?from=2026-03-01&to=2026-03-31", "satisfaction"] {
      #expect(north.get("/v1/chain/\(path)").status == 404)
    }
  }
}
