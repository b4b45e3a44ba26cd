import API
import Demo
import Foundation
import HTTP
import SQLite

enum ServeCommand {
  static let serve = Command(
    name: "serve", usage: "serve [--demo]", about: "Serve the API; --demo loads the demo centre and prints a token for each role",
    flags: ["demo"], onlyReads: true
  ) { arguments, config in
    if config.readOnly { return try read(config, demo: arguments.has("demo")) }
    guard let lock = try FileLock(database: config.prepared.database) else { throw Failure("another process has \(config.database) open") }
    let demo = arguments.has("demo")
    if demo {
      let console = try Console(config, holding: lock)
      try DemoCentre(console).load()
      try console.close()
    }
    if config.mapMiB > 0 { MapGuard.arm() }
    let log = Logbook()
    let house = try House(demo ? config.withoutMails : config, log: log)
    defer { withExtendedLifetime(lock) { log.close() } }
    do {
      try house.serve { port, server in
        let address = "http://\(config.host.contains(":") ? "[\(config.host)]" : config.host):\(port)"
        if demo {
          // The socket answers only once the desk thread runs, so another thread asks for the tokens.
          Thread.detachNewThread { welcome(to: address, config) }
        } else {
          Terminal.say("serving on \(address)")
        }
      }
    } catch let error as ServerError { throw Failure(error.description) }
    log.say("stopped")
  }

  /// Serves a file that another process writes.
  private static func read(_ config: Config, demo: Bool) throws {
    if demo { throw Misuse("a desk that only reads has no --demo") }
    let log = Logbook()
    defer { log.close() }
    do {
      try ReadingHouse(config, log: log).serve { port in
        Terminal.say(
          "serving reads of \(config.database) on http://\(config.host.contains(":") ? "[\(config.host)]" : config.host):\(port)")
      }
    } catch let error as ServerError { throw Failure(error.description) }
    log.say("stopped")
  }

  private static func welcome(to address: String, _ config: Config) {
    do { Terminal.say(try DemoCentre(Console(config)).welcome(to: address)) } catch {
      Terminal.complain("the demo's tokens could not be made: \(error)")
    }
  }
}

extension DemoCentre {
  init(_ console: Console) {
    self.init { method, path, body, type in try console.ask(ConsoleRequest(method, path, body, type: type)).json }
  }

  /// Loads the tables of `config/demo` beside which the command was started.
  func load() throws {
    try load { kind in try FileName.read(FileName.absolute("config/demo/\(kind).csv", in: FileName.workingDirectory)) }
  }
}

extension Config {
  /// For the demo, whose people may have addresses that somebody has.
  var withoutMails: Config {
    var config = self
    config.mailOut = .none
    return config
  }

  /// The configuration, after the database's folder was created for the lock and the socket.
  var prepared: Config {
    get throws {
      let folder = URL(fileURLWithPath: database).deletingLastPathComponent().path
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      return self
    }
  }
}

enum MigrateCommand {
  static let migrate = Command(name: "migrate", usage: "migrate", about: "Bring the database to this version; refused while a server runs")
  { _, config in
    guard let lock = try FileLock(database: config.prepared.database) else {
      throw Failure("a server has \(config.database) open; stop it first")
    }
    try withExtendedLifetime(lock) {
      let db = try Storage.open(config.database)
      if config.hasReplica { db.leaveLog() }
      let applied = try Storage.migrate(db)
      Terminal.say(applied.isEmpty ? "up to date" : "applied: \(applied.joined(separator: ", "))")
    }
  }
}
