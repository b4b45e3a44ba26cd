import Domain
import SQLite
import Synchronization
import Testing

@testable import API
@testable import Desk

/// Imports that go on after their response. The test decides when the worker goes on.
@Suite struct ImportRunTests {
  /// A desk whose background worker does nothing until `goOn` is called. A task is refused while `most` are waiting.
  private final class Slow {
    let world: World
    let service: Service
    let onDesk: OnDesk
    private let box = Box()
    private final class Box: Sendable {
      let bodies = Mutex<[@Sendable (Desk) -> Void]>([])
    }

    init(takes most: Int = 4) throws {
      world = try World()
      nonisolated(unsafe) let inline = world.desk
      let box = box
      onDesk = OnDesk(
        later: { body in
          box.bodies.withLock { bodies in
            guard bodies.count < most else { return false }
            bodies.append(body)
            return true
          }
        }
      ) { body in body(inline) }
      service = Service(rooms: World.rooms, onDesk: onDesk, says: { print($0) })
    }

    /// Runs the task that has waited longest.
    func goOn() {
      let next = box.bodies.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      next?(world.desk)
    }

    func post(_ table: String, _ kind: String = "clients", key: String? = nil, prefer: String? = nil, query: String = "") -> World.Answer {
      var head =
        "POST /v1/imports/\(kind)\(query) HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer \(world.token(.manager))\r\nContent-Type: text/csv\r\n"
      if let key { head += "Idempotency-Key: \(key)\r\n" }
      if let prefer { head += "Prefer: \(prefer)\r\n" }
      return world.send(Array((head + "Content-Length: \(table.utf8.count)\r\n\r\n" + table).utf8), through: service)
    }

    func get(_ path: String) -> World.Answer {
      world.send(
        Array("GET \(path) HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer \(world.token(.manager))\r\n\r\n".utf8), through: service)
    }
  }

  private static func table(_ rows: Int, note: String = "") -> String {
    ImportTests.clients + (1...rows).map { "\($0);Клиент \($0);;;;;;;;;\(note)\n" }.joined()
  }
  /// Few rows, but more than a mebibyte.
  private static let long = table(120, note: String(repeating: "слово ", count: 800))

  @Test func aLongTableIsAnsweredAtOnceAndTellsHowFarItHasCome() throws {
    let slow = try Slow()
    #expect(Self.long.utf8.count > ImportTask.atOnce)
    let accepted = slow.post(Self.long)
    #expect(accepted.status == 202 && accepted["state"].string == "waiting" && accepted["kind"].string == "clients", "\(accepted)")
    let place = try #require(accepted.headers["Location"])
    #expect(place == "/v1/imports/runs/\(accepted.id)" && accepted["report"].isNull)
    #expect(slow.get("/v1/imports")["waiting/0/id"].int == accepted.id)
    #expect(slow.get(place)["state"].string == "waiting")
    slow.goOn()
    let done = slow.get(place)
    #expect(done["state"].string == "done" && done["rows"].int == 120 && done["done"].int == 120, "\(done)")
    #expect(done["report/created"].int == 120 && done["problem"].isNull)
    let list = slow.get("/v1/imports")
    #expect(list["items"].array.isEmpty && list["waiting"].array.isEmpty && list["ended/0/id"].int == accepted.id, "\(list)")
    #expect(slow.world.get("/v1/clients?limit=1")["items"].array.count == 1)
  }

  @Test func aShortTableIsAnsweredWithItsReportUnlessItWouldWaitOrIsAskedNotTo() throws {
    let slow = try Slow()
    #expect(slow.post(Self.table(3))["created"].int == 3)
    let asked = slow.post(Self.table(3), prefer: "foo, Respond-Async; wait=10")
    #expect(asked.status == 202 && asked.headers["Preference-Applied"] == "respond-async", "\(asked)")
    let behind = slow.post(Self.table(4))
    #expect(behind.status == 202 && behind.headers["Preference-Applied"] == nil, "another is under way")
    slow.goOn()
    slow.goOn()
    #expect(slow.get("/v1/imports")["ended"].array.map { $0["state"].string } == ["done", "done"])
    #expect(slow.post(Self.table(3)).status == 200)
    #expect(slow.get("/v1/imports")["ended"].array.count == 2, "one that was answered with its report is not told of again")
  }

  @Test func theSameTableUnderItsKeyIsToldOfTheImportThatIsUnderWay() throws {
    let slow = try Slow()
    let first = slow.post(Self.long, key: "k1")
    let again = slow.post(Self.long, key: "k1")
    #expect(again.status == 202 && again.headers["Location"] == first.headers["Location"], "\(again)")
    #expect(slow.post(Self.long + "x", key: "k1").codes == ["idempotency_key_reused"])
    #expect(slow.post(Self.long, key: "k2").headers["Location"] != first.headers["Location"])
    slow.goOn()
    let kept = slow.post(Self.long, key: "k1")
    #expect(kept.status == 200 && kept.headers["Idempotency-Replayed"] == "true" && kept["created"].int == 120, "\(kept)")
    slow.goOn()
    #expect(slow.post(Self.long, key: "k2")["unchanged"].int == 120)
  }

