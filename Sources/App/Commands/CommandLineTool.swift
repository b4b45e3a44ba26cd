import Foundation
import Glibc
import SQLite

/// The parsed command line: words, and options `--name value` or `--flag`.
struct Arguments {
  private(set) var words: [String] = []
  private(set) var options: [String: String] = [:]

  /// `valued` are the options that take a value; all others are flags. Unknown options are refused by name.
  init(_ arguments: [String], valued: Set<String>, flags: Set<String>) throws {
    var rest = arguments[...]
    var unknown: [String] = []
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else {
        words.append(word)
        continue
      }
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
      let name = parts.first ?? ""
      if flags.contains(name), parts.count == 1 {
        options[name] = ""
      } else if valued.contains(name) {
        guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else { throw Misuse("--\(name) needs a value") }
        options[name] = value
      } else {
        unknown.append(word)
      }
    }
    if !unknown.isEmpty { throw Misuse("unknown option: \(unknown.joined(separator: ", "))") }
  }

  /// Refuses options that this subcommand does not take.
  func allow(_ taken: Set<String>, for deed: String) throws {
    let strange = options.keys.filter { $0 != "config" && !taken.contains($0) }.sorted()
    if !strange.isEmpty { throw Misuse("\(deed) takes no \(strange.map { "--\($0)" }.joined(separator: ", "))") }
  }

  func has(_ flag: String) -> Bool { options[flag] != nil }
}

/// One command of the binary.
struct Command: Sendable {
  let name: String
  let usage: String
  let about: String
  /// Text that only the command's own help shows.
  var more = ""
  var valued: Set<String> = []
  var flags: Set<String> = []
  /// The number of words that it takes apart from options.
  var words: ClosedRange<Int> = 0...0
  /// True if the command works even with a faulty configuration.
  var isFreeOfConfig = false
  /// True if the command leaves the database as it is. Others refuse when it is written elsewhere.
  var onlyReads = false
  /// Exit codes if the command line makes no sense, and if the command fails.
  var codes: (misuse: Int32, failure: Int32) = (2, 1)
  let run: @Sendable (Arguments, Config) throws -> Void
}

/// The end of a command with an exit code of its own.
struct Ending: Error, CustomStringConvertible {
  let code: Int32
  let description: String
}

/// `servicedesk COMMAND …`. Exit code 0: done; 1: refused or failed; 2: the command line makes no sense.
enum CommandLineTool {
  static let commands: [Command] = [
    ServeCommand.serve, MigrateCommand.migrate, DemoCommand.demo, ImportCommand.importing, StaffCommands.user, StaffCommands.token,
    BackupCommands.backup, BackupCommands.restore, CheckCommand.check, DeliverCommand.deliver,
    Command(name: "version", usage: "version", about: "Say which version this is", isFreeOfConfig: true, onlyReads: true) { _, _ in
      Terminal.say("\(Version.text), SQLite \(Database.libraryVersion)")
    },
  ]

  static func run(_ arguments: [String]) -> Int32 {
    let code = obey(arguments)
    guard let failure = Terminal.failure else { return code }
    Terminal.complain("\(failure)")
    return max(code, 1)
  }

  private static func obey(_ arguments: [String]) -> Int32 {
    guard let first = arguments.first, !["--help", "-h", "help"].contains(first) else {
      Terminal.say(help)
      return arguments.isEmpty ? 2 : 0
    }
    let name = first == "--version" ? "version" : first
    guard let command = commands.first(where: { $0.name == name }) else {
      Terminal.complain("there is no command \(name); see servicedesk --help")
      return 2
    }
    let rest = Array(arguments.dropFirst())
    if rest.contains("--help") || rest.contains("-h") {
      Terminal.say("servicedesk \(command.usage)\n\n\(command.about)" + (command.more.isEmpty ? "" : "\n\n\(command.more)"))
      return 0
    }
    do {
      let parsed = try Arguments(rest, valued: command.valued.union(["config"]), flags: command.flags)
      if parsed.words.count > command.words.upperBound { throw Misuse("too many words: \(parsed.words.joined(separator: " "))") }
      if parsed.words.count < command.words.lowerBound { throw Misuse("something is missing") }
      let environment = ProcessInfo.processInfo.environment
      let config = try command.isFreeOfConfig ? Config() : Config.read(file: parsed.options["config"], environment: environment)
      if config.readOnly, !command.onlyReads { throw Failure("read_only: \(config.database) is written elsewhere") }
      try command.run(parsed, config)
      return 0
    } catch let misuse as Misuse {
      Terminal.complain("\(misuse)\nusage: servicedesk \(command.usage)")
      return command.codes.misuse
    } catch let error as DatabaseError {
      Terminal.complain(error.isBusy ? "another program holds the database's file; try again" : "the database: \(error.message)")
      return command.codes.failure
    } catch {
      Terminal.complain("\(error)")
      return (error as? Ending)?.code ?? command.codes.failure
    }
  }

  private static var help: String {
    let width = commands.map(\.usage.count).max() ?? 0
    let lines = commands.map { "  " + $0.usage.padding(toLength: width + 2, withPad: " ", startingAt: 0) + $0.about }
    return "servicedesk, the desk of a service centre\n\n" + lines.joined(separator: "\n")
      + "\n\nEvery command takes --config FILE (config/servicedesk.json) and SERVICEDESK_… variables."
  }

}
