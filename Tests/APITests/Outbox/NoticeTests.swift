import Domain
import JSON
import SMTP
import SQLite
import Testing

@testable import API
@testable import Desk

/// Mails to employees about tickets. The world starts on Monday at 10:00.
@Suite struct NoticeTests {
  private let it: Answered
  private var world: World { it.world }
  init() throws { it = try Answered.byMail() }

  private func wish(_ body: String, as role: Role = .operator) -> World.Answer {
    world.ask("PUT", "/v1/me/notices", body, as: role)
  }

  private func mails() throws -> [(to: String, subject: String, text: String)] {
    var mails: [(String, String, String)] = []
    while let parcel = try it.next() {
      let draft = try it.draft(parcel)
      #expect(draft.machine == .generated)
      mails.append((draft.to.map(\.mailbox).joined(), draft.subject, draft.text))
      try it.next(parcel.report(.sent, "250", stopsLane: true))
    }
    return mails
  }

  private func user(_ role: Role) -> Int64 { world.users[role] ?? 0 }
  private func number() -> String { world.get("/v1/tickets/\(it.ticket)")["number"].string ?? "" }

  @Test func whoIsMentionedHearsOfItAtOnceAndNobodyOfWhatTheyDid() throws {
    #expect(wish(#"{"email":"olga@centre.example","mention":"mail"}"#)["mention"].string == "mail")
    #expect(wish(#"{"email":"boss@centre.example","mention":"mail","language":"en"}"#, as: .manager).status == 200)
    let note = #"{"text":"Клиент Белова сердита","mentions":[\#(user(.operator)),\#(user(.manager))]}"#
    #expect(world.post("/v1/tickets/\(it.ticket)/note", note).status == 200)
    let mails = try mails()
    #expect(mails.map(\.to) == ["olga@centre.example"], "the manager wrote the note")
    #expect(mails[0].subject == "\(number()): вас упомянули в заметке", "\(mails[0].subject)")
    #expect(!mails[0].text.contains("Белова") && mails[0].text.contains(number()), "no words of the note leave the desk")
  }

  @Test func aDigestComesOnceADayAtItsTime() throws {
    #expect(wish(#"{"email":"olga@centre.example","assignment":"digest","digest_minute":720}"#).status == 200)
    for _ in 0..<2 {
      #expect(world.post("/v1/tickets/\(it.ticket)/assign", #"{"person_id":\#(user(.operator))}"#).status == 200)
      #expect(world.post("/v1/tickets/\(it.ticket)/assign", #"{"team_id":1}"#).status == 200)
    }
    #expect(try mails().isEmpty)
    world.wait(minutes: 119)
    try run()
    #expect(try mails().isEmpty)
    world.wait(minutes: 1)
    try run()
    let mails = try mails()
    #expect(mails.count == 1 && mails[0].subject == "Обращения: новостей — 2", "\(mails)")
    #expect(mails[0].text.contains("2026-03-02 10:00  \(number())  теперь оно ваше"), "\(mails[0].text)")
    world.wait(days: 1)
    try run()
    #expect(try self.mails().isEmpty, "nothing new")
  }

  @Test func aMissedTargetAndAnAnswerThatFailsAreToldToTheTicketsPersonOrTeam() throws {
    world.post("/v1/sla-policies", #"{"name":"Почта","channel_kind":"email","first_response_minutes":30}"#)
    for _ in 0..<20 { try run() }
    #expect(world.ask("PUT", "/v1/teams/1/members", #"{"members":[\#(user(.operator))]}"#, as: .admin).status == 200)
    #expect(wish(#"{"email":"olga@centre.example","breach":"mail","failure":"mail"}"#).status == 200)
    world.wait(minutes: 31)
    try run()
    #expect(try mails().map(\.subject) == ["\(number()): срок нарушен"])
    let message = it.reply()["message/id"].int
    world.wait(seconds: 10)
    let parcel = try #require(try it.next())
    try it.next(parcel.report(.refused, "550 no such user", stopsLane: true))
    #expect(it.delivery(message)["status"].string == "failed")
    #expect(try mails().isEmpty, "the ticket is the manager's by now, who wants nothing")
    #expect(wish(#"{"email":"boss@centre.example","failure":"mail"}"#, as: .manager).status == 200)
    let second = it.reply("Ещё раз")["message/id"].int
    world.wait(seconds: 10)
    let again = try #require(try it.next())
    try it.next(again.report(.refused, "550", stopsLane: true))
    #expect(it.delivery(second)["status"].string == "failed")
    #expect(try mails().map(\.subject) == ["\(number()): ответ не дошёл до клиента"])
  }

  @Test func aStormGoesIntoTheDigest() throws {
    #expect(wish(#"{"email":"olga@centre.example","mention":"mail"}"#).status == 200)
    for index in 0..<25 {
      #expect(world.post("/v1/tickets/\(it.ticket)/note", #"{"text":"\#(index)","mentions":[\#(user(.operator))]}"#).status == 200)
    }
    #expect(try mails().count == 20)
    world.wait(days: 1)
    try run()
    #expect(try mails().map(\.subject) == ["Обращения: новостей — 5"])
  }

  @Test func settingsAreOnesOwnAndNeedAnAddress() throws {
    #expect(wish(#"{"mention":"mail"}"#).codes == ["notice_address_needed"])
    #expect(wish(#"{"email":"нет","mention":"often"}"#).codes.count == 2)
    #expect(world.get("/v1/me/notices", as: .operator)["mention"].string == "off")
    #expect(wish(#"{"email":"olga@centre.example","mention":"mail"}"#).status == 200)
    #expect(wish(#"{"email":"olga@centre.example"}"#)["mention"].string == "off")
    #expect(world.get("/v1/me/notices", as: .manager)["email"] == .null)
    #expect(world.get("/v1/me/notices", as: nil).status == 401)
  }

  @Test func whoMayNoLongerReadTicketsHearsNothing() throws {
    #expect(wish(#"{"email":"olga@centre.example","mention":"mail"}"#).status == 200)
    let ticket = it.ticket
    let note = #"{"text":"x","mentions":[\#(user(.operator))]}"#
    #expect(world.post("/v1/tickets/\(ticket)/note", note).status == 200)
    #expect(try mails().count == 1)
    #expect(wish(#"{"email":"olga@centre.example","mention":"digest"}"#).status == 200)
    #expect(world.post("/v1/tickets/\(ticket)/note", note).status == 200)
    #expect(world.ask("PATCH", "/v1/users/\(user(.operator))", #"{"role":"mechanic"}"#, as: .admin).status == 200)
    world.wait(days: 1)
    try run()
    #expect(try mails().isEmpty)
  }

  private func run() throws { try world.desk.runDue { Issue.record("\($0)") } }
}
