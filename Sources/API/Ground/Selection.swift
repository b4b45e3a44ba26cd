internal import Domain
internal import Synchronization

/// A `fields=a,b.c` parameter as bits, so that writing compares no names and counts no references.
package struct Selection: Sendable {
  /// Selected fields, by their indexes.
  private let taken: UInt64
  /// Selections within fields that have fields of their own; nil: all of them.
  private let inner: [Int: Selection]?
  static let everything = Selection(taken: .max, inner: nil)

  var isEverything: Bool { taken == .max }

  func takes(_ index: Int) -> Bool { taken >> UInt64(truncatingIfNeeded: index) & 1 != 0 }

  /// The selection within a selected field.
  func within(_ index: Int) -> Selection { inner?[index] ?? .everything }

  private init(taken: UInt64, inner: [Int: Selection]?) {
    self.taken = taken
    self.inner = inner
  }

  /// Reads the parameter. Every unknown name is a fault.
  init(_ text: String, names: Names) throws(Refusal) {
    var faults: [Reason] = []
    self = Selection.parse(
      text.split(separator: ",", omittingEmptySubsequences: false).map { $0.split(separator: ".", omittingEmptySubsequences: false)[...] },
      names, &faults)
    if !faults.isEmpty { throw .malformed(faults) }
  }

  private static func parse(_ paths: [ArraySlice<Substring>], _ names: Names, _ faults: inout [Reason]) -> Selection {
    var whole: UInt64 = 0
    var below: [Int: [ArraySlice<Substring>]] = [:]
    for path in paths {
      guard let first = path.first, let index = names.index(of: first) else {
        faults.append(.unknownAnswerField(path.joined(separator: ".")))
        continue
      }
      if path.count == 1 {
        whole |= 1 << UInt64(index)
      } else if names.entries[index].inner != nil {
        below[index, default: []].append(path.dropFirst())
      } else {
        faults.append(.unknownAnswerField(path.joined(separator: ".")))
      }
    }
    var taken = whole
    var inner: [Int: Selection] = [:]
    for (index, rest) in below {
      guard let names = names.entries[index].inner else { continue }
      let part = parse(rest, names, &faults)
      taken |= 1 << UInt64(index)
      if whole >> UInt64(index) & 1 == 0 { inner[index] = part }
    }
    return Selection(taken: taken, inner: inner.isEmpty ? nil : inner)
  }
}

extension Selection {
  /// The names of a shape's fields, with a cache of parsed selections, because front ends use the same few again and again.
  final class Names: Sendable {
    private static let most = 64
    let entries: [(name: String, inner: Names?)]
    private let known = Mutex<[String: Selection]>([:])

    init(_ entries: [(name: String, inner: Names?)]) {
      // Keep the highest bit free, so that no selection looks like `everything`.
      precondition(entries.count < 64, "a shape of more fields than a selection has bits for")
      self.entries = entries
    }

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
