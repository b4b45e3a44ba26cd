package import Desk
internal import Domain
package import HTTP

/// Events as server-sent events (WHATWG HTML, 9.2): each frame's data is the event as lists show it.
package enum LiveEvents {
  /// What a turn has recorded, for the streams, once it is on disk.
  package static func items(_ events: [Event]) -> [LiveItem] { events.map(item) }

  package static func item(_ event: Event) -> LiveItem {
    LiveItem(id: event.id, audience: Audience.mask(of: event), bytes: frame(event))
  }

  /// What a reader has missed since an event: one page, read by a worker.
  package static func catchUp(_ request: Request, after id: Int64, _ desk: Desk) throws -> LivePage {
    let page = try desk.read(as: request.session.actor) { try Events($0).catchUp(after: id) }
    let bytes = page.isAhead ? reset(to: page.lastID, from: id) : page.events.flatMap(frame)
    return LivePage(bytes: bytes, lastID: page.lastID, more: page.more)
  }

  /// The reader is ahead of this history: it hears what happens from now on, and that what it knows may no longer be so. The frame's id
  /// is the newest event's, so that a browser resumes from there.
  private static func reset(to newest: Int64, from asked: Int64) -> [UInt8] {
    Array("id: \(newest)\nevent: reset\ndata: {\"newest_id\":\(newest),\"asked_after\":\(asked)}\n\n".utf8)
  }

  /// Where a stream begins: behind Last-Event-ID, which a browser sends when it connects again, else behind `after`, else now.
  static func start(of request: Request) throws(Refusal) -> Int64? {
    let asked = try Fields.read(StreamQuery.self, query: request.parameters())
    return request.header("last-event-id").flatMap { Int64($0) } ?? asked.after
  }

  private static func frame(_ event: Event) -> [UInt8] {
    Array(("id: \(event.id)\nevent: " + event.type.rawValue + "\ndata: ").utf8) + EventJSON.bytes(event) + Array("\n\n".utf8)
  }
}
