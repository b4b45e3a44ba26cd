import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

extension World {
  /// An active survey of one question. `more` are members of its JSON.
  func survey(_ more: String = #""every":1"#, questions: String = World.oneQuestion) -> Int64 {
    let made = post("/v1/surveys", #"{"name":"Визит","questions":[\#(questions)],\#(more)}"#)
    #expect(made.status == 201, "\(made)")
    #expect(post("/v1/surveys/\(made.id)/activate").status == 200)
    return made.id
  }

  static let oneQuestion = #"{"kind":"csat","text":{"ru":"Как вы оцениваете ремонт?","en":"How do you rate the repair?"}}"#

  /// A client with an address, who may be asked.
  func willing(_ name: String = "Анна Крылова", _ more: String = #""emails":["anna@example.org"]"#) -> Int64 {
    let id = client(name, more)
    #expect(post("/v1/clients/\(id)/consents", #"{"purpose":"survey","given":true,"how":"анкета"}"#).status == 201)
    return id
  }

  /// A visit from the arrival to the hand-over.
  @discardableResult
  func broughtHome(_ client: Int64, _ vehicle: Int64) -> Visit {
    let visit = visit(client, vehicle)
    visit.estimate()
    visit.labour()
    visit.must("promise", #"{"promised_at":"\#(dayAhead(14))","reason":"договорились"}"#)
    visit.approve(visit.offer())
    visit.must("start")
    visit.ready()
    visit.must("invoices", "{}")
    let total = visit.read()["total_minor"].int ?? 0
    let paid = pay(#"{"client_id":\#(client),"work_order_id":\#(visit.id),"method":"card","amount_minor":\#(total)}"#)
    #expect(paid.status == 201, "\(paid)")
    visit.must("deliver", #"{"collected_by":"Анна Крылова","identified_by":"паспорт"}"#)
    return visit
  }

  /// Noon so many days ahead, for a body.
  func dayAhead(_ days: Int64) -> String { desk.settings.zone.day(of: now).adding(days).text + "T09:00:00Z" }

  func decisions(_ survey: Int64) -> [String] {
    get("/v1/surveys/\(survey)/decisions?limit=200")["items"].array.map {
      [$0["decision"].string, $0["reason"].string, $0["number"].int.map(String.init)].compactMap(\.self).joined(separator: " ")
    }
  }

  func surveyFaults() throws -> [String] { try AskDecisionTable(desk.db).faults() }
}

extension World {
  /// Asks whoever was picked, and returns the id of the newest invitation.
  func asked(_ survey: Int64) throws -> Int64 {
    try desk.runDue { Issue.record("\($0)") }
    return get("/v1/surveys/\(survey)/invitations")["items/0/id"].int ?? -1
  }

  /// A link to an invitation, without the address before it.
  func token(_ invitation: Int64) -> String {
    let link = post("/v1/survey-invitations/\(invitation)/link")
    #expect(link.status == 201, "\(link)")
    return String((link["url"].string ?? "").split(separator: "/").last ?? "")
  }

  func look(_ token: String) -> Answer { get("/v1/survey-links/\(token)", as: nil) }
  func reply(_ token: String, _ body: String) -> Answer { post("/v1/survey-links/\(token)", body, as: nil) }

  /// An invitation to a survey of every client, about an order of this one.
  func invitation(of client: Int64, about order: Int64) throws -> Int64 {
    let survey = survey(#""every":1,"delay_minutes":0"#)
    #expect(post("/v1/clients/\(client)/consents", #"{"purpose":"survey","given":true,"how":"анкета"}"#).status == 201)
    if get("/v1/clients/\(client)")["emails"].array.isEmpty {
      #expect(ask("PATCH", "/v1/clients/\(client)", #"{"emails":["anna@example.org"]}"#).status == 200)
    }
    try desk.perform(as: .desk) { try SurveySampling($0).delivered(Subject(.workOrder, order, client: client)) }
    return try asked(survey)
  }
}
