package import Domain
import Foundation
import JSON
import Synchronization

/// A desk with its own clock, used through the HTTP API. Each request becomes a line: time, person, action, response.
package final class DemoStage {
  struct Answer {
    let status: Int
    let json: JSONValue

    subscript(path: String) -> JSONValue { json.at(path) }
    var id: Int64 { self["id"].whole }
  }

  /// The clock of the demo, read by the server's threads.
  package final class DayClock: Sendable {
    private let at: Mutex<Instant>
    package init(_ start: Instant) { at = Mutex(start) }
    package var now: Instant { at.withLock { $0 } }
    func set(_ instant: Instant) { at.withLock { $0 = instant } }
  }

  /// Sends one request as it stands, and answers status and body.
  package typealias Exchange = ([UInt8]) throws -> (status: Int, body: [UInt8])

  private let exchange: Exchange
  private let clock: DayClock
  private let zone: Zone
  private var tokens: [String: String]
  private let says: (String) -> Void
  private var day: Day
  private var time = "09:00"
  private var keys = 0
  private var isQuiet = false

  package init(_ exchange: @escaping Exchange, clock: DayClock, zone: Zone, tokens: [String: String], says: @escaping (String) -> Void) {
    self.exchange = exchange
    self.clock = clock
    self.zone = zone
    self.tokens = tokens
    self.says = says
    day = zone.day(of: clock.now)
  }

  /// Begins a scene, with its day and title.
  func scene(_ title: String, on text: String) throws {
    day = try Day(text: text)
    says("\n\(text)  \(title)")
  }

  /// Plays without a line in the transcript, unless something goes wrong.
  func quietly(_ body: () throws -> Void) rethrows {
    isQuiet = true
    defer { isQuiet = false }
    try body()
  }

  /// Moves the clock to a day and a time of it.
  func go(to day: Day, at time: String) {
    self.day = day
    at(time)
  }

  /// Moves the clock to a time of the day, `HH:MM`.
  func at(_ time: String) {
    let parts = time.split(separator: ":").compactMap { Int($0) }
    guard parts.count == 2 else { return }
    self.time = time
    clock.set(zone.instant(of: day, minutes: parts[0] * 60 + parts[1]))
  }

  /// Lets somebody ask with a secret that the desk gave out.
  func give(_ secret: String, to person: String) { tokens[person] = secret }

  /// A request that must succeed.
  @discardableResult
  func does(
    _ person: String, _ deed: String, _ method: String, _ path: String, _ body: String? = nil, showing fields: [String] = ["status"]
  ) throws -> Answer {
    let answer = try ask(person, method, path, body)
    let shown = fields.map { answer[$0].shown }.filter { !$0.isEmpty }.joined(separator: " ")
    line(person, deed, "\(answer.status) \(shown)")
    guard answer.status < 400 else { throw DemoFailure("\(time) \(person) \(deed): \(answer.status) \(answer["detail"].text)") }
    return answer
  }

  /// A request that the desk must refuse.
  func isRefused(_ person: String, _ deed: String, _ method: String, _ path: String, _ body: String? = nil) throws {
    let answer = try ask(person, method, path, body)
    let codes = answer["errors"].items.map { $0.at("code").shown }
    line(person, deed, "\(answer.status) \((codes.isEmpty ? [answer["code"].shown] : codes).joined(separator: ", "))")
    guard answer.status >= 400 else { throw DemoFailure("\(time) \(person) \(deed) should have been refused") }
  }

  /// Reads something without a line in the transcript.
  func look(_ person: String, _ path: String) throws -> Answer {
    let answer = try ask(person, "GET", path, nil)
    guard answer.status == 200 else { throw DemoFailure("\(path): \(answer.status) \(answer.json.shown)") }
    return answer
  }

  private func ask(_ person: String, _ method: String, _ path: String, _ body: String?) throws -> Answer {
    keys += 1
    var head = "\(method) \(path) HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nAccept-Language: ru\r\nIdempotency-Key: demo-\(keys)\r\n"
    if let token = tokens[person] { head += "Authorization: Bearer \(token)\r\n" }
    if method != "GET" && method != "POST" { head += "If-Match: *\r\n" }
    if let body { head += "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n" }
    let answer = try exchange(Array((head + "\r\n" + (body ?? "")).utf8))
    return Answer(status: answer.status, json: (try? JSONReader.parse(answer.body)) ?? .null)
  }

  private func line(_ person: String, _ deed: String, _ answer: String) {
    guard !isQuiet else { return }
    let name = person.padding(toLength: 12, withPad: " ", startingAt: 0)
    let text = deed.count < 64 ? deed.padding(toLength: 64, withPad: " ", startingAt: 0) : deed + " "
    says("\(time)  \(name)\(text)\(answer)")
  }
}

/// The desk did something else than the demo's story tells.
package struct DemoFailure: Error, CustomStringConvertible {
  package let description: String
  init(_ description: String) { self.description = description }
}
