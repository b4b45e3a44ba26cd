internal import Domain

/// Payers' own labour rates. If one payer takes a whole labour line, that payer's hourly rate is its price until the line is approved.
struct PayerRates {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// The line at the rate of its new payers. If the former payer's rate no longer applies, the catalogue's price does.
  func rated(_ line: OrderLine, _ shares: [PayerShare], _ order: WorkOrder) throws -> OrderLine {
    guard line.kind == .labour, line.status == .proposed else { return line }
    var rated = line
    if let rate = try rate(shares) {
      (rated.unitPrice, rated.isAtPayerRate) = (rate, true)
    } else if line.isAtPayerRate {
      rated.isAtPayerRate = false
      rated.unitPrice = try LineDrafts(context).listPrice(of: line, order) ?? line.basePrice ?? line.unitPrice
    }
    return rated == line ? line : try rated.priced()
  }

  private func rate(_ shares: [PayerShare]) throws -> Money? {
    guard let only = shares.first, only.share == .whole, let id = only.payerClientID else { return nil }
    return try ClientTable(context.db).find(id)?.labourRate
  }
}
