import Domain
import JSON
import Testing

@testable import API
@testable import Desk

@Suite struct ContactTests {
  private func client(_ world: World, _ name: String, _ more: String = "") -> Int64 {
    world.post("/v1/clients", #"{"kind":"person","name":"\#(name)"\#(more)}"#).id
  }

  private func contact(_ here: Channelled, of answer: World.Answer) -> Int64 {
    here.world.get("/v1/tickets/\(answer["ticket_id"].int ?? 0)")["contact_id"].int ?? 0
  }

  private func types(_ world: World, _ id: Int64) -> [String] {
    world.get("/v1/events?subject=contact&subject_id=\(id)")["items"].array.compactMap { $0["type"].string }
  }

  @Test func aContactShowsItsAddressesToThoseWhoMaySeeThem() throws {
    let here = try Channelled()
    let id = contact(
      here, of: here.hand(#"{"external_id":"1","from":{"address":"tg:1","name":"Аня","phone":"8 916 555-11-22"},"text":"а"}"#))
    let seen = here.world.get("/v1/contacts/\(id)", as: .operator)
    #expect(seen.status == 200 && seen["name"].string == "Аня" && seen["client_id"] == .null && !seen.etag.isEmpty)
    #expect(seen["addresses"].array.map { $0["address"].string } == ["tg:1", "+79165551122"])
    #expect(seen["addresses"].array.map { $0["kind"].string } == ["account", "phone"])
    #expect(seen["addresses/0/channel_id"].int == here.channel && seen["addresses/1/channel_id"] == .null)
    let blind = here.world.get("/v1/contacts/\(id)", as: .viewer)
    #expect(blind.status == 200 && blind["name"] == .null && blind["addresses"] == .null)
  }

  @Test func contactsAreFoundByPhoneMailAndClient() throws {
    let here = try Channelled()
    let anna = client(here.world, "Анна", #","phones":["+79165551122"],"emails":["Anna@Example.com"]"#)
    let first = contact(here, of: here.hand(#"{"external_id":"1","from":{"address":"tg:1","phone":"+79165551122"},"text":"а"}"#))
    let second = contact(here, of: here.hand(#"{"external_id":"2","from":{"address":"tg:2","email":"anna@example.com"},"text":"а"}"#))
    let third = contact(here, of: here.write("а", "3", from: "tg:3"))
    func ids(_ query: String) -> [Int64?] { here.world.get("/v1/contacts?\(query)")["items"].array.map { $0["id"].int } }
    #expect(ids("phone=8%20916%20555-11-22") == [first] && ids("email=ANNA@example.com") == [second])
    #expect(ids("client_id=\(anna)") == [first, second] && ids("client=false") == [third] && ids("client=true") == [first, second])
    #expect(ids("limit=2") == [first, second] && ids("phone=%2B79165551122&client=false") == [])
    for query in ["phone=89165551122", "email=anna@example.com"] {
      #expect(here.world.get("/v1/contacts?\(query)", as: .viewer).status == 403)
    }
    #expect(here.world.get("/v1/contacts?phone=12&telephone=1").codes.count == 2)
  }

  @Test func ticketsFollowAContactThatIsLinkedAndUnlinked() throws {
    let here = try Channelled()
    let world = here.world
    let ticket = here.write("Когда?", "1")["ticket_id"].int ?? 0
    let id = world.get("/v1/tickets/\(ticket)")["contact_id"].int ?? 0
    let (anna, oleg) = (client(world, "Анна"), client(world, "Олег"))
    let version = world.get("/v1/tickets/\(ticket)")["version"].int ?? 0
    let linked = world.ask("PATCH", "/v1/contacts/\(id)", #"{"client_id":\#(anna),"name":"Анна"}"#, as: .operator)
    #expect(
      linked.status == 200 && linked["client_id"].int == anna && linked["version"].int == 2 && linked["settled"].bool == true, "\(linked)")
    #expect(world.get("/v1/tickets/\(ticket)")["client_id"].int == anna && world.get("/v1/tickets/\(ticket)")["version"].int == version + 1)
    #expect(world.get("/v1/tickets?client_id=\(anna)")["items"].array.count == 1)
    #expect(types(world, id) == ["contact.created", "contact.changed", "contact.linked"])
    #expect(world.get("/v1/clients/\(anna)/timeline")["items"].array.contains { $0["type"].string == "contact.linked" })
    world.ask("PATCH", "/v1/contacts/\(id)", #"{"client_id":\#(oleg)}"#)
    #expect(world.get("/v1/tickets/\(ticket)")["client_id"].int == oleg)
    world.ask("PATCH", "/v1/contacts/\(id)", #"{"client_id":null}"#)
    #expect(world.get("/v1/tickets/\(ticket)")["client_id"] == .null && types(world, id).last == "contact.unlinked")
    #expect(world.get("/v1/tickets?client_id=\(oleg)")["items"].array.isEmpty)
    #expect(here.write("Ещё", "2")["ticket_id"].int == ticket)
    let again = world.get("/v1/contacts/\(id)")["version"].int
    #expect(world.ask("PATCH", "/v1/contacts/\(id)", #"{"client_id":null}"#)["version"].int == again, "nothing has changed")
  }

  @Test func whatCannotBeLinkedIsRefused() throws {
    let here = try Channelled()
    let world = here.world
    let id = contact(here, of: here.write("Когда?", "1"))
    #expect(world.ask("PATCH", "/v1/contacts/\(id)", #"{"client_id":99,"name":""}"#).pointers == ["/name"])
    let unknown = world.ask("PATCH", "/v1/contacts/\(id)", #"{"client_id":99}"#)
    #expect(unknown.status == 422 && unknown.pointers == ["/client_id"] && unknown.codes == ["no_such_client"])
    #expect(world.ask("PATCH", "/v1/contacts/\(id)", #"{"name":null}"#).status == 422)
    #expect(world.ask("PATCH", "/v1/contacts/\(id)", #"{"name":"А"}"#, as: .mechanic).status == 403)
    #expect(world.ask("PATCH", "/v1/contacts/\(id)", #"{"name":"А"}"#, headers: [("If-Match", #""7""#)]).status == 412)
    let anna = client(world, "Анна")
    world.ask("PATCH", "/v1/contacts/\(id)", #"{"client_id":\#(anna)}"#)
    #expect(world.post("/v1/clients/\(anna)/erase").status == 200)
    for body in [#"{"name":"Анна"}"#, #"{"client_id":null}"#] {
      let erased = world.ask("PATCH", "/v1/contacts/\(id)", body)
      #expect(erased.status == 409 && erased.codes == ["client_erased"], "\(erased)")
    }
    #expect(world.get("/v1/contacts/\(id)")["name"].string == "" && world.get("/v1/contacts/\(id)")["addresses"].array.isEmpty)
  }

  @Test func aContactBecomesTheClientWhoseCardGetsItsPhoneOrMail() throws {
    let here = try Channelled()
    let world = here.world
    let byPhone = here.hand(#"{"external_id":"1","from":{"address":"tg:1","phone":"+79165551122"},"text":"а"}"#)
    let byMail = here.hand(#"{"external_id":"2","from":{"address":"tg:2","email":"oleg@example.com"},"text":"а"}"#)
    let anna = client(world, "Анна", #","phones":["+79165551122"]"#)
    #expect(world.get("/v1/tickets/\(byPhone["ticket_id"].int ?? 0)")["client_id"].int == anna)
    #expect(types(world, contact(here, of: byPhone)) == ["contact.created", "contact.linked"])
    let oleg = client(world, "Олег")
    #expect(world.get("/v1/tickets/\(byMail["ticket_id"].int ?? 0)")["client_id"] == .null)
    world.ask("PATCH", "/v1/clients/\(oleg)", #"{"emails":["Oleg@Example.COM"]}"#)
    #expect(world.get("/v1/tickets/\(byMail["ticket_id"].int ?? 0)")["client_id"].int == oleg)
    world.ask("PATCH", "/v1/clients/\(oleg)", #"{"emails":[]}"#)
    #expect(world.get("/v1/tickets/\(byMail["ticket_id"].int ?? 0)")["client_id"].int == oleg, "it stays")
  }

  @Test func twoCardsOfOnePhoneAreOfferedAndMergedTheyAreOne() throws {
    let here = try Channelled()
    let world = here.world
    let (anna, husband) = (
      client(world, "Анна", #","phones":["+79165551122"]"#), client(world, "Олег", #","phones":["+79165551122"]"#)
    )
    let first = here.hand(#"{"external_id":"1","from":{"address":"tg:1","phone":"+79165551122"},"text":"а"}"#)
    #expect(first["message/flags"].array.compactMap(\.string) == ["several_clients"] && first["found_by"].string == "new_contact")
    let id = contact(here, of: first)
    let offered = world.get("/v1/contacts/\(id)/clients")
    #expect(offered["clients"].array.map { $0["client_id"].int } == [anna, husband] && offered["clients/0/by/kind"].string == "phone")
    #expect(world.get("/v1/contacts/\(id)/clients", as: .viewer).status == 403)
    world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(husband),"reason":"одно лицо"}"#)
    #expect(world.get("/v1/contacts/\(id)")["client_id"].int == anna)
  }

  @Test func whatAPersonHasDecidedStays() throws {
    let here = try Channelled()
    let world = here.world
    let anna = client(world, "Анна", #","phones":["+79165551122"]"#)
    let id = contact(here, of: here.hand(#"{"external_id":"1","from":{"address":"tg:1","phone":"+79165551122"},"text":"а"}"#))
    world.ask("PATCH", "/v1/contacts/\(id)", #"{"client_id":null}"#)
    world.ask("PATCH", "/v1/clients/\(anna)", #"{"phones":["+79165551122","+79165551133"]}"#)
    here.hand(#"{"external_id":"2","from":{"address":"tg:1","phone":"+79165551133"},"text":"а"}"#)
    #expect(world.get("/v1/contacts/\(id)")["client_id"] == .null)
  }

  /// Somebody in a chat gives the telephone later.
  @Test func aNamelessVisitorIsKnownOnceAPhoneIsGiven() throws {
    let here = try Channelled("chat")
    let world = here.world
    let anna = client(world, "Анна", #","phones":["+79165551122"]"#)
    let first = here.write("Сколько стоит?", "1", from: "visitor-7")
    let id = contact(here, of: first)
    let etag = world.get("/v1/contacts/\(id)").etag
    let second = here.hand(#"{"external_id":"2","from":{"address":"visitor-7","phone":"8 916 555-11-22"},"text":"мой номер"}"#)
    #expect(second["found_by"].string == "address" && second["ticket_id"].int == first["ticket_id"].int)
    #expect(world.get("/v1/tickets/\(first["ticket_id"].int ?? 0)")["client_id"].int == anna)
    #expect(world.get("/v1/contacts/\(id)")["addresses"].array.count == 2 && world.get("/v1/contacts/\(id)").etag != etag)
    let call = world.post("/v1/tickets", #"{"channel_kind":"phone","phone":"+79165551122","text":"Звонит"}"#)
    #expect(call["contact_id"].int == id && call["client_id"].int == anna, "one person in the chat and on the phone")
  }

  @Test func aPhoneGivenWithAClientIsTheContactsToo() throws {
    let here = try Channelled("phone")
    let world = here.world
    let anna = client(world, "Анна")
    let body = #"{"channel_kind":"phone","client_id":\#(anna),"phone":"+79165551122","text":"Звонит с работы"}"#
    let id = world.post("/v1/tickets", body)["contact_id"].int
    let later = world.post("/v1/tickets", #"{"channel_kind":"phone","phone":"+79165551122","text":"Снова"}"#)
    #expect(later["contact_id"].int == id && later["client_id"].int == anna)
  }
}
