import Desk
import Domain
import SQLite
import Testing

@testable import API

/// Tests the response of a client's card, which is written while its rows are read.
@Suite struct ClientPictureTests {
  @Test func aConsentThatCannotBeReadFailsTheCardButNoneThatDoesNotShowIt() throws {
    let world = try World()
    let made = world.post("/v1/clients", #"{"name":"Анна","phones":["8 903 123-45-67","8 903 765-43-21"],"tags":["VIP"]}"#)
    let path = "/v1/clients/\(made.id)"
    world.post("\(path)/consents", #"{"purpose":"survey","given":true,"how":"на приёмке"}"#)
    let whole = world.get(path)
    #expect(whole["phones"].array.map(\.string) == ["+79031234567", "+79037654321"] && whole["tags/0"].string == "vip")
    try world.desk.db.script("PRAGMA ignore_check_constraints = ON; UPDATE consents SET purpose = 'unheard'")
    #expect(world.get(path).status == 500)
    #expect(world.get("\(path)?fields=name,tags").text == #"{"name":"Анна","tags":["vip"]}"#)
    #expect(world.get("/v1/clients?fields=name,phones")["items/0/phones/1"].string == "+79037654321")
    try world.desk.db.script("UPDATE consents SET purpose = 'survey'")
    #expect(world.get(path).text == whole.text, "and the desk reads on")
  }

  @Test func aListEndsWithItsPageAndTheNextBeginsBehindIt() throws {
    let world = try World()
    for name in ["Борис", "Анна", "Вера"] { world.post("/v1/clients", #"{"name":"\#(name)"}"#) }
    let first = world.get("/v1/clients?sort=name&limit=2&fields=name")
    #expect(first["items"].array.map { $0["name"].string } == ["Анна", "Борис"])
    let next = world.get("/v1/clients?sort=name&limit=2&fields=name&cursor=\(first["next_cursor"].string ?? "")")
    #expect(next["items"].array.map { $0["name"].string } == ["Вера"] && next["next_cursor"].isNull, "\(next)")
    #expect(world.get("/v1/clients?limit=3")["next_cursor"].isNull)
  }
}
