package import Domain

/// Complaints of an order: the client's words, the diagnosis and the resolution.
package struct Complaints {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Adds a complaint. `version` is the order's, since a new complaint has none yet.
  package func add(to order: Int64, version: Versions?, _ text: String) throws -> Complaint {
    let head = try changeable(order)
    try context.match(version, head.version)
    if let reason = Most.complaints.reason(against: try ComplaintTable(context.db).count(of: order)) {
      throw try context.refusal([reason], inOrder: order)
    }
    let id = try ComplaintTable(context.db).insert(text, of: order, at: context.now)
    try context.record(.complaintAdded, head.subject(.complaint, id, order: order))
    try context.settle()
    return Complaint(id: id, workOrderID: order, text: text, createdAt: context.now)
  }

  /// Corrects the client's words, or records how the complaint was resolved.
  package func edit(_ id: Int64, of order: Int64, version: Versions?, text: String?, resolution: String??) throws -> Complaint {
    try change(id, of: order, version, .complaintChanged) { complaint in
      complaint.text = text ?? complaint.text
      if let resolution { complaint.resolution = resolution }
    }
  }

  /// Records the diagnosis, signed by the caller.
  package func diagnose(_ id: Int64, of order: Int64, version: Versions?, _ diagnosis: String) throws -> Complaint {
    let user = try context.userID()
    return try change(id, of: order, version, .complaintDiagnosed) { complaint in
      complaint.diagnosis = diagnosis
      complaint.diagnosedByID = user
      complaint.diagnosedAt = context.now
    }
  }

  private func change(
    _ id: Int64, of order: Int64, _ version: Versions?, _ event: EventType, _ edit: (inout Complaint) -> Void
  ) throws -> Complaint {
    let head = try changeable(order)
    let old = try find(id, of: order)
    try context.match(version, old.version)
    var new = old
    edit(&new)
    var details: [Detail] = []
    details.notePersonal("text", old.text, new.text)
    details.noteChange("diagnosis", .init(old.diagnosis), .init(new.diagnosis))
    details.noteChange("resolution", .init(old.resolution), .init(new.resolution))
    guard !details.isEmpty else { return old }
    try ComplaintTable(context.db).update(new)
    try context.record(event, head.subject(.complaint, id, order: order), details)
    return try context.settled { try find(id, of: order) }
  }

  private func find(_ id: Int64, of order: Int64) throws -> Complaint {
    guard let complaint = try ComplaintTable(context.db).find(id, of: order) else { throw Refusal.notFound(.complaint) }
    return complaint
  }

  private func changeable(_ order: Int64) throws -> WorkOrderTable.Head {
    guard let head = try WorkOrderTable(context.db).head(order) else { throw Refusal.notFound(.workOrder) }
    if head.isClosed { throw try closed(order) }
    return head
  }

  /// The refusal for a closed order. Only this refusal needs the order's number, so it is read here and not by every change.
  private func closed(_ order: Int64) throws -> Refusal {
    guard let brief = try WorkOrderTable(context.db).brief(order) else { return .notFound(.workOrder) }
    return try context.refusal([.workOrderClosed(brief.number)], inOrder: order)
  }
}
