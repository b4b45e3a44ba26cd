internal import Desk
internal import Domain
package import HTTP

/// Facts of a request for the service: its sender and its headers.
extension Request {
  var admission: Admission { (context as? Admission) ?? .nobody }
  var session: Session { admission.session }

  var acceptsStream: Bool { header("accept")?.lowercased().contains("text/event-stream") ?? false }
  var name: RequestName { RequestName(id, spell: Request.requestID) }

  /// The user who called, for the log.
  package var userID: Int64? { (context as? Admission)?.session.actor.userID }

  var isJSON: Bool {
    withHeader("content-type") { value in
      guard let value else { return false }
      return value.begins(with: "application/json") || value.begins(with: "application/merge-patch+json")
    }
  }

  /// True for a JSON body that is long, or in which the word `attachments` stands or may stand in escapes. Nothing is parsed.
  var mayCarryFiles: Bool {
    guard isJSON else { return false }
    return bodyCount > 65_536 || bodyHolds("attachments") || bodyHolds("\\u00")
  }

  /// The media type without its parameters; nil without one.
  var mediaType: String? {
    header("content-type").map { String($0.prefix { $0 != ";" }).trimmed.lowercased() }
  }
}
