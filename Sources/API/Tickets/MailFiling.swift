internal import Desk
internal import Domain
internal import HTTP
internal import MIME

/// A mail that a worker has read and filed.
struct MailFiling {
  let mail: Mail
  let place: FiledPlace

  /// Reads a mail and files it. Its contents are on disk before the message that names them.
  static func file(_ call: Call) throws -> MailFiling {
    let channelID = try call.id()
    let raw = call.request.withBody { Array($0) }
    let mail = Mail(reading: raw)
    let incoming = IncomingMail(mail, raw: raw)
    let isKnown = try TicketIntake(call.context).knows(incoming, from: channelID)
    let files = isKnown ? [] : try incoming.keepFiles(in: call.contents)
    let place = try call.write { context in try TicketIntake(context).take(incoming, from: channelID, files).place }
    return MailFiling(mail: mail, place: place)
  }
}

/// A message of a channel's program that may bring files, filed by a worker.
enum MessageFiling {
  static func file(_ call: Call, _ body: IncomingMessageBody) throws -> Filed {
    let channelID = try call.id()
    let message = body.message
    var files: [NewFile] = []
    if !body.attachments.isEmpty, try !TicketIntake(call.context).knows(message, from: channelID) {
      let contents = try call.contents
      files = try body.attachments.map { attachment in
        let writer = contents.writer()
        writer.add(attachment.content[...])
        return NewFile(name: attachment.name, mediaType: attachment.mediaType, try writer.finish())
      }
      try contents.sync()
    }
    let kept = files
    let place = try call.write { context in try TicketIntake(context).take(message, from: channelID, kept).place }
    return try TicketIntake(call.context).read(place)
  }
}

/// A file in a message of a channel's program.
struct AttachmentBody: Declared {
  let name: String
  let mediaType: String
  let content: [UInt8]
  init(_ fields: inout Fields) {
    name = StoredFile.name(from: fields.required("name", .text(1...StoredFile.longestName), "Of a path, its last part"))
    mediaType = fields.optional("media_type", .text(1...127), or: Route.anyBytes)
    content = fields.required("content", .base64, "In base64")
  }
}

extension Kind where T == [UInt8] {
  /// Bytes in base64 (RFC 4648, 4).
  static var base64: Kind {
    Kind(.text(min: 0, max: nil, format: "byte"), placeholder: []) { input, pointer, faults in
      guard let text = input.string else { return faults.add(.wrongType("string", at: pointer)) }
      return Base64.decode(strictly: text) ?? faults.add(.badBase64(at: pointer))
    }
  }
}

extension Reason {
  fileprivate static func badBase64(at pointer: String) -> Reason {
    Reason("bad_base64", en: "This is no base64 text.", ru: "Это не текст base64.", at: pointer)
  }
}
