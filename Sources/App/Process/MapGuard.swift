import Foundation
import Glibc

/// Survives unreadable pages of the mapped database. Reading such a page raises SIGBUS, which ends a process. Instead
/// the process executes itself again without mapping. There the same page gives a 503 to the request that needs it,
/// and all others are served. Everything answered is on disk; clients that were waiting find their connection closed.
enum MapGuard {
  private struct Plan {
    let word: [UInt8]
    let arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    let environment: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  }
  /// Set once before the handler is armed and only read afterwards: a handler may neither allocate nor wait.
  nonisolated(unsafe) private static var plan: Plan?

  /// `variable` is the environment variable that turns mapping off in the next process.
  static func arm(_ variable: String = "SERVICEDESK_MAP_MIB") {
    var environment = ProcessInfo.processInfo.environment
    environment[variable] = "0"
    let word = #"{"says":"a mapped page of the database cannot be read: starting again without mapping"}"# + "\n"
    plan = Plan(
      word: Array(word.utf8), arguments: vector(CommandLine.arguments), environment: vector(environment.map { "\($0.key)=\($0.value)" }))
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in MapGuard.becomeAnew() }
    // SIGBUS must not be blocked while it is handled, because blocked signals stay blocked in the next process.
    action.sa_flags = Int32(SA_NODEFER) | Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(SIGBUS, &action, nil)
  }

  private static func becomeAnew() {
    guard let plan else { _exit(1) }
    _ = plan.word.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
    execve("/proc/self/exe", plan.arguments, plan.environment)
    _exit(1)
  }

  /// Texts in the form that `execve` takes; never freed.
  private static func vector(_ texts: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
    let vector = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: texts.count + 1)
    for (index, text) in texts.enumerated() { (vector + index).initialize(to: strdup(text)) }
    (vector + texts.count).initialize(to: nil)
    return vector
  }
}
