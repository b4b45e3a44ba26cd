internal import Domain

/// A row of one kind of table, read but not yet written.
protocol ImportRow: Sendable {
  /// The columns that are read, in the order in which they are usually written.
  static var columns: [String] { get }
  /// Those of them that an earlier version did not read: without them a row is the same as it was then.
  static var laterColumns: Set<String> { get }
  /// Those of them without which a row means nothing; a table must have them.
  static var requiredColumns: [String] { get }
  /// Notes every fault; a row with any is rejected, and asked for nothing but its title and what the desk has against it besides.
  init(_ cells: inout ImportCells)
  /// What the row is known by: the same key is the same thing.
  var key: String { get }
  /// The same in the file's own spelling, for people; nil where the cells that tell it cannot be read.
  var title: String? { get }
  /// All that it can be found by: a row that shares one with an earlier row says it anew, if both can be one thing at all.
  var names: [String] { get }
  func isOne(with earlier: any ImportRow) -> Bool
  /// What is left out of it because the day shows it to be wrong.
  func warnings(_ context: Context) -> [Reason]
  /// What only the desk knows to be wrong with it.
  func faults(_ context: Context) throws -> [Reason]
  /// The thing the key names today, if any. Throws a `Reason` for which the row is rejected.
  func find(_ context: Context) throws -> ImportedThing?
  /// What the report says of a row about a thing that is there already, before anything is written: a dry run says it too.
  func remarks(on thing: ImportedThing, _ outcome: ImportLine.Outcome, _ context: Context) throws -> [Reason]
  /// The same in a dry run, of a thing that only earlier rows of the file would have made.
  func remarks(after earlier: [any ImportRow]) -> [Reason]
  /// Of the columns that an empty cell empties, what the row says, and which of them hold something that the row would take away.
  var said: [(column: String, said: Said)] { get }
  func held(by thing: ImportedThing, _ context: Context) throws -> Set<String>
  /// The card as the row leaves it, of kinds whose cards may be one; what was planned at the place counts before what the desk knows.
  func card(of thing: ImportedThing?, at place: ImportPlace, _ plan: ImportPlan, _ context: Context) throws -> (any PlannedCard)?
  /// Other cards that may be the same one.
  func twins(of card: any PlannedCard, at place: ImportPlace, _ plan: ImportPlan, _ context: Context) throws -> [Reason]
  /// Both answer what could not be taken over.
  func create(_ context: Context, hash: [UInt8]) throws -> [Reason]
  func update(_ thing: ImportedThing, _ context: Context, hash: [UInt8]) throws -> [Reason]
}

extension ImportRow {
  static var laterColumns: Set<String> { [] }
  var title: String? { key.isEmpty ? nil : key }
  var names: [String] { [key] }
  func isOne(with earlier: any ImportRow) -> Bool { true }
  func warnings(_ context: Context) -> [Reason] { [] }
  func faults(_ context: Context) throws -> [Reason] { [] }
  func remarks(on thing: ImportedThing, _ outcome: ImportLine.Outcome, _ context: Context) throws -> [Reason] { [] }
  func remarks(after earlier: [any ImportRow]) -> [Reason] { [] }
  var said: [(column: String, said: Said)] { [] }
  func held(by thing: ImportedThing, _ context: Context) throws -> Set<String> { [] }
  func card(of thing: ImportedThing?, at place: ImportPlace, _ plan: ImportPlan, _ context: Context) throws -> (any PlannedCard)? { nil }
  func twins(of card: any PlannedCard, at place: ImportPlace, _ plan: ImportPlan, _ context: Context) throws -> [Reason] { [] }
}

struct ImportedThing: Equatable {
  enum Standing: Equatable {
    /// As the row left it that has this hash.
    case imported([UInt8])
    /// A row changes nothing of it.
    case kept(Reason)
  }

  let id: Int64
  let standing: Standing

  init(id: Int64, _ standing: Standing) {
    self.id = id
    self.standing = standing
  }

  /// Of a thing that stands by itself: without a hash a hand has made or changed it.
  init(id: Int64, hash: [UInt8]?) { self.init(id: id, hash.map { .imported($0) } ?? .kept(.changedByHand)) }
}

extension ImportKind {
  var row: any ImportRow.Type {
    switch self {
    case .clients: ClientImport.self
    case .vehicles: VehicleImport.self
    case .parts: PartImport.self
    case .operations: OperationImport.self
    }
  }
}
