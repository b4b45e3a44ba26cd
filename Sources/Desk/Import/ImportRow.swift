internal import Domain

/// A row of an imported table, read but not yet written.
protocol ImportRow: Sendable {
  /// Columns that are read, in their usual order.
  static var columns: [String] { get }
  /// Columns that an earlier version did not read. A row without them has the same hash as then.
  static var laterColumns: Set<String> { get }
  /// Columns that a table must have, because a row means nothing without them.
  static var requiredColumns: [String] { get }
  /// Columns of sums of money. A currency may stand in their headings.
  static var columnsOfSums: [String] { get }
  /// Reads the cells and notes every fault. Of a row with faults, only `title` and `faults(_:)` are used.
  init(_ cells: inout ImportCells)
  /// The identity of the row: the same key is the same thing.
  var key: String { get }
  /// The key in the file's own spelling, for people; nil if its cells cannot be read.
  var title: String? { get }
  /// Everything the thing can be found by. A row that shares a name with an earlier row repeats it, if `isOne` allows
  /// that both are one thing.
  var names: [String] { get }
  func isOne(with earlier: any ImportRow) -> Bool
  /// Cells that are left out because the current date shows that they are wrong.
  func warnings(_ context: Context) -> [Reason]
  /// Faults that only the stored data shows.
  func faults(_ context: Context) throws -> [Reason]
  /// The stored thing with this key, if any. Throws a `Reason` that rejects the row.
  func find(_ context: Context) throws -> ImportedThing?
  /// Remarks on a row about a stored thing, before anything is written, so that a dry run makes them too.
  func remarks(on thing: ImportedThing, _ outcome: ImportLine.Outcome, _ context: Context) throws -> [Reason]
  /// The same remarks in a dry run, for a thing that only earlier rows of the file would create.
  func remarks(after earlier: [any ImportRow]) -> [Reason]
  /// Columns whose empty cell clears a value. `said` is the row's content for each of them; `held` returns those in
  /// which the thing has a value to clear.
  var said: [(column: String, said: Said)] { get }
  func held(by thing: ImportedThing, _ context: Context) throws -> Set<String>
  /// The card as the row leaves it; nil for kinds without twins. A card planned at the place counts before the stored one.
  func card(of thing: ImportedThing?, at place: ImportPlace, _ plan: ImportPlan, _ context: Context) throws -> (any PlannedCard)?
  /// Warnings about other cards that may be the same one.
  func twins(of card: any PlannedCard, at place: ImportPlace, _ plan: ImportPlan, _ context: Context) throws -> [Reason]
  /// Both writes return what could not be taken over.
  func create(_ context: Context, hash: [UInt8]) throws -> [Reason]
  func update(_ thing: ImportedThing, _ context: Context, hash: [UInt8]) throws -> [Reason]
}

extension ImportRow {
  static var laterColumns: Set<String> { [] }
  static var columnsOfSums: [String] { [] }
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
    /// Unchanged since the imported row with this hash.
    case imported([UInt8])
    /// Imports must not change it, for this reason.
    case kept(Reason)
  }

  let id: Int64
  let standing: Standing

  init(id: Int64, _ standing: Standing) {
    self.id = id
    self.standing = standing
  }

  /// A stored thing. Without a hash it was made or edited by hand.
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
