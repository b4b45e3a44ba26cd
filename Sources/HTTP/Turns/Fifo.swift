/// A queue, first in, first out. Taking from the front is cheap and clears the place.
struct Fifo<Element> {
  private var items: [Element?] = []
  private var head = 0

  var count: Int { items.count &- head }
  var isEmpty: Bool { head == items.count }
  var first: Element? { isEmpty ? nil : items[head] }

  /// The element this many places behind the first; nil if there is none.
  subscript(offset: Int) -> Element? { offset < count ? items[head &+ offset] : nil }

  mutating func append(_ element: Element) { items.append(element) }

  /// Puts elements at the front, before all others.
  mutating func putBack(_ elements: [Element]) {
    items.replaceSubrange(0..<head, with: elements.map(Optional.some))
    head = 0
  }

  mutating func popFirst() -> Element? {
    guard head < items.count else { return nil }
    let element = items[head].take()
    head &+= 1
    if head == items.count {
      items.removeAll(keepingCapacity: items.capacity <= 4096)
      head = 0
    } else if head >= 1024, head &* 2 >= items.count {
      items.removeFirst(head)
      head = 0
    }
    return element
  }
}
