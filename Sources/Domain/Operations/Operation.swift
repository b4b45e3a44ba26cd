/// An entry of the labour catalogue.
package struct Operation: Versioned {
  package enum Status: String, CaseIterable, Sendable { case active, retired }

  package static let noun = Noun.operation
  package var id: Int64 = 0
  package var code = ""
  package var name = ""
  package var normHours = Quantity.zero
  // The price of one norm-hour.
  package var rate = Money.zero
  package var taxCategory = TaxCategory.standard
  package var status = Status.active
  package var source: String?
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(at createdAt: Instant) { self.createdAt = createdAt }
}

extension Operation {
  package static func reasons(normHours: Quantity, rate: Money) -> [Reason] {
    var reasons: [Reason] = []
    if normHours <= .zero || normHours > .mostHours { reasons.append(.normHoursWrong) }
    if rate < .zero { reasons.append(.rateNegative) }
    return reasons
  }

  package var reasonsAgainstUse: [Reason] { status == .active ? [] : [.operationRetired(self)] }
}

extension Reason {
  package static let normHoursWrong = Reason(
    "norm_hours_wrong", en: "Norm-hours are above 0 and at most 1000.", ru: "Норма времени больше 0 и не больше 1000 часов.",
    at: "/norm_hours")
  package static let rateNegative = Reason(
    "rate_negative", en: "The rate cannot be negative.", ru: "Цена нормо-часа не может быть отрицательной.", at: "/rate_minor")
  package static func operationRetired(_ operation: Operation) -> Reason {
    Reason(
      "operation_retired", en: "Operation \(operation.code) (\(operation.name)) is no longer offered.",
      ru: "Работа \(operation.code) («\(operation.name)») больше не выполняется.")
  }
}
