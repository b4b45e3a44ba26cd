/// The place where a request is handled.
package enum Lane: Sendable {
  /// The response is ready.
  case answer(Response)
  /// `Work.read` on the desk thread.
  case read
  /// `Work.change` on the desk thread, inside the turn's transaction; answered when it is on disk.
  case change
  /// `Work.work` on a worker of the crew.
  case worker(Crew = .everyday)
  /// A live stream of the items whose audience shares a bit with `audience`: those after the id `after`, or new ones only.
  case stream(audience: UInt64, after: Int64?)
}

/// Groups of workers for slow work. Each crew has its own threads and queue, so that none delays another.
package enum Crew: Int, CaseIterable, Sendable {
  /// Searches, reports and pages of streams, on `Configuration.workers` threads.
  case everyday
  /// Work that callers without a token can start: one thread, and a short queue.
  case gate
  /// Work on whole files: one thread, so one file at a time.
  case bulk
  /// Work that goes on after its request was answered: one thread.
  case background
  /// Files sent piece by piece: one thread, so that the pieces of a file stay in order.
  case files
  /// Mails, and messages with files: one thread, so one at a time.
  case mail
}

/// The queue that a request may have to wait in.
package enum Queue: Sendable { case none, read, change }

/// The decision about a body that needs permission.
package enum HeadPlan: Sendable {
  /// Accept up to this many bytes; more is 413.
  case body(limit: Int)
  /// Hand up to this many bytes to the sink as they come. The request's own body is then the last of them.
  case pieces(limit: Int, BodySink)
  case refuse(Response)
}

/// Takes a long body in pieces, on a worker, so that never more than some of them are in memory. It is let go of when the request was
/// handled, or when its client is gone.
package struct BodySink: Sendable {
  package let crew: Crew
  /// What the handler finds in `Request.upload`.
  package let taker: any AnyObject & Sendable
  package let take: @Sendable (ArraySlice<UInt8>) -> Void

  package init<Taker: AnyObject & Sendable>(on crew: Crew, _ taker: Taker, take: @escaping @Sendable (Taker, ArraySlice<UInt8>) -> Void) {
    self.crew = crew
    self.taker = taker
    self.take = { take(taker, $0) }
  }
}

package enum Changed: Sendable {
  case answered(Response)
  /// The transaction has ended. Everything the turn did is gone, and the turn runs again. The response is used if the
  /// change ends its transaction even alone.
  case transactionLost(Response)
}

package enum Begun: Sendable {
  case open
  /// Another program holds the store for a moment. Try again in this many milliseconds.
  case later(Int64)
  case failed
}

package enum Committed: Sendable {
  /// Nothing was written, so there is no sync to wait for.
  case clean
  case written
  /// The transaction was not kept.
  case failed
}

/// The outcome of a sync.
package enum Synced: Sendable {
  /// On disk, and wherever else it must be.
  case kept
  /// On disk, but not confirmed by whoever else must have it. The responses of its changes are `Work.unconfirmed`.
  case unconfirmed
  case failed
}

/// An item for the live streams, in its wire form (`id: …`, `event: …`, `data: …`, an empty line).
package struct LiveItem: Sendable {
  /// Higher with every item.
  package let id: Int64
  /// The groups of readers who may see the item, as bits.
  package let audience: UInt64
  package let bytes: [UInt8]

  package init(id: Int64, audience: UInt64, bytes: [UInt8]) {
    self.id = id
    self.audience = audience
    self.bytes = bytes
  }
}

/// A page of items from the store.
package struct LivePage: Sendable {
  /// Items in their wire form, filtered for the reader.
  package let bytes: [UInt8]
  /// The last id examined, whether or not its item was for this reader.
  package let lastID: Int64
  package let more: Bool

  package init(bytes: [UInt8], lastID: Int64, more: Bool) {
    self.bytes = bytes
    self.lastID = lastID
    self.more = more
  }
}

