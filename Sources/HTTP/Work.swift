/// Where a request runs.
package enum Lane: Sendable {
  /// It needs nothing more.
  case answer(Response)
  /// `Work.read`, on the desk thread.
  case read
  /// `Work.change`, on the desk thread inside the turn's transaction; answered when it is on disk.
  case change
  /// `Work.work`, on a worker of the crew.
  case worker(Crew = .everyday)
  /// A live stream of the items whose audience shares a bit with `audience`: those after the id `after`, or from now on.
  case stream(audience: UInt64, after: Int64?)
}

/// Who does what takes long. Each crew has threads and a queue of its own, so that none keeps another waiting.
package enum Crew: Int, CaseIterable, Sendable {
  /// Searches, reports, pages of streams: `Configuration.workers` threads.
  case everyday
  /// What strangers can set going: one thread, and a short queue.
  case gate
  /// Whole files: one thread, so one at a time.
  case bulk
  /// What goes on after its request has been answered: one thread.
  case background
}

/// What a request may have to wait in.
package enum Queue: Sendable { case none, read, change }

/// What to do about a body that needs a word before it comes.
package enum HeadPlan: Sendable {
  /// Let it come, up to so many bytes; more is 413.
  case body(limit: Int)
  case refuse(Response)
}

package enum Changed: Sendable {
  case answered(Response)
  /// The transaction has ended: whatever the turn did so far is gone, and the turn is run again. The answer is for a change that loses it
  /// even alone.
  case transactionLost(Response)
}

package enum Begun: Sendable {
  case open
  /// Somebody else has the store for a moment; it is worth asking again in so many milliseconds.
  case later(Int64)
  case failed
}

package enum Committed: Sendable {
  /// Nothing was written: there is nothing to wait for.
  case clean
  case written
  /// Nothing was kept.
  case failed
}

/// An item for the live streams, rendered as it goes over the wire (`id: …`, `event: …`, `data: …`, an empty line).
package struct LiveItem: Sendable {
  /// Rises with every item.
  package let id: Int64
  /// Bits of those who may see it.
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
  /// Rendered like `LiveItem.bytes`, filtered for the reader.
  package let bytes: [UInt8]
  /// The last id looked at, whether its item was for this reader or not.
  package let lastID: Int64
  package let more: Bool

  package init(bytes: [UInt8], lastID: Int64, more: Bool) {
    self.bytes = bytes
    self.lastID = lastID
    self.more = more
  }
}

/// What the application plugs into the server. Each closure says on which thread it runs; those of the desk thread (the one
/// that calls `Server.run`) never run at the same time as each other, and must be brief. `change`, `perform`'s closure and
/// `tick` may be run a second time when a turn is lost, so they have no effect outside the store.
package struct Work: Sendable {
  /// Desk thread, head and body complete: routing, authentication, roles, rate limit. May set `route` and `context`.
  package var plan: @Sendable (inout Request) -> Lane
  /// Desk thread, asked only while a queue is so long that newcomers are refused: which queue a request would go to, so that a refusal
  /// costs no more than finding that out. `none` for what waits for neither.
  package var queue: (@Sendable (inout Request) -> Queue)?
  /// Desk thread, before a body that is chunked, longer than `Limits.body`, or announced by `Expect: 100-continue`.
  package var planHead: (@Sendable (inout Request) -> HeadPlan)?
  /// Desk thread, around the reads of one turn.
  package var beginReads: @Sendable () -> Void = {}
  package var endReads: @Sendable () -> Void = {}
  /// Desk thread, between `beginReads` and `endReads`: from committed state.
  package var read: @Sendable (Request) -> Response
  /// Desk thread: opens a transaction, giving up a former one that was not committed. If it is a careful one, a change that fails is
  /// undone alone; if not, the transaction may be lost with it.
  package var begin: @Sendable (_ isCareful: Bool) -> Begun = { _ in .open }
  /// Desk thread, after an errand: whether the transaction is still open. An errand may have lost it and kept that to itself.
  package var isOpen: @Sendable () -> Bool = { true }
  /// Desk thread, in the transaction.
  package var change: @Sendable (Request) -> Changed
  /// Desk thread.
  package var commit: @Sendable () -> Committed = { .clean }
  /// Desk thread: the honest 503 or 507 for a request whose work could not be kept.
  package var failure: @Sendable (Request) -> Response = { _ in Response(status: 503, text: "the change could not be kept\n") }
  /// Sync thread: makes all that was committed before the call durable.
  package var sync: @Sendable () -> Bool = { true }
  /// A worker, whose number is passed: below `Configuration.threads`, and never two at once with the same.
  package var work: @Sendable (Request, Int) -> Response = { _, _ in Response(status: 404) }
  /// Desk thread: when the next timer row is due, in milliseconds since 1970; nil for never.
  package var due: @Sendable () -> Int64? = { nil }
  /// Desk thread, in the turn's transaction: runs due rows, at most 50 or so; the rest comes next turn.
  package var tick: @Sendable () -> Void = {}
  /// Desk thread, right after a commit: what this turn has to tell, if anything. It is asked for after the sync, if anybody listens.
  package var news: @Sendable () -> (@Sendable () -> [LiveItem])? = { nil }
  /// A worker: the items after an id, for the reader who sent the request.
  package var catchUp: @Sendable (Request, Int64, Int) -> LivePage = { _, after, _ in LivePage(bytes: [], lastID: after, more: false) }
  /// Desk thread, before new items go to a stream: whether its reader may still hear them; if not, it is cut.
  package var mayHear: @Sendable (Request) -> Bool = { _ in true }
  /// Desk thread, between turns: whether changes may be made now. If not they wait, and `Server.nudge` says that it is worth asking again.
  package var mayChange: @Sendable () -> Bool = { true }
  /// Desk thread, for every answer to a request that could be read: status, bytes of the body, microseconds from its arrival.
  package var observe: @Sendable (Request, Int, Int, Int64) -> Void = { _, _, _, _ in }
  /// Desk thread: the body for what the server itself refuses.
  package var refuse: @Sendable (RefusalKind, RequestInfo?) -> Response = { kind, _ in .plain(kind) }
  /// Desk thread, before `run` throws: why the process has to end.
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
