/// The rows that an import has taken. A step has a memory of its own until it is kept.
struct ImportMemory: Sendable {
  struct Taken: Sendable {
    let line: Int
    let place: ImportPlace
    let row: any ImportRow
  }

  /// Earlier rows about one thing that are compared with each further one.
  private static let mostKept = 20

  /// Rows by each of their names.
  private var taken: [String: [Taken]] = [:]
  /// The last line about each stored thing.
  private var lastLines: [Int64: Int] = [:]

  /// Keeps the first and the last of very many rows with the same name, so that a table of only such rows takes no longer.
  mutating func note(_ row: Taken, after earlier: ImportMemory) {
    for name in row.row.names {
      var all = rows(named: name, after: earlier)
      all.append(row)
      if all.count > Self.mostKept { all.remove(at: Self.mostKept / 2) }
      taken[name] = all
    }
  }

  mutating func note(_ line: Int, about id: Int64) { lastLines[id] = line }

  func rowsTaken(of row: any ImportRow, after earlier: ImportMemory) -> [Taken] {
    for name in row.names {
      let same = rows(named: name, after: earlier).filter { row.isOne(with: $0.row) }
      if !same.isEmpty { return same }
    }
    return []
  }

  func lastLine(about id: Int64, after earlier: ImportMemory) -> Int? { lastLines[id] ?? earlier.lastLines[id] }

  /// Adds the memory of a step that followed.
  mutating func learn(_ later: ImportMemory) {
    taken.merge(later.taken) { $1 }
    lastLines.merge(later.lastLines) { $1 }
  }

  private func rows(named name: String, after earlier: ImportMemory) -> [Taken] { taken[name] ?? earlier.taken[name] ?? [] }
}
