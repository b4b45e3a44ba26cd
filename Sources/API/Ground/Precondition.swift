internal import HTTP

/// Preconditions of an operation in the document, a sentence or two each. Tests compare the lists with the routes.
struct Precondition: Sendable {
  /// The operation, such as `POST /v1/work-orders/{id}/start`.
  let operation: String
  let text: String

  /// All rooms' lists.
  static let all: [Precondition] = [
    ground, staff, calendars, clients, vehicles, operations, workOrders, orderLines, estimates, parts, purchasing, billing, tickets,
    files, sla, outbox, feedback, imports, events,
  ].flatMap { $0.split(separator: "\n").compactMap(Precondition.init) }

  private static let byOperation = Dictionary(all.map { ($0.operation, $0.text) }, uniquingKeysWith: { first, _ in first })

  /// The precondition of a route. A reading route without an entry only needs the thing in its path.
  static func of(_ route: Route) -> String {
    if let told = byOperation["\(route.method.name) \(route.path)"] { return told }
    return route.path.contains("{") ? "The thing exists; changes nothing." : "No precondition; changes nothing."
  }

  /// Parses a line of a list: the operation, then its precondition.
  private init?(_ line: Substring) {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count == 3 else { return nil }
    operation = "\(words[0]) \(words[1])"
    text = String(words[2])
  }
}
