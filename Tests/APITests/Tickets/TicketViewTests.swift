import Domain
import JSON
import Testing

@testable import API
@testable import Desk

@Suite struct TicketViewTests {
  @Test func aViewKeepsTheQueryOfAList() throws {
    let here = try Channelled()
    let world = here.world
    here.write("Когда?", "1")
    let made = world.post("/v1/ticket-views", #"{"name":"Сроки","query":"topic=%D0%A1%D1%80%D0%BE%D0%BA%D0%B8&sort=queue"}"#, as: .operator)
    #expect(made.status == 201 && made.headers["Location"] == "/v1/ticket-views/\(made.id)" && made["shared"].bool == false, "\(made)")
    #expect(world.get(made["path"].string ?? "").status == 200)
    let all = world.post("/v1/ticket-views", #"{"name":"Все","query":""}"#, as: .operator)
    #expect(all["path"].string == "/v1/tickets" && world.get("/v1/tickets")["items"].array.count == 1)
    let changed = world.ask("PATCH", "/v1/ticket-views/\(made.id)", #"{"query":"open=true","shared":true}"#, as: .operator)
    #expect(changed["query"].string == "open=true" && changed["version"].int == 2)
    #expect(world.ask("DELETE", "/v1/ticket-views/\(made.id)", as: .operator).status == 204)
    #expect(world.get("/v1/ticket-views/\(made.id)", as: .operator).status == 404)
  }

  @Test func whatIsSharedIsSeenByAllAndChangedByItsOwner() throws {
    let world = try World()
    let mine = world.post("/v1/ticket-views", #"{"name":"Моё","query":"status=new"}"#, as: .operator).id
    let shared = world.post("/v1/ticket-views", #"{"name":"Общее","query":"status=open","shared":true}"#, as: .operator).id
    func seen(_ role: Role) -> [Int64?] { world.get("/v1/ticket-views", as: role)["items"].array.map { $0["id"].int } }
    #expect(seen(.operator) == [mine, shared] && seen(.advisor) == [shared] && seen(.viewer) == [shared])
    #expect(world.get("/v1/ticket-views/\(mine)", as: .manager).status == 404)
    for (role, status) in [(Role.advisor, 403), (.manager, 200), (.operator, 200)] {
      let answer = world.ask("PATCH", "/v1/ticket-views/\(shared)", #"{"name":"\#(role)"}"#, as: role)
      #expect(answer.status == status, "\(role) \(answer)")
    }
    #expect(world.ask("DELETE", "/v1/ticket-views/\(shared)", as: .advisor).code == "view_of_another")
    #expect(world.ask("DELETE", "/v1/ticket-views/\(mine)", as: .manager).status == 404)
    #expect(world.post("/v1/ticket-views", #"{"name":"а","query":""}"#, as: .viewer).status == 403)
  }

  @Test func everyFaultOfAQueryIsNamed() throws {
    let world = try World()
    let wrong = world.post("/v1/ticket-views", #"{"name":"","query":"status=lost&colour=red&open=maybe&status=new&limit=5"}"#)
    #expect(wrong.status == 422, "\(wrong)")
    #expect(Set(wrong.pointers) == ["/name", "/query/status", "/query/colour", "/query/open", "/query/limit"])
    for query in ["%zz=1", "status=%ff"] {
      let bad = world.post("/v1/ticket-views", #"{"name":"а","query":"\#(query)"}"#)
      #expect(bad.status == 422 && bad.codes == ["bad_query"] && bad.pointers == ["/query"], "\(bad)")
    }
    #expect(world.post("/v1/ticket-views", #"{"name":"а","query":7}"#).codes == ["wrong_type"])
    #expect(world.post("/v1/ticket-views", #"{"name":"а"}"#).pointers == ["/query"])
  }

  @Test func nobodyKeepsMoreThanAHundred() throws {
    let world = try World()
    for number in 1...100 { #expect(world.post("/v1/ticket-views", #"{"name":"\#(number)","query":""}"#).status == 201) }
    #expect(world.post("/v1/ticket-views", #"{"name":"Ещё","query":""}"#).codes == ["limit_reached"])
    #expect(world.post("/v1/ticket-views", #"{"name":"Ещё","query":""}"#, as: .operator).status == 201)
  }
}
