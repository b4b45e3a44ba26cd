/// Answers that wait for the disk.
extension DeskLoop {
  /// Keeps a turn's answers until the disk has what they promise. A turn that wrote nothing waits too while commits
  /// before it are not on disk yet: an answer repeated from them would promise what the disk may still lose.
  mutating func keep(_ turn: inout HeldTurn, wrote: Bool, isFresh: Bool = true) {
    if wrote {
      committed &+= 1
      if isFresh { turn.note(work.news()) }
    }
    turn.commit = committed
    if wrote || syncer.reached < committed {
      heldCount += turn.answers.count
      held.append(turn)
      if wrote { syncer.want(committed) }
    } else {
      for answer in turn.answers { tell(answer) }
    }
  }

  /// Lets go what the disk has reached.
  mutating func releaseHeld() {
    let reached = syncer.reached
    while let first = held.first, first.commit <= reached {
      _ = held.popFirst()
      heldCount -= first.answers.count
      for answer in first.answers { tell(answer) }
      if !streams.isEmpty, !first.news.isEmpty { publish(first.news.flatMap { $0() }) }
    }
    counters.syncs = syncer.count
  }

  mutating func tell(_ answer: HeldAnswer) {
    switch answer.change {
    case .errand(let errand): errand.finish(answer.isKept ? nil : .failed)
    case .request(let seat, let request):
      deliver(seat, request, answer.response ?? work.failure(request))
    }
  }

  /// A sync has failed: whatever was committed since the last good one is in doubt, and so is anything to come.
  mutating func stop() throws(ServerError) {
    isDraining = true
    while let turn = held.popFirst() {
      heldCount -= turn.answers.count
      for answer in turn.answers {
        tell(HeldAnswer(change: answer.change, response: answer.change.request.map(work.failure), isKept: false))
      }
    }
    while let change = changes.popFirst() {
      tell(HeldAnswer(change: change, response: change.request.map(work.failure), isKept: false))
    }
    work.stopped(ServerError.syncFailed.description)
    publishLast()
    throw .syncFailed
  }
}
