import Glibc

extension Router {
  /// The node of a path and the method's route there; -1 for none.
  typealias Found = (node: Int, route: Int)

  func walk(_ path: UnsafeBufferPointer<UInt8>, _ offset: UInt16, _ method: Method, _ places: inout SIMD8<UInt16>) -> Found {
    if path.count <= 1 { return (nodes[0].allow < 0 ? -1 : 0, route(nodes[0], method)) }
    return nodes.withUnsafeBufferPointer { nodes in
      edges.withUnsafeBufferPointer { edges in
        labels.withUnsafeBufferPointer { labels in
          var walk = Walk(nodes: nodes, edges: edges, labels: labels, path: path, offset: offset, places: places)
          let node = walk.visit(0, at: 1, parameters: 0)
          places = walk.places
          return (node, node < 0 ? -1 : route(nodes[node], method))
        }
      }
    }
  }

  private func route(_ node: Node, _ method: Method) -> Int {
    let own = node.routes[Int(method.rawValue)]
    return Int(own < 0 && method == .head ? node.routes[Int(Method.get.rawValue)] : own)
  }

  private struct Walk {
    let nodes: UnsafeBufferPointer<Node>
    let edges: UnsafeBufferPointer<Edge>
    let labels: UnsafeBufferPointer<UInt8>
    let path: UnsafeBufferPointer<UInt8>
    let offset: UInt16
    var places: SIMD8<UInt16>

    /// The node that the segments from `start` on lead to, literals before parameters; -1 for none. The method does
    /// not matter here: a path has one node, and a method that it does not serve gives 405.
    mutating func visit(_ node: Int, at start: Int, parameters: Int) -> Int {
      var end = start
      while end < path.count, path[end] != 47 { end &+= 1 }
      guard end > start else { return -1 }
      let isLast = end == path.count
      if !isLast, end &+ 1 == path.count { return -1 }
      if let child = literal(node, start, end) {
        let found = isLast ? (nodes[child].allow < 0 ? -1 : child) : visit(child, at: end &+ 1, parameters: parameters)
        if found >= 0 { return found }
      }
      let child = Int(nodes[node].parameter)
      guard child >= 0, parameters < 4, isParameter(start, end) else { return -1 }
      let found = isLast ? (nodes[child].allow < 0 ? -1 : child) : visit(child, at: end &+ 1, parameters: parameters &+ 1)
      if found >= 0 {
        places[parameters &* 2] = offset &+ UInt16(truncatingIfNeeded: start)
        places[parameters &* 2 &+ 1] = offset &+ UInt16(truncatingIfNeeded: end)
      }
      return found
    }

    private func literal(_ node: Int, _ start: Int, _ end: Int) -> Int? {
      guard let text = path.baseAddress, let names = labels.baseAddress else { return nil }
      var index = nodes[node].firstEdge
      while index >= 0 {
        let edge = edges[Int(index)]
        if Int(edge.count) == end &- start, memcmp(names + Int(edge.start), text + start, end &- start) == 0 { return Int(edge.child) }
        index = edge.next
      }
      return nil
    }

    /// True if the segment is no dot segment and decodes to UTF-8 without slash, backslash or control character.
    private func isParameter(_ start: Int, _ end: Int) -> Bool {
      let segment = UnsafeBufferPointer(rebasing: path[start..<end])
      if segment.equals(".") || segment.equals("..") { return false }
      var isPlain = true
      for byte in segment where byte == 37 { isPlain = false }
      if isPlain { return true }
      guard let text = PercentText.decode(segment, plusIsSpace: false), text != ".", text != ".." else { return false }
      return text.utf8.allSatisfy { $0 >= 32 && $0 != 47 && $0 != 92 && $0 != 127 }
    }
  }
}
