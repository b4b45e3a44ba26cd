import API
import Desk
import Domain
import Foundation
import HTTP
import JSON
import SQLite

/// Sends the requests of commands to the running server through its Unix socket, so that they act at once. When no
/// server runs, it calls the same API in this process.
final class Console {
  struct Answer {
    let status: Int
    let body: [UInt8]
    var json: JSONValue { (try? JSONReader.parse(body)) ?? .null }
  }

  private enum Way {
    case socket(SocketClient)
    case here(Desk, Service, Gate, FileLock)
  }
  private let way: Way

  /// `held` is the lock of a process that will serve but has not begun. A missing database is created only if
  /// `mayCreate` is set; otherwise its path is probably mistyped. `wrote` is called after each turn is on disk.
  init(
    _ config: Config, holding held: FileLock? = nil, mayCreate: Bool = false, clock: @escaping @Sendable () -> Instant = House.now,
    wrote: @escaping () -> Void = {}
  ) throws {
    if held == nil, !mayCreate { try Storage.mustExist(config.database) }
    if let lock = try held ?? FileLock(database: config.prepared.database) {
      let db = try Storage.open(config.database)
      if config.hasReplica { db.leaveLog() }
      try db.script("PRAGMA synchronous = FULL")
      try Storage.migrate(db)
      let desk = Desk(db: db, settings: try config.settings(), clock: clock)
      nonisolated(unsafe) let (inline, wrote) = (desk, wrote)  // used only by the command's thread
      let service = Service(
        rooms: Room.all,
        onDesk: OnDesk { body in
          try inline.db.begin()
          body(inline)
          try inline.db.commit()
          wrote()
        }, says: Terminal.complain)
      way = .here(desk, service, Gate(trustedProxies: [], now: House.monotonicMilliseconds), lock)
    } else {
      way = .socket(SocketClient.local(path: config.socketPath))
    }
  }

  /// True when a server holds the database.
  var isRemote: Bool { if case .socket = way { true } else { false } }

  /// Closes the database, so that another connection may own it.
  func close() throws {
    if case .here(let desk, _, _, _) = way {
      try desk.db.checkpoint()
      desk.db.close()
    }
  }

  /// Sends a request. Returns the response, or throws a failure in the refusal's own words.
  func ask(_ request: ConsoleRequest) throws -> Answer {
    let bytes = request.bytes
    let answer =
      switch way {
      case .socket(let client): try client.ask(bytes)
      case .here(let desk, let service, let gate, _): try run(bytes, desk, service, gate)
      }
    guard answer.status < 400 else { throw Failure(Self.words(of: answer)) }
    return answer
  }

  private func run(_ bytes: [UInt8], _ desk: Desk, _ service: Service, _ gate: Gate) throws -> Answer {
    var limits = Limits()
    limits.body = bytes.count
    var parser = RequestParser(limits: limits)
    var consumed = 0
    let origin = Origin(id: 1, peer: .local, arrivedAt: House.now().rawValue)
    guard case .request(var request) = bytes.withUnsafeBytes({ parser.parse($0, origin: origin, consumed: &consumed) }) else {
      throw Failure("the request is not one")
    }
    let response: Response
    switch service.plan(&request, desk, gate) {
    case .answer(let answer): response = answer
    case .read, .stream: response = service.read(request, desk, milliseconds: 60_000)
    case .worker: response = service.read(request, desk, milliseconds: 600_000)
    case .change:
      try desk.db.begin()
      switch service.change(request, desk) {
      case .answered(let answer):
        try desk.db.commit()
        response = answer
      case .transactionLost(let answer): response = answer
      }
    }
    return Answer(status: response.status, body: response.body)
  }

  static func words(of answer: Answer) -> String { words(of: answer.json) ?? "refused (\(answer.status))" }

  /// The text of a problem response; nil if it has none.
  static func words(of problem: JSONValue) -> String? {
    guard case .object(let problem) = problem else { return nil }
    var lines: [String] = []
    if case .string(let detail)? = problem["detail"] { lines.append(detail) }
    if case .array(let errors)? = problem["errors"] {
      for case .object(let error) in errors {
        // The first reason of a conflict is also its detail.
        guard case .string(let message)? = error["message"], message != lines.first else { continue }
        if case .string(let pointer)? = error["pointer"] { lines.append("  \(pointer): \(message)") } else { lines.append("  \(message)") }
      }
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }
}
