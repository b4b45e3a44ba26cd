package import Domain

extension Parts {
  /// Changes a part by hand; the next import keeps the change. A part in use keeps its unit, because stored quantities
  /// are in that unit.
  package func edit(_ id: Int64, version: Versions?, _ change: (inout Part) -> Void) throws -> PartDetails {
    _ = try context.edit(PartTable.self, id, version, change) { old, new in
      try check(new, was: old)
      if new.unit != old.unit, try table.isUsed(id) { throw Refusal.conflict(.unitInUse) }
    } keep: { _, _, changes in
      try context.record(.partChanged, Subject(.part, id), changes)
    }
    return try find(id)
  }

  // MARK: Cross-references

  package func addNumber(_ id: Int64, version: Versions?, number: String, kind: PartNumber.Kind) throws -> PartDetails {
    let details = try find(id)
    try context.match(version, details.part.version)
    let key = PartNumber.key(number)
    guard !key.isEmpty else { throw Refusal.invalid(.numberWithoutSigns.at("/number")) }
    guard key != details.part.articleKey, !details.numbers.contains(where: { $0.numberKey == key }) else {
      throw Refusal.conflict(.numberKnown)
    }
    if let reason = Most.numbers.reason(against: details.numbers.count) { throw Refusal.conflict(reason) }
    try table.insertNumber(partID: id, number: number, key: key, kind: kind)
    try keepSearch(id)
    try context.record(.partNumberAdded, Subject(.part, id), [.fact("number", .text(number)), .fact("kind", .init(kind))])
    return try context.settled { try find(id) }
  }

  package func removeNumber(_ id: Int64, numberID: Int64, version: Versions?) throws {
    let details = try find(id)
    try context.match(version, details.part.version)
    guard let number = details.numbers.first(where: { $0.id == numberID }) else { throw Refusal.notFound(.partNumber) }
    try table.deleteNumber(numberID)
    try keepSearch(id)
    try context.record(.partNumberRemoved, Subject(.part, id), [.fact("number", .text(number.number))])
  }

  private func keepSearch(_ id: Int64) throws {
    try table.update(context.find(PartTable.self, id))
  }
}
