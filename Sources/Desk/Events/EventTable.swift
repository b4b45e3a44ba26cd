internal import Domain
internal import SQLite

struct EventTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func append(
    _ type: String, _ subject: Subject, _ details: [Detail], at: Instant, userID: Int64?, requestID: String?
  ) throws -> Event {
    let data = details.json
    let id = try db.insert(
      """
      INSERT INTO events (at, user_id, type, subject, subject_id, client_id, vehicle_id, work_order_id, request_id, data)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, at, userID, type, subject.kind, subject.id, subject.clientID, subject.vehicleID, subject.workOrderID, requestID, data)
    for case .personal(let field, let before, let after) in details {
      guard let clientID = subject.clientID else { continue }
      try db.execute(
        "INSERT INTO event_personal (event_id, client_id, field, before, after) VALUES (?, ?, ?, ?, ?)", id, clientID, "\(field)", before,
        after)
    }
    return Event(id: id, at: at, userID: userID, type: type, subject: subject, requestID: requestID, data: data)
  }
}
