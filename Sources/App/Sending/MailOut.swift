import Domain
import SMTP

/// The way of mails out of the machine, as `mail_out` names it.
enum MailOut: Sendable, Equatable {
  case none
  case smtp(SMTPClient.Server)
  /// The path of `sendmail` or of a program that takes its arguments.
  case program(String)

  /// Reads `smtp://127.0.0.1:25`, `/usr/sbin/sendmail`, or nothing for no mails. nil: it is none of these.
  init?(_ text: String) {
    if text.isEmpty {
      self = .none
    } else if text.hasPrefix("/") {
      self = .program(text)
    } else {
      // The address of a mail server is read as that of a web hook, whose form has the usual port of its own.
      guard text.lowercased().hasPrefix("smtp://"), let address = try? WebhookAddress("http://" + text.dropFirst(7)), address.target == "/"
      else { return nil }
      let port = text.hasSuffix(":80") ? 80 : address.port == 80 ? 25 : address.port
      self = .smtp(SMTPClient.Server(host: address.host, port: port))
    }
  }

  /// A line for the mails that are due now; nil if none leave.
  func line() -> MailLine? {
    switch self {
    case .none: nil
    case .smtp(let server): MailLine(.server(SMTPClient(server, times: .init(atMost: 60_000))))
    case .program(let path): MailLine(.program(SendmailProgram(path: path)))
    }
  }
}

/// What mails are handed to. Used by one thread.
final class MailLine {
  enum Taker {
    case server(SMTPClient)
    case program(SendmailProgram)
  }
  private let taker: Taker
  init(_ taker: Taker) { self.taker = taker }

  func send(_ mail: OutgoingMail) -> MailDelivery {
    switch taker {
    case .server(let client): client.send(mail)
    case .program(let program): program.send(mail)
    }
  }

  func close() { if case .server(let client) = taker { client.quit() } }
}
