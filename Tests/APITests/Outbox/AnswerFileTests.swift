import Domain
import JSON
import MIME
import SMTP
import SQLite
import Testing

@testable import API
@testable import Desk

/// Files of answers on their way to the client.
@Suite struct AnswerFileTests {
  private let photo = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 5) }

  private func send(_ it: Answered, _ name: String = "бампер.jpg") -> Int64 { it.world.upload(photo, named: name, as: .manager).id }

  @Test func aMailCarriesTheFilesOfItsAnswer() throws {
    let it = try Answered.byMail()
    #expect(it.reply(files: [send(it), send(it, "смета.pdf")]).status == 200)
    it.world.wait(seconds: 10)
    guard case .mail(var draft, let files, _)? = try it.next()?.content else { throw Answered.Missing() }
    draft.attachments = try files.map { try $0.attachment(from: it.world.contents) }
    let read = Mail(reading: try MailWriter.write(draft))
    #expect(read.text.hasPrefix("Завтра к обеду.") && read.attachments.map(\.name) == ["бампер.jpg", "смета.pdf"])
    #expect(draft.attachments.map(\.bytes) == [photo, photo] && draft.attachments.map(\.mediaType) == ["image/jpeg", "image/jpeg"])
  }

  @Test func filesTooLongForAMailAreRefusedWithTheOtherFaults() throws {
    let it = try Answered.byMail()
    let file = send(it)
    try it.world.desk.db.execute("UPDATE files SET size = ? WHERE id = ?", Dispatch.mostFileBytes + 1, file)
    let refused = it.reply("Здравствуйте, {{client.name}}", files: [file, 999])
    #expect(refused.status == 422 && Set(refused.codes) == ["variable_unfilled", "files_too_long", "file_not_free"], "\(refused)")
    let program = try Answered.byHook()
    let long = send(program)
    try program.world.desk.db.execute("UPDATE files SET size = ? WHERE id = ?", Dispatch.mostFileBytes + 1, long)
    #expect(program.reply(files: [long]).status == 200, "a program fetches it")
  }

  @Test func anAnswerWhoseFileIsGoneFailsAndHoldsUpNothing() throws {
    let it = try Answered.byMail()
    let message = it.reply(files: [send(it)])["message/id"].int
    try it.world.desk.db.execute("UPDATE files SET blob_id = NULL")
    it.world.wait(seconds: 10)
    #expect(try it.next() == nil)
    #expect(it.delivery(message)["status"].string == "failed")
    #expect(it.delivery(message)["result"].string == "The file “бампер.jpg” is no longer there.")
  }

  @Test func aProgramFetchesTheFilesOfItsAnswersAndNoOthers() throws {
    let it = try Answered.byHook()
    let file = send(it)
    let other = send(it, "чужой.jpg")
    it.reply(files: [file])
    it.world.wait(seconds: 10)
    guard case .hook(let call)? = try it.next(lane: it.here.channel)?.content else { throw Answered.Missing() }
    let told = try #require(JSONReader.parse(OutboxJSON.bytes(call.message))["files"].array.first)
    #expect(told["id"].int == file && told["name"].string == "бампер.jpg" && told["size"].int == 300_000)
    func fetch(_ id: Int64, with secret: String?) -> World.Answer {
      it.world.ask(
        "GET", "/v1/channels/\(it.here.channel)/files/\(id)", as: nil, headers: secret.map { [("Authorization", "Bearer \($0)")] } ?? [])
    }
    #expect(fetch(file, with: it.here.secret).body == photo)
    #expect(fetch(file, with: nil).status == 401 && fetch(file, with: it.world.token(.admin)).status == 401)
    #expect(fetch(other, with: it.here.secret).status == 404)
    let note = it.world.post("/v1/tickets/\(it.ticket)/note", #"{"text":"См. фото","files":[\#(send(it))]}"#, as: .manager)
    let hidden = it.world.get("/v1/tickets/\(it.ticket)/messages/\(note["message/id"].int ?? 0)/files")["items/0/id"].int ?? 0
    #expect(hidden > 0 && fetch(hidden, with: it.here.secret).status == 404, "a note is for staff alone")
  }
}
