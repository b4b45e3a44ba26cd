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
      tell(turn.answers, isConfirmed: syncer.confirmed >= committed)
    }
  }

  /// Sends the responses of commits that are on disk.
  mutating func releaseHeld() {
    let reached = syncer.reached
    let confirmed = syncer.confirmed
    while let first = held.first, first.commit <= reached {
      _ = held.popFirst()
      heldCount -= first.answers.count
      release(first, isConfirmed: first.commit <= confirmed)
    }
    counters.syncs = syncer.count
  }

  /// Sends a turn's responses, and its events to the live streams. An errand of the turn ends when the ring has room for
  /// more events.
  private mutating func release(_ turn: HeldTurn, isConfirmed: Bool) {
    guard !streams.isEmpty, !turn.news.isEmpty else { return tell(turn.answers, isConfirmed: isConfirmed) }
    for answer in turn.answers {
      if case .errand(let errand) = answer.change, answer.isKept, isConfirmed {
        unheard.append(errand)
      } else {
        tell(answer, isConfirmed: isConfirmed)
      }
    }
    publish(turn.news.flatMap { $0() })
  }

  /// Ends the errands that are on disk, unless the streams have too much to be sent already.
  mutating func finishHeard() {
    while !ring.isFilling, let errand = unheard.popFirst() { errand.finish(nil) }
  }

  private mutating func tell(_ answers: [HeldAnswer], isConfirmed: Bool) {
    for answer in answers { tell(answer, isConfirmed: isConfirmed) }
  }

  /// A refusal promises nothing, so it is sent as it is.
  mutating func tell(_ answer: HeldAnswer, isConfirmed: Bool = true) {
    switch answer.change {
    case .errand(let errand): errand.finish(!answer.isKept ? .failed : isConfirmed ? nil : .unconfirmed)
    case .request(let seat, let request):
      let response = answer.response ?? work.failure(request)
      deliver(seat, request, isConfirmed || response.status >= 400 ? response : work.unconfirmed(request))
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
