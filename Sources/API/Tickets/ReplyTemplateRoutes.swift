internal import Desk
internal import Domain

extension Room {
  static func replyTemplates(_ r: inout Room) {
    r.list("/v1/reply-templates", "Texts for answers", .readDesk, ReplyTemplateJSON.template) { call, page in
      try ReplyTemplates(call.context).list(page)
    }
    r.get("/v1/reply-templates/{id}", "One text for answers", .readDesk, ReplyTemplateJSON.template) { call in
      try ReplyTemplates(call.context).find(call.id())
    }
    r.create(
      "/v1/reply-templates", "Add a text for answers", .setUpDesk, takes: New<ReplyTemplate>.self, ReplyTemplateJSON.template,
      at: { "/v1/reply-templates/\($0.id)" }
    ) { call, body in try ReplyTemplates(call.context).create(body.fill) }
    r.patch(
      "/v1/reply-templates/{id}", "Change a text for answers", .setUpDesk, takes: Change<ReplyTemplate>.self, ReplyTemplateJSON.template
    ) {
      call, body, version in
      try ReplyTemplates(call.context).edit(call.id(), version: version, body.apply)
    }
    r.delete("/v1/reply-templates/{id}", "Drop a text for answers", .setUpDesk) { call, version in
      try ReplyTemplates(call.context).delete(call.id(), version: version)
    }
    r.get(
      "/v1/tickets/{id}/reply-templates/{template_id}", "A text for answers, filled in for a ticket", .readTickets, ReplyTemplateJSON.filled
    ) { call in try ReplyTemplates(call.context).fill(call.id(1), for: call.id()) }
  }
}
