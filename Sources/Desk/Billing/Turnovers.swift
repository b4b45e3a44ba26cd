package import Domain
internal import SQLite

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
    try context.db.each(
      """
      SELECT d.issued_at, d.kind, COALESCE(o.kind, d.kind), d.gross_minor, d.vat_minor FROM documents d
      LEFT JOIN documents o ON o.id = d.credit_of_id WHERE d.issued_at >= ? AND d.issued_at < ?
      """, span.from, span.until
    ) { row in
      let (kind, origin): (BillingDocument.Kind, BillingDocument.Kind) = try (row[1], row[2])
      let (gross, vat): (Money, Money) = try (row[3], row[4])
      try add(at: row[0]) { try Self.note(kind, of: origin, gross, vat, in: &$0) }
    }
    try context.db.each("SELECT at, amount_minor FROM payments WHERE at >= ? AND at < ?", span.from, span.until) { row in
      let amount: Money = try row[1]
      try add(at: row[0]) { sum in
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
