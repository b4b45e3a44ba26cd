/// A complaint in the client's own words, later with a diagnosis and a resolution.
package struct Complaint: Equatable, Sendable {
  package var id: Int64
  package var workOrderId: Int64
  package var text: String
  package var diagnosis: String?
  package var diagnosedById: Int64?
  package var diagnosedAt: Instant?
  package var resolution: String?
  package var createdAt: Instant
  package var version: Int64

  package init(
    id: Int64, workOrderId: Int64, text: String, diagnosis: String? = nil, diagnosedById: Int64? = nil, diagnosedAt: Instant? = nil,
    resolution: String? = nil, createdAt: Instant, version: Int64 = 1
  ) {
    self.id = id
    self.workOrderId = workOrderId
    self.text = text
    self.diagnosis = diagnosis
    self.diagnosedById = diagnosedById
    self.diagnosedAt = diagnosedAt
    self.resolution = resolution
    self.createdAt = createdAt
    self.version = version
  }
}
