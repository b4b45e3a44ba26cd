import Domain
import Testing

struct EventTypeTests {
  @Test func everyTypeIsASubjectAndADeedAndStandsInTheListOnce() {
    #expect(Set(EventType.selectors).count == EventType.selectors.count)
    for type in EventType.all {
      let words = type.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      #expect(words.count == 2 && EventType.subjects.contains(words[0]) && !words[1].isEmpty, "\(type)")
      #expect(EventType.isKnown(type) == EventType.recorded.contains(type))
    }
    #expect(!EventType.isKnown("work_order") && !EventType.isKnown("work_order.aproved"))
  }

  @Test func aHooksWordTakesItsOwnSubjectAndNoOtherThatBeginsAlike() {
    #expect(Webhook.takes(["order"], "order.opened", isStaff: false))
    #expect(!Webhook.takes(["order"], "orders.printed", isStaff: false))
    #expect(!Webhook.takes(["order"], "order_line.added", isStaff: false))
    #expect(Webhook.takes(["*"], "order.opened", isStaff: false) && !Webhook.takes(["*"], "user.created", isStaff: true))
  }
}
