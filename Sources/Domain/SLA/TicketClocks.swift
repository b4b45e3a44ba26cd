/// A ticket's live clocks: at most one counts a response, and one the resolution.
package struct TicketClocks: Equatable, Sendable {
  package var response: SLAClock?
  package var resolution: SLAClock?
  package init() {}

  package init(_ live: [SLAClock]) {
    response = live.first { $0.kind != .resolution }
    resolution = live.first { $0.kind == .resolution }
  }

  package var all: [SLAClock] { [response, resolution].compactMap(\.self) }

  /// The earliest due moment of those that run.
  package var dueAt: Instant? { all.filter { $0.state == .running }.compactMap(\.dueAt).min() }
}

extension Ticket {
  /// The features that policies look at. `tier` is the client's.
  package func features(tier: String?) -> SLAPolicy.Features {
    var features = SLAPolicy.Features()
    (features.channelKind, features.channelID, features.priority) = (channelKind, channelID, priority)
    (features.topic, features.tier) = (topic, tier)
    return features
  }

  /// True if the same policies look at both.
  package func hasFeatures(of other: Ticket) -> Bool {
    priority == other.priority && topic == other.topic && clientID == other.clientID && isTest == other.isTest
  }

  /// True if the clocks say the same of both.
  package func hasClocks(of other: Ticket) -> Bool {
    (firstResponseAt, waitingSinceAt, slaPolicyID, dueAt) == (other.firstResponseAt, other.waitingSinceAt, other.slaPolicyID, other.dueAt)
      && (isBreached, escalation) == (other.isBreached, other.escalation)
  }

  /// True if the resolution is not counted in this status.
  package var isPaused: Bool { status == .pendingClient || !status.isOpen }

  /// The kind of response that the client waits for.
  package var awaited: SLAClock.Kind { firstResponseAt == nil ? .firstResponse : .nextResponse }

  /// Notes whether the client waits for an answer, after a message or a change of status.
  package mutating func wait(clientWrote: Bool, answered: Bool, at now: Instant) {
    if answered {
      firstResponseAt = firstResponseAt ?? now
      waitingSinceAt = nil
    }
    if clientWrote, status.isOpen { waitingSinceAt = waitingSinceAt ?? now }
    if !status.isOpen { waitingSinceAt = nil }
  }
}
