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
/// Unchecked: `desk`, `gate`, `changesBefore`, `reads` and `hasSaidHeld` are used only in closures of `Work` that run
/// on the desk thread, which never run at the same time. `readers[i]` is used only by worker `i`. Everything else is
/// immutable or guards itself.
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
  /// The number of changed rows at the beginning of the turn.
  private var changesBefore: Int64 = 0
  private var reads = 0
  /// The reason why the last failed turn failed.
  private let failure = LastFailure()
  private var hasSaidHeld = false
  /// Milliseconds between two attempts while another program holds the file for a moment.
  private static let moment: Int64 = 5

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
      failure: { [failure] in failure.kind }, says: { log.say($0) })
    self.onDesk = onDesk
    let ownWork = line.ownWork(desk, failure: { [failure] in failure.kind })
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
    work.beginReads = { self.quietly { try self.desk.db.beginReading() } }
    work.endReads = { self.quietly { if !self.desk.db.isAutocommit { try self.desk.db.commit() } } }
    work.begin = begin
    work.isOpen = { !self.desk.db.isAutocommit }
    work.commit = commit
    work.failure = { self.service.failure($0, self.failure.kind) }
    work.sync = { self.logSync.sync() ? self.replica?.confirm() ?? .kept : .failed }
    work.work = { request, index in self.service.read(request, self.readers[index], milliseconds: 30_000) }
    work.due = due
    work.tick = tick
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

  // MARK: Turns, on the desk thread

  @Sendable private func plan(_ request: inout Request) -> Lane { service.plan(&request, desk, gate) }

  @Sendable private func read(_ request: Request) -> Response {
    reads += 1
    return service.read(request, desk)
  }

  @Sendable private func change(_ request: Request) -> Changed {
    if let replica, replica.refuses { return .answered(service.failure(request, .notReplicated)) }
    return service.change(request, desk)
  }

  @Sendable private func begin(isCareful: Bool) -> Begun {
    desk.db.rollback()
    desk.dropUnkept()
    desk.isCareful = isCareful
    do {
      try desk.db.begin()
      changesBefore = desk.db.totalChanges
      failure.kind = .failing("")
      if health.isToBeTried { wellAgain() }
      return .open
    } catch {
      if health.isHeldForAMoment {
        failure.kind = .held
        return .later(Self.moment)
      }
      failed(error)
      return .failed
    }
  }

  @Sendable private func commit() -> Committed {
    do {
      try desk.db.commit()
      if desk.db.totalChanges == changesBefore { return .clean }
      health.wrote()
      return .written
    } catch {
      failed(error)
      desk.db.rollback()
      desk.dropRecorded()
      return .failed
    }
  }

  private func failed(_ error: any Error) {
    var kind = (error as? DatabaseError).map { StoreFailure($0) } ?? .failing("\(error)")
    if case .unexpected(let text) = kind { kind = .failing(text) }
    failure.kind = kind
    // Other changes will fail in the same way, so report it once.
    guard case .held = kind else { return log.say("the turn failed: \(error)") }
    if !hasSaidHeld {
      log.say("another program holds the database's file\(FileHolders.writing(config.database)): no changes until it lets go")
    }
    hasSaidHeld = true
  }

  private func wellAgain() {
    health.began()
    if hasSaidHeld { log.say("the database's file is free again") }
    hasSaidHeld = false
  }

  /// After a failed write, retries every second, so that the desk recovers without a request.
  @Sendable private func due() -> Int64? {
    let due = (try? desk.nextDue())??.rawValue
    guard health.isToBeTried else { return due }
    return min(due ?? .max, Self.now().rawValue + 1_000)
  }

  @Sendable private func tick() {
    quietly {
      if health.isFull { try desk.tryWriting() }
      try desk.runDue { log.say($0) }
    }
  }

  private func quietly(_ body: () throws -> Void) {
    do { try body() } catch { log.say("\(error)") }
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
