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
      value.map { $0.begins(with: "application/json") || $0.begins(with: "application/merge-patch+json") } ?? false
    }
  }

  /// The media type without its parameters; nil without one.
  var mediaType: String? {
    header("content-type").map { String($0.prefix { $0 != ";" }).trimmed.lowercased() }
  }
}

extension UnsafeRawBufferPointer {
  /// Compares without case.
  func begins(with name: StaticString) -> Bool {
    let name = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    return count >= name.count
      && zip(self, name).allSatisfy { byte, letter in (65...90).contains(byte) ? byte | 32 == letter : byte == letter }
  }
}
