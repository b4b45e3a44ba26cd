import API
import CLinux
import Crypto
import Desk
import Domain
import Foundation
import Glibc
import HTTP
import JSON
import Migrations
import SQLite

/// All floors wired together for serving: one connection on the desk thread, and a read-only connection for each worker.
///
/// Unchecked: `desk`, `gate`, `turns` and `reads` are used only in closures of `Work` that run on the desk thread, which never run at the
/// same time. `readers[i]` is used only by worker `i`. Everything else is immutable or guards itself.
final class House: @unchecked Sendable {
  let config: Config
  let log: Logbook
  let metrics = Metrics()
  let service: Service
  private let desk: Desk
  private let gate: Gate
  private let readers: [Desk]
  private let logSync: LogSync
  /// nil if Litestream moves the log into the file.
  private let checkpointer: Checkpointer?
  private let replica: Replica?
  private let hooks: Courier<WebhookSending>
  private let outbox: Courier<OutboxSending>
  private let files: ContentFile
  private let sweeper: ContentSweeper
  private let line = ServerLine()
  private let onDesk: OnDesk
  private let health: StoreHealth
  private let turns: Turns
  private var reads = 0

  init(_ config: Config, log: Logbook, clock: @escaping @Sendable () -> Instant = House.now) throws {
    health = StoreHealth(
      moment: config.hasReplica ? StoreHealth.momentOfReplicator : StoreHealth.moment, now: Self.monotonicMilliseconds)
    let settings = try config.settings()
    let db = try Storage.open(config.database, cacheMiB: config.cacheMiB, mapMiB: config.mapMiB, says: { log.say($0) })
    try Storage.migrate(db)
    db.heard = health.noteOfWriter
    replica = Replica(config, says: { log.say($0) })
    if config.hasReplica { db.leaveLog() }
    files = try ContentFile(beside: db, replica: replica, clock: clock, says: { log.say($0) })
    self.config = config
    self.log = log
    desk = Desk(db: db, settings: settings, clock: clock)
    turns = Turns(of: desk, database: config.database, health, log)
    gate = Gate(trustedProxies: Set(config.trustedProxies), now: Self.monotonicMilliseconds)
    readers = try (0..<Self.configuration(config).threads).map { [health] _ in
      let reader = try Database(path: config.database, mode: .readOnly, cacheKiB: 8_192, mapMiB: config.mapMiB)
      reader.heard = health.note
      return Desk(db: reader, settings: settings, clock: clock)
    }
    logSync = try LogSync(database: config.database)
    checkpointer =
      replica == nil
      ? try Checkpointer(database: config.database, log: log, heard: health.note, ended: { [line] in line.nudge() }) : nil
    let (line, metrics, health, files, replica) = (line, metrics, health, files, replica)
    let (checkpointer, cuts) = (
      checkpointer, LogCut.kept(beside: config.database) + LogCut.kept(beside: ContentFile.path(beside: config.database))
    )
    for cut in cuts { log.say(cut.words) }
    if FileName.count(config.database) > 1 { log.say(Reason.severalNames.en) }
    let warnings = { @Sendable () -> [Reason] in
      [checkpointer?.warning, files.warning].compactMap(\.self) + (replica?.told(waiting: 0).warnings ?? []) + cuts.compactMap(\.warning)
        + (FileName.count(config.database) > 1 ? [.severalNames] : [])
    }
    let onDesk = line.onDesk(
      desk, readers, contents: files.contents, replica: replica, chain: Chain(config, settings, clock),
      failure: { [turns] in turns.failure.kind }, says: { log.say($0) })
    self.onDesk = onDesk
    let ownWork = line.ownWork(desk, failure: { [turns] in turns.failure.kind })
    let reading = { () throws -> Desk in
      let reader = try Database(path: config.database, mode: .readOnly, cacheKiB: 1_024)
      reader.heard = health.note
      return Desk(db: reader, settings: settings, clock: clock)
    }
    let hooks = Courier(WebhookSending(clock: clock), reading: try reading(), onDesk: ownWork, says: { log.say($0) })
    let outbox = Courier(
      OutboxSending(config.mailOut, files: files.contents, clock: clock), reading: try reading(), onDesk: ownWork, says: { log.say($0) })
    (self.hooks, self.outbox) = (hooks, outbox)
    sweeper = ContentSweeper(
      files, database: config.database, settings: settings, clock: clock, onDesk: ownWork, says: { log.say($0) })
    let vitals = Vitals(
      version: Version.text, address: config.publicURL.isEmpty ? "/" : config.publicURL,
      unready: { line.unready ?? health.trouble ?? replica?.told(waiting: 0).trouble },
      warnings: warnings,
      metrics: { format in
        metrics.text(
          format,
          Metrics.Others(
            counters: line.counters, log: Checkpointer.log(checkpointer, config.database),
            replica: replica?.told(waiting: line.counters.answersHeld), databaseBytes: FileName.size(config.database),
            filesBytes: files.bytes, filesLogBytes: files.logBytes,
            imports: onDesk.importsUnderWay, deliveriesWaiting: hooks.waiting, dispatchesWaiting: outbox.waiting))
      })
    service = Service(rooms: Room.all + [Room.ops(vitals, Room.all)], onDesk: onDesk, says: { log.say($0) })
    try Storage.startTimers(desk)
    try desk.perform(as: .desk) { try Outbox($0).takeUpAgain() }
    // A start waits for a replicator that holds the file; a desk that serves does not.
    desk.db.neverWait()
  }

