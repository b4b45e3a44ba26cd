package import Domain

/// One whole order as people look at it, put together from a handful of indexed statements.
package struct WorkOrderPicture: Sendable {
  package struct Client: Sendable {
    package let id: Int64
    package let kind: Domain.Client.Kind
    package let name: String
    /// The first of the card's phones.
    package let phone: String?
  }

  package struct Vehicle: Sendable {
    package let id: Int64
    package let make: String
    package let model: String
    package let year: Int64?
    package let plate: String?
    package let vin: String?
  }

  /// An estimate as the order shows it; its lines are in its own answer.
  package struct Offer: Sendable {
    package let id: Int64
    package let kind: Estimate.Kind
    package let title: String
    package let status: Estimate.Status
    package let promisedAt: Instant
    package let gross: Money
    package let approved: Money
    package let offeredAt: Instant?
    package let expiresAt: Instant?
    package let decidedAt: Instant?
  }

  /// What one party pays of the lines that stand.
  package struct Total: Sendable {
    package let role: PayerRole
    package let clientID: Int64?
    package let name: String
    package let gross: Money
  }

  /// What is read beside the order itself, for an answer that may want less than all of it.
  package struct Parts: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    package static let complaints = Parts(rawValue: 1)
    package static let lines = Parts(rawValue: 2)
    package static let estimates = Parts(rawValue: 4)
    package static let totals = Parts(rawValue: 8)
    package static let all: Parts = [.complaints, .lines, .estimates, .totals]
  }

  package let order: WorkOrder
  package let client: Client
  package let vehicle: Vehicle
  package let advisor: String
  package let partsStatus: WorkOrder.PartsStatus
  package internal(set) var complaints: [Complaint] = []
  package internal(set) var lines: [OrderLinePicture] = []
  package internal(set) var estimates: [Offer] = []
  package internal(set) var totals: [Total] = []
  /// Only where they were asked for: they depend on the reader and the time, not on the version alone.
  package internal(set) var moves: [Move]?
  /// Allowed, and still worth knowing, as long as the order is open.
  package let warnings: [Reason]
}

/// A line with what belongs to it in other tables.
package struct OrderLinePicture: Sendable {
  package let line: OrderLine
  package let payers: [LinePayer]
  package let mechanics: [Int64]
  package let check: CoverageCheck?
  /// The version of the whole order: a line has none of its own.
  package let version: Int64
}

extension WorkOrder {
  /// Of an open order: that the car has others (their numbers), and that it is not the client's on record.
  func warnings(of vehicle: WorkOrderPicture.Vehicle, owner: Int64?, otherOrders: String?) -> [Reason] {
    guard closedAt == nil else { return [] }
    var warnings = otherOrders.map { [Reason.openOrderOnVehicle($0)] } ?? []
    if owner != clientId { warnings.append(.notTheOwner(vehicle.title)) }
    return warnings
  }
}

extension WorkOrderPicture.Vehicle {
  fileprivate var title: String { [make, model, plate ?? vin].compactMap { $0 }.joined(separator: " ") }
}
