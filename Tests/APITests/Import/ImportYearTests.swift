import Domain
import HTTP
import SQLite
import Testing

@testable import API
@testable import Desk

/// Impossible years, and years of two digits, in tables, bodies and queries.
@Suite struct ImportYearTests {
  @Test func aYearWithoutItsCenturyIsTakenAsTheOnlyOneItCanBeAndTold() throws {
    let world = try World()
    for query in ["?dry_run=true", ""] {
      let clients = world.bringIn("clients", ImportTests.clients + "1;Анна;;;;;;01.02.90;;;\n2;Борис;;;;;;01.02.20;;;\n", query)
      #expect(clients.counts == [2, 0, 0, 0, 0], "\(clients)")
      let told = clients["lines"].array.flatMap { $0["reasons"].array.compactMap { $0["message"].string } }
      #expect(told.first == "“01.02.90” in the column “Дата рождения” is taken as 1990-02-01.", "\(clients)")
      #expect(clients["lines/1/reasons/0/code"].string == "cell_unreadable", "1920 or 2020: \(clients)")
    }
    #expect(try world.desk.db.lines("SELECT date(birth_on * 86400, 'unixepoch') FROM clients WHERE birth_on IS NOT NULL") == ["1990-02-01"])
    let rows = ["95", "07", "1995 г.", "2 016"].enumerated().map { "1;LADA;Веста;\($0.element);;А12\($0.offset)ВС77;;\n" }.joined()
    let cars = world.bringIn("vehicles", ImportTests.vehicles + rows)
    #expect(cars.counts == [4, 0, 0, 0, 0] && cars.told("year_completed") == 2, "\(cars)")
    #expect(cars["lines/0/reasons/0/message"].string == "“95” in the column “Год” is taken as 1995.", "\(cars)")
    #expect(try world.desk.db.lines("SELECT year FROM vehicles ORDER BY id") == ["1995", "2007", "1995", "2016"])
  }

  @Test func aDateOfNoPossibleYearIsRefusedInEveryBodyAndQuery() throws {
    let world = try World()
    var asked = 0
    // A channel is closed to users; `TicketIntakeTests` asks it.
    for route in world.service.routes where !route.isChannels {
      let path = route.path.replacing(/\{[^}]*\}/, with: "1")
      for day in ["0090-02-01", "1090-02-01", "1899-12-31", "2200-01-01"] {
        for property in route.query?.properties ?? [] where Self.format(property.schema) == "date" {
          let answer = world.get("\(path)?\(property.name)=\(day)", as: .admin)
          #expect(answer.status == 400 && answer.codes.contains("year_out_of_range"), "\(path) \(property.name) \(answer)")
          asked += 1
        }
        for property in route.takes?.properties ?? [] {
          guard let value = Self.value(of: property.schema, day) else { continue }
          let answer = world.ask(
            route.method.name.description, path, "{\"\(property.name)\":\"\(value)\"}", as: .admin, headers: [("If-Match", "\"1\"")])
          #expect(answer.status == 422 && answer.codes.contains("year_out_of_range"), "\(path) \(property.name) \(answer)")
          asked += 1
        }
      }
    }
    #expect(asked > 100)
  }

  private static func format(_ schema: Schema) -> String? {
    switch schema {
    case .text(_, _, let format): format
    case .nullable(let inner): format(inner)
    default: nil
    }
  }

  private static func value(of schema: Schema, _ day: String) -> String? {
    switch format(schema) {
    case "date": day
    case "date-time": day + "T00:00:00Z"
    default: nil
    }
  }

  @Test func aBirthdayAndAYearOfManufactureHaveTheirOwnBounds() throws {
    let world = try World()
    let day = { (day: String) in world.post("/v1/clients", #"{"name":"Анна","birth_on":"\#(day)"}"#) }
    #expect(day("0090-02-01").codes == ["year_out_of_range"] && day("2026-03-03").codes == ["birth_in_future"])
    #expect(day("1900-01-01").codes == ["birth_too_early"] && day("1990-02-30").codes == ["not_a_date"])
    let made = day("1990-02-01")
    #expect(made.status == 201)
    let id = made["id"].int ?? 0
    #expect(world.ask("PATCH", "/v1/clients/\(id)", #"{"birth_on":"1900-01-01"}"#).codes == ["birth_too_early"])
    let order =
      #"{"client":{"name":"Анна","birth_on":"1900-01-01"},"vehicle":{"make":"LADA","model":"Веста"},"odometer_km":1,"complaints":["Стук"]}"#
    #expect(world.post("/v1/work-orders", order).codes == ["birth_too_early"])
    for year in ["95", "1090", "2206", "0"] {
      let car = world.post("/v1/vehicles", #"{"make":"LADA","model":"Веста","client_id":\#(id),"year":\#(year)}"#)
      #expect(car.status == 422 && !Set(car.codes).isDisjoint(with: ["vehicle_year", "out_of_range"]), "\(year) \(car)")
    }
    // A year stored by an earlier version is no obstacle to other changes.
    try world.desk.db.script("UPDATE clients SET birth_on = -686600")
    #expect(world.ask("PATCH", "/v1/clients/\(id)", #"{"comment":"звонить вечером"}"#).status == 200)
  }
}
