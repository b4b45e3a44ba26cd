import Domain
import Foundation
import HTTP
import JSON
import Testing

@testable import API

/// What a problem's `type` points at is there: `/docs` has an anchor for every code that there is.
@Suite struct ErrorCodeTests {
  /// Faults of the configuration, told at start and never on the wire.
  private static let onlyAtStart: Set<String> = ["time_zone_unknown", "calendar_without_hours", "calendar_hours_wrong"]
  /// What a code is put together from, and a reason that only carries another's code on.
  private static let parts = [
    #"\(power.rawValue)"#: Proxy.Power.allCases.map(\.rawValue), #"\(kind.rawValue)"#: OrderLine.Kind.allCases.map(\.rawValue),
  ]
  private static let carried: Set<String> = ["code", "kind.code"]
  private static let ofTheServer: [RefusalKind] = [
    .badRequest("x"), .timeout, .contentTooLarge, .uriTooLong, .expectationFailed, .headersTooLarge, .notImplemented, .versionNotSupported,
    .overloaded,
  ]

  private func codesInTheSources() throws -> Set<String> {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../Sources")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    var found: Set<String> = []
    for file in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /(?:\bReason|\.init)\(\s*(?:"([^"]+)"|([A-Za-z.]+)),\s*en:/) {
        if let name = match.2 {
          #expect(Self.carried.contains(String(name)), "\(file.lastPathComponent): a code that cannot be read off: \(name)")
        } else if let code = match.1.map(String.init) {
          let part = Self.parts.first { code.contains($0.key) }
          found.formUnion(part.map { part in part.value.map { code.replacing(part.key, with: $0) } } ?? [code])
        }
      }
    }
    return found
  }

  @Test func everyCodeThatTheSourcesKnowIsListedOnceAndNoOther() throws {
    let world = try World()
    let server = try Self.ofTheServer.map { kind in
      try JSONReader.parse(world.service.refuse(kind, nil).body)["code"].string ?? ""
    }
    let listed = ErrorCode.all.map(\.code)
    let known = try codesInTheSources().subtracting(Self.onlyAtStart).union(server)
    #expect(known.count > 300)
    #expect(Set(listed).count == listed.count, "\(Dictionary(grouping: listed, by: \.self).filter { $0.value.count > 1 }.keys)")
    #expect(known.subtracting(listed).isEmpty, "not in the lists of Sources/API/…/…Codes.swift")
    #expect(Set(listed).subtracting(known).isEmpty, "listed, and nothing comes to it")
    for code in ErrorCode.all { #expect(!code.statuses.isEmpty && code.meaning.hasSuffix("."), "\(code)") }
  }

  /// A rule that only a test asks is no rule: whatever answers reasons is asked somewhere in the sources, and each reason is given.
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
  /// Every refusal that any test of the API gets is one that the list tells of, with its status.
  func holdToTheList(_ answer: Answer) {
    guard answer.headers["Content-Language"] != nil, answer.status >= 400, case .string(let main) = answer["code"] else { return }
    let reasons = answer["moves"].array.flatMap { $0["reasons"].array.compactMap { $0["code"].string } }
    for (code, status) in ([main] + answer.codes).map({ ($0, answer.status) }) + reasons.map({ ($0, 409) }) {
      #expect(Self.statuses[code]?.contains(status) == true, "\(code) \(status) is not in the list of codes")
    }
  }

  private static let statuses = Dictionary(ErrorCode.all.map { ($0.code, $0.statuses) }, uniquingKeysWith: { $0 + $1 })
}
