internal import Desk
internal import Domain

/// A document as a printable page for its payer, without anything about other payers.
struct DocumentPage {
  static let policy: [(name: StaticString, value: String)] = [
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
  ]

  private let full: DocumentInFull
  private let settings: Settings
  private var document: BillingDocument { full.document }

  init(_ full: DocumentInFull, _ settings: Settings) {
    self.full = full
    self.settings = settings
  }

  var html: [UInt8] {
    Array(
      """
      <!doctype html>
      <html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
      <title>\(document.number.escaped)</title><style>
      body{font:14px/1.4 serif;margin:2rem auto;max-width:50rem;padding:0 1rem}h1{font-size:1.3rem}
      table{border-collapse:collapse;width:100%}td,th{border:1px solid #888;padding:.25rem .4rem;text-align:left;vertical-align:top}
      .n{text-align:right;white-space:nowrap}.wide{overflow-x:auto}@media print{.wide{overflow:visible}}
      </style></head><body>
      <h1>\(title) № \(document.number.escaped) от \(settings.zone.day(of: document.issuedAt).text(.ru))</h1>
      \(parties)
      <div class="wide" role="region" aria-label="Строки документа" tabindex="0">
      <table><tr>\(columns.map { "<th>\($0)</th>" }.joined())</tr>
      \(full.lines.map(row).joined(separator: "\n"))
      <tr><th colspan="\(columns.count - 2)">Итого</th><th class="n">\(document.vat.text(.ru))</th><th class="n">\(document.gross.text(.ru))</th></tr></table>
      </div>
      \(state)
      </body></html>

      """.utf8)
  }

  private var title: String {
    switch document.kind {
    case .invoice: "Счёт"
    case .internalCharge: "Внутреннее списание"
    case .creditNote: "Корректировка"
    }
  }

  /// The odometer, with the car's run too if its instrument cluster was replaced.
  private func odometer(_ order: DocumentInFull.Order) -> String {
    order.runKm == order.odometerKm ? "пробег \(order.odometerKm) км" : "на одометре \(order.odometerKm) км, пробег \(order.runKm) км"
  }

  private var parties: String {
    let order = full.order
    let numbers = [order.plate, order.vin.map { "VIN \($0)" }, order.bodyNumber.map { "кузов № \($0)" }]
    let vehicle = ([order.vehicle] + numbers + [odometer(order)]).compactMap { $0 }
    return [
      "Исполнитель: \(settings.company.escaped)\(taxID(settings.companyTaxID))",
      "Плательщик: \(document.buyerName.escaped)\(taxID(document.buyerTaxID))",
      "Заказ-наряд № \(order.number.escaped), работы закончены \(document.completedOn.text(.ru))",
      "Автомобиль: \(vehicle.joined(separator: ", ").escaped)",
    ].map { "<p>\($0)</p>" }.joined(separator: "\n")
  }

  private func taxID(_ id: String?) -> String { id.map { ", ИНН \($0.escaped)" } ?? "" }

  /// Prints a shared line, or one with a cap or a deductible, from its full price to what is billed.
  private var isSplit: Bool { full.lines.contains(where: \.isSplit) }

  private var columns: [String] {
    ["№", "Наименование", "Кол-во", "Цена", "Скидка", "Стоимость"]
      + (isSplit ? ["Доля", "По доле", "Франшиза", "Сверх лимита"] : []) + ["Ставка НДС", "НДС", "Сумма"]
  }

  /// A row whose figures add up: quantity × price less the discount is the full price; the share of that, with the
  /// deductible and the amount above the cap, is the billed amount.
  private func row(_ line: DocumentLine) -> String {
    if line.clientSupplied { return brought(line) }
    var cells: [(text: String, isNumber: Bool)] = [
      ("\(line.position)", false), ("\(line.code) \(line.name)", false),
      ("\(line.quantity.text(.ru)) \(line.unit.text(.ru))", true), (line.unitPrice.text(.ru), true),
      (line.discount == .none ? "" : line.discount.text(.ru), true), (line.full.text(.ru), true),
    ]
    if isSplit {
      cells += [
        (line.share.text(.ru), true), (line.ofShare.text(.ru), true), (moved(line.deductible), true), (moved(line.cap), true),
      ]
    }
    cells += [(rate(line), true), (line.vat.text(.ru), true), (line.gross.text(.ru), true)]
    return row(cells)
  }

  /// Names a part that the client brought. It was not sold; the document only says whose part was fitted.
  private func brought(_ line: DocumentLine) -> String {
    row(
      [
        ("\(line.position)", false), ("\(line.code) \(line.name) (запчасть клиента)", false),
        ("\(line.quantity.text(.ru)) \(line.unit.text(.ru))", true),
      ] + Array(repeating: ("", true), count: columns.count - 3))
  }

  private func row(_ cells: [(text: String, isNumber: Bool)]) -> String {
    "<tr>" + cells.map { "<td\($0.isNumber ? " class=\"n\"" : "")>\($0.text.escaped)</td>" }.joined() + "</tr>"
  }

  /// An amount taken off, or added with a plus sign.
  private func moved(_ amount: Money) -> String { amount == .zero ? "" : (amount > .zero ? "+" : "") + amount.text(.ru) }

  private func rate(_ line: DocumentLine) -> String {
    line.vatRate == .none ? "без НДС" : line.vatRate.text(.ru)
  }

  private var state: String {
    switch document.kind {
    case .internalCharge: return ""
    case .creditNote: return "<p>Причина: \((document.reason ?? "").escaped)</p>"
    case .invoice:
      if document.creditedByID != nil { return "<p>Документ откорректирован.</p>" }
      let due = document.dueOn.map { ", оплатить до \($0.text(.ru)) включительно" } ?? ""
      return "<p>Оплачено \(document.paid.text(.ru)), осталось \(document.open.text(.ru))\(document.open > .zero ? due : "").</p>"
    }
  }
}

extension String {
  fileprivate var escaped: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}
