import Domain
import Testing

struct EventTypeTests {
  @Test func everyTypeIsASubjectAndADeedAndTypesOfOneSubjectStandTogether() {
    #expect(Set(EventType.selectors).count == EventType.selectors.count)
    for type in EventType.allCases {
      let words = type.rawValue.split(separator: ".", omittingEmptySubsequences: false)
      #expect(words.count == 2 && type.subject?.rawValue == String(words[0]) && !words[1].isEmpty, "\(type)")
    }
    #expect(Set(EventType.subjects).count == EventType.subjects.count)
    #expect(EventType(rawValue: "work_order") == nil && EventType(rawValue: "work_order.aproved") == nil)
  }

  @Test func aSelectorIsASubjectOrATypeAndAMisspeltOneIsToldTheNearest() throws {
    for selector in EventType.selectors { #expect(try EventType.checked(selector: selector) == selector) }
    for text in ["work_order.aproved", "address", "client_merge", ""] {
      #expect(throws: Reason.self, "\(text)") { try EventType.checked(selector: text) }
    }
  }

  @Test func everyNounHasWordsInBothLanguages() {
    for noun in Noun.allCases { #expect(!noun.text(.en).isEmpty && noun.text(.ru) != noun.text(.en), "\(noun)") }
  }

  @Test func aHooksWordTakesItsOwnSubjectAndNoOtherThatBeginsAlike() {
    #expect(Webhook.takes(["order"], "order.opened", isStaff: false))
    #expect(!Webhook.takes(["order"], "orders.printed", isStaff: false))
    #expect(!Webhook.takes(["order"], "order_line.added", isStaff: false))
    #expect(Webhook.takes(["*"], "order.opened", isStaff: false) && !Webhook.takes(["*"], "user.created", isStaff: true))
  }
}
