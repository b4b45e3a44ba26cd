/// All facts that the rules of an order's lifecycle look at, gathered by the use case.
package struct WorkOrderFacts: Equatable, Sendable {
  /// A line with its rows in other tables.
  package struct Line: Equatable, Sendable {
    package var line: OrderLine
    /// Empty: the client pays everything.
    package var payers: [LinePayer]
    /// True if a coverage check was made.
    package var coverageChecked: Bool
    /// The day on which everything on order for the line is expected; nil if some of it has no date.
    package var expectedOn: Day?
    /// True if the line is on a document that has not been credited.
    package var billed: Bool
    /// The title of an offered estimate with this line.
    package var offeredIn: String?

    package init(
      _ line: OrderLine, payers: [LinePayer] = [], coverageChecked: Bool = false, expectedOn: Day? = nil, billed: Bool = false,
      offeredIn: String? = nil
    ) {
      self.line = line
      self.payers = payers
      self.coverageChecked = coverageChecked
      self.expectedOn = expectedOn
      self.billed = billed
      self.offeredIn = offeredIn
    }

    /// The client's part of the gross.
    package func clientGross() throws(Refusal) -> Money {
      payers.isEmpty ? line.gross : try Money.sum(payers.filter { $0.role == .client }.map(\.gross))
    }
  }

  package struct RunningClock: Equatable, Sendable {
    package var mechanic: String
    package var startedAt: Instant
    package init(mechanic: String, startedAt: Instant) {
      self.mechanic = mechanic
      self.startedAt = startedAt
    }
  }

  /// An estimate that is offered and undecided.
  package struct Offer: Equatable, Sendable {
    package var title: String
    package var kind: Estimate.Kind
    package var expiresAt: Instant?
    package init(title: String, kind: Estimate.Kind, expiresAt: Instant? = nil) {
      self.title = title
      self.kind = kind
      self.expiresAt = expiresAt
    }
  }

  /// A party with something to pay in this order.
  package struct Payer: Equatable, Sendable {
    package var role: PayerRole
    package var name: String
    /// The sum that its document must have.
    package var due: Money
    /// The sum that a document would have now, for what is done and issued so far.
    package var billable: Money
    /// The standing document (not credited), if one was issued.
    package var document: Document?
    /// True if this payer must pay, or have credit, before the car leaves. Others owe by their role.
    package var paysFirst: Bool
    /// Credit terms of a payer who pays first and has not paid yet; nil without any.
    package var credit: Credit?
    package init(
      role: PayerRole, name: String, due: Money, billable: Money? = nil, document: Document? = nil, paysFirst: Bool? = nil,
      credit: Credit? = nil
    ) {
      self.role = role
      self.name = name
      self.due = due
      self.billable = billable ?? due
      self.document = document
      self.paysFirst = paysFirst ?? role.paysBeforeDelivery
      self.credit = credit
    }
    package struct Document: Equatable, Sendable {
      package var number: String
      package var gross: Money
      package var paid: Money
      package init(number: String, gross: Money, paid: Money) {
        self.number = number
        self.gross = gross
        self.paid = paid
      }

      package var open: Money { Money(gross.rawValue.subtractingReportingOverflow(paid.rawValue).partialValue) }
    }
  }

  package var number: String
  package var kind: WorkOrder.Kind
  package var status: WorkOrder.Status
  package var lines: [Line]
  package var complaints: Int
  package var promisedAt: Instant?
  package var offers: [Offer]
  package var runningClocks: [RunningClock]
  // The newest check since the order last went into repair.
  package var qualityCheck: QualityCheck?
  // Mechanics who are assigned to, or have clocked on, the order's labour lines.
  package var workers: Set<Int64>
  package var payers: [Payer]
  package var handedOver: Bool
  package var role: Role
  package var now: Instant
  package var zone: Zone

  package init(
    number: String, kind: WorkOrder.Kind, status: WorkOrder.Status, lines: [Line] = [], complaints: Int = 0,
    promisedAt: Instant? = nil, offers: [Offer] = [], runningClocks: [RunningClock] = [], qualityCheck: QualityCheck? = nil,
    workers: Set<Int64> = [], payers: [Payer] = [], handedOver: Bool = false, role: Role, now: Instant, zone: Zone
  ) {
    self.number = number
    self.kind = kind
    self.status = status
    self.lines = lines
    self.complaints = complaints
    self.promisedAt = promisedAt
    self.offers = offers
    self.runningClocks = runningClocks
    self.qualityCheck = qualityCheck
    self.workers = workers
    self.payers = payers
    self.handedOver = handedOver
    self.role = role
    self.now = now
    self.zone = zone
  }
}

extension WorkOrderFacts {
  package var partsStatus: WorkOrder.PartsStatus { WorkOrder.PartsStatus(lines.map(\.line), closed: status.isClosed) }
}

/// A payer's credit: a limit that counts what is open on other documents and what was paid ahead.
package struct Credit: Equatable, Sendable {
  package var days: Int64
  package var limit: Money
  /// The open sum of the payer's other documents, also in this order.
  package var owed: Money
  /// Payments neither allocated nor refunded.
  package var ahead: Money

  package init(days: Int64, limit: Money, owed: Money, ahead: Money = .zero) {
    self.days = days
    self.limit = limit
    self.owed = owed
    self.ahead = ahead
  }

  /// True if the payer owes no more than the limit even with this amount.
  package func covers(_ amount: Money) -> Bool {
    days > 0 && Int128(owed.rawValue) + Int128(amount.rawValue) - Int128(ahead.rawValue) <= Int128(limit.rawValue)
  }
}

extension WorkOrder.PartsStatus {
  /// The worst status of the lines that stand: something short, else something on order, else something reserved, else
  /// all issued. A closed order waits for nothing, so it has something issued or none.
  package init(_ lines: [OrderLine], closed: Bool = false) {
    let lines = lines.filter(\.needsStock)
    if lines.isEmpty || closed && lines.allSatisfy({ $0.issued == .zero }) {
      self = .none
    } else if closed {
      self = .issued
    } else if lines.contains(where: { $0.short > .zero }) {
      self = .short
    } else if lines.contains(where: { $0.unissued.less($0.reserved) > .zero }) {
      self = .onOrder
    } else if lines.contains(where: { $0.unissued > .zero }) {
      self = .reserved
    } else {
      self = .issued
    }
  }
}
