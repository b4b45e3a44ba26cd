/// Hands mails to a mail server by SMTP (RFC 5321). It is meant for the server of the same machine or network: Glibc has no
/// TLS, so there is neither STARTTLS nor a log-in.
///
/// A connection stays open for the next mail, until `quit`. One thread at a time may use a client.
package final class SMTPClient {
  package struct Server: Sendable, Equatable {
    package var host: String
    package var port: UInt16
    /// The name by which the client greets, such as `desk.example.org`. Without one, the connection's own address is
    /// named (RFC 5321 §4.1.3).
    package var helloName: String?

    package init(host: String, port: UInt16, helloName: String? = nil) {
      self.host = host
      self.port = port
      self.helloName = helloName
    }
  }

  /// The longest time of each step in milliseconds. The defaults are those of RFC 5321 §4.5.3.2. A shorter `end` makes it more
  /// likely that a mail arrives twice.
  package struct Times: Sendable, Equatable {
    /// The look-up of the name and the connection.
    package var connect: Int64 = 30_000
    package var greeting: Int64 = 300_000
    /// EHLO, MAIL FROM, RCPT TO, each.
    package var command: Int64 = 300_000
    package var data: Int64 = 120_000
    /// Each block of content.
    package var block: Int64 = 180_000
    /// The content as a whole.
    package var content: Int64 = 3_600_000
    package var end: Int64 = 600_000

    package init() {}

    /// Every step at most so long.
    package init(atMost limit: Int64) {
      (connect, greeting, command, data) = (min(connect, limit), min(greeting, limit), min(command, limit), min(data, limit))
      (block, content, end) = (min(block, limit), min(content, limit), min(end, limit))
    }
  }

  private let server: Server
  private let times: Times
  private var connection: SMTPConnection?

  package init(_ server: Server, times: Times = Times()) {
    self.server = server
    self.times = times
  }

  deinit { quit() }

  /// The most mails over one connection. Exim delivers only the first ten at once; the others wait for its next queue run,
  /// on Debian up to half an hour (4.96, `smtp_accept_queue_per_connection`).
  package static let mostMails = 10

  /// Tries once to hand over a mail. Never throws: whatever a server does is an outcome.
  package func send(_ mail: OutgoingMail) -> MailDelivery {
    if mail.recipients.isEmpty { return MailDelivery(results: []) }
    if let open = connection, open.mails == Self.mostMails { quit() }
    // The server may have closed a connection that was idle, or be gone. That says nothing of this mail.
    if let open = connection, (try? open.ask("RSET", min(times.command, 10_000)).isPositive) != true { connection = nil }
    var step = MailReason.Step.connect
    do throws(LineFault) {
      let open: SMTPConnection
      if let known = connection { open = known } else { open = try connect(&step) }
      connection = open
      open.mails += 1
      var transaction = SMTPTransaction(mail, over: open, times)
      let delivery = transaction.run()
      if transaction.isBroken { connection = nil }
      // Postfix adds up refusals until a mail is taken: from the tenth on, each costs a second; after the twentieth, it
      // closes (3.7.11, `smtpd_soft_error_limit`).
      if !delivery.isTaken { quit() }
      return delivery
    } catch { return .all(mail.recipients, .later(error.reason(step))) }
  }

  /// Takes leave of the server, and waits a moment for its answer.
  package func quit() {
    _ = try? connection?.ask("QUIT", min(times.command, 2_000))
    connection = nil
  }

  /// Opens a connection and reads what the server offers. A server that refuses here is out of order or wrongly set up, so the mail
  /// can wait.
  private func connect(_ step: inout MailReason.Step) throws(LineFault) -> SMTPConnection {
    let deadline = Deadline(in: times.connect)
    let addresses = try HostLookup.addresses(of: server.host, port: server.port, until: deadline)
    let open = SMTPConnection(try TimedSocket(addresses, until: deadline))
    step = .greeting
    let greeting = try open.reply(until: Deadline(in: times.greeting))
    guard greeting.code == 220 else { throw .closing(greeting) }
    step = .hello
    let name = server.helloName.flatMap(DomainName.ascii) ?? open.literal
    var reply = try open.ask("EHLO \(name)", times.command)
    if reply.code == 250 {
      open.offer = SMTPOffer(reply.lines.dropFirst())
    } else if !reply.isTransient {
      reply = try open.ask("HELO \(name)", times.command)
    }
    guard reply.code == 250 else { throw .closing(reply) }
    return open
  }
}

/// What a server offers in its answer to EHLO.
struct SMTPOffer: Equatable {
  /// The most bytes of a mail (RFC 1870); 0 without a fixed limit, `nil` if the server does not know the extension.
  var size: Int?
  var has8BitMIME = false
  var hasSMTPUTF8 = false

  init() {}

  init(_ lines: some Sequence<String>) {
    for line in lines {
      let words = line.split(separator: " ")
      switch words.first?.uppercased() {
      case "SIZE": size = words.count > 1 ? Int(words[1]) ?? 0 : 0
      case "8BITMIME": has8BitMIME = true
      case "SMTPUTF8": hasSMTPUTF8 = true
      default: break
      }
    }
  }
}

/// An open connection: commands and replies.
final class SMTPConnection {
  var offer = SMTPOffer()
  /// The mails that were begun on it.
  var mails = 0
  private let socket: TimedSocket
  private var reader = SMTPReplyReader()

  init(_ socket: TimedSocket) { self.socket = socket }

  /// `[127.0.0.1]`, `[IPv6:::1]`
  var literal: String {
    let address = socket.ownAddress ?? "127.0.0.1"
    return address.contains(":") ? "[IPv6:\(address)]" : "[\(address)]"
  }

  /// Sends a command and reads its reply. 421 can be the reply to any command (RFC 5321 §3.8).
  func ask(_ command: String, _ milliseconds: Int64) throws(LineFault) -> SMTPReply {
    let deadline = Deadline(in: milliseconds)
    // A reply that comes unasked would be taken for the reply to this command, and all that follow would be shifted.
    if let unasked = try replyThatHasCome() { throw .confused("unasked: \(unasked.reason(.connect).summary)") }
    try socket.write([UInt8](command.utf8) + [0x0D, 0x0A], until: deadline)
    return try reply(until: deadline)
  }

  func reply(until deadline: Deadline) throws(LineFault) -> SMTPReply {
    while true {
      if let reply = try read() {
        if reply.code == 421 { throw .closing(reply) }
        return reply
      }
      reader.take(try socket.read(until: deadline))
    }
  }

  /// The reply that has come by now; `nil` if there is none.
  func replyThatHasCome() throws(LineFault) -> SMTPReply? {
    reader.hasBytes || socket.isReadable ? try reply(until: Deadline(in: 0)) : nil
  }

  func write(_ content: [UInt8], until deadline: Deadline) throws(LineFault) { try socket.write(content, until: deadline) }

  private func read() throws(LineFault) -> SMTPReply? {
    do throws(SMTPReplyReader.Fault) { return try reader.next() } catch {
      switch error {
      case .notAReply(let line): throw .confused("the server sent no reply: \(line)")
      case .tooLong: throw .confused("the server sent a reply without end")
      }
    }
  }
}
