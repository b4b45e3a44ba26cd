internal import Domain

/// Where a thing is of which rows of a table tell: on a card of the desk, or nowhere yet, named by the first line about it.
enum ImportPlace: Hashable, Sendable {
  case card(Int64)
  case line(Int)
}

/// A card as a row would leave it, with what it may have in common with others.
protocol PlannedCard: Sendable {
  var marks: [String] { get }
  /// What writing it would answer.
  var remarks: [Reason] { get }
}

/// What the rows of a dry run would have made so far: so it says of a later row what the import will say. An import has none, for
/// everything it has made is on the desk.
struct ImportPlan: Sendable {
  let isOn: Bool
  private var cards: [ImportPlace: any PlannedCard] = [:]
  private var places: [String: [ImportPlace]] = [:]

  init(isOn: Bool) { self.isOn = isOn }

  subscript(place: ImportPlace) -> (any PlannedCard)? { cards[place] }

  /// The card stands for what was planned or known at the place before.
  mutating func note(_ card: any PlannedCard, at place: ImportPlace) {
    guard isOn else { return }
    for mark in cards[place]?.marks ?? [] { places[mark]?.removeAll { $0 == place } }
    cards[place] = card
    // A mark that so many share tells nobody from another.
    for mark in card.marks where places[mark, default: []].count < 20 { places[mark, default: []].append(place) }
  }

  /// Others with one of these marks: those that the desk knows, as the plan leaves them, and lines of the table.
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

/// Where else the same is found.
struct ImportTwins: Sendable {
  var cards: [Int64]
  var lines: [Int]
  var isEmpty: Bool { cards.isEmpty && lines.isEmpty }
}
