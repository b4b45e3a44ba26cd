internal import Domain
internal import SQLite

/// Responses kept for retries that may show an erased person. A retry then learns that its request was done, without
/// the response. There may be thousands to read, so a worker reads them first and the desk only those kept since.
package struct ErasedAnswers: Sendable {
  struct Key: Sendable {
    let userID: Int64
    let method: String
    let path: String
    let key: String
  }
  /// The card and those merged into it, when the worker read them.
  let cards: [Int64]
  let keys: [Key]
  /// `keys` is complete for responses kept until this time. It is `margin` seconds early, because the clock may have
  /// been set back.
  let since: Instant

  static let always = Instant(rawValue: 0)
  static let margin: Int64 = 600
}

/// The ids of things that may show the client, read once per kind.
struct PersonsThings {
  private let db: Database
  private let client: Int64
  private var found: [Noun: Set<Int64>] = [:]

  init(_ db: Database, client: Int64) {
    self.db = db
    self.client = client
  }

  /// True if a path leads to such a thing: `/v1/work-orders/12/estimates` leads to order 12.
  mutating func include(_ path: String) throws -> Bool {
    guard let (noun, id) = Noun.first(in: path) else { return false }
    switch RoomSheet.things[noun] {
    case .anybodys: return true
    case .nobodys, nil: return false
    case .persons(let sql):
      let ids = try found[noun] ?? Set(db.all(sql, [client]) { row in try row[0] as Int64 })
      found[noun] = ids
      return id.map(ids.contains) ?? false
    }
  }
}

extension Noun {
  private static let byPlural = Dictionary(uniqueKeysWithValues: allCases.map { ($0.plural, $0) })

  /// The first kind in a path, and the id after it.
  static func first(in path: String) -> (noun: Noun, id: Int64?)? {
    let parts = path.split(separator: "/").map(String.init)
    if parts.first == "a" { return (.approvalLink, nil) }  // the page of a client's link, which has no version
    if parts.first == "s" { return (.surveyLink, nil) }
    guard parts.count > 1, let noun = byPlural[parts[1]] else { return nil }
    return (noun, parts.count > 2 ? Int64(parts[2]) : nil)
  }
}
