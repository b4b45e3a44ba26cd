package import Domain

/// Who may act for a client, by which document and until when. A power is ended by revoking, never by deleting.
package struct Proxies {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64) throws -> Proxy {
    guard let proxy = try ProxyTable(context.db).find(id) else { throw Refusal.notFound(.proxy) }
    return proxy
  }

  package func list(clientID: Int64, _ page: PageRequest) throws -> Page<Proxy> {
    let client = try ClientLookup(context).survivor(clientID)
    return try Page(ProxyTable(context.db).page(of: client.id, page), page) { Cursor(key: .integer($0.id), id: $0.id) }
  }

  /// `version` is the client's, whose card shows its proxies.
  package func create(_ proxy: Proxy, version: Versions?) throws -> Proxy {
    try context.match(version, ClientLookup(context).changeable(proxy.clientId).version)
    try check(proxy)
    let known = try ProxyTable(context.db).all(of: proxy.clientId).count
    if let reason = Most.proxies.reason(against: known) { throw Refusal.conflict(reason) }
    let id = try ProxyTable(context.db).insert(proxy)
    try note(.proxyCreated, id, proxy, from: nil)
    return try context.settled { try find(id) }
  }

  package func edit(_ id: Int64, version: Versions?, _ change: (inout Proxy) -> Void) throws -> Proxy {
    let old = try find(id)
    _ = try ClientLookup(context).changeable(old.clientId)
    try context.match(version, old.version)
    guard old.revokedAt == nil else { throw Refusal.conflict(.proxyRevoked(old)) }
    var new = old
    change(&new)
    try check(new)
    guard new != old else { return old }
    try ProxyTable(context.db).update(new)
    try note(.proxyChanged, id, new, from: old)
    return try context.settled { try find(id) }
  }

  /// Revoking twice is revoking once.
  package func revoke(_ id: Int64, version: Versions?) throws -> Proxy {
    let proxy = try find(id)
    try context.match(version, proxy.version)
    guard proxy.revokedAt == nil else { return proxy }
    _ = try ClientLookup(context).changeable(proxy.clientId)
    try ProxyTable(context.db).revoke(id, at: context.now)
    try ClientTable(context.db).raiseVersion(proxy.clientId)
    try context.record(.proxyRevoked, Subject(.proxy, id, client: proxy.clientId))
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

  private func note(_ event: EventType, _ id: Int64, _ new: Proxy, from old: Proxy?) throws {
    var details: [Detail] = []
    details.notePersonal("name", old?.name, new.name)
    details.notePersonal("phone", old?.phone, new.phone)
    details.notePersonal("document", old?.document, new.document)
    details.noteChange("may_place", .init(old?.mayPlace), .init(new.mayPlace))
    details.noteChange("may_approve", .init(old?.mayApprove), .init(new.mayApprove))
    details.noteChange("may_collect", .init(old?.mayCollect), .init(new.mayCollect))
    details.noteChange("approve_limit_minor", .init(old?.approveLimit), .init(new.approveLimit))
    details.noteChange("valid_from_on", .init(old?.validFromOn), .init(new.validFromOn))
    details.noteChange("valid_until_on", .init(old?.validUntilOn), .init(new.validUntilOn))
    try ClientTable(context.db).raiseVersion(new.clientId)
    try context.record(event, Subject(.proxy, id, client: new.clientId), details)
  }
}

extension Detail.Value {
  fileprivate init(_ flag: Bool?) { self = flag.map { .flag($0) } ?? .null }
}
