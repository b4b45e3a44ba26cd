package import Domain

/// What a number leads to: the parts that bear it, what is in stock instead, and when it could be there.
package struct PartLookup {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package struct Answer: Sendable {
    package let number: String
    package let found: [Found]
    package let instead: [Instead]
  }

  package struct Found: Sendable {
    package enum By: String, CaseIterable, Sendable { case article, oem, analogue }
    package let part: Part
    package let by: By
    /// When it could be there; nil while some is available.
    package let expected: Delivery?
  }

  package struct Instead: Sendable {
    package enum Because: String, CaseIterable, Sendable {
      /// It replaces the part asked for.
      case supersedes
      /// It shares a number with it.
      case analogue
    }
    package let part: Part
    package let because: Because
  }

  /// Any spelling: separators do not count, look-alike Cyrillic letters are Latin.
  package func find(_ number: String) throws -> Answer {
    let key = PartNumber.key(number)
    guard !key.isEmpty else { throw Refusal.malformed([.numberWithoutSigns.at("number")]) }
    let table = LookupTable(context.db)
    let deliveries = Deliveries(context)
    let found = try table.found(key: key).map { match in
      try Found(part: match.part, by: match.by, expected: match.part.available > .zero ? nil : deliveries.expected(match.part))
    }
    let known = Set(found.map(\.part.id))
    var instead: [Instead] = []
    for part in found.map(\.part) {
      for other in try table.successors(of: part.id) where isNew(other, known, instead) {
        instead.append(Instead(part: other, because: .supersedes))
      }
    }
    for part in found.map(\.part) {
      for other in try table.analogues(of: part.id) where isNew(other, known, instead) {
        instead.append(Instead(part: other, because: .analogue))
      }
    }
    return Answer(number: number, found: found, instead: instead)
  }

  private func isNew(_ part: Part, _ known: Set<Int64>, _ instead: [Instead]) -> Bool {
    part.available > .zero && !known.contains(part.id) && !instead.contains { $0.part.id == part.id }
  }
}
