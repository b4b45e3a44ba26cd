internal import Glibc

/// The workers of all crews.
struct Crews: Sendable {
  private let workers: [Workers]

  init(_ configuration: Configuration) {
    workers = Crew.allCases.map { crew in
      switch crew {
      case .everyday: Workers(queue: configuration.workerQueue)
      case .gate: Workers(queue: configuration.gateQueue)
      case .bulk: Workers(queue: configuration.bulkQueue)
      case .files: Workers(queue: configuration.filesQueue)
      case .mail: Workers(queue: configuration.mailQueue)
      case .background: Workers(queue: configuration.backgroundQueue)
      }
    }
  }

  subscript(_ crew: Crew) -> Workers { workers[crew.rawValue] }

  var waiting: Int { workers.reduce(0) { $0 + $1.waiting } }
  var haveEnded: Bool { workers.allSatisfy(\.haveEnded) }

  /// Starts the threads. Only the everyday crew has normal priority, because nobody at the desk waits for the others.
  func start(_ configuration: Configuration, _ work: Work, _ inbox: Inbox) throws(ServerError) {
    let everyday = (0..<configuration.workers).map { ($0, Crew.everyday) }
    let others = Crew.allCases.filter { $0 != .everyday }.enumerated().map { (configuration.workers + $0.offset, $0.element) }
    for (index, crew) in everyday + others {
      let own = self[crew]
      own.began()
      try WorkerThread("\(crew) \(index)") {
        if crew != .everyday { WorkerThread.setNiceness(10) }
        own.run(index, work, inbox)
      }.detach()
    }
  }

  func stop() { for own in workers { own.stop() } }

  func awaitEnd(until deadline: Int64) { for own in workers { own.awaitEnd(until: deadline) } }
}
