/// A code of a refusal or warning, as described in `/docs`, where a problem's `type` points.
struct ErrorCode: Sendable {
  let code: String
  /// Statuses of its responses. 200 is no refusal but a warning, or a line of an import's report.
  let statuses: [Int]
  let meaning: String
  /// True if the meaning is told in other words than the reason's sentence, which may be about more or less.
  let isInOwnWords: Bool

  /// All codes, from one list per room. Tests compare the lists with the sources, and every refusal they get with the lists.
  static let all: [ErrorCode] = [
    ground, staff, calendars, clients, vehicles, operations, parts, purchasing, workOrders, billing, tickets, files,
    sla, outbox, feedback, events,
    `import`,
  ].flatMap { $0.split(separator: "\n").compactMap(ErrorCode.init) }.sorted { $0.code < $1.code }

  /// Parses a line of a list: `stale 412 It has been changed since you read it.` The meaning is the reason's sentence with
  /// `…` for its values. A meaning in words of its own follows a `~`.
  private init?(_ line: Substring) {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count == 3 else { return nil }
    code = String(words[0])
    statuses = words[1].split(separator: ",").compactMap { Int($0) }
    isInOwnWords = words[2].hasPrefix("~ ")
    meaning = String(isInOwnWords ? words[2].dropFirst(2) : words[2])
  }

  /// A row of the table in `/docs`, with its anchor.
  var html: String {
    let cells = [statuses.map(String.init).joined(separator: ", "), ApprovalPage.escaped(meaning)].map { "<td>\($0)</td>" }
    return "<tr id=\"\(code)\"><td><code>\(code)</code></td>\(cells.joined())</tr>"
  }
}
