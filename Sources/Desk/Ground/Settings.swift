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

  package init(
    zone: Zone, calendar: WorkCalendar, currency: String, company: String, companyTaxID: String?, tax: TaxRules, companyOverrun: Share,
    repairWarrantyMonths: Int, repairWarrantyKm: Int64, estimateValidHours: Int, overReceipt: Share, publicURL: String,
    clockGraceMinutes: Int, legalYears: Int
  ) {
    self.zone = zone
    self.calendar = calendar
    self.currency = currency
    self.company = company
    self.companyTaxID = companyTaxID
    self.tax = tax
    self.companyOverrun = companyOverrun
    self.repairWarrantyMonths = repairWarrantyMonths
    self.repairWarrantyKm = repairWarrantyKm
    self.estimateValidHours = estimateValidHours
    self.overReceipt = overReceipt
    self.publicURL = publicURL
    self.clockGraceMinutes = clockGraceMinutes
    self.legalYears = legalYears
  }
}
