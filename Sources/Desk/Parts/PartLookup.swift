package import Domain

/// Looks up a part number: the parts that have it, substitutes in stock, and expected deliveries.
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
    /// The expected delivery; nil while some of the part is available.
    package let expected: Delivery?
  }

  package struct Instead: Sendable {
    package enum Because: String, CaseIterable, Sendable {
      /// The part replaces the one asked for.
      case supersedes
      /// The part shares a number with the one asked for.
      case analogue
    }
    package let part: Part
    package let because: Because
  }

  /// Finds a number in any spelling. Separators are ignored and look-alike Cyrillic letters read as Latin.
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
