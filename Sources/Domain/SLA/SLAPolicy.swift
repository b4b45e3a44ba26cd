/// A promise of how soon tickets are answered: which tickets it is for, and its targets in working minutes.
package struct SLAPolicy: Versioned {
  package enum Status: String, CaseIterable, Sendable { case active, closed }

  /// The features of a ticket that a policy looks at. In a policy, nil means any.
  package struct Features: Hashable, Sendable {
    package var channelKind: Channel.Kind?
    package var channelID: Int64?
    package var priority: Ticket.Priority?
    package var topic: String?
    /// The client's tier.
    package var tier: String?
    package init() {}
  }

  /// Working minutes; nil: no target.
  package struct Targets: Equatable, Sendable {
    package var firstResponse: Int64?
    package var nextResponse: Int64?
    package var resolution: Int64?
    package init() {}

    package func minutes(_ kind: SLAClock.Kind) -> Int64? {
      switch kind {
      case .firstResponse: firstResponse
      case .nextResponse: nextResponse
      case .resolution: resolution
      }
    }
  }

  package static let noun = Noun.slaPolicy
  package var id: Int64 = 0
  package var name = ""
  /// Policies are tried from the lowest position, equal ones by id.
  package var position: Int64 = 0
  package var features = Features()
  /// nil: the calendar of the ticket's channel, without one the centre's.
  package var calendarID: Int64?
  package var targets = Targets()
  package var escalation: [EscalationStep] = []
  package var status = Status.active
  package var createdAt: Instant
  package var version: Int64 = 1

  /// The last position that people can give. The standard's own policies come after it.
  package static let lastPosition: Int64 = 1_000_000
  package var isStandard: Bool { position > SLAPolicy.lastPosition }

  package init(at createdAt: Instant) { self.createdAt = createdAt }
}

/// A person or a team that is told of a missed target after some time.
package struct EscalationStep: Equatable, Sendable {
  /// Working minutes after the target was missed.
  package let afterMinutes: Int64
  package let personID: Int64?
  package let teamID: Int64?

  package init(afterMinutes: Int64, personID: Int64?, teamID: Int64?) {
    self.afterMinutes = afterMinutes
    self.personID = personID
    self.teamID = teamID
  }
}

// MARK: Matching

extension SLAPolicy {
  package enum Feature: String, CaseIterable, Sendable {
    case channelKind = "channel_kind"
    case channelID = "channel_id"
    case priority, topic, tier
  }

  /// The first active policy for such a ticket. `policies` are in their order.
  package static func first(of policies: [SLAPolicy], for ticket: Features) -> SLAPolicy? {
    policies.first { $0.status == .active && $0.features.mismatch(ticket) == nil }
  }

  /// Messengers and social networks are answered within an hour.
  package static let longestInMessenger: Int64 = 60

  /// Every fault of the policy, each with its pointer. `channel` is that of its `channel_id`.
  package func faults(channel: Channel?) -> [Reason] {
    var faults: [Reason] = []
    if targets == Targets() { faults.append(.slaWithoutTarget) }
    switch features.channelKind ?? channel?.kind {
    case .messenger, .social:
      if let minutes = targets.firstResponse, minutes > SLAPolicy.longestInMessenger { faults.append(.slaTooSlow) }
    case .phone, .email, .chat, .web, .callback, .walkIn, nil: break
    }
    if let kind = features.channelKind, let channel, channel.kind != kind { faults.append(.slaChannelOfOtherKind) }
    for (index, step) in escalation.enumerated() {
      if (step.personID == nil) == (step.teamID == nil) { faults.append(Reason.slaEscalationToOne.at("/escalation/\(index)")) }
      if index > 0, step.afterMinutes < escalation[index - 1].afterMinutes {
        faults.append(Reason.slaEscalationOrder.at("/escalation/\(index)/after_minutes"))
      }
    }
    return faults
  }
}

extension SLAPolicy.Features {
  /// The first feature in which the ticket differs from the policy; nil if the policy is for it.
  package func mismatch(_ ticket: Self) -> SLAPolicy.Feature? {
    SLAPolicy.Feature.allCases.first { feature in value(feature) != nil && value(feature) != ticket.value(feature) }
  }

  /// The features that the policy asks for.
  package var asked: [SLAPolicy.Feature] { SLAPolicy.Feature.allCases.filter { value($0) != nil } }

  package func value(_ feature: SLAPolicy.Feature) -> String? {
    switch feature {
    case .channelKind: channelKind?.rawValue
    case .channelID: channelID.map(String.init)
    case .priority: priority?.rawValue
    case .topic: topic
    case .tier: tier
    }
  }
}

/// Targets that apply to a ticket, with the hours by which they are counted.
package struct SLATerms: Sendable {
  package let policy: SLAPolicy
  package let calendarID: Int64
  package let hours: WorkingHours

  package init(policy: SLAPolicy, calendarID: Int64, hours: WorkingHours) {
    self.policy = policy
    self.calendarID = calendarID
    self.hours = hours
  }
}
