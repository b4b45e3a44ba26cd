import Domain

/// Orders for tests of rules.
extension Given {
  static let now = at("2026-03-12 10:00")

  static func labour(
    _ id: Int64, _ status: OrderLine.Status = .proposed, gross: Int64 = 100_000, hours: Int64 = 1000, tax: TaxCategory = .standard
  ) -> OrderLine {
    OrderLine(
      id: id, workOrderID: 1, kind: .labour, status: status, operationID: 1, code: "L\(id)", name: "Работа \(id)", unit: .hour,
      quantity: Quantity(thousandths: hours), unitPrice: Money(gross), gross: Money(gross), taxCategory: tax, createdAt: now)
  }

  static func part(
    _ id: Int64, _ status: OrderLine.Status = .proposed, quantity: Int64 = 2000, price: Int64 = 50_000, reserved: Int64 = 0,
    onOrder: Int64 = 0,
    issued: Int64 = 0, clientSupplied: Bool = false
  ) -> OrderLine {
    OrderLine(
      id: id, workOrderID: 1, kind: .part, status: status, partID: 1, code: "P\(id)", name: "Деталь \(id)", unit: .piece,
      quantity: Quantity(thousandths: quantity), unitPrice: Money(price), gross: Money(price * quantity / 1000),
      clientSupplied: clientSupplied,
      reserved: Quantity(thousandths: reserved), onOrder: Quantity(thousandths: onOrder), issued: Quantity(thousandths: issued),
      createdAt: now)
  }

  static func payer(
    _ line: Int64, _ role: PayerRole, _ client: Int64?, _ gross: Int64, share: Int64 = 10_000, tax: TaxCategory = .standard
  )
    -> LinePayer
  {
    LinePayer(
      orderLineID: line, position: 1, role: role, payerClientID: client, share: Share(bp: share), gross: Money(gross), taxCategory: tax)
  }

  /// An order with nothing against any next move.
  static func smooth(_ status: WorkOrder.Status, role: Role = .manager, kind: WorkOrder.Kind = .commercial) -> WorkOrderFacts {
    WorkOrderFacts(
      number: "ЗН-2026-000001", kind: kind, status: status,
      lines: [.init(labour(1, .done), payers: [payer(1, .client, 7, 100_000)], coverageChecked: true)], complaints: 1,
      promisedAt: at("2026-03-13 17:00"), offers: [.init(title: "Смета 1", kind: .main)],
      qualityCheck: QualityCheck(id: 1, workOrderID: 1, userID: 3, passed: true, at: now), workers: [4],
      payers: [
        .init(
          role: .client, name: "Анна", due: Money(100_000),
          document: .init(number: "СЧ-2026-000001", gross: Money(100_000), paid: Money(100_000)))
      ], role: role, now: now, zone: moscow)
  }

  static func anna(_ kind: Client.Kind = .person) -> Client { Client(kind, at: now).with { ($0.id, $0.name) = (7, "Анна") } }
}
