import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

@Suite struct ReplyTemplateTests {
  private let it: Answered
  private var world: World { it.world }
  init() throws { it = try Answered.byMail() }

  private func template(_ text: String) -> World.Answer {
    world.post("/v1/reply-templates", #"{"name":"Шаблон","text":"\#(text)"}"#)
  }

  private func filled(_ text: String) -> World.Answer {
    world.get("/v1/tickets/\(it.ticket)/reply-templates/\(template(text).id)", as: .operator)
  }

  @Test func variablesAreFilledAndNeverPrintNull() throws {
    let number = world.get("/v1/tickets/\(it.ticket)")["number"].string ?? ""
    let full = filled("{{client.name}}, обращение {{ ticket.number }}: {{vehicle|ваш автомобиль}} готов. {{centre.name}}, {{user.name}}")
    #expect(full["text"].string?.hasPrefix("Анна Белова, обращение \(number): ваш автомобиль готов. Автоцентр, ") == true, "\(full)")
    #expect(full["missing"].array.isEmpty)
    let gap = filled("Заказ {{work_order.number}} будет готов {{work_order.promised_at}}. {{work_order.number}}")
    #expect(gap["text"].string == "Заказ {{work_order.number}} будет готов {{work_order.promised_at}}. {{work_order.number}}")
    #expect(gap["missing"].array.compactMap(\.string) == ["work_order.number", "work_order.promised_at"])
    #expect(!gap.text.contains("null") && !gap.text.contains("nil"))
  }

  @Test func aGapIsNotSentToAClient() throws {
    let seen = world.get("/v1/tickets/\(it.ticket)")["last_client_message_id"].int ?? 0
    func reply(_ text: String) -> World.Answer {
      world.post("/v1/tickets/\(it.ticket)/reply", #"{"text":"\#(text)","last_seen_message_id":\#(seen),"then":"stay"}"#)
    }
    #expect(reply("Здравствуйте, {{client.name}}!").codes == ["variable_unfilled"])
    #expect(reply("Здравствуйте, {{client.name|друг}}!").codes == ["variable_unfilled"])
    #expect(reply("Скобки {{как есть}} и {{").status == 200, "what is no variable of ours is the writer's own")
  }

  @Test func aValueThatLooksLikeAVariableStaysAsItIs() throws {
    let contact = world.get("/v1/tickets/\(it.ticket)")["contact_id"].int ?? 0
    world.ask("PATCH", "/v1/contacts/\(contact)", #"{"name":"{{user.name}}"}"#, as: .manager)
    #expect(filled("Это {{client.name}}.")["text"].string == "Это {{user.name}}.")
  }

  @Test func anUnknownVariableIsRefusedByName() throws {
    let refused = template("{{client.nmae}} и {{x}} и {{x}} и {{client.name}}")
    #expect(refused.status == 422 && refused.codes == ["template_variable_unknown", "template_variable_unknown"], "\(refused)")
    #expect(refused.text.contains("{{client.nmae}}") && refused.text.contains("client.name"))
    #expect(world.post("/v1/reply-templates", #"{"name":"x","text":"x"}"#, as: .operator).status == 403)
  }

  @Test func theOrdersPromiseIsSaidByTheCentresClock() throws {
    let order = world.post(
      "/v1/tickets/\(it.ticket)/work-order",
      #"{"client":{"name":"Анна Белова"},"vehicle":{"make":"LADA","model":"Vesta","plate":"А123ВС77"},"odometer_km":1000,"complaints":["Стук"]}"#
    )
    #expect(order.status == 201, "\(order)")
    try world.desk.db.execute("UPDATE work_orders SET promised_at = 1772467200000 WHERE id = ?", order.id)
    let text = filled("{{vehicle}} {{vehicle.plate}}, заказ {{work_order.number}}, {{work_order.promised_at}}")["text"].string
    #expect(text == "LADA Vesta А123ВС77, заказ \(order["number"].string ?? ""), 02.03 19:00", "\(text ?? "")")
  }
}
