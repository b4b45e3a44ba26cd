package import Domain
internal import SQLite

extension Context {
  /// Writes history: the one way a change becomes an event, in the change's own transaction.
  @discardableResult
  package func record(_ type: EventType, _ subject: Subject, _ details: [Detail] = []) throws -> Event {
    let event = try EventTable(db).append(type, subject, details, at: now, userID: actor.userID, requestID: requestID)
    recorded.append(event)
    return event
  }

  /// Runs what follows from the events recorded since the last time. Use cases call it before they read what they answer,
  /// so that the answer shows the consequences too.
  package func settle() throws {
    while followed < recorded.count {
      let event = recorded[followed]
      followed += 1
      try Consequences(self).follow(event)
    }
  }

  /// What a use case answers once everything has followed.
  func settled<T>(_ answer: () throws -> T) throws -> T {
    try settle()
    return try answer()
  }
}
