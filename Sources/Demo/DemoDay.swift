import JSON

/// Some days at the desk, played through the API. Each scene happens in a service centre every week.
package struct DemoDay {
  let stage: DemoStage
  package init(_ stage: DemoStage) { self.stage = stage }

  package func play() throws {
    let cars = try stage.look("advisor", "/v1/vehicles?limit=7")["items"].items
    guard cars.count == 7 else { throw DemoFailure("the demo's vehicles are missing") }
    let first = try brakesFromStock(cars[0])
    try pumpThatMustBeOrdered(cars[1])
    try warrantyInTwoParts(cars[2])
    try dearAndCheap(cars[3])
    try moreIsFound(cars[4])
    try approvalRefused(cars[5])
    try comeback(cars[0], of: first)
    try oneStory(cars[0])
    try threeMonthsOfSurveys(without: cars)
  }

  private func brakesFromStock(_ car: JSONValue) throws -> Int64 {
    try stage.scene("Колодки есть на складе", on: "2026-03-02")
    stage.at("09:05")
    let order = try open(car, "Скрипит при торможении")
    try stage.does("advisor", "начинает смету", "POST", "/v1/work-orders/\(order)/estimate")
    let labour = try labour(order, "0004")
    let pads = try part(order, try stocked("Колодки тормозные передние"), 1)
    try promise(order, "2026-03-02T15:00:00Z")
    stage.at("09:25")
    let estimate = try offer(order, "Замена передних колодок")
    let link = try stage.does("advisor", "отправляет клиенту ссылку", "POST", "/v1/estimates/\(estimate)/link", showing: ["estimate_id"])
    let token = link["url"].text.split(separator: "/").last.map(String.init) ?? ""
    try stage.does("client", "открывает ссылку", "GET", "/v1/approval-links/\(token)", showing: ["number", "total_minor"])
    stage.at("09:31")
    try stage.does("client", "соглашается на всё", "POST", "/v1/approval-links/\(token)", try items(estimate), showing: ["answered"])
    try stage.isRefused("client", "нажимает ещё раз", "POST", "/v1/approval-links/\(token)", try items(estimate))
    stage.at("10:00")
    try stage.isRefused(
      "advisor", "пробует выдать машину до ремонта", "POST", "/v1/work-orders/\(order)/deliver",
      #"{"collected_by":"\#(try client(of: order))"}"#)
    try repair(order, labour, [pads], until: "10:50")
    stage.at("11:20")
    try bill(order, car)
    try deliver(order)
    return order
  }

  private func pumpThatMustBeOrdered(_ car: JSONValue) throws {
    try stage.scene("Помпы нет: заказ, приход по частям", on: "2026-03-02")
    stage.at("11:30")
    let order = try open(car, "Течёт антифриз")
    try stage.does("advisor", "начинает смету", "POST", "/v1/work-orders/\(order)/estimate")
    let labour = try labour(order, "0011")
    let pump = try part(order, try missing("Помпа"), 2)
    try stage.isRefused(
      "advisor", "пробует предложить смету без детали и срока", "POST", "/v1/work-orders/\(order)/offer", #"{"estimate_ids":[999]}"#)
    stage.at("11:45")
    let made = try stage.does(
      "storekeeper", "собирает заказ поставщику из нехваток", "POST", "/v1/purchase-orders/from-shortages", #"{"work_order_id":\#(order)}"#,
      showing: ["purchase_orders/0/number", "purchase_orders/0/status"])
    try stage.does(
      "storekeeper", "нажимает второй раз: заказывать больше нечего", "POST", "/v1/purchase-orders/from-shortages",
      #"{"work_order_id":\#(order)}"#, showing: ["purchase_orders/0/number"])
    let purchase = made["purchase_orders/0/id"].whole
    let sent = try stage.does(
      "storekeeper", "отправляет его", "POST", "/v1/purchase-orders/\(purchase)/send", #"{"expected_on":"2026-03-04"}"#,
      showing: ["number", "status", "expected_on"])
    try promise(order, "2026-03-05T12:00:00Z")
    stage.at("12:00")
    let estimate = try offer(order, "Замена помпы")
    try stage.does(
      "advisor", "записывает согласие по телефону", "POST", "/v1/estimates/\(estimate)/approve", try items(estimate, how: "phone"))
    try stage.does("advisor", "отдаёт машину в ремонт", "POST", "/v1/work-orders/\(order)/start", showing: ["status", "parts_status"])
    try stage.scene("Пришла одна из двух", on: "2026-03-03")
    stage.at("10:15")
    try receive(purchase, sent["lines/0/id"].whole, 1, "УПД 301")
    try shows(order, "смотрит, чего ждём")
    try stage.scene("Пришла вторая", on: "2026-03-04")
    stage.at("09:40")
    try receive(purchase, sent["lines/0/id"].whole, 1, "УПД 309")
    try shows(order, "видит, что всё на месте")
    try work(order, labour, [pump], until: "11:30")
    stage.at("12:10")
    try bill(order, car)
    try deliver(order)
  }

  private func warrantyInTwoParts(_ car: JSONValue) throws {
    try stage.scene("Гарантия: 70 % платит центр, 30 % клиент", on: "2026-03-04")
    stage.at("14:05")
    try stage.does(
      "manager", "записывает гарантию центра", "POST", "/v1/vehicles/\(car.at("id").whole)/coverages",
      #"{"kind":"company","name":"Гарантия центра","payer_role":"company","from_on":"2025-06-01","until_on":"2026-06-01","labour_share_bp":7000,"parts_share_bp":7000}"#,
      showing: ["name", "until_on"])
    let order = try open(car, "Стук вернулся", kind: "warranty")
    try stage.does("advisor", "начинает смету", "POST", "/v1/work-orders/\(order)/estimate")
    let labour = try stage.does(
      "advisor", "добавляет работу с лишней копейкой", "POST", "/v1/work-orders/\(order)/lines",
      #"{"kind":"labour","code":"W-1","name":"Замена опоры","quantity":1,"unit_price_minor":100001}"#, showing: ["name", "gross_minor"])
    try stage.does(
      "advisor", "проверяет гарантию", "POST", "/v1/work-orders/\(order)/lines/\(labour.id)/coverage-check", "{}",
      showing: ["payers/0/role", "payers/0/gross_minor", "payers/1/role", "payers/1/gross_minor"])
    try promise(order, "2026-03-04T15:00:00Z")
    let estimate = try offer(order, "Гарантийный ремонт")
    try stage.does(
      "advisor", "записывает согласие на месте", "POST", "/v1/estimates/\(estimate)/approve", try items(estimate, how: "in_person"))
    try repair(order, labour.id, [], until: "15:10")
    stage.at("15:30")
    try bill(order, car)
    try deliver(order)
  }

  private func dearAndCheap(_ car: JSONValue) throws {
    try stage.scene("Клиент возражает и выбирает дешевле", on: "2026-03-05")
    stage.at("09:10")
    let order = try open(car, "Долго заводится на холоде")
    try stage.does("advisor", "начинает смету", "POST", "/v1/work-orders/\(order)/estimate")
    _ = try labour(order, "0007")
    let plugs = try part(order, try stocked("Свеча зажигания"), 2)
    try promise(order, "2026-03-05T15:00:00Z")
    let dear = try offer(order, "Свечи и работа")
    stage.at("09:30")
    try stage.does(
      "advisor", "записывает возражение", "POST", "/v1/work-orders/\(order)/object", #"{"reason":"Дорого, хочу дешевле"}"#)
    try stage.isRefused(
      "advisor", "пробует провести старое согласие", "POST", "/v1/estimates/\(dear)/approve", try items(dear, how: "phone"))
    try stage.does(
      "advisor", "даёт скидку 5 %", "PATCH", "/v1/work-orders/\(order)/lines/\(plugs)", #"{"discount_bp":500}"#,
      showing: ["name", "gross_minor"])
    let cheap = try offer(order, "Свечи со скидкой")
    stage.at("09:45")
    try stage.does("advisor", "записывает согласие по телефону", "POST", "/v1/estimates/\(cheap)/approve", try items(cheap, how: "phone"))
  }

  private func moreIsFound(_ car: JSONValue) throws {
    try stage.scene("В ремонте нашли ещё: одно да, одно нет", on: "2026-03-05")
    stage.at("10:05")
    let order = try open(car, "Плановое обслуживание")
    try stage.does("advisor", "начинает смету", "POST", "/v1/work-orders/\(order)/estimate")
    let oil = try labour(order, "0001")
    try promise(order, "2026-03-05T15:00:00Z")
    let estimate = try offer(order, "Обслуживание")
    try stage.does(
      "advisor", "записывает согласие на месте", "POST", "/v1/estimates/\(estimate)/approve", try items(estimate, how: "in_person"))
    try stage.does("advisor", "отдаёт машину в ремонт", "POST", "/v1/work-orders/\(order)/start")
    stage.at("11:00")
    let filter = try labour(order, "0002")
    let shock = try labour(order, "0008")
    let more = try stage.does(
      "advisor", "составляет дополнение", "POST", "/v1/work-orders/\(order)/estimates", #"{"title":"Найдено при осмотре"}"#,
      showing: ["kind", "gross_minor"])
    try stage.does("advisor", "предлагает его", "POST", "/v1/work-orders/\(order)/offer", #"{"estimate_ids":[\#(more.id)]}"#)
    stage.at("11:15")
    try stage.does(
      "advisor", "фильтр меняем, амортизатор нет", "POST", "/v1/estimates/\(more.id)/approve",
      #"{"how":"phone","items":[{"line_id":\#(filter),"decision":"approved"},{"line_id":\#(shock),"decision":"declined"}]}"#,
      showing: ["status", "approved_minor"])
    try work(order, oil, [], until: "12:20", also: [filter])
    try bill(order, car)
    try deliver(order)
    try stage.does(
      "advisor", "отклонённое ждёт следующего визита", "GET", "/v1/vehicles/\(car.at("id").whole)/declined-work", showing: ["items/0/name"])
  }

  private func approvalRefused(_ car: JSONValue) throws {
    try stage.scene("Доверенность кончилась: согласие не принято", on: "2026-03-05")
    stage.at("15:00")
    let client = car.at("client_id").whole
    let proxy = try stage.does(
      "advisor", "записывает доверенность", "POST", "/v1/clients/\(client)/proxies",
      #"{"name":"Игорь Панин","document":"доверенность № 17","may_place":true,"may_approve":true,"may_collect":true,"valid_from_on":"2026-03-01","valid_until_on":"2026-03-05"}"#,
      showing: ["valid_until_on"])
    let order = try open(car, "Не работает печка", proxy: proxy.id)
    try stage.does("advisor", "начинает смету", "POST", "/v1/work-orders/\(order)/estimate")
    _ = try labour(order, "0003")
    try promise(order, "2026-03-06T15:00:00Z")
    let estimate = try offer(order, "Салонный фильтр")
    try stage.scene("На следующий день", on: "2026-03-06")
    stage.at("09:20")
    let body = try items(estimate, how: "in_person", proxy: proxy.id)
    try stage.isRefused("advisor", "пробует записать согласие доверенного лица", "POST", "/v1/estimates/\(estimate)/approve", body)
    try stage.does(
      "advisor", "клиент отказывается от всего", "POST", "/v1/estimates/\(estimate)/decline", #"{"how":"phone","note":"Передумал"}"#)
  }

  private func comeback(_ car: JSONValue, of order: Int64) throws {
    try stage.scene("Клиент вернулся: новый заказ, связанный со старым", on: "2026-03-10")
    stage.at("09:05")
    let again = try open(car, "Скрип остался", comebackOf: order)
    try stage.does(
      "manager", "смотрит, к чему вернулись", "GET", "/v1/work-orders/\(order)/comebacks", showing: ["items/0/number", "items/0/status"])
    try stage.does(
      "advisor", "смотрит, что можно делать дальше", "GET", "/v1/work-orders/\(again)/moves", showing: ["moves/0/name", "moves/0/allowed"])
  }
}
