import Foundation
import Glibc
import Testing

/// `servicedesk deliver` as a mail server calls it, and mails that leave the running binary.
@Suite struct DeliverCommandTests {
  private static let mail =
    "From: anna@client.example\nTo: desk@centre.example\nMessage-ID: <a1@client.example>\nSubject: Готова?\n\nЖду.\n"

  private struct Place {
    let binary: Binary
    let token: String

    init() throws {
      binary = try Binary()
      try binary.run("user", "add", "anna", "--role", "admin", "--name", "Анна", input: "четыре лошади\n")
      token = try binary.run("token", "create", "anna", "terminal").out.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func serve(_ variables: [String: String] = ["SERVICEDESK_MAIL_OUT": ""]) throws -> Process { try binary.serve(variables: variables) }

    func openMailbox() throws -> Int {
      let body = #"{"kind":"email","name":"Почта","address":"desk@centre.example"}"#
      return try binary.ask("POST", "/v1/channels", token: token, body: body).status
    }

    func deliver(_ words: String..., mail: String = DeliverCommandTests.mail, variables: [String: String] = [:]) throws -> Binary.Outcome {
      let process = binary.make(["deliver"] + words, variables)
      let (err, input) = (Pipe(), Pipe())
      (process.standardOutput, process.standardError, process.standardInput) = (FileHandle.nullDevice, err, input)
      try process.run()
      // A command that refuses its arguments does not read the mail.
      signal(SIGPIPE, SIG_IGN)
      try? input.fileHandleForWriting.write(contentsOf: Data(mail.utf8))
      try? input.fileHandleForWriting.close()
      let errors = err.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return Binary.Outcome(code: process.terminationStatus, out: "", err: String(decoding: errors, as: UTF8.self))
    }
  }

  @Test func aMailIsTakenOnceAndEverythingElseIsTriedAgain() throws {
    let place = try Place()
    defer { place.binary.remove() }
    #expect(try place.deliver("1").code == 75, "no server runs")
    let server = try place.serve()
    defer { server.terminate() }
    #expect(try place.deliver("1").code == 75, "there is no such channel yet")
    #expect(try place.openMailbox() == 201)
    #expect(try place.deliver("1").code == 0)
    #expect(try place.deliver("1").code == 0, "the same mail again")
    #expect(try place.binary.ask("GET", "/v1/tickets?fields=id", token: place.token).body.contains(#""items":[{"id":1}]"#))
    for words in [[], ["x"], ["0"], ["1", "2"], ["1", "--loud"]] {
      let process = place.binary.make(["deliver"] + words, [:])
      (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 64, "\(words)")
    }
    #expect(try place.deliver("1", variables: ["SERVICEDESK_PORT": "70000"]).code == 75, "a faulty configuration")
    let closed = try place.binary.ask(
      "PATCH", "/v1/channels/1", token: place.token, body: #"{"status":"closed"}"#, headers: ["If-Match: *"])
    #expect(closed.status == 200, "\(closed)")
    #expect(try place.deliver("1").code == 75, "a closed channel")
  }

  @Test func aMailThatIsTooLongIsRefusedForGood() throws {
    let place = try Place()
    defer { place.binary.remove() }
    let limit = ["SERVICEDESK_MAX_MAIL_BYTES": "100000", "SERVICEDESK_MAIL_OUT": ""]
    let server = try place.serve(limit)
    defer { server.terminate() }
    #expect(try place.openMailbox() == 201)
    let long = Self.mail + String(repeating: "Очень долго. ", count: 100_000)
    #expect(try place.deliver("1", mail: long, variables: limit).code == 69)
    #expect(try place.deliver("1", mail: long).code == 69, "the server's limit counts")
  }

  @Test func theSocketOfDeliveriesTakesNothingElse() throws {
    let place = try Place()
    defer { place.binary.remove() }
    let server = try place.serve()
    defer { server.terminate() }
    let path = place.binary.folder.appendingPathComponent("desk.db.deliver.sock").path
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o660)
    for asked in ["/v1/users", "/v1/clients", "/v1/events", "/healthz", "/v1/channels/1"] {
      let curl = Process()
      curl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      curl.arguments = ["curl", "-s", "--unix-socket", path, "-o", "/dev/null", "-w", "%{http_code}", "http://desk\(asked)"]
      let out = Pipe()
      curl.standardOutput = out
      try curl.run()
      let code = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      curl.waitUntilExit()
      #expect(code == "403", "\(asked)")
    }
  }

  /// A mail server that takes one mail is played by Python, whose `email` then reads what has come.
  @Test func anAnswerLeavesBySMTPAsPythonReadsIt() throws {
    let place = try Place()
    defer { place.binary.remove() }
    let script = place.binary.folder.appendingPathComponent("server.py")
    try Self.server.write(to: script, atomically: true, encoding: .utf8)
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments = ["python3", script.path]
    let out = Pipe()
    python.standardOutput = out
    try python.run()
    defer { python.terminate() }
    let port = try #require(Self.line(out.fileHandleForReading))
    let server = try place.serve(["SERVICEDESK_MAIL_OUT": "smtp://127.0.0.1:\(port)"])
    defer { server.terminate() }
    #expect(try place.openMailbox() == 201)
    #expect(try place.deliver("1").code == 0)
    let reply = #"{"text":"Готова в 15:00.","last_seen_message_id":1,"then":"wait"}"#
    #expect(try place.binary.ask("POST", "/v1/tickets/1/reply", token: place.token, body: reply).status == 200)
    let read = try #require(Self.line(out.fileHandleForReading))
    #expect(read.hasPrefix(#"["desk@centre.example", "anna@client.example", "Re: Готова? ["#), "\(read)")
    #expect(read.hasSuffix(#"]", "<a1@client.example>", "Готова в 15:00."]"#), "\(read)")
    var delivery = ""
    for _ in 0..<200 where !delivery.contains(#""status":"sent""#) {
      Thread.sleep(forTimeInterval: 0.05)
      delivery = try place.binary.ask("GET", "/v1/tickets/1/messages/2/delivery", token: place.token).body
    }
    #expect(delivery.contains("250 taken"), "\(delivery)")
  }

  private static func line(_ handle: FileHandle) -> String? {
    var bytes: [UInt8] = []
    while let byte = try? handle.read(upToCount: 1)?.first, byte != 10 { bytes.append(byte) }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private static let server = """
    from email import message_from_bytes, policy
    from json import dumps
    from socket import create_server
    listener = create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    line, _ = listener.accept()
    file = line.makefile("rwb")
    def say(text):
        file.write(text.encode() + b"\\r\\n")
        file.flush()
    say("220 there")
    envelope = []
    while True:
        word = file.readline().strip()
        if not word or word.upper() == b"QUIT":
            break
        if word.upper() == b"DATA":
            say("354 go on")
            data = b""
            while not data.endswith(b"\\r\\n.\\r\\n"):
                data += file.readline()
            mail = message_from_bytes(data[:-3], policy=policy.default)
            text = mail.get_content().strip()
            print(dumps(envelope + [mail["subject"], mail["in-reply-to"], text], ensure_ascii=False), flush=True)
            say("250 taken")
            continue
        if b":<" in word:
            envelope.append(word.split(b":<")[1].split(b">")[0].decode())
        say("250 ok")
    """
}
