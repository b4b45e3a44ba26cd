import Domain
import JSON

/// Three months of visits and what clients said of them. Parts that come late cost satisfaction, and the results show it.
extension DemoDay {
  private struct Visit {
    let isLate: Bool
    /// nil: the client does not answer.
    let grade: Int?
  }

  /// In the second month one visit in two waits for parts.
  private static let visits: [Visit] = (0..<30).map { number in
    let isLate = (10..<20).contains(number) ? number % 2 == 0 : number % 5 == 4
    let grade = isLate ? [2, 1, 3, 2, 4][number % 5] : [5, 4, 5, 5, 3][number % 5]
    return Visit(isLate: isLate, grade: number % 6 == 5 ? nil : grade)
  }

  func threeMonthsOfSurveys(without used: [JSONValue]) throws {
    try stage.scene("Три месяца опросов после визита", on: "2026-03-16")
    stage.at("09:00")
    let survey = try stage.does(
      "manager", "составляет опрос", "POST", "/v1/surveys",
      """
      {"name":"После визита","every":1,"delay_minutes":0,"questions":[{"kind":"csat","text":{"ru":"Как вы оцениваете ремонт?"}},\
      {"kind":"text","text":{"ru":"Что нам изменить?"}}]}
      """
    ).id
    try stage.does("manager", "начинает его", "POST", "/v1/surveys/\(survey)/activate")
    var day = try Day(text: "2026-03-16")
    try stage.quietly {
      for (visit, car) in zip(Self.visits, try cars(Self.visits.count, without: used)) {
        while [.sat, .sun].contains(day.weekday) { day = day.adding(1) }
        day = try play(visit, car, on: day, survey).adding(1)
      }
    }
    try tell(survey, on: day)
  }

  private func tell(_ survey: Int64, on day: Day) throws {
    try stage.scene("Чего стоят опоздания запчастей", on: day.text)
    stage.at("10:00")
    let path = "/v1/surveys/\(survey)/results"
    let results = try stage.does(
      "manager", "смотрит, что сказали клиенты", "GET", path, showing: ["n", "response/asked", "score", "low", "high"])
    for (index, month) in results["trend"].items.enumerated() {
      try stage.does(
        "manager", "за месяц с \(month.at("from_on").text)", "GET", path, showing: ["trend/\(index)/n", "trend/\(index)/score"])
    }
    for (index, group) in results["groups"].items.enumerated() {
      guard ["late", "overran"].contains(group.at("by").text) else { continue }
      try stage.does(
        "manager", "сравнивает: \(group.at("by").text) — \(group.at("value").text)", "GET", path,
        showing: ["groups/\(index)/n", "groups/\(index)/score", "groups/\(index)/low", "groups/\(index)/high"])
    }
  }

  /// Cars of different clients who can be called.
  private func cars(_ count: Int, without used: [JSONValue]) throws -> [JSONValue] {
    var owners = Set(used.map { $0.at("client_id").whole })
    var found: [JSONValue] = []
    for car in try stage.look("advisor", "/v1/vehicles?limit=200")["items"].items where found.count < count {
      let owner = car.at("client_id").whole
      guard owner > 0, owners.insert(owner).inserted else { continue }
      let client = try stage.look("advisor", "/v1/clients/\(owner)")
      if !client["phones"].items.isEmpty { found.append(car) }
    }
    guard found.count == count else { throw DemoFailure("the demo has too few cars for three months") }
    return found
  }

  /// Plays a visit and the survey after it. Returns its last day.
  private func play(_ visit: Visit, _ car: JSONValue, on day: Day, _ survey: Int64) throws -> Day {
    stage.go(to: day, at: "09:05")
    try stage.does(
      "advisor", "записывает согласие на опросы", "POST", "/v1/clients/\(car.at("client_id").whole)/consents",
      #"{"purpose":"survey","given":true,"how":"на бланке"}"#)
    let order = try open(car, visit.isLate ? "Течёт антифриз" : "Плановое обслуживание")
    try stage.does("advisor", "начинает смету", "POST", "/v1/work-orders/\(order)/estimate")
    let labour = try labour(order, visit.isLate ? "0011" : "0001")
    let end = visit.isLate ? try waitForPart(order, from: day) : day
    if !visit.isLate {
      try agree(order, on: day.text + "T15:00:00Z")
    }
    try stage.does("mechanic", "работа сделана", "POST", "/v1/work-orders/\(order)/lines/\(labour)/done")
    try stage.does("mechanic2", "проверяет", "POST", "/v1/work-orders/\(order)/quality-checks", #"{"passed":true}"#)
    try stage.does("advisor", "машина готова", "POST", "/v1/work-orders/\(order)/ready")
    try bill(order, car)
    // A company sends somebody whose identity is noted.
    try stage.does(
      "advisor", "выдаёт машину", "POST", "/v1/work-orders/\(order)/deliver",
      #"{"collected_by":"\#(try client(of: order))","identified_by":"паспорт","old_parts_outcome":"returned"}"#)
    if let grade = visit.grade { try answer(survey, order, grade) }
    return end
  }

  private func agree(_ order: Int64, on promised: String) throws {
    try stage.does(
      "advisor", "обещает срок", "POST", "/v1/work-orders/\(order)/promise", #"{"promised_at":"\#(promised)","reason":"договорились"}"#)
    let estimate = try offer(order, "Ремонт")
    try stage.does("advisor", "записывает согласие", "POST", "/v1/estimates/\(estimate)/approve", try items(estimate, how: "phone"))
    try stage.does("advisor", "отдаёт машину в ремонт", "POST", "/v1/work-orders/\(order)/start")
  }

  /// The part is promised in two days and comes in a week.
  private func waitForPart(_ order: Int64, from day: Day) throws -> Day {
    let line = try part(order, try missing("Помпа"), 1)
    let made = try stage.does(
      "storekeeper", "заказывает", "POST", "/v1/purchase-orders/from-shortages", #"{"work_order_id":\#(order)}"#)
    let purchase = made["purchase_orders/0/id"].whole
    let sent = try stage.does(
      "storekeeper", "отправляет", "POST", "/v1/purchase-orders/\(purchase)/send", #"{"expected_on":"\#(day.adding(1).text)"}"#)
    try agree(order, on: day.adding(2).text + "T12:00:00Z")
    var end = day.adding(7)
    while [.sat, .sun].contains(end.weekday) { end = end.adding(1) }
    stage.go(to: end, at: "10:00")
    try receive(purchase, sent["lines/0/id"].whole, 1, "УПД \(400 + order)")
    try stage.does("storekeeper", "выдаёт", "POST", "/v1/work-orders/\(order)/lines/\(line)/issue", #"{"quantity":1}"#)
    stage.at("14:00")
    return end
  }

  /// The desk asks by itself, soon after the hand-over.
  private func answer(_ survey: Int64, _ order: Int64, _ grade: Int) throws {
    for _ in 0..<2_000 {
      let newest = try stage.look("manager", "/v1/surveys/\(survey)/invitations?limit=1")["items/0"]
      guard newest.at("work_order_id").whole == order else { continue }
      let link = try stage.does("manager", "получает ссылку", "POST", "/v1/survey-invitations/\(newest.at("id").whole)/link")
      let token = link["url"].text.split(separator: "/").last.map(String.init) ?? ""
      try stage.does("client", "отвечает", "POST", "/v1/survey-links/\(token)", #"{"answers":[{"question":1,"grade":\#(grade)}]}"#)
      return
    }
    throw DemoFailure("nobody was asked about order \(order)")
  }
}
