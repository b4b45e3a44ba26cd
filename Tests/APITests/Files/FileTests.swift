import Domain
import HTTP
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

extension World {
  /// Sends a file.
  @discardableResult
  func upload(
    _ bytes: [UInt8], named name: String = "a.jpg", as role: Role = .advisor, media: String = "image/jpeg", key: String? = nil
  ) -> Answer {
    var head = "POST /v1/files?name=\(name.percentEncoded) HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer \(token(role))\r\n"
    if let key { head += "Idempotency-Key: \(key)\r\n" }
    return send(Array("\(head)Content-Type: \(media)\r\nContent-Length: \(bytes.count)\r\n\r\n".utf8) + bytes)
  }
}

/// Files that staff send, attach and read.
@Suite struct FileTests {
  private let world: World
  init() throws { world = try World() }

  private let photo = (0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 13 &+ $0 >> 7) }

  @Test func aFileIsSentAndReadToTheByte() throws {
    let sent = world.upload(photo, named: "C:\\фото\\бампер.jpg")
    #expect(sent.status == 201 && sent.headers["Location"] == "/v1/files/\(sent.id)", "\(sent)")
    #expect(sent["name"].string == "бампер.jpg" && sent["media_type"].string == "image/jpeg" && sent["size"].int == 400_000)
    #expect(sent["message_id"].isNull && sent["work_order_id"].isNull && sent["user_id"].int == world.users[.advisor])
    let read = world.get("/v1/files/\(sent.id)", as: .advisor)
    #expect(read.status == 200 && read.body == photo && read.headers["Accept-Ranges"] == "bytes")
    #expect(read.headers["Content-Disposition"] == "attachment; filename*=UTF-8''\("бампер.jpg".percentEncoded)")
    #expect(read.headers["Content-Security-Policy"] == "sandbox; default-src 'none'")
    let again = world.ask("GET", "/v1/files/\(sent.id)", as: .advisor, headers: [("If-None-Match", read.etag)])
    #expect(again.status == 304 && again.body.isEmpty)
    #expect(world.get("/v1/files/\(sent.id)", as: .manager).status == 404, "only its sender sees it before it is attached")
    #expect(world.upload(photo, as: .viewer).status == 403)
  }

  @Test(arguments: [
    ("bytes=0-9", 206, 0..<10), ("bytes=399990-", 206, 399_990..<400_000), ("bytes=-5", 206, 399_995..<400_000),
    ("bytes=262140-262150", 206, 262_140..<262_151), ("bytes=5-99999999999999999999", 206, 5..<400_000),
    ("bytes=-999999", 206, 0..<400_000),
    ("bytes=400000-", 416, 0..<0), ("bytes=-0", 416, 0..<0), ("bytes=9-5", 200, 0..<400_000), ("bytes=0-1,4-5", 200, 0..<400_000),
    ("pages=1-2", 200, 0..<400_000), ("bytes=-", 200, 0..<400_000), ("bytes=a-b", 200, 0..<400_000), ("Bytes = 3-4", 206, 3..<5),
  ])
  func aRangeIsAnsweredAsTheRFCSays(header: String, status: Int, range: Range<Int>) throws {
    let id = world.upload(photo).id
    let read = world.ask("GET", "/v1/files/\(id)", as: .advisor, headers: [("Range", header)])
    #expect(read.status == status, "\(read.status)")
    if status == 416 {
      #expect(read.code == "range_outside" && read.headers["Content-Range"] == "bytes */400000")
    } else {
      #expect(read.body == Array(photo[range]))
      #expect(read.headers["Content-Range"] == (status == 206 ? "bytes \(range.lowerBound)-\(range.upperBound - 1)/400000" : nil))
    }
  }

  @Test func aRangeOfAnotherVersionIsTheWholeFileAndHEADHasNone() throws {
    let id = world.upload(photo).id
    let tag = world.get("/v1/files/\(id)", as: .advisor).etag
    func status(_ method: String, _ condition: String) -> Int {
      world.ask(method, "/v1/files/\(id)", as: .advisor, headers: [("Range", "bytes=0-1"), ("If-Range", condition)]).status
    }
    #expect(status("GET", tag) == 206)
    #expect(status("GET", "\"other\"") == 200 && status("GET", "W/\(tag)") == 200 && status("GET", "Mon, 02 Mar 2026 07:00:00 GMT") == 200)
    #expect(status("HEAD", tag) == 200)
    let empty = world.upload([]).id
    #expect(world.get("/v1/files/\(empty)", as: .advisor).body.isEmpty)
    #expect(world.ask("GET", "/v1/files/\(empty)", as: .advisor, headers: [("Range", "bytes=0-1")]).status == 416)
  }

  @Test func aRetryIsTheSameFileAndAnotherBodyUnderItsKeyIsRefused() throws {
    let first = world.upload([1, 2, 3], key: "k")
    let again = world.upload([1, 2, 3], key: "k")
    #expect(again.id == first.id && again.headers["Idempotency-Replayed"] == "true", "\(again)")
    #expect(world.upload([1, 2, 4], key: "k").code == "invalid")
    #expect(world.upload([1, 2, 3], media: "image/png", key: "k").status == 422)
    #expect(world.upload([1, 2, 3]).id != first.id, "without a key it is a file of its own, with the same content")
    #expect(try world.desk.db.lines("SELECT count(*) FROM blobs") == ["1"])
  }

  @Test func aNameIsNeededAndABadMediaTypeIsBytes() throws {
    let nameless = Array(
      "POST /v1/files HTTP/1.1\r\nHost: d\r\nAuthorization: Bearer \(world.token(.advisor))\r\nContent-Length: 1\r\n\r\nx".utf8)
    #expect(world.send(nameless).status == 400)
    #expect(world.upload([1], media: "text/html; charset=utf-8")["media_type"].string == "text/html")
    #expect(world.upload([1], media: "Ω")["media_type"].string == "application/octet-stream")
    #expect(world.upload([1], named: "../..")["name"].string == "file")
    #expect(StoredFile.name(from: "a\u{202E}gpj.exe\u{0}") == "agpj.exe" && StoredFile.name(from: " ..\\.x ") == "x ")
  }

  // MARK: Attaching

  @Test func filesAreAttachedToRepliesNotesTicketsAndOrdersOnce() throws {
    let files = (1...6).map { world.upload([UInt8($0)], as: .advisor).id }
    let ticket = world.ask(
      "POST", "/v1/tickets", #"{"channel_kind":"walk_in","name":"Анна","text":"Скрип","files":[\#(files[0])]}"#, as: .advisor)
    #expect(ticket.status == 201, "\(ticket)")
    let first = world.get("/v1/tickets/\(ticket.id)/messages")["items/0/id"].int ?? 0
    #expect(world.get("/v1/tickets/\(ticket.id)/messages/\(first)/files")["items/0/id"].int == files[0])
    let note = world.ask("POST", "/v1/tickets/\(ticket.id)/note", #"{"text":"Фото","files":[\#(files[1]),\#(files[2])]}"#, as: .advisor)
    let noteID = note["message/id"].int ?? 0
    #expect(world.get("/v1/tickets/\(ticket.id)/messages/\(noteID)/files")["items"].array.count == 2)
    let reply = world.ask(
      "POST", "/v1/tickets/\(ticket.id)/reply", #"{"text":"Вот","last_seen_message_id":\#(first),"files":[\#(files[3])]}"#, as: .advisor)
    #expect(reply.status == 200, "\(reply)")
    let order = world.visit().id
    let added = world.ask("POST", "/v1/work-orders/\(order)/files", #"{"files":[\#(files[4]),\#(files[5])]}"#, as: .advisor)
    #expect(added.status == 201 && added["files"].array.count == 2, "\(added)")
    #expect(world.get("/v1/work-orders/\(order)/files", as: .viewer)["items"].array.compactMap { $0["id"].int } == [files[4], files[5]])
    #expect(world.get("/v1/files/\(files[4])", as: .mechanic).body == [5])
    #expect(world.get("/v1/files/\(files[0])", as: .mechanic).status == 403, "the texts of tickets are not theirs")
    #expect(world.get("/v1/events?type=work_order.files_added", as: .admin)["items/0/type"].string == "work_order.files_added")
    let twice = world.ask("POST", "/v1/work-orders/\(order)/files", #"{"files":[\#(files[4]),999,999]}"#, as: .advisor)
    #expect(
      twice.codes == ["file_not_free", "file_not_free", "file_named_twice"] && twice.pointers == ["/files/0", "/files/1", "/files/2"])
    let foreign = world.upload([9], as: .mechanic).id
    #expect(
      world.ask("POST", "/v1/tickets/\(ticket.id)/note", #"{"text":"x","files":[\#(foreign)]}"#, as: .advisor).codes == ["file_not_free"])
    #expect(world.ask("POST", "/v1/work-orders/\(order)/files", #"{"files":[\#(foreign)]}"#, as: .mechanic).status == 201)
  }

  @Test func aFileThatNobodyAttachesIsGoneAfterADay() throws {
    let (loose, kept) = (world.upload([1, 2, 3]).id, world.upload([4, 5, 6]).id)
    let order = world.visit().id
    #expect(world.ask("POST", "/v1/work-orders/\(order)/files", #"{"files":[\#(kept)]}"#, as: .advisor).status == 201)
    world.wait(seconds: 86_401)
    try world.desk.runDue { Issue.record("\($0)") }
    #expect(world.get("/v1/files/\(loose)", as: .advisor).status == 404)
    #expect(world.get("/v1/files/\(kept)", as: .advisor).body == [4, 5, 6])
    try world.sweep()
    let files = try Database(path: world.contentPath, mode: .readOnly)
    #expect(try files.lines("SELECT count(*) FROM contents") == ["1"])
  }

  @Test func anErasureEmptiesTheFilesOfOrdersAndTheirKeptAnswers() throws {
    let visit = world.visit()
    let mine = world.upload([1, 2, 3], named: "Анна.jpg").id
    let body = #"{"files":[\#(mine)]}"#
    let headers = [("Idempotency-Key", "k")]
    #expect(world.ask("POST", "/v1/work-orders/\(visit.id)/files", body, as: .advisor, headers: headers).text.contains("Анна"))
    visit.must("cancel", #"{"reason":"передумала"}"#, as: .manager)
    visit.must("hand-over", #"{"collected_by":"Крылова"}"#)
    #expect(world.post("/v1/clients/\(visit.client)/erase").status == 200)
    let shown = world.get("/v1/work-orders/\(visit.id)/files")["items/0"]
    #expect(shown["name"].string == "" && shown["erased"].bool == true, "\(shown)")
    #expect(world.get("/v1/files/\(mine)", as: .advisor).status == 404)
    #expect(!world.ask("POST", "/v1/work-orders/\(visit.id)/files", body, as: .advisor, headers: headers).text.contains("Анна"))
    try world.sweep()
    #expect(try Database(path: world.contentPath, mode: .readOnly).lines("SELECT count(*) FROM contents") == ["0"])
  }
}

/// Files in the messages of a channel's program.
@Suite struct AttachmentTests {
  private let here: Channelled
  private var world: World { here.world }
  init() throws { here = try Channelled("messenger") }

  private func say(_ id: String, _ attachments: String, text: String = "Вот фото") -> World.Answer {
    world.send(
      Array(
        { (body: String) in
          "POST /v1/channels/\(here.channel)/messages HTTP/1.1\r\nHost: d\r\nAuthorization: Bearer \(here.secret)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        }(#"{"external_id":"\#(id)","from":{"address":"tg:1","name":"Анна"},"text":"\#(text)",\#(attachments)}"#).utf8))
  }

  @Test func filesOfAMessageAreKeptWithItAndOnce() throws {
    let said = say("m1", #""attachments":[{"name":"dir/фото.jpg","media_type":"image/jpeg","content":"AQID"},{"name":"b","content":""}]"#)
    #expect(said.status == 200 && said["why"].string == "new" && said["message/text"].string == "Вот фото", "\(said)")
    let path = "/v1/tickets/\(said["ticket_id"].int ?? 0)/messages/\(said["message/id"].int ?? 0)/files"
    let files = world.get(path)["items"].array
    #expect(files.map { $0["name"].string } == ["фото.jpg", "b"] && files.map { $0["size"].int } == [3, 0], "\(files)")
    #expect(files.map { $0["media_type"].string } == ["image/jpeg", "application/octet-stream"])
    #expect(world.get("/v1/files/\(files.first?["id"].int ?? 0)").body == [1, 2, 3])
    let again = say("m1", #""attachments":[{"name":"фото.jpg","content":"BAUG"}]"#)
    #expect(again["why"].string == "duplicate" && world.get(path)["items"].array.count == 2, "\(again)")
    #expect(try world.desk.db.lines("SELECT count(*) FROM blobs") == ["2"])
  }

  @Test func allFaultsOfFilesAreNamedAtOnce() throws {
    let long = String(repeating: "я", count: 201)
    let said = say("m1", #""attachments":[{"name":"\#(long)","content":"AQI"},{"name":"b","content":"A*=="},{"content":1}]"#)
    #expect(said.status == 422)
    #expect(
      said.pointers == [
        "/attachments/0/name", "/attachments/0/content", "/attachments/1/content", "/attachments/2/name", "/attachments/2/content",
      ], "\(said)")
    #expect(say("m2", #""attachments":[\#((0...20).map { _ in #"{"name":"a","content":""}"# }.joined(separator: ","))]"#).status == 422)
    #expect(say("m3", #""\u0061ttachments":[{"name":"a","content":"AQID"}]"#).status == 200, "the word may stand in escapes")
    #expect(try world.desk.db.lines("SELECT count(*) FROM files") == ["1"])
  }

  @Test func aMessageWithoutFilesIsTakenByTheDeskThreadAndOneWithThemByAWorker() throws {
    func lane(_ body: String) -> Bool {
      let bytes = Array(
        "POST /v1/channels/\(here.channel)/messages HTTP/1.1\r\nHost: d\r\nAuthorization: Bearer \(here.secret)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
          .utf8)
      guard var request = world.parse(bytes) else { return false }
      switch world.service.plan(&request, world.desk, world.gate) {
      case .worker(.mail): return true
      default: return false
      }
    }
    #expect(!lane(#"{"external_id":"m","from":{"address":"a"},"text":"x"}"#))
    #expect(lane(#"{"external_id":"m","from":{"address":"a"},"attachments":[]}"#))
    #expect(lane(#"{"external_id":"m","from":{"address":"a"},"text":"\#(String(repeating: "x", count: 70_000))"}"#))
  }
}
