package import Domain

/// The proxies of a client: their documents, powers and last days. A proxy is revoked, never deleted.
package struct Proxies {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64) throws -> Proxy {
    try context.find(ProxyTable.self, id)
  }

  package func list(clientID: Int64, _ page: PageRequest) throws -> Page<Proxy> {
    let client = try ClientLookup(context).survivor(clientID)
    return try Page(ProxyTable(context.db).page(of: client.id, page), page)
  }

  /// Creates a proxy. `version` is that of the client, whose card shows its proxies.
  package func create(of clientID: Int64, version: Versions?, _ fill: (inout Proxy) -> Void) throws -> Proxy {
    try context.match(version, ClientLookup(context).changeable(clientID).version)
    let proxy = Proxy(of: clientID, at: context.now).with(fill)
    try check(proxy)
    let known = try ProxyTable(context.db).all(of: clientID).count
    if let reason = Most.proxies.reason(against: known) { throw Refusal.conflict(reason) }
    let id = try ProxyTable(context.db).insert(proxy)
    try note(.proxyCreated, id, of: clientID, ProxyTable.form.changes(from: nil, to: proxy))
    return try context.settled { try find(id) }
  }

  package func edit(_ id: Int64, version: Versions?, _ change: (inout Proxy) -> Void) throws -> Proxy {
    try context.edit(ProxyTable.self, id, version, change) { old, new in
      _ = try ClientLookup(context).changeable(old.clientID)
      guard old.revokedAt == nil else { throw Refusal.conflict(.proxyRevoked(old)) }
      try check(new)
    } keep: { old, _, changes in
      try note(.proxyChanged, id, of: old.clientID, changes)
    }
  }

  /// Revokes a proxy. A second call changes nothing.
  package func revoke(_ id: Int64, version: Versions?) throws -> Proxy {
    let proxy = try find(id)
    try context.match(version, proxy.version)
    guard proxy.revokedAt == nil else { return proxy }
    _ = try ClientLookup(context).changeable(proxy.clientID)
    try ProxyTable(context.db).revoke(id, at: context.now)
    try note(.proxyRevoked, id, of: proxy.clientID, [])
    return try context.settled { try find(id) }
  }

  private func check(_ proxy: Proxy) throws {
    let powers = Set(Proxy.Power.allCases.filter(proxy.has))
    let reasons =
      Proxy.reasons(
        from: proxy.validFromOn, until: proxy.validUntilOn, powers: powers, limit: proxy.approveLimit, document: proxy.document)
      + [Horizon.proxy.reason(against: proxy.validUntilOn, today: context.today)?.at("/valid_until_on")].compactMap(\.self)
    guard reasons.isEmpty else { throw Refusal.invalid(reasons) }
  }

  /// Raises the client's version, because the client's card shows its proxies.
  private func note(_ event: EventType, _ id: Int64, of clientID: Int64, _ details: [Detail]) throws {
    try ClientTable(context.db).raiseVersion(clientID)
    try context.record(event, Subject(.proxy, id, client: clientID), details)
  }
}
