import Desk
import Domain
import HTTP
import SQLite
import Testing

@testable import API

extension World {
  /// Inserts a client's card straight into the table.
  func card(_ name: String, mergedInto survivor: Int64? = nil) throws -> Int64 {
    try desk.db.insert(
      """
      INSERT INTO clients (kind, name, status, merged_into_id, search_text, created_at) VALUES ('person', ?, ?, ?, '', 1772434800000)
      """, name, survivor == nil ? "active" : "merged", survivor)
  }

  func vehicle(of client: Int64) throws -> Int64 {
    try desk.db.insert(
      "INSERT INTO vehicles (make, model, client_id, search_text, created_at) VALUES ('Volvo', 'XC60', ?, '', 0)", client)
  }

  /// Records an event, as a use case does.
  @discardableResult
  func happen(_ type: EventType, _ subject: Subject, _ details: [Detail] = [], as role: Role = .manager) throws -> Event {
    let actor = Actor(userID: users[role], name: role.rawValue, role: role, discountLimit: .none)
    return try desk.perform(as: actor) { try $0.record(type, subject, details) }
  }

  /// The lane and the session of a GET.
  func plan(_ path: String, as role: Role, _ headers: [(String, String)] = []) throws -> (lane: Lane, request: Request) {
    var text = "GET \(path) HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer \(token(role))\r\n"
    for (name, value) in headers { text += "\(name): \(value)\r\n" }
    var parser = RequestParser(limits: Limits())
    var consumed = 0
    let origin = Origin(id: 1, peer: .address("127.0.0.1"), arrivedAt: now.rawValue)
    let event = Array((text + "\r\n").utf8).withUnsafeBytes { parser.parse($0, origin: origin, consumed: &consumed) }
    guard case .request(var request) = event else { throw Refusal.notFound(.address) }
    return (service.plan(&request, desk, gate), request)
  }

  func count(_ sql: StaticString, _ values: any Bindable...) throws -> Int64 {
    try desk.db.all(SQL([sql]), values) { row in try row[0] as Int64 }.first ?? 0
  }
}
