/// A complaint in the client's own words, later with a diagnosis and a resolution.
package struct Complaint: Equatable, Sendable {
  package var id: Int64
  package var workOrderID: Int64
  package var text: String
  package var diagnosis: String?
  package var diagnosedByID: Int64?
  package var diagnosedAt: Instant?
  package var resolution: String?
  package var createdAt: Instant
  package var version: Int64

  package init(
    id: Int64, workOrderID: Int64, text: String, diagnosis: String? = nil, diagnosedByID: Int64? = nil, diagnosedAt: Instant? = nil,
    resolution: String? = nil, createdAt: Instant, version: Int64 = 1
  ) {
    self.id = id
    self.workOrderID = workOrderID
    self.text = text
    self.diagnosis = diagnosis
    self.diagnosedByID = diagnosedByID
    self.diagnosedAt = diagnosedAt
    self.resolution = resolution
    self.createdAt = createdAt
    self.version = version
  }
}
