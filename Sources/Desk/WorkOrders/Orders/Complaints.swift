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
    var complaint = Complaint(of: order, at: context.now)
    complaint.id = id
    complaint.text = text
    return complaint
  }

  /// Corrects the client's words, or records how the complaint was resolved.
  package func edit(_ id: Int64, of order: Int64, version: Versions?, _ edit: (inout Complaint) -> Void) throws -> Complaint {
    try change(id, of: order, version, .complaintChanged, edit)
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
    guard try ComplaintTable(context.db).find(id, of: order) != nil else { throw Refusal.notFound(.complaint) }
    return try context.edit(
      ComplaintTable.self, id, version, edit,
      keep: { _, _, changes in try context.record(event, head.subject(.complaint, id, order: order), changes) })
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
