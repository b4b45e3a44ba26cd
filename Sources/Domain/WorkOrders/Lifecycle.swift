/// The life of an order. This table is all there is to know about which status follows on which deed;
/// what else must be true before a deed is in `WorkOrderFacts.reasons(against:)`.
extension WorkOrder {
  package enum Status: String, CaseIterable, Sendable {
    case open, estimating
    case awaitingApproval = "awaiting_approval"
    case approved, declined
    case inRepair = "in_repair"
    case ready, delivered, cancelled

    package var deeds: KeyValuePairs<Verb, Status> {
      switch self {
      case .open: [.estimate: .estimating, .cancel: .cancelled]
      case .estimating: [.offer: .awaitingApproval, .cancel: .cancelled]
      case .awaitingApproval: [.approve: .approved, .decline: .declined, .object: .estimating, .cancel: .cancelled]
      case .approved: [.start: .inRepair, .cancel: .cancelled]
      case .declined: [.reoffer: .estimating, .ready: .ready, .cancel: .cancelled]
      case .inRepair: [.ready: .ready, .cancel: .cancelled]
      case .ready: [.deliver: .delivered, .rework: .inRepair]
      case .delivered, .cancelled: [:]
      }
    }

    /// The status after a deed; nil when the deed is not possible in this status.
    package func after(_ verb: Verb) -> Status? { deeds.first { $0.key == verb }?.value }

    /// Delivered or cancelled: never edited again.
    package var isClosed: Bool { deeds.isEmpty }

    /// Lines may be added and removed; in `approved` and `in_repair` as a supplement, in `declined` only an agreed fee.
    package var takesLines: Bool {
      switch self {
      case .open, .estimating, .approved, .inRepair, .declined: true
      case .awaitingApproval, .ready, .delivered, .cancelled: false
      }
    }

    /// Extra work is offered while the approved work goes on.
    package var takesSupplements: Bool { self == .approved || self == .inRepair }

    /// The client has agreed to the promised date, and the work it is for is not over.
    package var holdsToPromise: Bool { self == .approved || self == .inRepair }

    /// Parts leave the stock for approved work only.
    package var takesIssues: Bool { self == .approved || self == .inRepair }

    /// They come back as long as the work goes on, and after it was called off: what was fitted then may come out again.
    package var takesReturns: Bool { takesIssues || self == .cancelled }

    package var takesReservations: Bool {
      switch self {
      case .open, .estimating, .awaitingApproval, .approved, .inRepair: true
      case .declined, .ready, .delivered, .cancelled: false
      }
    }

    /// Diagnosis may be clocked before approval; repair only in repair.
    package var takesDiagnosis: Bool {
      switch self {
      case .open, .estimating, .awaitingApproval, .approved, .inRepair: true
      case .declined, .ready, .delivered, .cancelled: false
      }
    }
  }

  /// What can be done with an order as a whole.
  package enum Verb: String, CaseIterable, Sendable {
    case estimate, offer, approve, decline, object, reoffer, start, ready, rework, deliver, cancel
  }
}
