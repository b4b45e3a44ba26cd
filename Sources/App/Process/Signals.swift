import Foundation
import Glibc

/// SIGTERM and SIGINT end the process in order. A thread waits for them, so no code runs inside a signal handler.
enum Signals {
  /// Blocks the signals. Call it on the main thread before any other is started: every later thread inherits the mask.
  static func block() {
    var set = ends
    pthread_sigmask(SIG_BLOCK, &set, nil)
    signal(SIGPIPE, SIG_IGN)
  }

  static func onEnd(_ body: @escaping @Sendable () -> Void) {
    let thread = Thread {
      var set = ends
      var number: Int32 = 0
      sigwait(&set, &number)
      body()
    }
    thread.name = "signals"
    thread.start()
  }

  private static var ends: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGTERM)
    sigaddset(&set, SIGINT)
    return set
  }
}

enum Version {
  static let text = "1.0.0"
}
