import Foundation
import SMTP
import Testing

/// Programs that behave as sendmail may. They are scripts of the shell, which stand before the words of a real command line.
@Suite struct SendmailProgramTests {
  private func outcome(_ script: String, atMost milliseconds: Int64 = 60_000, mail: String = "A: b\r\n\r\nc\r\n") throws -> MailOutcome {
    let program = SendmailProgram(path: "/bin/sh", arguments: ["-c", script, "sendmail"], atMost: milliseconds)
    let mail = OutgoingMail(
      sender: nil, recipients: [try MailAddress("-x@example.org"), try MailAddress("\"b c\"@example.org")], bytes: Array(mail.utf8))
    let results = program.send(mail).results
    #expect(results.map(\.recipient) == mail.recipients && results.first?.outcome == results.last?.outcome)
    return try #require(results.first).outcome
  }

  @Test func theProgramGetsTheEnvelopeAsItsWordsAndTheMailAsItsInput() throws {
    let outcome = try outcome(
      "printf '%s|' \"$@\"; od -An -c; env | sed 's/^PATH=.*//; s/^_=.*//; s/^PWD=.*//'", mail: "A: b\r\n\r\n.\r\nc\rd\r\n")
    #expect(outcome.reason.code == 0)
    let said = outcome.reason.text.split(separator: " ").joined(separator: " ")
    #expect(said == "-i|-f|<>|--|-x@example.org|\"b c\"@example.org| A : b \\n \\n . \\n c \\n d \\n")
  }

  @Test func aSenderIsNamed() throws {
    let program = SendmailProgram(path: "/bin/sh", arguments: ["-c", "printf '%s ' \"$@\"", "sendmail"])
    let mail = OutgoingMail(sender: try MailAddress("desk@example.org"), recipients: [try MailAddress("a@example.org")], bytes: [])
    #expect(program.send(mail).results.map(\.outcome.reason.text) == ["-i -f desk@example.org -- a@example.org"])
  }

  @Test func theCodeOfTheProgramDecides() throws {
    for code in 0...127 {
      let outcome = try outcome("echo said; echo why >&2; exit \(code)")
      let reason = MailReason(step: .program, code: code, text: "said why")
      switch code {
      case 0: #expect(outcome == .accepted(reason))
      case 65, 67, 68, 69: #expect(outcome == .refused(reason))
      default: #expect(outcome == .later(reason))
      }
    }
  }

  @Test func aBigMailArrivesWhole() throws {
    // The pieces in which it is handed over end inside a pair of CR and LF here.
    let mail = String(repeating: "x", count: 65_535) + "\r\n" + String(repeating: "y\r\n", count: 50_000) + "\r"
    #expect(try outcome("tr -d 'xy' | wc -c", mail: mail).reason.text == "50002")
  }

  @Test func aProgramThatDoesNotReadTheMailIsNoTrouble() throws {
    #expect(try outcome("exit 75", mail: String(repeating: "x\r\n", count: 100_000)).reason.code == 75)
  }

  @Test func aProgramThatDoesNotEndIsKilled() throws {
    for script in ["exec sleep 600", "exec yes", "exec >&- 2>&-; exec sleep 600"] {
      guard case .unknown(let reason) = try outcome(script, atMost: 200) else {
        Issue.record("\(script)")
        continue
      }
      #expect(reason.text.hasPrefix("killed, since it did not end in time") && reason.text.utf8.count <= 1_000)
    }
  }

  @Test func aProgramIsKilledWithItsChildren() throws {
    let pipe = FileManager.default.temporaryDirectory.appending(path: "pipe-\(UUID().uuidString)").path
    defer { unlink(pipe) }
    #expect(mkfifo(pipe, 0o600) == 0)
    let reading = open(pipe, O_RDONLY | O_NONBLOCK)
    defer { close(reading) }
    #expect(try outcome("exec 3>\(pipe); sleep 600 & wait", atMost: 300).reason.text.hasPrefix("killed"))
    // The pipe hangs up when nobody can write to it any more.
    var entry = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
    #expect(poll(&entry, 1, 10_000) == 1 && entry.revents & Int16(POLLHUP) != 0)
  }

  @Test func aProgramThatIsKilledLeavesADoubt() throws {
    #expect(try outcome("echo why; kill -9 $$") == .unknown(MailReason(step: .program, text: "ended by signal 9 why")))
  }

  @Test func aChildThatAProgramLeavesBehindIsNotWaitedFor() throws {
    let outcome = try outcome("sleep 600 & echo $!", atMost: 20_000)
    #expect(outcome.reason.code == 0)
    kill(try #require(pid_t(outcome.reason.text)), SIGKILL)
  }

  @Test func aProgramThatIsNotThereIsTriedLater() throws {
    let program = SendmailProgram(path: "/nowhere/sendmail")
    let mail = OutgoingMail(sender: nil, recipients: [try MailAddress("a@example.org")], bytes: [])
    #expect(
      program.send(mail).results.map(\.outcome) == [
        .later(MailReason(step: .program, text: "/nowhere/sendmail: No such file or directory"))
      ])
  }
}
