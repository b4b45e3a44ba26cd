import Domain
import Foundation
import Testing

/// Tests that refusals use the words of the trade, not those of the wire, because people read them.
@Suite struct WordingTests {
  @Test func everyWordHasItsWordingInBothLanguages() {
    let words: [(String, (Language) -> String)] =
      WorkOrder.Status.allCases.map { ($0.rawValue, $0.text) } + WorkOrder.Move.allCases.map { ($0.rawValue, $0.text) }
      + WorkOrder.StandingInstruction.allCases.map { ($0.rawValue, $0.text) } + OrderLine.Status.allCases.map { ($0.rawValue, $0.text) }
      + Estimate.Status.allCases.map { ($0.rawValue, $0.text) } + PayerRole.allCases.map { ($0.rawValue, $0.text) }
      + PurchaseOrder.Status.allCases.map { ($0.rawValue, $0.text) } + PurchaseOrder.Move.allCases.map { ($0.rawValue, $0.text) }
      + Role.allCases.map { ($0.rawValue, $0.text) } + Right.allCases.map { ($0.rawValue, $0.text) }
      + Proxy.Power.allCases.map { ($0.rawValue, $0.text) } + Weekday.allCases.map { ($0.rawValue, $0.text) }
    for (word, text) in words {
      #expect(!text(.en).contains("_") && !text(.en).isEmpty, "\(word)")
      #expect(text(.ru).contains(/[а-яё]/) && !text(.ru).contains(/[a-z]/), "\(word): \(text(.ru))")
    }
  }

  @Test func whateverStandsAgainstADeedIsSaidWithoutARawWord() {
    for status in WorkOrder.Status.allCases {
      for role in [Role.viewer, .manager] {
        var bare = Given.smooth(status, role: role, kind: .warranty)
        bare.lines = [.init(Given.part(1, .approved, reserved: 1_000)), .init(Given.labour(2)), .init(Given.labour(3, .approved))]
        bare.complaints = 0
        for facts in [Given.smooth(status, role: role), bare] {
          for reason in facts.moves().flatMap(\.reasons) {
            #expect(!reason.en.contains("_"), "\(reason.en)")
            #expect(!reason.ru.contains(/[a-z]/), "\(reason.ru)")
          }
        }
      }
    }
  }

  /// Looks through all literals of the floors that speak to people. The checks of `servicedesk check` are left out, because
  /// administrators read them.
  @Test(arguments: ["Domain", "Desk", "API"]) func noSentenceShowsARawValue(floor: String) throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../Sources/\(floor)")
    let files = FileManager.default.enumerator(at: sources.standardized, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    #expect(files.count > 20)
    for file in files where file.pathExtension == "swift" && !file.lastPathComponent.hasSuffix("Check.swift") {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        for text in line.matches(of: /"((?:[^"\\]|\\.)*)"/).map(\.output.1) where text.contains(" ") {
          #expect(!text.contains(/\\\([^)]*rawValue\)/), "\(file.lastPathComponent): \(text)")
        }
      }
    }
  }
}
