package import Domain
internal import SQLite

/// A complaint as the API shows it, lent without a copy: from a row, or from a `Complaint` in memory.
package struct ComplaintPicture: ~Copyable {
  package let id: Int64
  package let workOrderId: Int64
  package let text: UnsafeRawBufferPointer
  package let diagnosis: UnsafeRawBufferPointer?
  package let diagnosedById: Int64?
  package let diagnosedAt: Instant?
  package let resolution: UnsafeRawBufferPointer?
  package let createdAt: Instant
  package let version: Int64

  init(_ row: borrowing Row) {
    id = row.integer(0)
    workOrderId = row.integer(1)
    text = row.text(2)
    diagnosis = row.textOrNil(3)
    diagnosedById = row.integerOrNil(4)
    diagnosedAt = row.integerOrNil(5).map(Instant.init(rawValue:))
    resolution = row.textOrNil(6)
    createdAt = Instant(rawValue: row.integer(7))
    version = row.integer(8)
  }

  fileprivate init(
    _ complaint: Complaint, text: UnsafeRawBufferPointer, diagnosis: UnsafeRawBufferPointer?, resolution: UnsafeRawBufferPointer?
  ) {
    id = complaint.id
    workOrderId = complaint.workOrderId
    self.text = text
    self.diagnosis = diagnosis
    diagnosedById = complaint.diagnosedById
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

extension String {
  fileprivate func lend(_ body: (UnsafeRawBufferPointer) -> Void) {
    var text = self
    text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }
}

extension String? {
  fileprivate func lend(_ body: (UnsafeRawBufferPointer?) -> Void) {
    if let self { self.lend(body) } else { body(nil) }
  }
}
