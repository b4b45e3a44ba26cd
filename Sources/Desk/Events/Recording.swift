package import Domain
internal import SQLite

extension Context {
  /// Records an event in the transaction of its change. There is no other way to write history.
  @discardableResult
  package func record(_ type: EventType, _ subject: Subject, _ details: [Detail] = []) throws -> Event {
    let event = try EventTable(db).append(type, subject, details, at: now, userID: actor.userID, requestID: requestID)
    recorded.append(event)
    return event
  }

  /// Runs the consequences of events recorded since the last call, in rounds: consequences record events too. Use cases call it
  /// before they read their response, so that it includes the consequences.
  package func settle() throws {
    guard followed < recorded.count else { return }
    let first = followed
    let consequences = Consequences(self)
    while followed < recorded.count {
      let round = recorded[followed...]
      followed = recorded.count
      try consequences.follow(round)
    }
    try consequences.raiseVersions(after: recorded[first...])
  }

  /// Runs the consequences, then reads the response of a use case.
  func settled<T>(_ answer: () throws -> T) throws -> T {
    try settle()
    return try answer()
  }
}
