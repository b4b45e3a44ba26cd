package enum TaxCategory: String, CaseIterable, Sendable {
  case standard, exempt, none
  case reduced5 = "reduced_5"
  case reduced7 = "reduced_7"
}

package enum VAT {
  /// The VAT inside a price that includes it: gross × rate / (100 % + rate), rounded half away from zero.
  /// Sign-symmetric, so a credit note mirrors its invoice exactly.
  package static func included(in gross: Money, rate: Share) -> Money {
    guard rate.rawValue > 0 else { return .zero }
    let vat = Rounding.halfAway(Int128(gross.rawValue) * Int128(rate.rawValue), over: 10_000 + Int128(rate.rawValue))
    return Money(Int64(clamping: vat))  // never more than the gross itself
  }
}

/// VAT rules by date, from the law and the centre's registration.
package struct TaxRules: Equatable, Sendable {
  package struct Standard: Equatable, Sendable {
    package let from: Day
    package let rate: Share
    package init(from: Day, rate: Share) {
      self.from = from
      self.rate = rate
    }
  }
  package struct Registration: Equatable, Sendable {
    /// Rates that a centre under the simplified system may choose instead of the law's (Tax Code, art. 164 para 8).
    package static let special = [Share(bp: 500), Share(bp: 700)]

    package let from: Day
    package let paysVAT: Bool
    /// nil: the law's rate on the day.
    package let rate: Share?
    package init(from: Day, paysVAT: Bool, rate: Share? = nil) {
      self.from = from
      self.paysVAT = paysVAT
      self.rate = rate
    }
  }

  package let standard: [Standard]
  package let registrations: [Registration]
  /// The category of lines that the manufacturer pays: free warranty repair is exempt in Russia (Tax Code, art. 149
  /// para 2 item 13).
  package let manufacturerCategory: TaxCategory

  /// Before the first dated entry, the first one applies. Without a registration the centre pays VAT.
  package init(
    standard: [Standard] = TaxRules.russia, registrations: [Registration] = [], manufacturerCategory: TaxCategory = .exempt
  ) {
    self.standard = standard.sorted { $0.from < $1.from }
    self.registrations = registrations.sorted { $0.from < $1.from }
    self.manufacturerCategory = manufacturerCategory
  }

  /// 20 % until 2025-12-31, 22 % from 2026-01-01.
  package static let russia = [
    Standard(from: Day(rawValue: 17_897), rate: Share(bp: 2000)), Standard(from: Day(rawValue: 20_454), rate: Share(bp: 2200)),
  ]

  package func paysVAT(on day: Day) -> Bool { registration(on: day)?.paysVAT ?? true }

  private func registration(on day: Day) -> Registration? { registrations.last { $0.from <= day } ?? registrations.first }

  /// The rate on a day. `standard` is the centre's own rate, if it has one.
  package func rate(of category: TaxCategory, on day: Day) -> Share {
    guard paysVAT(on: day) else { return .none }
    switch category {
    case .standard: return registration(on: day)?.rate ?? (standard.last { $0.from <= day } ?? standard.first)?.rate ?? .none
    case .reduced5: return Share(bp: 500)
    case .reduced7: return Share(bp: 700)
    case .exempt, .none: return .none
    }
  }

  /// The category of one payer's part of a line. The centre's own part is an internal charge without VAT. The
  /// manufacturer's part is warranty repair, exempt by default.
  package func category(of line: TaxCategory, payer: PayerRole) -> TaxCategory {
    switch payer {
    case .company: .none
    case .manufacturer: manufacturerCategory
    case .client, .insurer, .other: line
    }
  }
}
