package import Desk
internal import Domain
package import HTTP

/// Events as server-sent events (WHATWG HTML, 9.2). The data of a frame is the event as in lists.
package enum LiveEvents {
  /// The events of a turn as items for the streams, made once they are on disk.
  package static func items(_ events: [Event]) -> [LiveItem] { events.map(item) }

  package static func item(_ event: Event) -> LiveItem {
    LiveItem(id: event.id, audience: Audience.mask(of: event), bytes: frame(event))
  }

  /// A page of the events that a reader has missed, read by a worker.
  package static func catchUp(_ request: Request, after id: Int64, _ desk: Desk) throws -> LivePage {
    let page = try desk.read(as: request.session.actor) { try Events($0).catchUp(after: id) }
    let bytes = page.isAhead ? reset(to: page.lastID, from: id) : page.events.flatMap(frame)
    return LivePage(bytes: bytes, lastID: page.lastID, more: page.more)
  }

  /// A frame for a reader who is ahead of this history: what it knows may no longer be true, and it gets events from
  /// now on. The frame's id is the newest event's, so that a browser resumes from there.
  private static func reset(to newest: Int64, from asked: Int64) -> [UInt8] {
    Array("id: \(newest)\nevent: reset\ndata: {\"newest_id\":\(newest),\"asked_after\":\(asked)}\n\n".utf8)
  }

  /// The event after which a stream begins: Last-Event-ID, which a browser sends when it reconnects, else `after`.
  /// nil: from now on.
  static func start(of request: Request) throws(Refusal) -> Int64? {
    let asked = try Fields.read(StreamQuery.self, query: request.parameters())
    return request.header("last-event-id").flatMap { Int64($0) } ?? asked.after
  }

  private static func frame(_ event: Event) -> [UInt8] {
    Array(("id: \(event.id)\nevent: " + event.type.rawValue + "\ndata: ").utf8) + EventJSON.bytes(event).withoutLineSeparators
      + Array("\n\n".utf8)
  }
}

extension [UInt8] {
  /// JSON in which the line ends of Unicode (U+0085, U+2028, U+2029) are escaped. The standard knows them as letters, but some readers of
  /// streams end a line there.
  fileprivate var withoutLineSeparators: [UInt8] {
    var made: [UInt8] = []
    var copied = 0
    for index in indices.dropLast() {
      let escape: StaticString
      switch (self[index], self[index + 1], index + 2 < count ? self[index + 2] : 0) {
      case (0xC2, 0x85, _): escape = "\\u0085"
      case (0xE2, 0x80, 0xA8): escape = "\\u2028"
      case (0xE2, 0x80, 0xA9): escape = "\\u2029"
      default: continue
      }
      made += self[copied..<index]
      made += "\(escape)".utf8
      copied = index + (self[index] == 0xC2 ? 2 : 3)
    }
    return copied == 0 ? self : made + self[copied...]
  }
}
