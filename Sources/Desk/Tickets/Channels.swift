internal import Crypto
package import Domain

/// The channels, and the secrets by which programs hand over messages.
package struct Channels {
  private let context: Context
  private var table: ChannelTable { ChannelTable(context.db) }
  package init(_ context: Context) { self.context = context }

  /// A channel with its new secret, which is shown only this once.
  package struct Opened: Sendable {
    package let channel: Channel
    package let secret: String
  }

  package func find(_ id: Int64) throws -> Channel { try context.find(ChannelTable.self, id) }
  package func list(_ page: PageRequest) throws -> Page<Channel> { try Page(table.page(page), page) }

  package func create(_ fill: (inout Channel) -> Void) throws -> Opened {
    let channel = Channel(.web, at: context.now).with(fill)
    try check(channel)
    if let reason = Most.channels.reason(against: try table.count()) { throw Refusal.conflict(reason) }
    let id = try table.insert(channel)
    try context.record(.channelCreated, Subject(.channel, id), ChannelTable.form.changes(from: nil, to: channel))
    let secret = try addSecret(to: id)
    return try context.settled { Opened(channel: try find(id), secret: secret) }
  }

  package func edit(_ id: Int64, version: Versions?, _ change: (inout Channel) -> Void) throws -> Channel {
    try context.edit(ChannelTable.self, id, version, change) { _, new in
      try check(new)
    } keep: { _, _, changes in
      try context.record(.channelChanged, Subject(.channel, id), changes)
    }
  }

  /// Gives the channel a new secret. The one before stays valid until the next time.
  package func rotate(_ id: Int64, version: Versions?) throws -> Opened {
    try context.match(version, find(id).version)
    let secret = try addSecret(to: id)
    try context.record(.channelSecretRotated, Subject(.channel, id))
    return try context.settled { Opened(channel: try find(id), secret: secret) }
  }

  /// Says which program sends the channel's answers. The secret that signs the requests to it is shown only this once.
  package func setHook(_ id: Int64, version: Versions?, _ url: String) throws -> Opened {
    let old = try find(id)
    try context.match(version, old.version)
    guard !old.kind.isSpoken else { throw Refusal.conflict(.channelNotWritten) }
    try context.checkReachable(url)
    let secret = try HookSignature.newSecret()
    let new = old.with { $0.hookURL = url }
    try table.update(new)
    try table.set(hookSecret: secret, of: id)
    try context.record(.channelHookSet, Subject(.channel, id), ChannelTable.form.changes(from: old, to: new))
    return try context.settled { Opened(channel: try find(id), secret: secret) }
  }

  package func removeHook(_ id: Int64, version: Versions?) throws {
    let old = try find(id)
    try context.match(version, old.version)
    guard old.hookURL != nil else { return }
    let new = old.with { $0.hookURL = nil }
    try table.update(new)
    try table.set(hookSecret: nil, of: id)
    try context.record(.channelHookRemoved, Subject(.channel, id), ChannelTable.form.changes(from: old, to: new))
  }

  private func addSecret(to id: Int64) throws -> String {
    let secret = "ch_" + Base64URL.encode(try Random.bytes(32))
    try table.addSecret(SHA256.hash(secret), to: id, at: context.now)
    return secret
  }

  private func check(_ channel: Channel) throws {
    var reasons: [Reason] = []
    if try TeamTable(context.db).find(channel.teamID) == nil { reasons.append(Reason.noSuchTeam.at("/team_id")) }
    if try CalendarTable(context.db).find(channel.calendarID) == nil { reasons.append(Reason.noSuchCalendar.at("/calendar_id")) }
    guard reasons.isEmpty else { throw Refusal.invalid(reasons) }
  }
}
