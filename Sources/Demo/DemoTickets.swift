import JSON

// One client, three channels.
extension DemoDay {
  func oneStory(_ car: JSONValue) throws {
    try stage.scene("Один клиент: мессенджер, телефон, стойка", on: "2026-03-11")
    stage.at("09:05")
    let client = car.at("client_id").whole
    let phone = try stage.look("advisor", "/v1/clients/\(client)")["phones/0"].text
    let channel = try stage.does(
      "admin", "заводит канал мессенджера", "POST", "/v1/channels", #"{"kind":"messenger","name":"Мессенджер"}"#,
      showing: ["channel/kind", "channel/name"])
    stage.give(channel["secret"].text, to: "messenger")
    let intake = "/v1/channels/\(channel["channel/id"].whole)/messages"
    stage.at("09:10")
    let asked = try stage.does(
      "messenger", "клиент спрашивает, когда забирать", "POST", intake,
      #"{"external_id":"m-1","from":{"address":"tg:558","phone":"\#(phone)"},"text":"Добрый день! Когда забирать машину?"}"#,
      showing: ["ticket_number", "why", "found_by"])
    let ticket = asked["ticket_id"].whole
    try stage.does(
      "messenger", "программа передаёт то же сообщение ещё раз", "POST", intake,
      #"{"external_id":"m-1","from":{"address":"tg:558","phone":"\#(phone)"},"text":"Добрый день! Когда забирать машину?"}"#,
      showing: ["ticket_number", "why"])
    try stage.does(
      "operator", "смотрит, к какому сроку ответить", "GET", "/v1/tickets/\(ticket)/sla",
      showing: ["policy/name", "clocks/0/kind", "clocks/0/minutes", "clocks/0/due_at"])
    try stage.does("operator", "берёт обращение", "POST", "/v1/tickets/\(ticket)/take", showing: ["status"])
    stage.at("09:14")
    try stage.does("messenger", "клиент пишет ещё", "POST", intake, message("m-2", "Успеете до обеда?"), showing: ["why"])
    try stage.isRefused(
      "operator", "отвечает, не прочитав последнее", "POST", "/v1/tickets/\(ticket)/reply", reply("Сегодня.", asked["message/id"].whole))
    let seen = try stage.look("operator", "/v1/tickets/\(ticket)")["last_client_message_id"].whole
    stage.at("09:16")
    try stage.does(
      "operator", "отвечает и решает", "POST", "/v1/tickets/\(ticket)/reply", reply("Да, к 12:00.", seen),
      showing: ["ticket/status", "ticket/first_response_at"])
    try stage.does("messenger", "клиент благодарит", "POST", intake, message("m-3", "Спасибо!"), showing: ["why"])
    stage.at("11:40")
    try stage.does(
      "operator", "клиент звонит: скрип всё же есть", "POST", "/v1/tickets",
      #"{"channel_kind":"phone","phone":"\#(phone)","kind":"complaint","text":"Скрип остался, едет обратно"}"#,
      showing: ["number", "status", "client_id"])
    stage.at("12:10")
    try stage.does(
      "advisor", "клиент у стойки", "POST", "/v1/tickets",
      #"{"channel_kind":"walk_in","client_id":\#(client),"kind":"request","text":"Просит показать машину мастеру"}"#,
      showing: ["number", "status"])
    try stage.does(
      "manager", "видит всё это одной историей", "GET", "/v1/tickets?client_id=\(client)",
      showing: ["items/0/channel_kind", "items/1/channel_kind", "items/2/channel_kind"])
  }

  private func message(_ id: String, _ text: String) -> String {
    #"{"external_id":"\#(id)","from":{"address":"tg:558"},"text":"\#(text)"}"#
  }

  private func reply(_ text: String, _ seen: Int64) -> String {
    #"{"text":"\#(text)","last_seen_message_id":\#(seen),"then":"resolve"}"#
  }
}
