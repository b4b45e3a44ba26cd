/// A change that waits for its turn.
enum WaitingChange {
  case request(Seat, Request)
  case errand(Errand)

  var request: Request? {
    if case .request(_, let request) = self { return request }
    return nil
  }
}

/// The outcome of a change, which is answered when it is on disk.
struct HeldAnswer {
  let change: WaitingChange
  /// nil for errands, and only for them.
  let response: Response?
  let isKept: Bool
}

/// Responses of a turn, and the commit that must be on disk before they are sent.
struct HeldTurn {
  var commit: UInt64 = 0
  var answers: [HeldAnswer] = []
  /// News for the live streams.
  var news: [@Sendable () -> [LiveItem]] = []
}

extension HeldTurn {
  mutating func note(_ fresh: (@Sendable () -> [LiveItem])?) { if let fresh { news.append(fresh) } }
}

/// Runs the changes of a turn in one transaction.
extension DeskLoop {
  /// The queue is long if it is worth this many turns.
  private static let long: Int64 = 3
  /// Number of careful turns after a turn was lost to a change that failed late, since others like it may follow.
  private static let wary = 64

  mutating func take(_ errand: Errand) {
    guard changes.count + heldCount < configuration.changeQueue else { return errand.finish(.overloaded) }
    changes.append(.errand(errand))
  }

  /// False if nothing waits but an errand that rests.
  var mayBeginChange: Bool { changes.from.map { $0 <= now } ?? false }

  mutating func runChanges() {
    let isDue = nextDue.map { $0 <= wall } ?? false
    guard changes.from != nil || isDue else { return }
    now = Clock.monotonic()
    guard mayBeginChange || isDue else { return }
    var turn = HeldTurn()
    let isCareful = carefulTurns > 0
    if isCareful { carefulTurns -= 1 }
    switch work.begin(isCareful) {
    case .open: break
    case .later(let pause):
      changesFrom = milliseconds &+ pause
      mayChange = false
      return
    case .failed: return abandon()
    }
    let isLost = !runAll(&turn)
    if isLost, !isCareful {
      carefulTurns = Self.wary
      changePace.done &-= turn.answers.count
      return changes.putBack(turn.answers.map { $0.change })
    }
    if isDue, !isLost { work.tick() }
    switch isLost ? .failed : work.commit() {
    case .written:
      counters.commits &+= 1
      keep(&turn, wrote: true)
      askDue()
    case .clean:
      keep(&turn, wrote: false)
      // A tick that found nothing to do must not make the loop spin.
      if isDue { askDue(notBefore: wall &+ 1000) }
    case .failed: runAlone(turn.answers.map { $0.change }, isDue)
    }
  }

  /// Runs changes while there is time. False if the transaction ended meanwhile; the last of `turn.answers` is then
  /// the change that ended it. Turns of a long queue last longer, so that more changes share the cost of a commit.
  private mutating func runAll(_ turn: inout HeldTurn) -> Bool {
    let isLong = changePace.wait(changes.count) > configuration.turnTime &* Self.long
    let end = now &+ (isLong ? configuration.turnTime &* Self.long : configuration.turnTime)
    while turn.answers.count < configuration.turnRequests, now < end, let change = changes.popFirst(now) {
      guard isWanted(change) else { continue }
      let result = run(change)
      turn.answers.append(HeldAnswer(change: change, response: result.response, isKept: true))
      changePace.done &+= 1
      if result.isLost { return false }
      let began = now
      now = Clock.monotonic()
      changes.took(change, now &- began, until: now, isAlone: lastID == idAtErrand)
      if change.request == nil { idAtErrand = lastID }
    }
    return true
  }

  /// False if the client was gone before the change began. Then the change is not made.
  private func isWanted(_ change: WaitingChange) -> Bool {
    switch change {
    case .request(let seat, _): table[seat] != nil
    case .errand(let errand): errand.start()
    }
  }

  private func run(_ change: WaitingChange) -> (response: Response?, isLost: Bool) {
    switch change {
    case .errand(let errand):
      errand.body()
      return (nil, !work.isOpen())
    case .request(_, let request):
      switch work.change(request) {
      case .answered(let response): return (response, false)
      case .transactionLost(let response): return (response, true)
      }
    }
  }

  /// Runs each change of a failed turn in its own transaction, so that only the faulty one fails.
  private mutating func runAlone(_ changes: [WaitingChange], _ isDue: Bool) {
    var turn = HeldTurn()
    var wrote = false
    for change in changes where isWanted(change) {
      let (answer, committed) = runOne(change)
      turn.answers.append(answer)
      if committed == .written {
        wrote = true
        turn.note(work.news())
      }
      now = Clock.monotonic()
    }
    if isDue, case .open = work.begin(true) {
      work.tick()
      if work.commit() == .written {
        counters.commits &+= 1
        wrote = true
        turn.note(work.news())
      }
    }
    keep(&turn, wrote: wrote, isFresh: false)
    askDue(notBefore: isDue ? wall &+ 1000 : wall)
  }

  private mutating func runOne(_ change: WaitingChange) -> (HeldAnswer, Committed) {
    var response: Response?
    var outcome = Committed.failed
    if case .open = work.begin(true) {
      let result = run(change)
      response = result.response
      if !result.isLost {
        outcome = work.commit()
        if outcome == .failed { response = nil }
      }
    }
    if outcome == .written { counters.commits &+= 1 }
    return (HeldAnswer(change: change, response: response ?? change.request.map(work.failure), isKept: outcome != .failed), outcome)
  }

  /// Answers the waiting changes when no transaction can be opened, because the store is in trouble.
  private mutating func abandon() {
    defer { askDue(notBefore: wall &+ 1000) }
    for _ in 0..<configuration.turnRequests {
      guard let change = changes.popFirst() else { return }
      tell(HeldAnswer(change: change, response: change.request.map(work.failure), isKept: false))
    }
  }

  private mutating func askDue(notBefore: Int64 = .min) {
    nextDue = work.due().map { max($0, notBefore) }
  }
}
