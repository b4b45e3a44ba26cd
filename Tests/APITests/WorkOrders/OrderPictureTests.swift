import Desk
import Domain
import SQLite
import Testing

@testable import API

/// Tests the response of an order, which is written while its rows are read.
@Suite struct OrderPictureTests {
  @Test func aLineThatCannotBeReadFailsTheWholeAnswerButNoneThatDoesNotShowIt() throws {
    let world = try World()
    let visit = world.visit()
    let line = visit.labour()
    let whole = visit.read()
    try world.desk.db.script("PRAGMA ignore_check_constraints = ON; UPDATE order_lines SET status = 'unheard' WHERE id = \(line)")
    for fields in ["", "?fields=lines.name"] {
      let failed = visit.read(fields)
      #expect(failed.status == 500 && failed.code == "unexpected", "\(fields) \(failed)")
    }
    #expect(visit.read("?fields=totals")["totals"] == whole["totals"])
    let narrow = visit.read("?fields=number,complaints.text,client.name")
    #expect(narrow.status == 200 && narrow["client/name"].string == "Анна Крылова", "\(narrow)")
    #expect(narrow["complaints/0/text"].string == "Скрип спереди" && narrow["number"].string == whole["number"].string)
    #expect(visit.post("lines", #"{"kind":"labour","name":"Мойка","quantity":1,"unit_price_minor":100}"#).status == 500)
    try world.desk.db.script("UPDATE order_lines SET status = 'proposed' WHERE id = \(line)")
    #expect(visit.read().text == whole.text, "and the desk reads on")
  }

  @Test func theTotalsAreTheSameWhetherOrNotTheLinesAreShown() throws {
    let world = try World()
    let visit = world.visit()
    #expect(visit.read()["totals"].array.isEmpty && visit.read("?fields=totals")["totals"].array.isEmpty)
    let free = visit.labour("Мойка", price: 0)
    #expect(visit.read("?fields=totals.gross_minor").text == #"{"totals":[{"gross_minor":0}]}"#)
    #expect(visit.read()["totals/0/gross_minor"].int == 0)
    let brakes = visit.labour(price: 100_005)
    #expect(world.ask("DELETE", "\(visit.path)/lines/\(free)").status == 204)
    #expect(visit.read("?fields=totals")["totals"] == visit.read()["totals"])
    #expect(visit.read()["totals/0/gross_minor"].int == 100_005 && visit.read()["totals/0/name"].string == "Анна Крылова")
    _ = world.ask("PUT", "\(visit.path)/lines/\(brakes)/payers", #"{"payers":[{"role":"company","share_bp":7000}]}"#)
    let split = visit.read()["totals"]
    #expect(split.array.compactMap { $0["gross_minor"].int } == [30_001, 70_004])
    #expect(visit.read("?fields=totals")["totals"] == split)
  }

  @Test func aFreeLineOfTheClientsIsAPartOfZeroBesideAnotherPayersWhole() throws {
    let world = try World()
    let visit = world.visit()
    let brakes = visit.labour(price: 100_005)
    _ = world.ask("PUT", "\(visit.path)/lines/\(brakes)/payers", #"{"payers":[{"role":"company","share_bp":10000}]}"#)
    func parts() -> [String] {
      visit.read("?fields=totals")["totals"].array.map { part in
        "\(part["role"].string ?? "") \(part["name"].string ?? "") \(part["gross_minor"].int ?? -1)"
      }
    }
    #expect(parts() == ["company Автоцентр 100005"])
    visit.labour("Мойка", price: 0)
    #expect(parts() == ["client Анна Крылова 0", "company Автоцентр 100005"])
    visit.labour("Осмотр", price: 5_000)
    #expect(parts() == ["client Анна Крылова 5000", "company Автоцентр 100005"])
    #expect(visit.read()["totals"] == visit.read("?fields=totals")["totals"])
  }

  @Test func whoMakesAnOrderIsToldWhereItIsAndTheDeedsAnswerWithIt() throws {
    let world = try World()
    let client = world.client("Анна Крылова")
    let made = world.open(client, world.vehicle(#""client_id":\#(client)"#))
    let path = "/v1/work-orders/\(made.id)"
    #expect(made.headers["Location"] == path && !made.etag.isEmpty)
    #expect(world.get(path, as: .advisor).text == made.text && world.get(path, as: .advisor).etag == made.etag)
    let estimated = world.post("\(path)/estimate", as: .advisor)
    #expect(world.get(path, as: .advisor).text == estimated.text && world.get(path, as: .advisor).etag == estimated.etag)
  }
}
