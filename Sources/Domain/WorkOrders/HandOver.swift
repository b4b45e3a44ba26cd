/// A car on site is always handed over on record: at delivery, and after a cancellation too.
package struct HandOver: Equatable, Sendable {
  package var collectedBy: String?
  package var proxy: Proxy?
  /// By which paper somebody else was known to be who he says he is.
  package var identifiedBy: String?

  package init(collectedBy: String?, proxy: Proxy? = nil, identifiedBy: String? = nil) {
    self.collectedBy = collectedBy
    self.proxy = proxy
    self.identifiedBy = identifiedBy
  }

  /// The car goes to the client, to a proxy who may collect on that day, or to somebody else who was identified or whom a manager lets have
  /// it. A company is nobody who can drive: who comes for it has a proxy or a paper.
  package func reasons(client: Client, by role: Role, on day: Day) -> [Reason] {
    guard let collectedBy else { return [.collectorMissing] }
    let against = proxy?.reasons(against: .collect, for: client.id, on: day).map { $0.at("/proxy_id") } ?? []
    let isClient = (client.kind == .person || PersonName.isTrader(client.name)) && PersonName.isNamed(collectedBy, on: client.name)
    let known = isClient || proxy.map { PersonName.isNamed(collectedBy, on: $0.name) } ?? false
    return against
      + (known || identifiedBy.map(PersonName.saysSomething) ?? false || role.may(.override) ? [] : [.collectorUnidentified(collectedBy)])
  }
}
