import Testing

@testable import API

/// Tests that the rules of the trade are at `/docs`, each with its own anchor.
@Suite struct DeskRuleTests {
  @Test func everyRuleIsASentenceUnderAnAnchorOfItsOwn() throws {
    let world = try World(Room.all + [Room.ops(Vitals(version: "1", unready: { nil }, metrics: { _ in "" }), Room.all)])
    let page = world.get("/docs", as: nil).text
    let rules = DeskRule.all.flatMap(\.rules)
    #expect(DeskRule.all.allSatisfy { !$0.rules.isEmpty })
    #expect(Set(rules.map(\.name)).count == rules.count)
    for rule in rules {
      #expect(rule.text.hasSuffix("."), "\(rule.name)")
      #expect(page.contains("<li id=\"rule-\(rule.name)\">"), "\(rule.name)")
    }
  }
}
