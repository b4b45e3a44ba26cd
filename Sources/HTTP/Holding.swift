/// Responses that wait for the disk.
extension DeskLoop {
  /// Keeps a turn's responses until its commit is on disk. A turn that wrote nothing also waits for earlier commits:
  /// its responses may repeat data that the disk could still lose.
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

  /// Sends the responses of commits that are on disk.
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

  /// Ends the server after a failed sync. Everything committed since the last good sync is in doubt, and so is
  /// everything to come.
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
