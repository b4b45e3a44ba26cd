import Domain
import Foundation
import HTTP
import JSON
import Testing

@testable import API

/// Tests that `/docs` has an anchor for every code, where the `type` of a problem points.
@Suite struct ErrorCodeTests {
  /// Codes that are put together, with the words that each part can be.
  private static let parts = [
    #"\(power.rawValue)"#: Proxy.Power.allCases.map(\.rawValue), #"\(kind.rawValue)"#: OrderLine.Kind.allCases.map(\.rawValue),
  ]
  private static let carried: Set<String> = ["code", "kind.code"]
  private static let ofTheServer: [RefusalKind] = [
    .badRequest("x"), .timeout, .contentTooLarge, .uriTooLong, .expectationFailed, .headersTooLarge, .notImplemented, .versionNotSupported,
    .overloaded,
  ]

  /// The English sentences of each code's reasons, with `…` for values. Sentences that are not one literal are left out.
  private func reasonsInTheSources() throws -> [String: Set<String>] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../Sources")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    var found: [String: Set<String>] = [:]
    for file in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /(?:\bReason|\.init)\(\s*(?:"([^"]+)"|([A-Za-z.]+)),\s*en:\s*/) {
        if let name = match.2 {
          #expect(Self.carried.contains(String(name)), "\(file.lastPathComponent): a code that cannot be read off: \(name)")
        } else if let code = match.1.map(String.init) {
          let part = Self.parts.first { code.contains($0.key) }
          var rest = text[match.range.upperBound...]
          let sentence = rest.first == "\"" ? Self.literal(&rest) : nil
          for code in part.map({ part in part.value.map { code.replacing(part.key, with: $0) } }) ?? [code] {
            found[code, default: []].formUnion([sentence].compactMap(\.self))
          }
        }
      }
    }
    return found
  }

  /// Reads a string literal, with `…` for each interpolation.
  private static func literal(_ text: inout Substring) -> String {
    var read = ""
    text.removeFirst()
    while let character = text.popFirst(), character != "\"" {
      guard character == "\\", let escaped = text.popFirst() else {
        read.append(character)
        continue
      }
      read.append(escaped == "(" ? "…" : escaped)
      var depth = escaped == "(" ? 1 : 0
      while depth > 0, let next = text.first {
        if next == "\"" { _ = literal(&text) } else { depth += next == "(" ? 1 : next == ")" ? -1 : 0 }
        if next != "\"" { text.removeFirst() }
      }
    }
    return read
  }

  @Test func everyCodeThatTheSourcesKnowIsListedOnceAndNoOther() throws {
    let world = try World()
    let server = try Self.ofTheServer.map { kind in
      try JSONReader.parse(world.service.refuse(kind, nil).body)["code"].string ?? ""
    }
    let listed = ErrorCode.all.map(\.code)
    let known = try Set(reasonsInTheSources().keys).union(server)
    #expect(known.count > 300)
    #expect(Set(listed).count == listed.count, "\(Dictionary(grouping: listed, by: \.self).filter { $0.value.count > 1 }.keys)")
    #expect(known.subtracting(listed).isEmpty, "not in the lists of Sources/API/…/…Codes.swift")
    #expect(Set(listed).subtracting(known).isEmpty, "listed, and nothing comes to it")
    for code in ErrorCode.all { #expect(!code.statuses.isEmpty && code.meaning.hasSuffix("."), "\(code)") }
  }

  /// Tests that each line of the list has its reason's sentence, unless it is marked as having its own words.
  @Test func theListSaysOfACodeWhatItsReasonSays() throws {
    let sentences = try reasonsInTheSources()
    for code in ErrorCode.all {
      let said = sentences[code.code] ?? []
      #expect(said.contains(code.meaning) != code.isInOwnWords, "\(code.code): “\(code.meaning)”, its reason: \(said.sorted())")
    }
    #expect(ErrorCode.all.count { !$0.isInOwnWords } > 300)
  }

  /// Tests that the sources call every function that returns reasons, and use every reason. A rule that only a test calls is
  /// not enforced.
  @Test func everyRuleIsAskedAndEveryReasonGivenByTheSourcesThemselves() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../Sources")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    let texts = try files.filter { $0.pathExtension == "swift" }.map { try String(contentsOf: $0, encoding: .utf8) }
    var declared: [String: Int] = [:]
    var named: [String: Int] = [:]
    for text in texts {
      for match in text.matches(of: /(?:func|var) ((?:reasons|against)\w*)/) { declared[String(match.1), default: 0] += 1 }
      for match in text.matches(of: /static (?:let|var|func) (\w+)(?:\([^=]*?\) -> Reason \{| = Reason\()/) {
        declared[String(match.1), default: 0] += 1
      }
      for match in text.matches(of: /\w+/) { named[String(match.0), default: 0] += 1 }
    }
    #expect(declared.count > 300, "\(declared.count)")
    let idle = declared.filter { name, times in named[name] ?? 0 <= times }.keys.sorted()
    #expect(idle.isEmpty, "\(idle)")
  }

  @Test func thePageHasAnAnchorForEveryCodeAndAProblemsTypeLeadsThere() throws {
    let vitals = Vitals(version: "1", unready: { nil }, metrics: { _ in "" })
    let world = try World(Room.all + [Room.ops(vitals, Room.all)])
    let page = world.get("/docs", as: nil).text
    let anchors = page.matches(of: /<tr id="([a-z0-9_]+)"><td><code>([a-z0-9_]+)<\/code><\/td><td>([0-9, ]+)<\/td>/)
    #expect(anchors.map { String($0.1) } == ErrorCode.all.map(\.code))
    #expect(anchors.allSatisfy { $0.1 == $0.2 })
    #expect(page.matches(of: /\ id="/).count == Set(page.matches(of: /\ id="([^"]+)"/).map { String($0.1) }).count, "no id twice")
    var problems = [world.get("/v1/nowhere"), world.get("/v1/clients", as: nil), world.get("/v1/clients?x=1")]
    problems.append(world.post("/v1/clients", #"{"name":1}"#))
    problems.append(world.visit().post("deliver", #"{"collected_by":"Анна"}"#))
    let served = try Self.ofTheServer.map { try JSONReader.parse(world.service.refuse($0, nil).body)["type"].string ?? "" }
    for type in problems.map({ $0["type"].string ?? "" }) + served {
      #expect(type.hasPrefix("/docs#"))
      #expect(page.contains("<tr id=\"\(type.dropFirst(6))\">"), "\(type)")
    }
  }
}

extension World {
  /// Checks that the list has each code of a refusal with its status. `World` calls it for every response of the API tests.
  func holdToTheList(_ answer: Answer) {
    guard answer.headers["Content-Language"] != nil, answer.status >= 400, case .string(let main) = answer["code"] else { return }
    let reasons = answer["moves"].array.flatMap { $0["reasons"].array.compactMap { $0["code"].string } }
    for (code, status) in ([main] + answer.codes).map({ ($0, answer.status) }) + reasons.map({ ($0, 409) }) {
      #expect(Self.statuses[code]?.contains(status) == true, "\(code) \(status) is not in the list of codes")
    }
  }

  private static let statuses = Dictionary(ErrorCode.all.map { ($0.code, $0.statuses) }, uniquingKeysWith: { $0 + $1 })
}
