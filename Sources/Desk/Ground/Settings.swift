package import Domain
package import SMTP

/// Settings of the centre. Read once at start; a change needs a restart. A class, because every request carries it.
package final class Settings: Sendable {
  package let hours: CentreHours
  package var zone: Zone { hours.zone }
  package let knownHours = KnownHours()
  package let currency: String
  package let company: String
  package let companyTaxID: String?
  /// The centre's short name in a chain; empty: none.
  package let centre: String
  package let tax: TaxRules
  /// The share by which a company may be billed above the approval, unless its card says otherwise.
  package let companyOverrun: Share
  package let repairWarrantyMonths: Int
  package let repairWarrantyKm: Int64
  package let estimateValidHours: Int
  package let overReceipt: Share
  /// The beginning of links sent to clients.
  package let publicURL: String
  /// A forgotten clock is closed this many minutes after the end of the shift.
  package let clockGraceMinutes: Int
  package let legalYears: Int
  /// True if mails leave the desk.
  package let sendsMail: Bool
  /// The centre's own address, for mails that belong to no channel; nil if there are none.
  package let mailFrom: MailAddress?
  /// True if the machine has a program that reaches https addresses.
  package let reachesHTTPS: @Sendable () -> Bool

  package init(
    hours: CentreHours, currency: String, company: String, companyTaxID: String?, centre: String = "", tax: TaxRules, companyOverrun: Share,
    repairWarrantyMonths: Int, repairWarrantyKm: Int64, estimateValidHours: Int, overReceipt: Share, publicURL: String,
    clockGraceMinutes: Int, legalYears: Int, sendsMail: Bool = true, mailFrom: MailAddress? = nil,
    reachesHTTPS: @escaping @Sendable () -> Bool = { true }
  ) {
    self.hours = hours
    self.currency = currency
    self.company = company
    self.companyTaxID = companyTaxID
    self.centre = centre
    self.tax = tax
    self.companyOverrun = companyOverrun
    self.repairWarrantyMonths = repairWarrantyMonths
    self.repairWarrantyKm = repairWarrantyKm
    self.estimateValidHours = estimateValidHours
    self.overReceipt = overReceipt
    self.publicURL = publicURL
    self.clockGraceMinutes = clockGraceMinutes
    self.legalYears = legalYears
    self.sendsMail = sendsMail
    self.mailFrom = mailFrom
    self.reachesHTTPS = reachesHTTPS
  }
}
