package import Domain

/// The centre's own ways, as configured. Read once at start; a change needs a restart.
package struct Settings: Sendable {
  package var zone: Zone
  package var calendar: WorkCalendar
  package var currency: String
  package var company: String
  package var companyTaxID: String?
  package var tax: TaxRules
  /// How much more than approved a company may be billed without a new approval, where its card does not say.
  package var companyOverrun: Share
  package var repairWarrantyMonths: Int
  package var repairWarrantyKm: Int64
  package var estimateValidHours: Int
  package var overReceipt: Share
  /// What the links sent to clients begin with.
  package var publicURL: String
  /// A running clock is closed this late after the shift's end.
  package var clockGraceMinutes: Int
  package var legalYears: Int
}
