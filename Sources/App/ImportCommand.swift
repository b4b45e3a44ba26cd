import Foundation
import JSON

enum ImportCommand {
  static let importing = Command(
    name: "import", usage: "import clients|vehicles|parts|operations FILE [--dry-run]",
    about: "Read what an office program exported (Windows-1251 or UTF-8); the same file again changes nothing", flags: ["dry-run"]
  ) { arguments, config in
    guard arguments.words.count == 2 else { throw Misuse("a kind and a file are needed") }
    guard let data = FileManager.default.contents(atPath: arguments.words[1]) else { throw Failure("\(arguments.words[1]) cannot be read") }
    let counter = try Counter(config)
    let answer = try counter.ask(
      "POST", "/v1/imports/\(arguments.words[0])?dry_run=\(arguments.has("dry-run"))", [UInt8](data), type: "text/csv")
    Terminal.say(String(decoding: answer.body, as: UTF8.self))
  }
}
