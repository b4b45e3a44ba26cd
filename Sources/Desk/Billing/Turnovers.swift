package import Domain

/// Sums billed and received by local day. The days of a month add up to the month, in any time zone.
package struct Turnovers {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Days or months with any sums; empty ones are left out.
  package func list(_ period: Period, by step: Turnover.Step) throws -> [Turnover] {
    let zone = context.settings.zone
    let span = try period.span(in: zone, years: 5)
    var rows: [Day: Turnover] = [:]
    func add(at instant: Instant, _ note: (inout Turnover) throws -> Void) throws {
      let key = key(zone.day(of: instant), step)
      try note(&rows[key, default: Turnover(on: key)])
    }
    try DocumentTable(context.db).each(issued: span) { at, kind, origin, gross, vat in
      try add(at: at) { try Self.note(kind, of: origin, gross, vat, in: &$0) }
    }
    try PaymentTable(context.db).each(within: span) { at, amount in
      try add(at: at) { sum in
        if amount < .zero { sum.refunded = try sum.refunded.subtracting(amount) } else { sum.received = try sum.received.adding(amount) }
      }
    }
    return rows.values.sorted { $0.on < $1.on }
  }

  package static func total(_ rows: [Turnover], on day: Day) throws -> Turnover {
    var sum = Turnover(on: day)
    for row in rows {
      sum.invoices += row.invoices
      sum.creditNotes += row.creditNotes
      sum.invoiced = try sum.invoiced.adding(row.invoiced)
      sum.vat = try sum.vat.adding(row.vat)
      sum.internalCharges = try sum.internalCharges.adding(row.internalCharges)
      sum.received = try sum.received.adding(row.received)
      sum.refunded = try sum.refunded.adding(row.refunded)
    }
    return sum
  }

  /// A credit note is subtracted from what it credits: invoices or internal charges.
  private static func note(
    _ kind: BillingDocument.Kind, of origin: BillingDocument.Kind, _ gross: Money, _ vat: Money, in sum: inout Turnover
  ) throws {
    if kind == .creditNote { sum.creditNotes += 1 }
    if kind == .invoice { sum.invoices += 1 }
    if origin == .internalCharge {
      sum.internalCharges = try sum.internalCharges.adding(gross)
    } else {
      sum.invoiced = try sum.invoiced.adding(gross)
      sum.vat = try sum.vat.adding(vat)
    }
  }

  private func key(_ day: Day, _ step: Turnover.Step) -> Day {
    guard step == .month else { return day }
    let parts = day.parts
    return Day(year: parts.year, month: parts.month, day: 1) ?? day
  }
}
