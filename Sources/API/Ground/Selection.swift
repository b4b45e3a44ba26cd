internal import Domain
internal import Synchronization

/// `fields=a,b.c`, resolved to indexes so that writing compares no names.
package struct Selection: Sendable {
  /// For each field what is taken of it, nil for nothing; nil as a whole when all of everything is.
  private let fields: [Selection?]?
  static let everything = Selection(fields: nil)

  var isEverything: Bool { fields == nil }

  /// What is taken of the field at `index`; nil for nothing.
  @inline(__always) func taken(_ index: Int) -> Selection? {
    guard let fields else { return .everything }
    return fields[index]
  }

  private init(fields: [Selection?]?) { self.fields = fields }

  /// Reads the parameter against the names there are; every unknown name is a fault.
  init(_ text: String, names: Names) throws(Refusal) {
    var faults: [Reason] = []
    self = Selection.parse(
      text.split(separator: ",", omittingEmptySubsequences: false).map { $0.split(separator: ".", omittingEmptySubsequences: false)[...] },
      names, &faults)
    if !faults.isEmpty { throw .malformed(faults) }
  }

  private static func parse(_ paths: [ArraySlice<Substring>], _ names: Names, _ faults: inout [Reason]) -> Selection {
    var taken = [Selection?](repeating: nil, count: names.entries.count)
    var inner: [Int: [ArraySlice<Substring>]] = [:]
    for path in paths {
      guard let first = path.first, let index = names.index(of: first) else {
        faults.append(.unknownAnswerField(path.joined(separator: ".")))
        continue
      }
      if path.count == 1 {
        taken[index] = .everything
      } else if names.entries[index].inner != nil {
        inner[index, default: []].append(path.dropFirst())
      } else {
        faults.append(.unknownAnswerField(path.joined(separator: ".")))
      }
    }
    for (index, rest) in inner where taken[index] == nil {
      if let below = names.entries[index].inner { taken[index] = parse(rest, below, &faults) }
    }
    return Selection(fields: taken)
  }
}

extension Selection {
  /// The names of a shape's fields, and what has been read against them: front ends ask for the same few selections again and again.
  final class Names: Sendable {
    private static let most = 64
    let entries: [(name: String, inner: Names?)]
    private let known = Mutex<[String: Selection]>([:])

    init(_ entries: [(name: String, inner: Names?)]) { self.entries = entries }

    func index(of name: some StringProtocol) -> Int? { entries.firstIndex { $0.name == name } }

    func selection(_ text: String) throws(Refusal) -> Selection {
      if let found = known.withLock({ $0[text] }) { return found }
      let read = try Selection(text, names: self)
      known.withLock { known in
        if known.count >= Self.most { known.removeAll() }
        known[text] = read
      }
      return read
    }
  }
}

extension Reason {
  static func unknownAnswerField(_ name: String) -> Reason {
    .init(
      "unknown_answer_field", en: "The answer has no field “\(name.prefix(60))”.", ru: "В ответе нет поля «\(name.prefix(60))».",
      at: "fields")
  }
}
