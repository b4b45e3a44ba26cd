/// One order of a round of events, and which of its parts the events have touched.
struct TouchedOrder {
  let id: Int64
  fileprivate(set) var lines = false
  fileprivate(set) var status = false
  fileprivate(set) var billing = false
  /// Why the promise may have become impossible; with several reasons, the first.
  fileprivate(set) var risk: StaticString?
}

/// The orders of a round of events, in the order in which they are first touched.
struct TouchedOrders {
  private(set) var inTurn: [TouchedOrder] = []
  private var places: [Int64: Int] = [:]

  mutating func lines(_ id: Int64) { inTurn[place(of: id)].lines = true }
  mutating func status(_ id: Int64) { inTurn[place(of: id)].status = true }
  mutating func billing(_ id: Int64) { inTurn[place(of: id)].billing = true }

  mutating func risk(_ id: Int64, _ reason: StaticString) {
    let place = place(of: id)
    if inTurn[place].risk == nil { inTurn[place].risk = reason }
  }

  private mutating func place(of id: Int64) -> Int {
    if let known = places[id] { return known }
    places[id] = inTurn.count
    inTurn.append(TouchedOrder(id: id))
    return inTurn.count - 1
  }
}
