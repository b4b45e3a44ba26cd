package struct QualityCheck: Equatable, Sendable {
  package var id: Int64
  package var workOrderID: Int64
  package var userID: Int64
  package var passed: Bool
  package var note: String?
  package var overrideReason: String?
  package var at: Instant

  package init(
    id: Int64, workOrderID: Int64, userID: Int64, passed: Bool, note: String? = nil, overrideReason: String? = nil, at: Instant
  ) {
    self.id = id
    self.workOrderID = workOrderID
    self.userID = userID
    self.passed = passed
    self.note = note
    self.overrideReason = overrideReason
    self.at = at
  }
}

extension QualityCheck {
  /// Reasons against a check by this user. Nobody checks their own work, except a manager with a reason, because
  /// one-person shops exist.
  package static func reasons(
    againstCheckBy user: User, workers: Set<Int64>, overrideReason: String?, number: String, status: WorkOrder.Status
  ) -> [Reason] {
    var reasons: [Reason] = []
    if status != .inRepair { reasons.append(.notInRepair(number, status)) }
    if !user.role.may(.checkQuality) { reasons.append(.rightMissing(.checkQuality, role: user.role)) }
    if overrideReason != nil, !user.role.may(.override) { reasons.append(.rightMissing(.override, role: user.role)) }
    if workers.contains(user.id), overrideReason == nil || !user.role.may(.override) { reasons.append(.qualityOwnWork) }
    return reasons
  }
}
