/// The lifecycle of an order. This table holds every transition: the status that follows each move. Other conditions
/// of a move are in `WorkOrderFacts.reasons(against:)`.
extension WorkOrder {
  package enum Status: String, CaseIterable, Sendable {
    case open, estimating
    case awaitingApproval = "awaiting_approval"
    case approved, declined
    case inRepair = "in_repair"
    case ready, delivered, cancelled

    package var moves: KeyValuePairs<Move, Status> {
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

    /// The status after a move; nil if the move is not possible in this status.
    package func after(_ move: Move) -> Status? { moves.first { $0.key == move }?.value }

    /// True when delivered or cancelled: the order is never edited again.
    package var isClosed: Bool { moves.isEmpty }

    /// True if lines may be added and removed: in `approved` and `in_repair` as supplements, in `declined` only an
    /// agreed fee.
    package var takesLines: Bool {
      switch self {
      case .open, .estimating, .approved, .inRepair, .declined: true
      case .awaitingApproval, .ready, .delivered, .cancelled: false
      }
    }

    /// True if extra work can be offered while the approved work goes on.
    package var takesSupplements: Bool { self == .approved || self == .inRepair }

    /// True if the client has agreed to the promised date and the work is not over.
    package var holdsToPromise: Bool { self == .approved || self == .inRepair }

    /// True if parts may be issued: only for approved work.
    package var takesIssues: Bool { self == .approved || self == .inRepair }

    /// True if issued parts may be returned: while work goes on, and after a cancellation, when fitted parts may be
    /// taken out.
    package var takesReturns: Bool { takesIssues || self == .cancelled }

    package var takesReservations: Bool {
      switch self {
      case .open, .estimating, .awaitingApproval, .approved, .inRepair: true
      case .declined, .ready, .delivered, .cancelled: false
      }
    }

    /// True if diagnosis can be clocked, also before approval.
    package var takesDiagnosis: Bool {
      switch self {
      case .open, .estimating, .awaitingApproval, .approved, .inRepair: true
      case .declined, .ready, .delivered, .cancelled: false
      }
    }
  }

  /// Moves of an order as a whole.
  package enum Move: String, CaseIterable, Sendable {
    case estimate, offer, approve, decline, object, reoffer, start, ready, rework, deliver, cancel
  }
}
