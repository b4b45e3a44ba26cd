import Foundation
import Glibc

/// The database file is mapped, so a page the disk cannot give is no error of a read but SIGBUS, and that ends a process. Here the
/// process then becomes itself anew, this time reading piece by piece: there the same page is a 503 for who asks for it, and everyone
/// else is served. What was answered is on disk; who was waiting finds the connection closed.
enum MapGuard {
  private struct Plan {
    let word: [UInt8]
    let arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    let environment: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  }
  /// Written once before the handler is armed, and only read after: a handler may neither allocate nor wait.
  nonisolated(unsafe) private static var plan: Plan?

  /// `variable` is what tells the next process to map nothing.
  static func arm(_ variable: String = "SERVICEDESK_MAP_MIB") {
    var environment = ProcessInfo.processInfo.environment
    environment[variable] = "0"
    let word = #"{"says":"a mapped page of the database cannot be read: starting again without mapping"}"# + "\n"
    plan = Plan(
      word: Array(word.utf8), arguments: vector(CommandLine.arguments), environment: vector(environment.map { "\($0.key)=\($0.value)" }))
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in MapGuard.becomeAnew() }
    // Not blocked while it is handled, for what is blocked stays so in the next process.
    action.sa_flags = Int32(SA_NODEFER) | Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(SIGBUS, &action, nil)
  }

  private static func becomeAnew() {
    guard let plan else { _exit(1) }
    _ = plan.word.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
    execve("/proc/self/exe", plan.arguments, plan.environment)
    _exit(1)
  }

  /// As `execve` takes it; never freed.
  private static func vector(_ texts: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
    let vector = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: texts.count + 1)
    for (index, text) in texts.enumerated() { (vector + index).initialize(to: strdup(text)) }
    (vector + texts.count).initialize(to: nil)
    return vector
  }
}
