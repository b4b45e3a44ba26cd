import Foundation
import Testing

/// The live stream of the running binary, over a socket.
@Suite struct LiveEventsTests {
  @Test func aReaderWhoseLastEventHasNotHappenedHereIsToldAndHearsWhatComes() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.run("user", "add", "anna", "--role", "admin", "--name", "Анна", input: "четыре лошади\n")
    let token = try binary.run("token", "create", "anna", "terminal").out.trimmingCharacters(in: .whitespacesAndNewlines)
    let server = try binary.serve()
    defer { server.terminate() }
    let reader = Process()
    let out = Pipe()
    reader.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    reader.arguments = [
      "curl", "-sN", "-m", "20", "http://127.0.0.1:\(binary.port)/v1/events", "-H", "Authorization: Bearer \(token)", "-H",
      "Accept: text/event-stream", "-H", "Last-Event-ID: 999999",
    ]
    reader.standardOutput = out
    try reader.run()
    defer { reader.terminate() }
    var heard = ""
    func hear(_ text: String) {
      while !heard.contains(text) {
        let piece = out.fileHandleForReading.availableData
        if piece.isEmpty { return }
        heard += String(decoding: piece, as: UTF8.self)
      }
    }
    hear(#""asked_after":999999}"# + "\n\n")
    #expect(heard.contains("event: reset\ndata: {\"newest_id\":"), "\(heard)")
    #expect(try binary.ask("POST", "/v1/clients", token: token, body: #"{"kind":"person","name":"Пётр"}"#).status == 201)
    hear(#""type":"client.created""#)
    #expect(heard.contains("event: client.created\n"), "\(heard)")
  }
}
