extension Room {
  /// Every room of the desk, in the order of the documents.
  package static let all: [Room] = [
    staff, clients, vehicles, operations, parts, purchasing, estimates, approvalLinks, promises, clockings, stageTimes, billing,
    events,
  ]
}
