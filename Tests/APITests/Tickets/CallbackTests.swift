import Domain
import JSON
import Testing

@testable import API
@testable import Desk

@Suite struct CallbackTests {
  private let here: Channelled
  private var world: World { here.world }
  private let ticket: Int64

  init() throws {
    here = try Channelled()
    ticket =
      here.hand(#"{"external_id":"1","from":{"address":"tg:1","phone":"+79165551122"},"text":"Перезвоните"}"#)["ticket_id"].int ?? 0
  }

  private func slot(_ from: Int64, _ until: Int64) -> String {
    #""from":"\#(world.now.adding(seconds: from * 60).text)","until":"\#(world.now.adding(seconds: until * 60).text)""#
  }

  @discardableResult
  private func promise(_ from: Int64 = 30, _ until: Int64 = 60, _ more: String = "") -> World.Answer {
    world.post("/v1/callbacks", #"{"ticket_id":\#(ticket),\#(slot(from, until))\#(more)}"#, as: .operator)
  }

  private func run() throws { try world.desk.runDue { Issue.record("\($0)") } }
  private func events(_ type: String) -> [JSONValue] { world.get("/v1/events?type=\(type)")["items"].array }

  @Test func aCallBackIsTriedAndKept() throws {
    let made = promise()
    let id = made["callback/id"].int ?? 0
    #expect(
      made.status == 201 && made.headers["Location"] == "/v1/callbacks/\(id)" && made["callback/phone"].string == "+79165551122", "\(made)")
    #expect(made["callback/user_id"].int == world.users[.operator] && made["callback/status"].string == "promised")
    world.wait(minutes: 35)
    let tried = world.post("/v1/callbacks/\(id)/attempt", #"{"outcome":"no_answer","note":"сбросила"}"#, as: .operator)
    #expect(tried["callback/status"].string == "promised" && tried["calls/0/note"].string == "сбросила", "\(tried)")
    #expect(world.get("/v1/tickets/\(ticket)")["status"].string == "new", "nobody has been told anything")
    world.wait(minutes: 5)
    let kept = world.post("/v1/callbacks/\(id)/attempt", #"{"outcome":"reached","note":"Договорились на вторник"}"#, as: .operator)
    #expect(kept["callback/status"].string == "done" && kept["callback/attempts"].int == 2 && kept["callback/missed_at"] == .null)
    let answer = world.get("/v1/tickets/\(ticket)/messages")["items"].array.first
    #expect(
      answer?["text"].string == "Договорились на вторник" && answer?["kind"].string == "out" && answer?["id"] == kept["calls/1/message_id"])
    let after = world.get("/v1/tickets/\(ticket)")
    #expect(after["status"].string == "open" && after["person_id"].int == world.users[.operator])
    world.wait(minutes: 60)
    try run()
    #expect(events("callback.missed").isEmpty && events("callback.done").count == 1 && events("callback.attempted").count == 1)
    #expect(world.post("/v1/callbacks/\(id)/attempt", #"{"outcome":"busy"}"#).code == "callback_status")
  }

  @Test func aSlotThatIsOverUnkeptIsToldOnce() throws {
    let id = promise()["callback/id"].int ?? 0
    world.wait(minutes: 59)
    try run()
    #expect(world.get("/v1/callbacks/\(id)")["callback/status"].string == "promised")
    world.wait(minutes: 1)
    try run()
    try run()
    let missed = world.get("/v1/callbacks/\(id)")
    #expect(missed["callback/status"].string == "missed" && missed["callback/missed_at"].string == world.now.text)
    #expect(events("callback.missed").count == 1)
    world.wait(minutes: 10)
    let late = world.post("/v1/callbacks/\(id)/attempt", #"{"outcome":"reached","note":"Извинились"}"#)
    #expect(late["callback/status"].string == "done" && late["callback/missed_at"] == missed["callback/missed_at"], "it stays on record")
    #expect(world.ask("PATCH", "/v1/callbacks/\(id)", #"{"phone":"+79165551133"}"#).code == "callback_status")
  }

  @Test func anotherSlotIsAnotherPromise() throws {
    let id = promise()["callback/id"].int ?? 0
    let moved = world.ask("PATCH", "/v1/callbacks/\(id)", "{\(slot(120, 180)),\"person_id\":\(world.users[.advisor] ?? 0)}")
    #expect(moved.status == 200 && moved["callback/version"].int == 2, "\(moved)")
    world.wait(minutes: 61)
    try run()
    #expect(world.get("/v1/callbacks/\(id)")["callback/status"].string == "promised")
    #expect(world.post("/v1/callbacks/\(id)/cancel", #"{"reason":"Приехала сама"}"#)["callback/status"].string == "cancelled")
    world.wait(minutes: 180)
    try run()
    #expect(events("callback.missed").isEmpty && events("callback.cancelled").count == 1 && events("callback.changed").count == 1)
  }

  @Test func badSlotsNumbersAndTicketsAreRefused() throws {
    #expect(promise(60, 30).codes == ["slot_backwards"] && promise(-90, -30).codes == ["slot_past"])
    #expect(promise(0, 1_441).codes == ["slot_too_long"] && promise(0, 1_440).status == 201)
    #expect(promise(-10, 30).status == 201, "a slot may have begun")
    let all = world.post("/v1/callbacks", #"{"ticket_id":0,"phone":"12","from":"завтра","when":1}"#)
    #expect(all.status == 422 && Set(all.pointers) == ["/ticket_id", "/phone", "/from", "/until", "/when"], "\(all)")
    #expect(promise(30, 60, #","person_id":\#(world.users[.viewer] ?? 0)"#).codes == ["person_may_not_answer"])
    #expect(world.post("/v1/callbacks", #"{"ticket_id":99,\#(slot(60, 30))}"#).codes == ["no_such_ticket", "slot_backwards"])
    let nameless = world.post("/v1/tickets", #"{"channel_kind":"walk_in","name":"Прохожий","text":"а"}"#).id
    #expect(world.post("/v1/callbacks", #"{"ticket_id":\#(nameless),\#(slot(60, 30))}"#).codes == ["slot_backwards", "phone_needed"])
    let id = promise()["callback/id"].int ?? 0
    #expect(world.post("/v1/callbacks/\(id)/attempt", #"{"outcome":"reached"}"#).codes == ["note_needed"])
    #expect(world.get("/v1/callbacks/\(id)")["callback/attempts"].int == 0, "nothing is half done")
    world.post("/v1/tickets/\(ticket)/resolve")
    world.post("/v1/tickets/\(ticket)/close")
    #expect(promise().code == "ticket_closed")
    let note = world.post("/v1/callbacks/\(id)/attempt", #"{"outcome":"reached","note":"Всё решено"}"#)
    #expect(note["callback/status"].string == "done" && world.get("/v1/tickets/\(ticket)")["status"].string == "closed")
    #expect(world.post("/v1/callbacks", #"{"ticket_id":\#(ticket),\#(slot(30, 60))}"#, as: .mechanic).status == 403)
  }

  @Test func callBacksAreListedByTheirSlots() throws {
    let (later, sooner) = (promise(120, 180)["callback/id"].int ?? 0, promise(30, 60)["callback/id"].int ?? 0)
    let next = promise(1_440, 1_500, #","person_id":\#(world.users[.advisor] ?? 0)"#)["callback/id"].int ?? 0
    func ids(_ query: String) -> [Int64?] { world.get("/v1/callbacks?\(query)")["items"].array.map { $0["id"].int } }
    #expect(ids("") == [sooner, later, next] && ids("ticket_id=\(ticket)&status=promised") == [sooner, later, next])
    #expect(ids("person_id=\(world.users[.advisor] ?? 0)") == [next] && ids("slot_to=2026-03-02") == [sooner, later])
    #expect(ids("slot_from=2026-03-03") == [next] && ids("status=done") == [])
    let first = world.get("/v1/callbacks?limit=2")
    promise(10, 20)
    #expect(world.get("/v1/callbacks?limit=2&cursor=\(first["next_cursor"].string ?? "")")["items"].array.map { $0["id"].int } == [next])
    #expect(world.get("/v1/callbacks", as: .viewer)["items/0/phone"] == .null)
  }

  @Test func anErasedPersonsNumberIsGone() throws {
    let client = world.post("/v1/clients", #"{"kind":"person","name":"Анна","phones":["+79165551122"]}"#).id
    let id = promise()["callback/id"].int ?? 0
    world.post("/v1/callbacks/\(id)/attempt", #"{"outcome":"busy","note":"просит Анну"}"#)
    #expect(world.post("/v1/clients/\(client)/erase").status == 200)
    let gone = world.get("/v1/callbacks/\(id)")
    #expect(
      gone["callback/phone"].string == "" && gone["calls/0/note"].string == "" && !world.get("/v1/events").text.contains("79165551122"))
  }
}
