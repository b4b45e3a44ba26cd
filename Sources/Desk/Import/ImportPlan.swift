internal import Domain

/// The place of a row's thing: a stored card, or in a dry run the first line about it.
enum ImportPlace: Hashable, Sendable {
  case card(Int64)
  case line(Int)
}

/// A card as a row would leave it, with the marks that it may share with other cards.
protocol PlannedCard: Sendable {
  var marks: [String] { get }
  /// Remarks that writing the card would return.
  var remarks: [Reason] { get }
}

/// The cards that the earlier rows of a dry run would have made, so that it reports on later rows as the import will.
/// An import needs no plan, because its cards are stored.
struct ImportPlan: Sendable {
  let isOn: Bool
  private var cards: [ImportPlace: any PlannedCard] = [:]
  private var places: [String: [ImportPlace]] = [:]

  init(isOn: Bool) { self.isOn = isOn }

  subscript(place: ImportPlace) -> (any PlannedCard)? { cards[place] }

  /// Replaces what was planned or known at the place before.
  mutating func note(_ card: any PlannedCard, at place: ImportPlace) {
    guard isOn else { return }
    for mark in cards[place]?.marks ?? [] { places[mark]?.removeAll { $0 == place } }
    cards[place] = card
    // A mark shared by this many cards identifies nobody.
    for mark in card.marks where places[mark, default: []].count < 20 { places[mark, default: []].append(place) }
  }

  /// Other cards with one of these marks: stored ones as the plan leaves them, and lines of the table.
  func others(
    _ known: [Int64], _ marks: [String], but place: ImportPlace, where isTwin: (any PlannedCard) -> Bool = { _ in true }
  ) -> ImportTwins {
    guard isOn else { return ImportTwins(cards: known, lines: []) }
    var twins = ImportTwins(cards: known.filter { cards[.card($0)] == nil }, lines: [])
    for other in Set(marks.flatMap { places[$0] ?? [] }) where other != place {
      guard let card = cards[other], isTwin(card) else { continue }
      switch other {
      case .card(let id): twins.cards.append(id)
      case .line(let line): twins.lines.append(line)
      }
    }
    return ImportTwins(cards: twins.cards.sorted(), lines: twins.lines.sorted())
  }
}

/// Cards and lines that may be the same thing.
struct ImportTwins: Sendable {
  var cards: [Int64]
  var lines: [Int]
  var isEmpty: Bool { cards.isEmpty && lines.isEmpty }
}
