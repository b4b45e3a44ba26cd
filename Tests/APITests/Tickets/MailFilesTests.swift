import Domain
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

/// Files that come with mails: kept to the byte and once, and gone with an erasure.
@Suite struct MailFilesTests {
  private let here: Channelled
  private var world: World { here.world }
  init() throws { here = try Channelled("email") }

  private func texts(_ ticket: Int64?) -> [String] {
    world.get("/v1/tickets/\(ticket ?? 0)/messages")["items"].array.compactMap { $0["text"].string }.reversed()
  }

  @Test func aMailAndItsFilesAreKeptToTheByteAndOnce() throws {
    let photo = (0..<1_500_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
    let first = here.letter("f1@client.example", from: "anna@client.example", file: photo)
    #expect(first["attachments/0/name"].string == "фото.jpg" && first["attachments/0/size"].int == 1_500_000, "\(first)")
    let found = here.files(first)["items"].array
    #expect(found.map { $0["kind"].string } == ["mail", "attachment"])
    let ids = found.compactMap { $0["id"].int }
    let download = world.get("/v1/files/\(ids[1])")
    #expect(download.body == photo && download.headers["Content-Disposition"]?.contains("%D1%84") == true, "\(download.headers)")
    #expect(world.get("/v1/files/\(ids[0])").body.starts(with: Array("From: anna".utf8)))
    #expect(world.get("/v1/files/\(ids[1])", as: .mechanic).status == 403 && world.get("/v1/files/999").status == 404)
    let second = here.letter("f2@client.example", from: "oleg@client.example", file: photo)
    #expect(try world.desk.db.lines("SELECT count(*) FROM blobs") == ["3"], "two mails and one photo")
    #expect(try contentFaults().isEmpty)
    #expect(here.letter("f2@client.example", from: "oleg@client.example", file: photo)["why"].string == "duplicate")
    #expect(here.files(second)["items"].array.count == 2)
    let files = try Database(path: world.contentPath, mode: .readWrite)
    try files.script("UPDATE parts SET bytes = x'00' WHERE number = 1")
    #expect(try contentFaults().count == 3, "of the photo and of both mails")
  }

  private func contentFaults() throws -> [String] {
    try ContentCheck(world.desk.db, Database(path: world.contentPath, mode: .readOnly)).faults()
  }

  @Test func anErasedClientsFilesAreGoneAndThoseOfOthersStay() throws {
    let client = world.post("/v1/clients", #"{"kind":"person","name":"Анна","emails":["anna@client.example"]}"#).id
    let mine = here.letter("f1@client.example", from: "anna@client.example", file: [1, 2, 3])
    let others = here.letter("f2@client.example", from: "oleg@client.example", file: [1, 2, 3])
    #expect(world.post("/v1/clients/\(client)/erase").status == 200)
    let erased = here.files(mine)
    #expect(erased["items"].array.allSatisfy { $0["erased"].bool == true && $0["name"].string == "" }, "\(erased)")
    #expect(world.get("/v1/files/\(erased["items/1/id"].int ?? 0)").status == 404)
    #expect(here.letter("f1@client.example", from: "anna@client.example", file: [1, 2, 3])["why"].string == "duplicate")
    try world.sweep()
    #expect(try contentFaults().isEmpty, "a repeat brings nothing of an erased person back")
    let kept = here.files(others)
    #expect(world.get("/v1/files/\(kept["items/1/id"].int ?? 0)").body == [1, 2, 3])
    #expect(try world.desk.db.lines("SELECT count(*) FROM blobs") == ["2"])
    let files = try Database(path: world.contentPath, mode: .readOnly)
    #expect(
      try files.lines("SELECT count(*) FROM contents") == ["2"] && files.lines("SELECT count(DISTINCT content_id) FROM parts") == ["2"])
  }

  @Test func anErasedClientsWordsAreGoneFromATicketSplitOff() throws {
    let client = world.post("/v1/clients", #"{"kind":"person","name":"Анна","emails":["anna@client.example"]}"#).id
    let first = here.mail(id: "a1@client.example", text: "Первое")
    let guest = here.mail(from: "oleg@client.example", id: "o1@client.example", "In-Reply-To: <a1@client.example>\n", text: "Слово Олега")
    let second = here.mail(id: "a2@client.example", "In-Reply-To: <a1@client.example>\n", text: "Слово Анны")
    let ids = [guest, second].compactMap { $0["id"].int }
    let split = world.post("/v1/tickets/\(first["ticket_id"].int ?? 0)/split", #"{"message_ids":\#(ids)}"#)
    #expect(texts(split.id) == ["Слово Олега", "Слово Анны"], "\(split)")
    #expect(world.post("/v1/clients/\(client)/erase").status == 200)
    #expect(texts(split.id) == ["Слово Олега", ""])
  }
}
