/// A car on site is always handed over on record: at delivery, and after a cancellation too.
package struct HandOver: Equatable, Sendable {
  package var collectedBy: String?
  package var proxy: Proxy?

  package init(collectedBy: String?, proxy: Proxy? = nil) {
    self.collectedBy = collectedBy
    self.proxy = proxy
  }

  /// The client, or a proxy who may collect on that day.
  package func reasons(client: Int64, on day: Day) -> [Reason] {
    if let proxy { return proxy.reasons(against: .collect, for: client, on: day) }
    return collectedBy == nil ? [.collectorMissing] : []
  }
}