  /// A report of a thousand lines is too long to be kept with the key.
  @Test func aReportOfAnyLengthIsToldAgainUnderItsKey() throws {
    for prefer in ["respond-async", nil] {
      let slow = try Slow()
      let table = ImportTests.clients + (1...1_200).map { "\($0);Клиент \($0);;12;;;;;;;\n" }.joined()
      let first = slow.post(table, key: "k1", prefer: prefer)
      #expect(first.status == (prefer == nil ? 200 : 202))
      slow.goOn()
      for _ in 1...2 {
        let again = slow.post(table, key: "k1", prefer: prefer)
        #expect(again.status == 200 && again.headers["Idempotency-Replayed"] == "true" && again["created"].int == 1_200, "\(again.status)")
        #expect(again.body.count > Retries.longest && again["lines"].array.count == 1_000)
      }
      #expect(slow.post(table + "x", key: "k1").codes == ["idempotency_key_reused"])
      #expect(slow.get("/v1/imports")["ended"].array.count == 1)
      slow.onDesk.forgetImportReports()
      #expect(slow.post(table, key: "k1").code == "answered_at_length")
      slow.world.wait(minutes: 25 * 60)
      #expect(slow.post(table, key: "k1")["unchanged"].int == 1_200, "a key is kept for a day")
    }
  }

  @Test func aReportThatIsRememberedIsNoAnswerToAKeyThatIsADayOld() throws {
    let slow = try Slow()
    _ = slow.post(Self.table(3), key: "k1")
    slow.world.wait(minutes: 25 * 60)
    let later = slow.post(Self.table(3), key: "k1")
    #expect(later["unchanged"].int == 3 && later.headers["Idempotency-Replayed"] == nil, "\(later)")
  }

  @Test func aDryRunIsNoAnswerToTheImportUnderTheSameKey() throws {
    let slow = try Slow()
    #expect(slow.post(Self.table(3), key: "k1", query: "?dry_run=true")["created"].int == 3)
    let earnest = slow.post(Self.table(3), key: "k1")
    #expect(earnest.status == 422 && earnest.codes == ["idempotency_key_reused"], "\(earnest)")
    #expect(slow.post(Self.table(3), key: "k1", query: "?dry_run=true").headers["Idempotency-Replayed"] == "true")
    #expect(slow.post(Self.table(3), key: "k2")["created"].int == 3)
    #expect(slow.post(Self.table(3), key: "k2", query: "?dry_run=true").codes == ["idempotency_key_reused"])
  }

  @Test func anImportThatWasCutOffBeginsAnewUnderItsKey() throws {
    let slow = try Slow()
    #expect(slow.post(Self.long, key: "k1").status == 202)
    // The process ends before the worker has started.
    nonisolated(unsafe) let inline = slow.world.desk
    let next = Service(rooms: World.rooms, onDesk: OnDesk { body in body(inline) }, says: { print($0) })
    let head =
      "POST /v1/imports/clients HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer \(slow.world.token(.manager))\r\nContent-Type: text/csv\r\n"
      + "Idempotency-Key: k1\r\nContent-Length: \(Self.long.utf8.count)\r\n\r\n"
    let again = slow.world.send(Array((head + Self.long).utf8), through: next)
    #expect(again.status == 200 && again["created"].int == 120 && again.headers["Idempotency-Replayed"] == nil, "\(again)")
  }

  @Test func whatStandsInTheWayIsToldAtTheImportsPlace() throws {
    let slow = try Slow()
    let place = slow.post("Имя;Фамилия\n1;2\n", prefer: "respond-async").headers["Location"] ?? ""
    slow.goOn()
    let failed = slow.get(place)
    #expect(failed["state"].string == "failed" && failed["report"].isNull, "\(failed)")
    #expect(failed["problem/status"].int == 422 && failed["problem/errors/0/code"].string == "table_unreadable", "\(failed)")
    #expect(slow.get("/v1/imports/runs/1").status == 404)
  }

  @Test func moreThanTheWorkerTakesIsRefusedAndLeavesNoTrace() throws {
    let slow = try Slow(takes: 1)
    #expect(slow.post(Self.long).status == 202)
    let refused = slow.post(Self.long)
    #expect(refused.status == 503 && refused.code == "overloaded" && refused.headers["Retry-After"] == "1", "\(refused)")
    #expect(slow.get("/v1/imports")["waiting"].array.count == 1)
  }

  @Test func theLastEightAreRememberedAndTheirReportsUntilSomebodyIsErased() throws {
    let slow = try Slow()
    for _ in 1...10 {
      #expect(slow.post(Self.table(2), prefer: "respond-async").status == 202)
      slow.goOn()
    }
    let ended = slow.get("/v1/imports")["ended"].array.compactMap { $0["id"].int }
    #expect(ended.count == 8)
    let place = "/v1/imports/runs/\(ended.last ?? 0)"
    #expect(slow.get(place)["report/unchanged"].int == 2)
    slow.onDesk.forgetImportReports()
    #expect(slow.get(place)["state"].string == "done" && slow.get(place)["report"].isNull)
  }

  @Test func aDryRunGoesOnToo() throws {
    let slow = try Slow()
    let place = slow.post(Self.table(3), prefer: "respond-async", query: "?dry_run=true").headers["Location"] ?? ""
    slow.goOn()
    #expect(slow.get(place)["report/dry_run"].bool == true && slow.get(place)["report/lines"].array.count == 3)
    #expect(slow.get("\(place)?fields=state,rows")["rows"].int == 3)
    #expect(slow.world.get("/v1/clients")["items"].array.isEmpty)
  }
}
