import API
import Foundation
import Glibc

/// Takes a mail from a mail server. Exit codes are those of sysexits.h, which mail servers know: whatever goes wrong on this side, the mail
/// stays in the server's queue and is tried again.
enum DeliverCommand {
  static let deliver = Command(
    name: "deliver", usage: "deliver CHANNEL", about: "Hand a mail on standard input to the running server, as a mail server's program",
    more: """
      CHANNEL is the number of the channel. The mail goes through the delivery socket (`delivery_socket`), which the desk's group may open.
      Exit code 0: the desk has it on disk. 75: not now; the mail server tries again (desk down, unknown channel, faulty configuration).
      69: longer than the desk takes. 64: the command line makes no sense.
      """,
    words: 1...1, isFreeOfConfig: true, codes: (misuse: 64, failure: 75)
  ) { arguments, _ in
    guard let channel = Int64(arguments.words[0]), channel > 0 else { throw Misuse("CHANNEL is the number of a channel") }
    let config = try Config.read(file: arguments.options["config"], environment: ProcessInfo.processInfo.environment)
    let mail = try read(atMost: config.maxMailBytes)
    let answer = try ask(ConsoleRequest.deliver(mail, to: channel).bytes, at: config.deliverySocketPath)
    switch answer.status {
    case 200..<300: return
    case 413: throw tooLong
    default: throw Ending(code: 75, description: Console.words(of: answer))
    }
  }

  /// Milliseconds for which a desk is awaited that restarts. A mail server tries again only after minutes.
  private static let patience: Int64 = 10_000

  private static func ask(_ request: [UInt8], at path: String) throws -> Console.Answer {
    let deadline = House.monotonicMilliseconds() + patience
    while true {
      do { return try SocketClient.local(path: path).ask(request) } catch is SocketClient.Unreached {
        guard House.monotonicMilliseconds() < deadline else { throw Ending(code: 75, description: "the desk does not answer at \(path)") }
        Thread.sleep(forTimeInterval: 0.2)
      }
    }
  }

  private static let tooLong = Ending(code: 69, description: "the mail is longer than the desk takes")

  private static func read(atMost most: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(0, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Failure("standard input: \(String(cString: strerror(errno)))") }
      if count == 0 { return bytes }
      bytes += piece[..<count]
      guard bytes.count <= most else { throw tooLong }
    }
  }
}
