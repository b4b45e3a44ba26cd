package import Domain
package import JSON
internal import SQLite

/// A complaint as the API shows it, lent without a copy: from a row, or from a `Complaint` in memory.
package struct ComplaintPicture: ~Copyable {
  private typealias Shown = ComplaintTable.Shown
  package let id: Int64
  package let workOrderID: Int64
  package let text: LentText
  package let diagnosis: LentText?
  package let diagnosedByID: Int64?
  package let diagnosedAt: Instant?
  package let resolution: LentText?
  package let createdAt: Instant
  package let version: Int64

  init(_ row: borrowing Row) {
    assert(row.shows(Shown.self))
    id = row.integer(Shown.id)
    workOrderID = row.integer(Shown.workOrderID)
    text = row.text(Shown.text)
    diagnosis = row.textOrNil(Shown.diagnosis)
    diagnosedByID = row.integerOrNil(Shown.diagnosedByID)
    diagnosedAt = row.integerOrNil(Shown.diagnosedAt).map(Instant.init(rawValue:))
    resolution = row.textOrNil(Shown.resolution)
    createdAt = Instant(rawValue: row.integer(Shown.createdAt))
    version = row.integer(Shown.version)
  }

  fileprivate init(
    _ complaint: Complaint, text: LentText, diagnosis: LentText?, resolution: LentText?
  ) {
    id = complaint.id
    workOrderID = complaint.workOrderID
    self.text = text
    self.diagnosis = diagnosis
    diagnosedByID = complaint.diagnosedByID
    diagnosedAt = complaint.diagnosedAt
    self.resolution = resolution
    createdAt = complaint.createdAt
    version = complaint.version
  }
}

extension Lent where Value == ComplaintPicture {
  package static func shown(_ complaint: Complaint) -> Lent {
    Lent(complaint.id) { body in
      complaint.text.lend { text in
        complaint.diagnosis.lend { diagnosis in
          complaint.resolution.lend { resolution in
            body(ComplaintPicture(complaint, text: text, diagnosis: diagnosis, resolution: resolution))
          }
        }
      }
    }
  }
}

extension String? {
  fileprivate func lend(_ body: (LentText?) -> Void) {
    if let self { self.lend(body) } else { body(nil) }
  }
}
