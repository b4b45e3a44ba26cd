internal import HTTP

/// What must be so before an operation, as the document says it: a sentence or two for each. Tests hold the lists to the routes.
struct Precondition: Sendable {
  /// `POST /v1/work-orders/{id}/start`
  let operation: String
  let text: String

  /// Each room's list, in no particular order.
  static let all: [Precondition] = [
    ground, staff, clients, vehicles, operations, workOrders, orderLines, estimates, parts, purchasing, billing, imports, events,
  ].flatMap { $0.split(separator: "\n").compactMap(Precondition.init) }

  private static let byOperation = Dictionary(all.map { ($0.operation, $0.text) }, uniquingKeysWith: { first, _ in first })

  /// What is said of a route. Of a reading that no list names: it asks for nothing but what it is about.
  static func of(_ route: Route) -> String {
    if let told = byOperation["\(route.method.name) \(route.path)"] { return told }
    return route.path.contains("{") ? "What the path names is there; nothing is changed." : "Nothing need be so before; nothing is changed."
  }

  /// A line of a list: `POST /v1/clients There is no need of anything.`
  private init?(_ line: Substring) {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count == 3 else { return nil }
    operation = "\(words[0]) \(words[1])"
    text = String(words[2])
  }
}
