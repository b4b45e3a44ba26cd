import Foundation

enum DemoCommand {
  static let demo = Command(
    name: "demo", usage: "demo", about: "Play a day at the desk through the API, over a database of its own, and print what happened"
  ) { _, _ in
    throw Failure("not here")
  }
}
