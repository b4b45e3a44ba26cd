import API
import Crypto
import Desk
import Domain
import Foundation
import Glibc
import HTTP
import JSON
import Migrations
import SQLite
import Synchronization

/// The floors wired together for serving: one connection on the desk thread, one read-only connection a worker.
///
/// Unchecked: `desk`, `gate`, `turn`, `reads` and `isFull` are used only inside the closures of `Work` that run on the desk thread, which
/// never run at the same time; `readers[i]` only by worker `i`; everything else is immutable or guards itself.
final class House: @unchecked Sendable {
  private struct Turn {
    var changesBefore: Int64 = 0
    var failedFull = false
  }

  let config: Config
  let log: Logbook
  let metrics = Metrics()
  let service: Service
  private let desk: Desk
  private let gate: Gate
  private let readers: [Desk]
  private let logSync: LogSync
  private let checkpointer: Checkpointer
  private let sender: WebhookSender
  private let line = ServerLine()
  private let health = StoreHealth(now: House.monotonicMilliseconds)
  private var turn = Turn()
  private var reads = 0
  /// The last turn found no room on the disk.
  private var isFull = false

  init(_ config: Config, log: Logbook, clock: @escaping @Sendable () -> Instant = House.now) throws {
    let settings = try config.settings()
    let db = try Storage.open(config.database, cacheMiB: config.cacheMiB, mapMiB: config.mapMiB)
    try Storage.migrate(db)
    db.heard = health.note
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
    checkpointer = try Checkpointer(database: config.database, log: log, heard: health.note, ended: { [line] in line.nudge() })
    let (line, metrics, health) = (line, metrics, health)
    let vitals = Vitals(version: Version.text, unready: { line.unready ?? health.trouble }, metrics: { metrics.text(line.counters) })
    service = Service(rooms: Room.all + [Room.ops(vitals, Room.all)], onDesk: line.onDesk(desk), says: { log.say($0) })
    sender = try WebhookSender(
      database: config.database, settings: settings, clock: clock, heard: health.note, onDesk: line.onDesk(desk), says: { log.say($0) })
    try Storage.startTimers(desk)
  }

  /// Opens the sockets, says `ready` with the port, and serves until the process is told to end.
  func serve(endingOnSignal: Bool = true, ready: (UInt16, Server) -> Void) throws {
    let server = try Server(Self.configuration(config), work)
    let port = try server.start()
    line.connect(server)
    if endingOnSignal { Signals.onEnd { server.drain(within: 10_000) } }
    ready(port, server)
    sender.start()
    StartCode.letGo()
    try server.run()
    sender.end()
    // What a worker still reads from is left to the end of the process.
    if server.workersHaveEnded { for reader in readers { reader.db.close() } }
    _ = try? desk.db.checkpoint()
    desk.db.close()
  }

  var zone: Zone { desk.settings.zone }

  private static func configuration(_ config: Config) -> HTTP.Configuration {
    var configuration = HTTP.Configuration()
    configuration.host = config.host
    configuration.port = config.port
    configuration.socketPath = config.socketPath
    configuration.workers = config.workers
    configuration.limits.body = config.maxBodyBytes
    return configuration
  }

  private var work: Work {
    var work = Work(plan: plan, read: read, change: { self.service.change($0, self.desk) })
    work.queue = { self.service.queue(&$0) }
    work.planHead = { self.service.planHead(&$0, usual: self.config.maxBodyBytes, imports: self.config.maxImportBytes) }
    work.beginReads = { self.quietly { try self.desk.db.beginReading() } }
    work.endReads = { self.quietly { if !self.desk.db.isAutocommit { try self.desk.db.commit() } } }
    work.begin = begin
    work.isOpen = { !self.desk.db.isAutocommit }
    work.commit = commit
    work.failure = { self.service.failure($0, full: self.turn.failedFull) }
    work.sync = { self.logSync.sync() }
    work.work = { request, index in self.service.read(request, self.readers[index], milliseconds: 30_000) }
    work.due = { (try? self.desk.nextDue())??.rawValue }
    work.tick = { self.quietly { try self.desk.runDue { self.log.say($0) } } }
    work.news = {
      let events = self.desk.takeRecorded()
      guard !events.isEmpty else { return nil }
      if self.desk.hasHooks { self.sender.ring() }
      return { LiveEvents.items(events) }
    }
    work.catchUp = { request, after, index in
      do { return try LiveEvents.catchUp(request, after: after, self.readers[index]) } catch {
        self.log.say("catching up: \(error)")
        return LivePage(bytes: [], lastID: after, more: false)
      }
    }
    work.mayHear = { self.service.mayHear($0, self.desk, self.gate) }
    work.mayChange = { self.checkpointer.mayChange(self.desk.db, isFull: self.isFull, reads: self.reads) }
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

  @Sendable private func begin(isCareful: Bool) -> Bool {
    desk.db.rollback()
    desk.dropUnkept()
    desk.isCareful = isCareful
    do {
      try desk.db.begin()
      turn = Turn(changesBefore: desk.db.totalChanges)
      return true
    } catch { return failed(error) }
  }

  @Sendable private func commit() -> Committed {
    do {
      try desk.db.commit()
      if desk.db.totalChanges == turn.changesBefore { return .clean }
      isFull = false
      return .written
    } catch {
      _ = failed(error)
      desk.db.rollback()
      desk.dropRecorded()
      return .failed
    }
  }

  private func failed(_ error: any Error) -> Bool {
    turn.failedFull = (error as? DatabaseError)?.isFull ?? false
    isFull = turn.failedFull
    log.say("the turn failed: \(error)")
    return false
  }

  private func quietly(_ body: () throws -> Void) {
    do { try body() } catch { log.say("\(error)") }
  }

  @Sendable private func observe(_ request: Request, _ status: Int, _ bytes: Int, _ microseconds: Int64) {
    metrics.note(status: status, microseconds: microseconds)
    guard config.requestLog else { return }
    let path = request.route >= 0 ? service.routes[request.route].path : "-"
    log.line { RequestLine.write(&$0, request, path, status, bytes, microseconds) }
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

/// What the API and the workers need of the server, which is made after them.
final class ServerLine: Sendable {
  private let server = Mutex<Server?>(nil)

  func nudge() { server.withLock { $0 }?.nudge() }
  func connect(_ server: Server) { self.server.withLock { $0 = server } }
  var unready: Reason? { server.withLock { $0 == nil } ? .starting : nil }
  var counters: Counters { server.withLock { $0 }?.counters ?? Counters() }

  /// Runs a worker's change on the desk thread. Unchecked use of `desk`: the closure runs nowhere else.
  func onDesk(_ desk: Desk) -> OnDesk {
    nonisolated(unsafe) let desk = desk
    return OnDesk(waiting: { self.server.withLock { $0 }?.waiting(for: .bulk) ?? [] }) { body in
      guard let server = self.server.withLock({ $0 }) else { throw Refusal.unavailable(.starting) }
      do throws(PerformError) { try server.perform { body(desk) } } catch {
        throw Refusal.unavailable(error == .overloaded ? .overloadedDesk : .notKept)
      }
    }
  }
}

extension Reason {
  fileprivate static let starting = Reason("starting", en: "The desk is starting.", ru: "Сервис запускается.")
  fileprivate static let overloadedDesk = Reason(
    "overloaded", en: "The desk is busy; try again.", ru: "Сервис перегружен, повторите запрос.")
  fileprivate static let notKept = Reason("storage", en: "The change could not be kept.", ru: "Изменение не удалось сохранить.")
}
