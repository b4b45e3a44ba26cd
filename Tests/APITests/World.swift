import Desk
import Domain
import Foundation
import HTTP
import JSON
import Migrations
import SMTP
import SQLite
import Testing

@testable import API

/// A whole desk without a socket, with a real database, a real router, and a clock that the test sets.
final class World {
  let desk: Desk
  let service: Service
  let gate: Gate
  let contents: Contents
  var now: Instant { clock.now }
  /// CPU time that the SQL of a request may use. It is longer than at a real desk, because debug builds are slow.
  var milliseconds: Int64 = 5_000
  private let clock: TestClock
  private let folder: URL
  private var tokens: [Role: String] = [:]
  private(set) var users: [Role: Int64] = [:]

  final class TestClock {
    var now: Instant
    init(_ now: Instant) { self.now = now }
  }

  /// Starts on Monday 2026-03-02, 10:00 in Moscow.
  init(_ rooms: [Room] = World.rooms, at time: String = "2026-03-02T07:00:00Z", reachesHTTPS: Bool = true, chain: Chain? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("desk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appendingPathComponent("desk.db").path
    try World.migrated.get().write(to: URL(fileURLWithPath: path))
    let db = try Database(path: path, mode: .create, cacheKiB: 2_048)
    try db.script("PRAGMA synchronous = OFF")
    let clock = TestClock(Instant(rawValue: Timestamp.parse(time) ?? 0))
    self.clock = clock
    let desk = Desk(db: db, settings: try World.settings(reachesHTTPS: reachesHTTPS), clock: { clock.now })
    self.desk = desk
    contents = try World.makeContents(beside: path, clock: { clock.now })
    _ = try contents.belong(to: ContentCheck.key(of: db) ?? [])
    nonisolated(unsafe) let inline = desk  // the test has one thread, which is both the desk thread and the worker
    service = Service(
      rooms: rooms, onDesk: OnDesk(contents: contents, chain: chain) { body in body(inline) }, says: { print($0) })
    gate = Gate(trustedProxies: [], now: { clock.now.rawValue })
    try desk.perform(as: .desk) { try Calendars($0).takeConfiguration() }
    for role in Role.allCases { try hire(role) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The path of the file of contents.
  var contentPath: String { folder.appendingPathComponent("desk-files.db").path }

  private static func makeContents(beside path: String, clock: @escaping () -> Instant) throws -> Contents {
    let db = try Database(path: path.replacing("desk.db", with: "desk-files.db"), mode: .create, cacheKiB: 2_048, shrinks: true)
    try db.script("PRAGMA synchronous = OFF")
    try migrator(Migrations.contents).migrate(db, at: 0)
    nonisolated(unsafe) let clock = clock  // the test has one thread
    return Contents(db, clock: { clock() }, durable: { true })
  }

  /// Sweeps the contents, as the desk does once an hour and after an erasure.
  func sweep() throws {
    try ContentSweep(contents, desk).run { gone in try desk.perform(as: .desk) { try Files($0).forgetGone(gone) } }
  }

  private static func migrator(_ all: [(number: Int, name: String, sql: [UInt8])]) -> Migrator {
    let steps = all.map { Migrator.Step(number: $0.number, name: $0.name, sql: String(decoding: $0.sql, as: UTF8.self)) }
    return Migrator(steps: steps, digest: { "\($0.utf8.count)" })
  }

  /// The bytes of a migrated database. Each world starts with a copy, since migrating takes longer than most tests.
  private static let migrated = Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("desk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("desk.db")
    do {
      let db = try Database(path: file.path, mode: .create, cacheKiB: 2_048)
      try db.script("PRAGMA synchronous = OFF")
      try migrator(Migrations.all).migrate(db, at: 0)
      try db.script("PRAGMA wal_checkpoint(TRUNCATE)")
    }
    return try Data(contentsOf: file)
  }

  static func usualHours() throws -> CentreHours {
    let hours: [WorkingHours.Interval] = [.init(9 * 60, 13 * 60), .init(14 * 60, 18 * 60)]
    let week = Dictionary(uniqueKeysWithValues: [Weekday.mon, .tue, .wed, .thu, .fri].map { ($0, hours) })
    return try CentreHours(zone: Zone("Europe/Moscow"), week: week)
  }

  static func settings(hours: CentreHours? = nil, reachesHTTPS: Bool = true) throws -> Settings {
    return Settings(
      hours: try hours ?? usualHours(), currency: "RUB", company: "Автоцентр", companyTaxID: "7707083893",
      tax: TaxRules(), companyOverrun: Share(bp: 1_000), repairWarrantyMonths: 6, repairWarrantyKm: 10_000, estimateValidHours: 72,
      overReceipt: .none, publicURL: "http://127.0.0.1:8080", clockGraceMinutes: 0, legalYears: 5,
      mailFrom: try? MailAddress("centre@centre.example", name: "Автоцентр"), reachesHTTPS: { reachesHTTPS })
  }

  private func hire(_ role: Role) throws {
    let made = try desk.perform(as: .desk) { context in
      let user = try Users(context).create(
        User(role, at: context.now).with { user in
          user.login = role.rawValue
          user.name = "User \(role.rawValue)"
          user.discountLimit = Share(bp: 1_000)
        }, passwordHash: nil)
      return (user.id, try Tokens(context).create(userID: user.id, name: "test", ratePerSecond: 0).secret)
    }
    users[role] = made.0
    tokens[role] = made.1
  }

  /// Moves the clock ahead.
  func wait(seconds: Int64) { clock.now = clock.now.adding(seconds: seconds) }
  func wait(minutes: Int64) { wait(seconds: minutes * 60) }
  func wait(days: Int64) { wait(minutes: days * 24 * 60) }

  func token(_ role: Role) -> String { tokens[role] ?? "" }

  // MARK: Asking

  struct Answer: CustomStringConvertible {
    let status: Int
    let headers: [String: String]
    let body: [UInt8]
    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSONValue { (try? JSONReader.parse(body)) ?? .null }
    var etag: String { headers["ETag"] ?? "" }
    var description: String { "\(status) \(text)" }

    /// A value by its path: `answer["items/0/name"]`.
    subscript(path: String) -> JSONValue { json[path] }
    var id: Int64 { self["id"].int ?? -1 }
    var code: String { self["code"].string ?? "" }
    /// The codes of all faults or reasons.
    var codes: [String] { self["errors"].array.compactMap { $0["code"].string } }
    var pointers: [String] { self["errors"].array.compactMap { $0["pointer"].string } }
  }

  /// Sends a request as a user of the role. `body` is JSON text. PATCH, PUT and DELETE have `If-Match: *` unless headers say
  /// otherwise.
  @discardableResult
  func ask(
    _ method: String, _ path: String, _ body: String? = nil, as role: Role? = .manager, headers: [(String, String)] = []
  ) -> Answer {
    var head = "\(method) \(path) HTTP/1.1\r\nHost: desk\r\n"
    if let role { head += "Authorization: Bearer \(token(role))\r\n" }
    let named = Set(headers.map { $0.0.lowercased() })
    if ["PATCH", "PUT", "DELETE"].contains(method), !named.contains("if-match") { head += "If-Match: *\r\n" }
    for (name, value) in headers where value != "-" { head += "\(name): \(value)\r\n" }
    if let body {
      if !named.contains("content-type") { head += "Content-Type: application/json\r\n" }
      head += "Content-Length: \(body.utf8.count)\r\n"
    }
    return send(Array((head + "\r\n" + (body ?? "")).utf8))
  }

  @discardableResult
  func get(_ path: String, as role: Role? = .manager) -> Answer { ask("GET", path, as: role) }

  @discardableResult
  func post(_ path: String, _ body: String? = nil, as role: Role? = .manager, key: String? = nil) -> Answer {
    ask("POST", path, body, as: role, headers: key.map { [("Idempotency-Key", $0)] } ?? [])
  }

  /// SQLite's plans of the statements that `body` runs, of those whose text holds `part`.
  func plans(_ part: String = "", of body: () -> Void) throws -> [[String]] {
    try desk.db.statements(body).filter { $0.contains(part) }.map { try desk.db.plan($0) }
  }

  /// Sends a request of the command line on the same machine.
  @discardableResult
  func console(_ request: ConsoleRequest) -> Answer { send(request.bytes, from: nil) }

  /// Sends bytes as they are. `other` and `door` replace the world's service and gate, for a second process over the same file
  /// or for a proxy. Without `peer` the request comes through the machine's own socket.
  func send(_ bytes: [UInt8], through other: Service? = nil, _ door: Gate? = nil, from peer: String? = "127.0.0.1") -> Answer {
    send(bytes, through: other, door, peer: peer.map { .address($0) } ?? .local)
  }

  func send(_ bytes: [UInt8], through other: Service? = nil, _ door: Gate? = nil, peer: Peer) -> Answer {
    guard var request = parse(bytes, from: peer) else { return Answer(status: 0, headers: [:], body: []) }
    let response = run(&request, other ?? service, door ?? gate)
    let answer = Answer(
      status: response.status, headers: Dictionary(response.headers.map { ("\($0.name)", $0.value) }, uniquingKeysWith: { $1 }),
      body: response.body)
    holdToTheList(answer)
    if let route = (other ?? service).route(of: request) { holdToTheDocument(answer, of: route) }
    return answer
  }

  func parse(_ bytes: [UInt8], from peer: Peer = .address("127.0.0.1")) -> Request? {
    var limits = Limits()
    limits.body = max(limits.body, bytes.count)
    var parser = RequestParser(limits: limits)
    var consumed = 0
    let origin = Origin(id: 1, peer: peer, arrivedAt: now.rawValue)
    let event = bytes.withUnsafeBytes { parser.parse($0, origin: origin, consumed: &consumed) }
    if case .request(let request) = event { return request }
    Issue.record("the test's own request is not one: \(event)")
    return nil
  }

  private func run(_ request: inout Request, _ service: Service, _ gate: Gate) -> Response {
    switch service.plan(&request, desk, gate) {
    case .answer(let response): return response
    case .read: return service.read(request, desk, milliseconds: milliseconds)
    case .worker: return service.read(request, desk, milliseconds: 30_000)
    case .stream: return Response(status: 200)
    case .change:
      let (response, isLost) = change(request, service, isCareful: false)
      return isLost ? change(request, service, isCareful: true).response : response
    }
  }

  /// Runs a turn with one change.
  private func change(_ request: Request, _ service: Service, isCareful: Bool) -> (response: Response, isLost: Bool) {
    do {
      desk.isCareful = isCareful
      try desk.db.begin()
      switch service.change(request, desk, milliseconds: milliseconds) {
      case .answered(let response):
        try desk.db.commit()
        return (response, false)
      case .transactionLost(let response):
        desk.dropRecorded()
        return (response, true)
      }
    } catch {
      desk.db.rollback()
      desk.dropRecorded()
      return (service.failure(request, (error as? DatabaseError).map { StoreFailure($0) } ?? .unexpected("\(error)")), false)
    }
  }
}

extension JSONValue {
  subscript(path: String) -> JSONValue {
    var value = self
    for step in path.split(separator: "/") {
      switch value {
      case .object(let object): value = object[String(step)] ?? .null
      case .array(let items):
        guard let index = Int(step), items.indices.contains(index) else { return .null }
        value = items[index]
      default: return .null
      }
    }
    return value
  }
  var string: String? { if case .string(let text) = self { text } else { nil } }
  var int: Int64? { if case .number(let number) = self { number.int64 } else { nil } }
  var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
  var thousandths: Int64? { if case .number(let number) = self { number.thousandths } else { nil } }
  var array: [JSONValue] { if case .array(let items) = self { items } else { [] } }
  var isNull: Bool { self == .null }
}

extension World {
  /// All rooms.
  static var rooms: [Room] { Room.all }
}