/// The application's part of the server. Each closure states its thread. Those of the desk thread (the one that calls
/// `Server.run`) never run at the same time and must be brief. `change`, `tick` and the closure of `perform` may run a
/// second time when a turn is lost, so they must have no effect outside the store.
package struct Work: Sendable {
  /// Desk thread, with head and body complete: routing, authentication, roles, rate limit. May set `route` and `context`.
  package var plan: @Sendable (inout Request) -> Lane
  /// Desk thread, only while a queue is so long that new requests are refused: the queue that a request would enter.
  /// `queue` is called before all other work, so that a refusal costs little. `none` for a request that enters no queue.
  package var queue: (@Sendable (inout Request) -> Queue)?
  /// Desk thread, before a body that is chunked, longer than `Limits.body`, or announced by `Expect: 100-continue`.
  package var planHead: (@Sendable (inout Request) -> HeadPlan)?
  /// Desk thread, around the reads of one turn.
  package var beginReads: @Sendable () -> Void = {}
  package var endReads: @Sendable () -> Void = {}
  /// Desk thread, between `beginReads` and `endReads`: answers from committed state.
  package var read: @Sendable (Request) -> Response
  /// Desk thread: opens a transaction, and rolls back an earlier one that was not committed. In a careful one, a
  /// failed change is undone alone; otherwise the transaction may be lost with it.
  package var begin: @Sendable (_ isCareful: Bool) -> Begun = { _ in .open }
  /// Desk thread, after an errand: true if the transaction is still open. An errand may have lost it without saying so.
  package var isOpen: @Sendable () -> Bool = { true }
  /// Desk thread, in the turn's transaction.
  package var change: @Sendable (Request) -> Changed
  /// Desk thread: commits the transaction.
  package var commit: @Sendable () -> Committed = { .clean }
  /// Desk thread: the 503 or 507 for a request whose work could not be kept.
  package var failure: @Sendable (Request) -> Response = { _ in Response(status: 503, text: "the change could not be kept\n") }
  /// Sync thread: makes durable all that was committed before the call. What a call confirms includes what earlier calls left unconfirmed.
  package var sync: @Sendable () -> Synced = { .kept }
  /// Desk thread: the 503 for a request whose change is on disk, but not confirmed. Takes the place of a success.
  package var unconfirmed: @Sendable (Request) -> Response = { _ in Response(status: 503, text: "the change is not confirmed\n") }
  /// A worker, with its number: below `Configuration.threads`, and never twice at the same time.
  package var work: @Sendable (Request, Int) -> Response = { _, _ in Response(status: 404) }
  /// Desk thread: the time of the next timer, in milliseconds since 1970; nil for never.
  package var due: @Sendable () -> Int64? = { nil }
  /// Desk thread, in the turn's transaction: runs due timers, at most 50 or so. The rest follows in the next turn.
  package var tick: @Sendable () -> Void = {}
  /// Desk thread, right after a commit: the news of this turn, if any. The inner closure is called after the sync, if
  /// anybody listens.
  package var news: @Sendable () -> (@Sendable () -> [LiveItem])? = { nil }
  /// A worker: the items after an id, for the reader who sent the request.
  package var catchUp: @Sendable (Request, Int64, Int) -> LivePage = { _, after, _ in LivePage(bytes: [], lastID: after, more: false) }
  /// Desk thread, before new items go to a stream: false if its reader may not see them any more; then the stream is closed.
  package var mayHear: @Sendable (Request) -> Bool = { _ in true }
  /// Desk thread, between turns: true if changes may be made now. If not, they wait until `Server.nudge` makes the
  /// loop ask again.
  package var mayChange: @Sendable () -> Bool = { true }
  /// Desk thread, for every response to a readable request: status, body bytes, microseconds since its arrival.
  package var observe: @Sendable (Request, Int, Int, Int64) -> Void = { _, _, _, _ in }
  /// Desk thread: the response to a request that the server itself refuses.
  package var refuse: @Sendable (RefusalKind, RequestInfo?) -> Response = { kind, _ in .plain(kind) }
  /// Desk thread, before `run` throws: the reason why the process must end.
  package var stopped: @Sendable (String) -> Void = { _ in }

  package init(
    plan: @escaping @Sendable (inout Request) -> Lane, read: @escaping @Sendable (Request) -> Response,
    change: @escaping @Sendable (Request) -> Changed
  ) {
    self.plan = plan
    self.read = read
    self.change = change
  }
}
