import CLinux
import Glibc

/// Hands mails to a program with the command line of sendmail, which Postfix, Exim and others have: `sendmail -i -f SENDER --
/// RCPT…`, the mail on standard input. It says little of the recipients: Postfix and Exim take a mail to anybody and report
/// later, by a mail to the sender.
package struct SendmailProgram: Sendable {
  private let path: String
  private let arguments: [String]
  private let milliseconds: Int64

  /// `arguments` stand before the others, such as `-C` and a file.
  package init(path: String, arguments: [String] = [], atMost milliseconds: Int64 = 300_000) {
    self.path = path
    self.arguments = arguments
    self.milliseconds = milliseconds
  }

  /// Tries once to hand over a mail. The program answers for all recipients at once.
  package func send(_ mail: OutgoingMail) -> MailDelivery {
    if mail.recipients.isEmpty { return MailDelivery(results: []) }
    // -i: a line with nothing but a dot does not end the mail. <>: no sender.
    let sender = mail.sender?.mailbox ?? "<>"
    let words = arguments + ["-i", "-f", sender, "--"] + mail.recipients.map(\.mailbox)
    return .all(mail.recipients, run(words, Self.pieces(of: mail.bytes)))
  }

  /// The mail in pieces, with lines that end in LF, as Unix programs expect.
  private static func pieces(of mail: [UInt8]) -> some Sequence<[UInt8]> {
    stride(from: 0, to: mail.count, by: 65_536).lazy.map { start in
      var piece: [UInt8] = []
      piece.reserveCapacity(65_536)
      for index in start..<min(start + 65_536, mail.count) {
        let isEnd = mail[index] == 0x0D
        if !isEnd { piece.append(mail[index]) } else if index + 1 == mail.count || mail[index + 1] != 0x0A { piece.append(0x0A) }
      }
      return piece
    }
  }

  private func run(_ words: [String], _ input: some Sequence<[UInt8]>) -> MailOutcome {
    let run: ProgramRun
    do { run = try ProgramRun(path, words, input: input) } catch {
      return .later(MailReason(step: .program, text: CleanText.line("\(path): \(error.text)", mostBytes: 1_000)))
    }
    let end = run.wait(until: Deadline(in: milliseconds))
    let said = String(decoding: run.output, as: UTF8.self)
    let reason = { (code: Int32?, text: String) in
      MailReason(step: .program, code: code.map { Int($0) }, text: CleanText.line(text, mostBytes: 1_000))
    }
    switch end {
    case .code(let code): return Self.outcome(reason(code, said), code)
    // It may have taken the mail before.
    case .signal(let number): return .unknown(reason(nil, "ended by signal \(number) \(said)"))
    case .timedOut: return .unknown(reason(nil, "killed, since it did not end in time \(said)"))
    }
  }

  /// The codes of sysexits.h: 65 bad data, 67 no such user, 68 no such host, 69 refused. All others, such as 75, speak of the
  /// program or the machine, so the mail waits. (Postfix 3.7.11 ends with 75 for a mail over its limit, too.)
  private static func outcome(_ reason: MailReason, _ code: Int32) -> MailOutcome {
    switch code {
    case 0: .accepted(reason)
    case 65, 67, 68, 69: .refused(reason)
    default: .later(reason)
    }
  }
}
