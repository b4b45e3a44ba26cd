import API
import Desk
import Domain
import Foundation
import HTTP
import SQLite

/// Serves only reads, from a file that another process writes: no lock, no timers, nothing sent, nothing migrated. Each request opens the
/// file for itself (`FollowedFile`).
///
/// Unchecked: `gate` and `blank` are used only on the desk thread, whose closures never run at the same time. Everything else is immutable
/// or guards itself.
final class ReadingHouse: @unchecked Sendable {
  private let config: Config
  private let settings: Settings
  private let log: Logbook
  private let file: FollowedFile
  private let service: Service
  private let gate: Gate
  private let metrics = Metrics()
  private let line = ServerLine()
  /// Answers what needs no file, such as `/healthz`.
  private let blank: Desk

  init(_ config: Config, log: Logbook) throws {
    let settings = try config.settings()
    let file = FollowedFile(config.database, version: Storage.version)
    (self.config, self.settings, self.log, self.file) = (config, settings, log, file)
    gate = Gate(trustedProxies: Set(config.trustedProxies), now: House.monotonicMilliseconds)
    blank = Desk(db: try Database(path: ":memory:", mode: .create), settings: settings, clock: House.now)
    let (line, metrics) = (line, metrics)
    let contents = FollowedContents(FollowedFile(ContentFile.path(beside: config.database), version: Storage.contentVersion))
    let onDesk = OnDesk(readContent: { try contents.bytes($0, of: $1) }) { _ in throw Refusal.unavailable(.readOnly) }
    let vitals = Vitals(
      version: Version.text, address: config.publicURL.isEmpty ? "/" : config.publicURL,
      unready: {
        do { try file.read { _ in } } catch Refusal.unavailable(let reason) { return reason } catch { return .fileDamaged }
        return line.unready
      },
      metrics: { format in
        metrics.text(
          format,
          Metrics.Others(
            counters: line.counters, log: Checkpointer.log(nil, config.database), replica: nil,
            databaseBytes: FileName.size(config.database), filesBytes: 0, filesLogBytes: 0, imports: (0, 0), deliveriesWaiting: 0,
            dispatchesWaiting: 0))
      })
    service = Service(rooms: Room.all + [Room.ops(vitals, Room.all)], onDesk: onDesk, says: { log.say($0) })
  }

  /// Opens the sockets, calls `ready` with the port, and serves until the process is told to end.
  func serve(ready: (UInt16) -> Void) throws {
    let server = try Server(House.configuration(config), work)
    let port = try server.start()
    line.connect(server)
    Signals.onEnd { server.drain(within: 10_000) }
    ready(port)
    StartCode.letGo()
    try server.run()
  }

  private var work: Work {
    var work = Work(
      plan: plan, read: { self.answer($0, milliseconds: 1_000) },
      change: { .answered(self.service.refusal(.unavailable(.readOnly), $0)) })
    work.queue = { self.service.queue(&$0) }
    work.work = { request, _ in self.answer(request, milliseconds: 30_000) }
    work.observe = { request, status, bytes, microseconds in
      self.metrics.note(status: status, microseconds: microseconds)
      guard self.config.requestLog else { return }
      let route = self.service.route(of: request)
      self.log.line { RequestLine.write(&$0, request, route, status, bytes, microseconds) }
    }
    work.refuse = { kind, info in self.service.refuse(kind, info) }
    work.stopped = { self.log.say("stopping: \($0)") }
    return work
  }

  /// The lane of a request. One that would change something is refused after its rights were checked.
  @Sendable private func plan(_ request: inout Request) -> Lane {
    if service.isOfProcess(&request) { return service.plan(&request, blank, gate) }
    let lane: Lane
    do { lane = try file.read { db in service.plan(&request, desk(db), gate) } } catch { return .answer(refusal(error, request)) }
    switch lane {
    case .change, .stream: return .answer(service.refusal(.unavailable(.readOnly), request))
    case .answer, .read, .worker: return lane
    }
  }

  private func answer(_ request: Request, milliseconds: Int64) -> Response {
    var request = request
    if service.isOfProcess(&request) { return service.read(request, blank, milliseconds: milliseconds) }
    do { return try file.read { db in service.read(request, desk(db), milliseconds: milliseconds) } } catch {
      return refusal(error, request)
    }
  }

  private func refusal(_ error: any Error, _ request: Request) -> Response {
    service.refusal(error as? Refusal ?? .unavailable(.fileDamaged), request)
  }

  private func desk(_ db: Database) -> Desk { Desk(db: db, settings: settings, clock: House.now) }
}
