import Domain
import HTTP
import Testing

@testable import API
@testable import Desk

/// One thing of each kind, with the ids that a path needs after each collection.
final class OneOfEach {
  let world: World
  private(set) var ids: [String: Int64] = [:]

  init() throws {
    world = try World()
    let visit = world.visit()
    let part = world.part("GDB1", stock: 5)
    ids["work-orders"] = visit.id
    ids["clients"] = visit.client
    ids["vehicles"] = visit.vehicle
    ids["parts"] = part
    ids["users"] = world.users[.viewer]
    ids["line_id"] = visit.part(part).id
    ids["complaint_id"] = visit.read()["complaints/0/id"].int
    visit.estimate()
    ids["estimates"] = visit.offer()
    ids["number_id"] = make("/v1/parts/\(part)/numbers", #"{"number":"34116794300","kind":"oem"}"#)["numbers/0/id"].int
    ids["calendars"] = make("/v1/calendars", DeskCalendar.newExample).id
    ids["teams"] = make("/v1/teams", Team.newExample).id
    ids["sla-policies"] = make("/v1/sla-policies", #"{"name":"Срочное","priority":"urgent","first_response_minutes":15}"#).id
    ids["channels"] = make("/v1/channels", Channel.newExample)["channel/id"].int
    let ticket = make("/v1/tickets", TicketBody.example)
    ids["tickets"] = ticket.id
    ids["sla-policies"] = world.get("/v1/sla-policies")["items/0/id"].int
    ids["callbacks"] =
      make("/v1/callbacks", #"{"ticket_id":\#(ticket.id),"from":"2030-03-12T09:00:00Z","until":"2030-03-12T11:00:00Z"}"#)["callback/id"].int
    ids["ticket-views"] = make("/v1/ticket-views", TicketView.newExample).id
    ids["reply-templates"] = make("/v1/reply-templates", ReplyTemplate.newExample).id
    ids["template_id"] = ids["reply-templates"]
    ids["surveys"] = make("/v1/surveys", Survey.newExample).id
    ids["contacts"] = ticket["contact_id"].int
    ids["message_id"] = make("/v1/tickets/\(ticket.id)/note", NoteBody.example)["message/id"].int
    // An answer that was sent.
    make("/v1/channels/\(ids["channels"] ?? 0)/hook", ChannelHookBody.example)
    let written = try world.handOver(to: ids["channels"] ?? 0)
    let answer = make("/v1/tickets/\(written.ticket)/reply", #"{"text":"Готова","last_seen_message_id":\#(written.message),"then":"stay"}"#)
    ids["dispatches"] = world.get("/v1/tickets/\(written.ticket)/messages/\(answer["message/id"].int ?? 0)/delivery").id
    // The second ticket in the examples of bodies.
    _ = world.post("/v1/tickets", #"{"channel_kind":"walk_in","name":"Борис","text":"Ещё одно"}"#)
    ids["files"] = world.upload([1, 2, 3], as: .manager).id
    ids["proxies"] = make("/v1/clients/\(visit.client)/proxies", Proxy.newExample).id
    ids["coverages"] = make("/v1/vehicles/\(visit.vehicle)/coverages", Coverage.newExample).id
    ids["operations"] = make("/v1/operations", Operation.newExample).id
    ids["suppliers"] = make("/v1/suppliers", Supplier.newExample).id
    ids["purchase-orders"] =
      make("/v1/purchase-orders", #"{"supplier_id":\#(ids["suppliers"] ?? 0),"lines":[{"part_id":\#(part),"quantity":1}]}"#).id
    ids["webhooks"] = make("/v1/webhooks", Webhook.newExample)["webhook/id"].int
    ids["payments"] = make("/v1/payments", #"{"client_id":\#(visit.client),"amount_minor":1000,"method":"card"}"#).id
    ids["client-merges"] = make("/v1/clients/\(visit.client)/merge", #"{"merged_id":\#(world.client("А. Крылова")),"reason":"та же"}"#).id
    ids["vehicle-merges"] =
      make(
        "/v1/vehicles/\(visit.vehicle)/merge", #"{"merged_id":\#(world.vehicle(#""plate":"В777ОР77""#)),"reason":"та же"}"#
      ).id
    let done = try world.order(of: visit.client, [.init(price: 1_000)])
    ids["documents"] = world.bill(done)["client"]?["id"].int
    ids["survey-invitations"] = try world.invitation(of: visit.client, about: done)
    // Ids in the examples of bodies, such as the second client of a merge or a transfer.
    _ = world.client("Борис")
  }

  @discardableResult
  private func make(_ path: String, _ body: String?) -> World.Answer {
    let made = world.ask("POST", path, body, as: .admin, headers: [("Idempotency-Key", path)])
    #expect((200...299).contains(made.status), "\(path) \(made)")
    return made
  }

  /// The path with ids of existing things.
  func path(_ template: String) -> String {
    let steps = template.split(separator: "/").map(String.init)
    return steps.enumerated().reduce("") { path, step in
      guard step.element.hasPrefix("{") else { return path + "/" + step.element }
      let name = String(step.element.dropFirst().dropLast())
      return path + "/\(ids[name] ?? ids[steps[step.offset - 1]] ?? 999_999)"
    }
  }
}

extension World {
  /// A client's message in a channel, in a ticket of its own.
  func handOver(to channel: Int64) throws -> (ticket: Int64, message: Int64) {
    var incoming = IncomingMessage()
    incoming.externalID = "one-of-each"
    incoming.sender.address = "tg:1"
    incoming.text = "Когда?"
    return try desk.perform(as: .desk) { context in
      let filed = try TicketIntake(context).take(incoming, from: channel)
      return (filed.ticket.id, filed.ticket.lastClientMessageID)
    }
  }
}
