/// A hand-over of the car, which is always recorded: at delivery, and after a cancellation too.
package struct HandOver: Equatable, Sendable {
  package var collectedBy: String?
  package var proxy: Proxy?
  /// The document that identified somebody other than the client or a proxy.
  package var identifiedBy: String?

  package init(collectedBy: String?, proxy: Proxy? = nil, identifiedBy: String? = nil) {
    self.collectedBy = collectedBy
    self.proxy = proxy
    self.identifiedBy = identifiedBy
  }

  /// Reasons against a hand-over. The car goes to the client, to a proxy who may collect on that day, or to somebody
  /// who was identified or whom a manager permits. A company cannot come itself: its driver needs a proxy or a
  /// document.
  package func reasons(client: Client, by role: Role, on day: Day) -> [Reason] {
    guard let collectedBy else { return [.collectorMissing] }
    let against = proxy?.reasons(against: .collect, for: client.id, on: day).map { $0.at("/proxy_id") } ?? []
    let isClient = (client.kind == .person || PersonName.isTrader(client.name)) && PersonName.isNamed(collectedBy, on: client.name)
    let known = isClient || proxy.map { PersonName.isNamed(collectedBy, on: $0.name) } ?? false
    return against
      + (known || identifiedBy.map(PersonName.saysSomething) ?? false || role.may(.override) ? [] : [.collectorUnidentified(collectedBy)])
  }
}
