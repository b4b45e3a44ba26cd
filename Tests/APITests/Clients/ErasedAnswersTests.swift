import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Retries after an erasure. The response kept for the first attempt showed values that are erased now.
@Suite struct ErasedAnswersTests {
  private let world: World
  init() throws { world = try World() }

  private struct Deed {
    let path: String
    let body: String
  }

  /// Sends the first attempt, with an Idempotency-Key.
  private func first(_ path: String, _ body: String, at location: SourceLocation = #_sourceLocation) -> (deed: Deed, answer: World.Answer) {
    let answer = world.post(path, body, key: "key")
    #expect((200...201).contains(answer.status), "\(answer)", sourceLocation: location)
    return (Deed(path: path, body: body), answer)
  }

  private func isSilent(_ deed: Deed, at location: SourceLocation = #_sourceLocation) {
    let again = world.post(deed.path, deed.body, key: "key")
    #expect(again.status == 409 && again.code == "answered_with_secret", "\(deed.path) \(again)", sourceLocation: location)
  }

  private func erase(_ client: Int64, at location: SourceLocation = #_sourceLocation) {
    let answer = world.post("/v1/clients/\(client)/erase")
    #expect(answer.status == 200, "\(answer)", sourceLocation: location)
  }

  @Test func aCardThatHasBeenRenamedSinceIsNotHandedBack() {
    let (deed, card) = first("/v1/clients", #"{"name":"Анна Крылова","phones":["89031234567"],"comment":"жена Бориса"}"#)
    world.ask("PATCH", "/v1/clients/\(card.id)", #"{"name":"Мария Белова","phones":[]}"#)
    erase(card.id)
    isSilent(deed)
  }

  @Test func whatWasSaidOnTheCardIsNotRepeated() {
    let anna = world.client("Анна")
    let twin = world.client("Аня")
    let consent = first("/v1/clients/\(anna)/consents", #"{"purpose":"marketing","given":true,"how":"сказал муж Крыловой"}"#).deed
    let merge = first("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"Крылова дважды"}"#).deed
    erase(anna)
    isSilent(consent)
    isSilent(merge)
  }

  @Test func whyTwoCardsWereOneForAWhileIsNotRepeatedOfEither() {
    let (anna, twin) = (world.client("Анна"), world.client("Аня"))
    let (merge, made) = first("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"Крылова дважды"}"#)
    let undo = first("/v1/client-merges/\(made.id)/undo", "{}").deed
    erase(twin)
    isSilent(merge)
    isSilent(undo)
  }

  @Test func whatWasSaidOfTheCarInThePersonsTimeIsNotRepeated() {
    let (anna, boris) = (world.client("Анна"), world.client("Борис"))
    let (made, car) = first("/v1/vehicles", #"{"make":"LADA","model":"Веста","client_id":\#(anna),"note":"ключ у Крыловой"}"#)
    let path = "/v1/vehicles/\(car.id)"
    _ = world.post("\(path)/odometer-readings", #"{"odometer_km":100}"#)
    let reading = first("\(path)/odometer-readings", #"{"odometer_km":90,"kind":"correction","reason":"Крылова ошиблась"}"#).deed
    let transfer = first("\(path)/transfer", #"{"client_id":\#(boris),"reason":"Крылова продала"}"#).deed
    erase(anna)
    for deed in [made, reading, transfer] { isSilent(deed) }
  }

  @Test func anOrderOfARenamedClientIsNotHandedBack() {
    let anna = world.client("Анна Крылова")
    let car = world.vehicle(#""client_id":\#(anna)"#)
    let body = #"{"client_id":\#(anna),"vehicle_id":\#(car),"odometer_km":100,"complaints":["стук"],"belongings":"зонт Крыловой"}"#
    let (opened, order) = first("/v1/work-orders", body)
    let cancelled = first("/v1/work-orders/\(order.id)/cancel", #"{"reason":"Крылова передумала"}"#).deed
    _ = world.post("/v1/work-orders/\(order.id)/hand-over", #"{"collected_by":"Анна"}"#)
    world.ask("PATCH", "/v1/clients/\(anna)", #"{"name":"Мария Белова"}"#)
    erase(anna)
    isSilent(opened)
    isSilent(cancelled)
  }

  /// Kept responses are read on a worker. The desk thread reads only those that came later.
  @Test func thousandsOfKeptAnswersDoNotStandInTheWay() throws {
    let (anna, boris) = (world.client("Анна Крылова"), world.client("Борис"))
    let deeds = [anna, boris].map { first("/v1/clients/\($0)/consents", #"{"purpose":"marketing","given":true,"how":"сказала"}"#).deed }
    try world.desk.db.execute(
      """
      INSERT INTO idempotency_keys (user_id, method, path, key, body_hash, status, headers, body, expires_at)
      WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 4000)
      SELECT 99, 'POST', '/v1/work-orders', 'k' || x, x'00', 201, '{}', CAST('{"id":' || x || ',"client":"Анна Крылова"}' AS BLOB), ? FROM n
      """, world.now.adding(seconds: 3_600))
    var worked: Int64 = 0
    world.desk.db.measure(
      by: WorkClock(
        worked: {
          worked += 30_000_000
          return worked
        }, passed: { worked }))
    world.milliseconds = 50
    let refused = world.post("/v1/clients/\(boris)/erase", key: "e")
    #expect(refused.status == 200, "\(refused)")

    let answers = try world.desk.read(as: .desk) { try Erasures($0).answers(about: anna) }
    #expect(answers.keys.count >= 4_001)
    let none = ErasedAnswers(cards: answers.cards, keys: [], since: answers.since)
    _ = try world.desk.limited(milliseconds: 50, overran: { Issue.record("the desk has read them all again") }) {
      try world.desk.perform(as: .desk) { try Erasures($0).erase(anna, version: nil, answers: none) }
    }
    for deed in deeds { isSilent(deed) }
    #expect(try world.desk.db.value("SELECT count(*) FROM idempotency_keys WHERE user_id = 99 AND status > 0") == 4_000 as Int64?)
  }

  @Test func whatIsAnsweredAfterTheLookIsSilentTooAndACardThatCameMeanwhile() throws {
    let (anna, twin) = (world.client("Анна Крылова"), world.client("Аня"))
    let older = first("/v1/clients/\(twin)/consents", #"{"purpose":"marketing","given":true,"how":"сказала"}"#).deed
    world.wait(minutes: 60)
    let answers = try world.desk.read(as: .desk) { try Erasures($0).answers(about: anna) }
    let merge = first("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"Крылова дважды"}"#).deed
    _ = try world.desk.perform(as: .desk) { try Erasures($0).erase(anna, version: nil, answers: answers) }
    isSilent(merge)
    isSilent(older)
  }

  @Test func anotherPersonsAnswersAreStillRepeated() {
    let anna = world.client("Анна Крылова")
    let (deed, boris) = first("/v1/clients", #"{"name":"Борис Белов","comment":"звонить вечером"}"#)
    erase(anna)
    let again = world.post(deed.path, deed.body, key: "key")
    #expect(again.status == 201 && again.id == boris.id)
  }
}
