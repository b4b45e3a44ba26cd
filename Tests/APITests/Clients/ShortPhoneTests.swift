import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Tests that a phone number with a digit missing is refused wherever a number is accepted.
@Suite struct ShortPhoneTests {
  @Test(arguments: [
    "+7 903 123-45-6", "8 903 123 45 6", "7903123456", "(903) 123-45-6", "+8 903 123 45 6", "8903123456", "+7 903 123-45-678",
  ])
  func everyPlaceThatTakesAPhoneRefusesIt(_ phone: String) throws {
    let world = try World()
    let client = world.post("/v1/clients", #"{"name":"Анна","phones":["8 903 123-45-67"]}"#)["id"].int ?? 0
    let supplier = world.post("/v1/suppliers", #"{"name":"Берг"}"#)["id"].int ?? 0
    let proxy = #"{"name":"Иван","document":"дов. 1","may_place":true,"valid_from_on":"2026-01-01","valid_until_on":"2026-12-31","#
    let known = world.post("/v1/clients/\(client)/proxies", proxy + #""phone":"8 903 123-45-67"}"#)["id"].int ?? 0
    let answers = [
      world.post("/v1/clients", #"{"name":"Борис","phones":["\#(phone)"]}"#),
      world.ask("PATCH", "/v1/clients/\(client)", #"{"phones":["8 903 123-45-67","\#(phone)"]}"#),
      world.post("/v1/clients/\(client)/proxies", proxy + #""phone":"\#(phone)"}"#),
      world.ask("PATCH", "/v1/proxies/\(known)", #"{"phone":"\#(phone)"}"#),
      world.post("/v1/suppliers", #"{"name":"Север","phone":"\#(phone)"}"#),
      world.ask("PATCH", "/v1/suppliers/\(supplier)", #"{"phone":"\#(phone)"}"#),
      world.post(
        "/v1/work-orders",
        #"{"client":{"name":"Вера","phones":["\#(phone)"]},"vehicle":{"make":"LADA","model":"Веста"},"odometer_km":1,"complaints":["Стук"]}"#
      ),
    ]
    for answer in answers { #expect(answer.status == 422 && answer.codes == ["phone_unreadable"], "\(phone) \(answer.text)") }
    let query = world.get("/v1/clients?phone=\(phone.percentEncoded)")
    #expect(query.status == 400 && query.codes == ["phone_unreadable"], "\(query)")
    let table = world.bringIn("clients", ImportTests.clients + "1;Глеб;;\(phone);\(phone);;;;;;\n")
    #expect(
      table.counts == [1, 0, 0, 0, 0] && table["lines/0/reasons"].array.count == 2 && table.told("phone_unreadable") == 1, "\(table)")
    #expect(try world.desk.db.lines("SELECT phone FROM client_phones") == ["+79031234567"])
  }
}
