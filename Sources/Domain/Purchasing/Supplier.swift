package struct Supplier: Versioned {
  package enum Status: String, CaseIterable, Sendable { case active, retired }

  package static let noun = Noun.supplier
  package var id: Int64 = 0
  package var name = ""
  package var phone: String?
  package var email: String?
  // The stated lead time; the real one is measured from receipts.
  package var leadDays: Int64 = 14
  package var status = Status.active
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(at createdAt: Instant) { self.createdAt = createdAt }
}

/// The lead time of a part, in calendar days.
package struct LeadTime: Equatable, Sendable {
  package enum Basis: String, CaseIterable, Sendable { case measured, stated }
  package let days: Int64
  package let basis: Basis

  /// The 90th percentile of the days from sending to first receipt, by nearest rank: the smallest value that nine in
  /// ten did not exceed. nil without history.
  package static func percentile90(_ actualDays: [Int64]) -> Int64? {
    guard !actualDays.isEmpty else { return nil }
    let sorted = actualDays.sorted()
    return sorted[(sorted.count * 9 + 9) / 10 - 1]
  }

  /// The measured time if there is history, else the time stated for the part, else the supplier's.
  package init(actualDays: [Int64], statedForPart: Int64?, stated: Int64) {
    if let measured = LeadTime.percentile90(actualDays) {
      (days, basis) = (max(0, measured), .measured)
    } else {
      (days, basis) = (max(0, statedForPart ?? stated), .stated)
    }
  }
}
