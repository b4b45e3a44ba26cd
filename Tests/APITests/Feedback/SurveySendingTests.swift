import Domain
import SMTP
import SQLite
import Testing

@testable import API
@testable import Desk

/// How the links of surveys leave the desk.
@Suite struct SurveySendingTests {
  private let world: World
  init() throws { world = try World() }

  private func invited(_ contacts: String, _ more: String = #""every":1"#) throws -> (invitation: World.Answer, client: Int64) {
    let survey = world.survey(more)
    let anna = world.willing("Анна Крылова", contacts)
    world.broughtHome(anna, world.vehicle(#""client_id":\#(anna)"#))
    world.wait(minutes: 60)
    return (world.get("/v1/survey-invitations/\(try world.asked(survey))"), anna)
  }

  private func next(_ lane: Int64 = 0, _ report: DispatchReport? = nil) throws -> Parcel? {
    try world.desk.perform(as: .desk) { try Outbox($0).next(of: lane, after: report) }
  }

  private func mail(_ parcel: Parcel) throws -> (draft: MailDraft, sender: MailAddress?) {
    guard case .mail(let draft, _, let sender) = parcel.content else { throw Answered.Missing() }
    return (draft, sender)
  }

  private func token(in text: String) throws -> String { String(try #require(text.firstMatch(of: /\/s\/([A-Za-z0-9_-]{43})/)).1) }

  @Test func aLinkLeavesByMailAsAMachinesAndIsNotKept() throws {
    let (invitation, client) = try invited(#""phones":["89031234567"],"emails":["anna@example.org"]"#)
    #expect(invitation["way"].string == "mail", "\(invitation)")
    let parcel = try #require(try next())
    let (draft, sender) = try mail(parcel)
    #expect(sender == nil && draft.machine == .generated && draft.to.map(\.mailbox) == ["anna@example.org"])
    #expect(draft.subject == "Автоцентр: несколько вопросов" && draft.from.mailbox == "centre@centre.example")
    #expect(world.ask("GET", "/s/\(try token(in: draft.text))", as: nil).status == 200)
    #expect(try next(0, parcel.report(.sent, "250")) == nil)
    let dispatch = world.get("/v1/dispatches?client_id=\(client)")["items/0"]
    #expect(dispatch["purpose"].string == "survey" && dispatch["status"].string == "sent")
    let kept: String? = try world.desk.db.value("SELECT text FROM dispatches")
    #expect(kept == "", "whoever reads the file cannot answer for the client")
    #expect(world.events("dispatch.sent") == 1)
    #expect(!world.get("/v1/clients/\(client)/timeline", as: .viewer).text.contains("dispatch."), "whom a survey asks, managers alone see")
    #expect(world.get("/v1/events?type=dispatch.sent", as: .viewer)["items/0/client_id"].isNull)
  }

  @Test func aReminderHasALinkOfItsOwn() throws {
    let (invitation, _) = try invited(#""emails":["anna@example.org"]"#)
    let first = try #require(try next())
    let draft = try mail(first).draft
    #expect(try next(0, first.report(.sent, "250")) == nil)
    world.wait(days: 4)
    for _ in 0..<5 { try world.desk.runDue { Issue.record("\($0)") } }
    let second = try #require(try next())
    let reminder = try mail(second).draft
    #expect(reminder.text.contains("Больше напоминать не будем") && reminder.messageID != draft.messageID)
    #expect(try token(in: reminder.text) != token(in: draft.text))
    #expect(!world.get("/v1/survey-invitations/\(invitation.id)")["reminded_at"].isNull)
  }

  @Test func aMessengerWithAProgramIsUsedWhereThereIsNoMail() throws {
    let here = world.post("/v1/channels", #"{"kind":"messenger","name":"Мессенджер"}"#, as: .admin)["channel/id"].int ?? 0
    world.post("/v1/channels/\(here)/hook", #"{"url":"http://127.0.0.1:9/send"}"#, as: .admin)
    let survey = world.survey()
    let anna = world.willing("Анна Крылова", #""phones":["89031234567"]"#)
    try world.desk.perform(as: .desk) { context in
      var incoming = IncomingMessage()
      (incoming.externalID, incoming.text) = ("1", "Здравствуйте")
      (incoming.sender.address, incoming.sender.phone) = ("tg:7", "89031234567")
      _ = try TicketIntake(context).take(incoming, from: here)
    }
    world.broughtHome(anna, world.vehicle(#""client_id":\#(anna)"#))
    world.wait(minutes: 60)
    #expect(world.get("/v1/survey-invitations/\(try world.asked(survey))")["way"].string == "messenger")
    let parcel = try #require(try next(here))
    guard case .hook(let call) = parcel.content else { throw Answered.Missing() }
    #expect(call.message.purpose == .survey && call.message.address == "tg:7" && call.message.messageID == nil)
    #expect(world.ask("GET", "/s/\(try token(in: call.message.text))", as: nil).status == 200)
  }

  @Test func aLinkThatDidNotArriveIsNotSentAgain() throws {
    let (_, client) = try invited(#""emails":["anna@example.org"]"#)
    let parcel = try #require(try next())
    #expect(try next(0, parcel.report(.refused, "550 5.1.1 unknown", isOfAddress: true)) == nil)
    let id = world.get("/v1/dispatches?client_id=\(client)")["items/0/id"].int ?? 0
    #expect(world.post("/v1/dispatches/\(id)/send-again").codes == ["survey_link_not_kept"])
  }
}
