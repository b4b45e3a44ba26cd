/// Finds a route's number by method and path, in a tree of path segments matched on the raw bytes. A literal segment
/// wins over a parameter. Nothing is normalized: an empty segment, a trailing slash, a dot segment or an encoded slash
/// matches nothing, so no two spellings reach one route.
package struct Router: Sendable {
  package enum Match: Equatable, Sendable {
    case found(Int)
    case notFound
    /// The path exists; the text is the value of the `Allow` field.
    case methodNotAllowed(allow: String)
  }

  /// A node of plain numbers, so that matching counts no references.
  struct Node: Sendable {
    /// The first of this node's literal edges, linked by `Edge.next`. In all these fields -1 means none.
    var firstEdge: Int32 = -1
    var parameter: Int32 = -1
    /// Routes by `Method.rawValue`.
    var routes = SIMD8<Int32>(repeating: -1)
    var allow: Int32 = -1
  }

  struct Edge: Sendable {
    let start: Int32
    let count: Int32
    let child: Int32
    let next: Int32
  }

  var nodes = [Node()]
  var edges: [Edge] = []
  var labels: [UInt8] = []
  private var allows: [String] = []

  package init() {}

  /// Adds `route` for a pattern such as `/v1/estimates/{id}/approve`, with at most four parameters.
  package mutating func add(_ method: Method, _ pattern: String, route: Int) {
    precondition(pattern.hasPrefix("/"), "a pattern begins with a slash")
    precondition(pattern.utf8.count { $0 == 123 } <= 4, "a pattern has at most four parameters")
    var node = 0
    if pattern != "/" {
      for segment in pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false) { node = step(from: node, segment) }
    }
    precondition(nodes[node].routes[Int(method.rawValue)] < 0, "\(method.name) \(pattern) is there twice")
    nodes[node].routes[Int(method.rawValue)] = Int32(route)
    describe(node)
  }

  /// Finds the route. Stores its number and the parameters' positions in `request`. HEAD is served by GET's route.
  package func match(_ request: inout Request) -> Match {
    // `OPTIONS *` is about the server, and no pattern matches it.
    if request.isAsterisk { return .notFound }
    var places = SIMD8<UInt16>()
    let method = request.method
    let start = request.bytes.record.pathStart
    let found = request.withPath { path in walk(path, start, method, &places) }
    guard found.node >= 0 else { return .notFound }
    guard found.route >= 0 else { return .methodNotAllowed(allow: allows[Int(nodes[found.node].allow)]) }
    request.parameters = places
    request.route = found.route
    return .found(found.route)
  }

  private mutating func step(from node: Int, _ segment: Substring) -> Int {
    precondition(!segment.isEmpty, "a pattern has no empty segment")
    if segment.hasPrefix("{") {
      if nodes[node].parameter < 0 {
        nodes[node].parameter = Int32(nodes.count)
        nodes.append(Node())
      }
      return Int(nodes[node].parameter)
    }
    let bytes = Array(segment.utf8)
    var edge = nodes[node].firstEdge
    while edge >= 0 {
      let known = edges[Int(edge)]
      if labels[Int(known.start)..<Int(known.start + known.count)].elementsEqual(bytes) { return Int(known.child) }
      edge = known.next
    }
    edges.append(
      Edge(start: Int32(labels.count), count: Int32(bytes.count), child: Int32(nodes.count), next: nodes[node].firstEdge))
    nodes[node].firstEdge = Int32(edges.count - 1)
    labels += bytes
    nodes.append(Node())
    return nodes.count - 1
  }

  /// Updates the `Allow` value of a node: GET implies HEAD, and OPTIONS is always answered.
  private mutating func describe(_ node: Int) {
    let routes = nodes[node].routes
    var names: [String] = []
    for method in Method.allCases where method != .other {
      let isServed =
        routes[Int(method.rawValue)] >= 0 || method == .options
        || (method == .head && routes[Int(Method.get.rawValue)] >= 0)
      if isServed { names.append(method.name.description) }
    }
    if nodes[node].allow < 0 {
      nodes[node].allow = Int32(allows.count)
      allows.append("")
    }
    allows[Int(nodes[node].allow)] = names.joined(separator: ", ")
  }
}
