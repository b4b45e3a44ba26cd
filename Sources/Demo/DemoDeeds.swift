import JSON

// Steps that several scenes share.
extension DemoDay {
  func open(
    _ car: JSONValue, _ complaint: String, kind: String = "commercial", proxy: Int64? = nil, comebackOf: Int64? = nil
  ) throws -> Int64 {
    let id = car.at("id").whole
    let now = try stage.look("advisor", "/v1/vehicles/\(id)")
    let proxy = proxy.map { ",\"proxy_id\":\($0)" } ?? ""
    let link = comebackOf.map { ",\"comeback_of_id\":\($0)" } ?? ""
    return try stage.does(
      "advisor", "принимает машину: \(complaint)", "POST", "/v1/work-orders",
      """
      {"kind":"\(kind)","client_id":\(car.at("client_id").whole),"vehicle_id":\(id),"odometer_km":\(max(now["odometer_km"].whole, 40_000) + 120),\
      "fuel_percent":40,"complaints":["\(complaint)"],"signed_by":"Клиент","signed_how":"tablet"\(proxy)\(link)}
      """, showing: ["number", "status"]
    ).id
  }

  func labour(_ order: Int64, _ code: String) throws -> Int64 {
    let operation = try stage.look("advisor", "/v1/operations?q=\(code)&limit=1")["items/0/id"].whole
    return try stage.does(
      "advisor", "добавляет работу \(code)", "POST", "/v1/work-orders/\(order)/lines", #"{"kind":"labour","operation_id":\#(operation)}"#,
      showing: ["name", "gross_minor"]
    ).id
  }

  func part(_ order: Int64, _ part: Int64, _ quantity: Int) throws -> Int64 {
    try stage.does(
      "advisor", "добавляет деталь, \(quantity) шт.", "POST", "/v1/work-orders/\(order)/lines",
      #"{"kind":"part","part_id":\#(part),"quantity":\#(quantity)}"#, showing: ["name", "gross_minor", "reserved"]
    ).id
  }

  func stocked(_ name: String) throws -> Int64 { try catalogue(name) { $0 >= 2_000 } }
  func missing(_ name: String) throws -> Int64 { try catalogue(name) { $0 == 0 } }

  private func catalogue(_ name: String, where fits: (Int64) -> Bool) throws -> Int64 {
    let parts = try stage.look("storekeeper", "/v1/parts?q=\(name.percentEncodedQuery)&limit=200")["items"].items
    let found = parts.first { part in
      if case .number(let number) = part.at("available") { fits(number.thousandths ?? -1) } else { false }
    }
    guard let found else { throw DemoFailure("the demo's catalogue has no \(name) for this scene") }
    return found.at("id").whole
  }

