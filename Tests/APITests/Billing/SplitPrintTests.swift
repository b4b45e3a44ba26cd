import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

/// Tests that a document for a part of a line adds up on paper and in JSON, from the full price to the billed amount.
@Suite struct SplitPrintTests {
  private let world: World
  init() throws { world = try World() }

  /// Bills labour and parts at odd prices, under an insurer's warranty with a cap and a deductible.
  private func billed(
    share: Int64, cap: Int64?, deductible: Int64, prices: [Int64], discount: Int64 = 0
  ) -> (
    visit: Visit, documents: [JSONValue]
  ) {
    let insurer = world.client("Страховая", #""kind":"company","credit_days":30,"credit_limit_minor":100000000"#)
    let anna = world.client("Анна Крылова")
    let car = world.vehicle(#""client_id":\#(anna)"#)
    let capped = cap.map { #","cap_minor":\#($0)"# } ?? ""
    let made = world.post(
      "/v1/vehicles/\(car)/coverages",
      #"{"kind":"extended","name":"КАСКО","payer_role":"insurer","payer_client_id":\#(insurer),"from_on":"2025-03-02","until_on":"2027-03-02","labour_share_bp":\#(share),"deductible_minor":\#(deductible)\#(capped)}"#
    )
    #expect(made.status == 201, "\(made)")
    let visit = world.visit(anna, car, #""kind":"warranty""#)
    for (index, price) in prices.enumerated() {
      let line = visit.labour("Работа \(index)", hours: index == 0 ? "1.5" : "1", price: price, #""discount_bp":\#(discount)"#)
      visit.must("lines/\(line)/coverage-check", "{}")
    }
    visit.start()
    visit.ready()
    return (visit, visit.must("invoices", "{}")["documents"].array)
  }

  private func adds(up document: JSONValue, at location: SourceLocation = #_sourceLocation) {
    for line in document["lines"].array {
      func minor(_ name: String) -> Int64 { line[name].int ?? .min }
      let thousandths = line["quantity"].thousandths ?? 0
      let price = (thousandths * minor("unit_price_minor") + 500) / 1_000
      let full = price - (price * minor("discount_bp") + 5_000) / 10_000
      #expect(minor("full_minor") == full, "\(line)", sourceLocation: location)
      #expect(abs(minor("share_minor") * 10_000 - full * minor("share_bp")) < 10_000, "\(line)", sourceLocation: location)
      #expect(
        minor("share_minor") + minor("deductible_minor") + minor("cap_minor") == minor("gross_minor"), "\(line)", sourceLocation: location)
    }
    let sum = document["lines"].array.compactMap { $0["gross_minor"].int }.reduce(0, +)
    #expect(sum == document["gross_minor"].int, sourceLocation: location)
  }

  /// The cells of a page's rows, in minor units where they are amounts.
  private func rows(_ document: JSONValue) -> (head: [String], rows: [[String]]) {
    let page = world.get("/v1/documents/\(document["id"].int ?? 0)/print").text
    let rows = page.split(separator: "<tr>").dropFirst().map { row in
      row.matches(of: /<t[dh][^>]*>([^<]*)<\/t[dh]>/).map { String($0.1) }
    }
    return (rows.first ?? [], rows.dropFirst().dropLast().map { $0 })
  }

  private func minor(_ cell: String) -> Int64 {
    if cell.isEmpty { return 0 }
    let digits = cell.filter(\.isNumber)
    return (Int64(digits) ?? .min) * (cell.contains("-") || cell.contains("−") ? -1 : 1)
  }

  @Test(arguments: [0, 1, 3_333, 5_000, 7_000, 10_000] as [Int64])
  func everySplitAddsUpInJSONAndInPrint(_ share: Int64) throws {
    let budgets = [(nil, 0), (350_970, 0), (nil, 200_001), (840_000, 351_000), (0, 0), (10, 3)] as [(Int64?, Int64)]
    for (index, budget) in budgets.enumerated() where share > 0 || index == 0 {
      let made = billed(
        share: max(share, 1), cap: budget.0, deductible: budget.1, prices: [1_190_970, 33_333, 1],
        discount: index.isMultiple(of: 2) ? 0 : 700)
      for document in made.documents {
        adds(up: document)
        let (head, rows) = rows(document)
        let lines = document["lines"].array
        #expect(rows.count == lines.count && rows.allSatisfy { $0.count == head.count }, "\(rows)")
        for (row, line) in zip(rows, lines) {
          func cell(_ name: String) -> Int64 { head.firstIndex(of: name).map { minor(row[$0]) } ?? .min }
          #expect(cell("Стоимость") == line["full_minor"].int && cell("Сумма") == line["gross_minor"].int, "\(row)")
          guard head.contains("По доле") else { continue }
          #expect(cell("По доле") + cell("Франшиза") + cell("Сверх лимита") == cell("Сумма"), "\(row)")
          #expect(cell("Франшиза") == line["deductible_minor"].int && cell("Сверх лимита") == line["cap_minor"].int)
        }
      }
      let total = made.documents.compactMap { $0["gross_minor"].int }.reduce(0, +)
      #expect(total == made.visit.read()["total_minor"].int)
    }
    #expect(try world.billingFaults().isEmpty)
  }

  @Test func theClientsPartIsExplainedAsWhatDeductibleAndCapLeave() {
    let made = billed(share: 10_000, cap: 640_000, deductible: 200_000, prices: [793_980])
    let client = made.documents.first { $0["payer_role"].string == "client" } ?? .null
    #expect(client["lines/0/full_minor"].int == 1_190_970 && client["lines/0/share_bp"].int == 0, "\(client)")
    #expect(client["lines/0/share_minor"].int == 0 && client["lines/0/deductible_minor"].int == 200_000)
    #expect(client["lines/0/cap_minor"].int == 350_970 && client["gross_minor"].int == 550_970)
    let insurer = made.documents.first { $0["payer_role"].string == "insurer" } ?? .null
    #expect(insurer["lines/0/share_minor"].int == 1_190_970 && insurer["lines/0/deductible_minor"].int == -200_000)
    #expect(insurer["lines/0/cap_minor"].int == -350_970 && insurer["gross_minor"].int == 640_000)
    let note = world.post("/v1/documents/\(client["id"].int ?? 0)/credit", #"{"reason":"ошибка"}"#)
    #expect(note["lines/0/full_minor"].int == -1_190_970 && note["lines/0/cap_minor"].int == -350_970, "\(note)")
    #expect(note["lines/0/share_minor"].int == 0)
  }

  @Test func whatOnePayerBearsAloneIsPrintedWithoutAWordOfShares() throws {
    let order = try world.order(of: world.payer("Анна"), [.init(quantity: 1_500, price: 33_333, discount: 700)])
    let document = try #require(world.bill(order)["client"])
    adds(up: document)
    let (head, rows) = rows(document)
    #expect(!head.contains("Доля") && rows[0][head.firstIndex(of: "Стоимость") ?? 0] == Money(46_500).text(.ru))
  }
}
