/// A complaint in the client's own words, later with a diagnosis and a resolution.
package struct Complaint: Versioned {
  package static let noun = Noun.complaint
  package var id: Int64 = 0
  package var workOrderID: Int64
  package var text = ""
  package var diagnosis: String?
  package var diagnosedByID: Int64?
  package var diagnosedAt: Instant?
  package var resolution: String?
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(of workOrderID: Int64, at createdAt: Instant) {
    self.workOrderID = workOrderID
    self.createdAt = createdAt
  }
}