  func promise(_ order: Int64, _ time: String) throws {
    try stage.does("advisor", "спрашивает, к какому сроку успеем", "GET", "/v1/work-orders/\(order)/promise", showing: ["earliest_at"])
    try stage.does(
      "advisor", "обещает срок", "POST", "/v1/work-orders/\(order)/promise", #"{"promised_at":"\#(time)"}"#, showing: ["promised_at"])
  }

  func offer(_ order: Int64, _ title: String) throws -> Int64 {
    let estimate = try stage.does(
      "advisor", "составляет смету «\(title)»", "POST", "/v1/work-orders/\(order)/estimates", #"{"title":"\#(title)"}"#,
      showing: ["gross_minor", "vat_minor"])
    try stage.does("advisor", "предлагает её клиенту", "POST", "/v1/work-orders/\(order)/offer", #"{"estimate_ids":[\#(estimate.id)]}"#)
    return estimate.id
  }

  /// A yes to every item of an estimate, as a body.
  func items(_ estimate: Int64, how: String? = nil, proxy: Int64? = nil) throws -> String {
    let lines = try stage.look("advisor", "/v1/estimates/\(estimate)")["items"].items
    let items = lines.map { #"{"line_id":\#($0.at("line_id").whole),"decision":"approved"}"# }.joined(separator: ",")
    let rest = (how.map { #","how":"\#($0)""# } ?? "") + (proxy.map { #","proxy_id":\#($0)"# } ?? "")
    return "{\"items\":[\(items)]\(rest)}"
  }

  func repair(_ order: Int64, _ labour: Int64, _ parts: [Int64], until end: String) throws {
    try stage.does("advisor", "отдаёт машину в ремонт", "POST", "/v1/work-orders/\(order)/start", showing: ["status", "parts_status"])
    try work(order, labour, parts, until: end)
  }

  func work(_ order: Int64, _ labour: Int64, _ parts: [Int64], until end: String, also others: [Int64] = []) throws {
    try stage.does(
      "mechanic", "отмечает начало работы", "POST", "/v1/work-orders/\(order)/clock-on", #"{"line_id":\#(labour)}"#, showing: ["started_at"]
    )
    for part in parts {
      let line = try stage.look("storekeeper", "/v1/work-orders/\(order)")["lines"].items.first { $0.at("id").whole == part }
      try stage.does(
        "storekeeper", "выдаёт деталь", "POST", "/v1/work-orders/\(order)/lines/\(part)/issue",
        #"{"quantity":\#(line?.at("quantity").shown ?? "1")}"#, showing: ["issued"])
    }
    stage.at(end)
    try stage.isRefused("advisor", "пробует сдать раньше времени", "POST", "/v1/work-orders/\(order)/ready")
    try stage.does("mechanic", "отмечает конец", "POST", "/v1/me/clock-off", showing: ["ended_at"])
    for line in [labour] + others {
      try stage.does("mechanic", "работа сделана", "POST", "/v1/work-orders/\(order)/lines/\(line)/done", showing: ["name", "status"])
    }
    try stage.does(
      "mechanic2", "проверяет качество", "POST", "/v1/work-orders/\(order)/quality-checks", #"{"passed":true,"note":"Проба на ходу"}"#,
      showing: ["passed"])
    try stage.does("advisor", "машина готова", "POST", "/v1/work-orders/\(order)/ready")
  }

  func bill(_ order: Int64, _ car: JSONValue) throws {
    let issued = try stage.does(
      "advisor", "выставляет документы", "POST", "/v1/work-orders/\(order)/invoices", "{}",
      showing: ["documents/0/number", "documents/0/gross_minor", "documents/1/number", "documents/1/gross_minor"])
    for document in issued["documents"].items where document.at("payer_role").text == "client" {
      try stage.does(
        "advisor", "принимает оплату картой", "POST", "/v1/payments",
        #"{"client_id":\#(car.at("client_id").whole),"work_order_id":\#(order),"method":"card","amount_minor":\#(document.at("gross_minor").whole)}"#,
        showing: ["number", "amount_minor", "free_minor"])
    }
    try stage.isRefused("advisor", "выставляет второй раз", "POST", "/v1/work-orders/\(order)/invoices", "{}")
  }

  func deliver(_ order: Int64) throws {
    try stage.does(
      "advisor", "выдаёт машину", "POST", "/v1/work-orders/\(order)/deliver",
      #"{"collected_by":"\#(try client(of: order))","old_parts_outcome":"returned"}"#,
      showing: ["number", "status"])
  }

  /// The name of the person who collects the car.
  func client(of order: Int64) throws -> String { try stage.look("advisor", "/v1/work-orders/\(order)")["client/name"].text }

  func receive(_ purchase: Int64, _ line: Int64, _ quantity: Int, _ document: String) throws {
    try stage.does(
      "storekeeper", "принимает \(quantity) шт. по \(document)", "POST", "/v1/purchase-orders/\(purchase)/receive",
      #"{"document":"\#(document)","lines":[{"line_id":\#(line),"quantity":\#(quantity)}]}"#,
      showing: ["purchase_order/number", "purchase_order/status", "served/0/number"])
  }

  func shows(_ order: Int64, _ deed: String) throws {
    try stage.does("advisor", deed, "GET", "/v1/work-orders/\(order)", showing: ["number", "status", "parts_status"])
  }
}