  /// Opens the sockets, calls `ready` with the port, and serves until the process is told to end.
  func serve(endingOnSignal: Bool = true, ready: (UInt16, Server) -> Void) throws {
    let server = try Server(Self.configuration(config), work)
    let port = try server.start()
    line.connect(server)
    if endingOnSignal { Signals.onEnd { server.drain(within: 10_000) } }
    ready(port, server)
    hooks.start()
    outbox.start()
    sweeper.start()
    replica?.start(cameBack: { [line] in line.confirmAgain() })
    StartCode.letGo()
    try server.run()
    hooks.end()
    outbox.end()
    sweeper.end()
    replica?.end()
    // A reader that a worker still uses is left to the end of the process.
    if server.workersHaveEnded {
      for reader in readers { reader.db.close() }
      files.close()
    }
    _ = try? desk.db.checkpoint(cutting: true)
    desk.db.close()
  }

  var zone: Zone { desk.settings.zone }

  static func configuration(_ config: Config) -> HTTP.Configuration {
    var configuration = HTTP.Configuration()
    configuration.host = config.host
    configuration.port = config.port
    configuration.socketPath = config.socketPath
    configuration.deliverySocketPath = config.deliverySocketPath
    configuration.workers = config.workers
    configuration.limits.body = config.maxBodyBytes
    return configuration
  }

  private var work: Work {
    var work = Work(plan: plan, read: read, change: change)
    work.unconfirmed = { self.service.failure($0, .notReplicated) }
    work.queue = { self.service.queue(&$0) }
    work.planHead = {
      self.service.planHead(&$0, self.desk, self.gate, self.config.bodyLimits)
    }
    work.beginReads = turns.beginReads
    work.endReads = turns.endReads
    work.begin = turns.begin
    work.isOpen = { self.turns.isOpen }
    work.commit = turns.commit
    work.failure = { self.service.failure($0, self.turns.failure.kind) }
    work.sync = { self.logSync.sync() ? self.replica?.confirm() ?? .kept : .failed }
    work.work = { request, index in self.service.read(request, self.readers[index], milliseconds: 30_000) }
    work.due = turns.due
    work.tick = turns.tick
    work.news = {
      let events = self.desk.takeRecorded()
      guard !events.isEmpty else { return nil }
      if self.desk.hasHooks { self.hooks.ring() }
      if events.contains(where: \.erases) {
        self.checkpointer?.cut()
        self.sweeper.ring()
        self.onDesk.forgetImportReports()
      }
      return { LiveEvents.items(events) }
    }
    work.catchUp = { request, after, index in
      do { return try LiveEvents.catchUp(request, after: after, self.readers[index]) } catch {
        self.log.say("catching up: \(error)")
        return LivePage(bytes: [], lastID: after, more: false)
      }
    }
    work.mayHear = { self.service.mayHear($0, self.desk, self.gate) }
    if let checkpointer { work.mayChange = { checkpointer.mayChange(self.desk.db, isFull: self.health.isFull, reads: self.reads) } }
    work.observe = observe
    work.refuse = { kind, info in self.service.refuse(kind, info) }
    work.stopped = { self.log.say("stopping: \($0)") }
    return work
  }

  // MARK: On the desk thread

  @Sendable private func plan(_ request: inout Request) -> Lane { service.plan(&request, desk, gate) }

  @Sendable private func read(_ request: Request) -> Response {
    reads += 1
    return service.read(request, desk)
  }

  @Sendable private func change(_ request: Request) -> Changed {
    if let replica, replica.refuses { return .answered(service.failure(request, .notReplicated)) }
    return service.change(request, desk)
  }

  @Sendable private func observe(_ request: Request, _ status: Int, _ bytes: Int, _ microseconds: Int64) {
    metrics.note(status: status, microseconds: microseconds)
    guard config.requestLog else { return }
    let route = service.route(of: request)
    log.line { RequestLine.write(&$0, request, route, status, bytes, microseconds) }
  }

  static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(rawValue: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }

  static func monotonicMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }
}
