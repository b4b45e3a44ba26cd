import Glibc

/// The desk thread: an epoll loop that works in turns. A turn first takes what has arrived and answers reads from
/// committed state. Then it runs the changes in one transaction and hands the commit to the sync thread. The responses
/// leave when the commit is on disk, while the next turns go on.
struct DeskLoop: ~Copyable {
  typealias Pointer = UnsafeMutablePointer<Connection>

  /// Poll keys that are not connections. A seat's generation is never 0.
  enum Key {
    static let wake: UInt64 = 0xFFFF_FFFF
  }

  let configuration: Configuration
  let limits: Limits
  let work: Work
  let inbox: Inbox
  let syncer: Syncer
  let crews: Crews
  let published: PublishedCounters

  let poll: Poll
  var listeners: [Listener]
  /// A spare file descriptor. When none is left, it is closed to accept a connection and turn it away.
  var spare: Int32
  var isDeaf = false
  var table = ConnectionTable()
  var wheel: Wheel
  var writer: ResponseWriter
  /// Responses of the connection being served, or of the bundle being made. Empty in between.
  var out = ByteBuffer()
  /// Responses in the bundle.
  var departures: [Departure] = []
  let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)

  /// Monotonic nanoseconds, and wall-clock milliseconds since 1970.
  var now: Int64
  var wall: Int64
  var counters = Counters()
  var lastID: UInt64 = 0
  /// `lastID` at the end of the last errand.
  var idAtErrand: UInt64 = 0

  var turnBegan: Int64 = 0
  var turnEnds: Int64 = 0
  var turnReads = 0
  var isReading = false
  var isServingQueue = false
  var reads = Fifo<WaitingRead>()
  var changes = ChangeQueue()
  var readPace = Pace()
  var changePace = Pace()
  /// Values at the beginning of the turn.
  var readsAreStale = false
  var changesAreStale = false
  /// Turns whose responses wait for the disk, in the order of their commits.
  var held = Fifo<HeldTurn>()
  var heldCount = 0
  /// The number of the last commit that wrote something.
  var committed: UInt64 = 0
  var nextDue: Int64?
  /// The number of coming turns that are careful: each change has a savepoint, so that it can be undone alone.
  var carefulTurns = 0
  /// True if the store accepts changes.
  var mayChange = true
  /// Monotonic milliseconds before which no change is tried.
  var changesFrom: Int64 = 0

  /// Connections with more requests or bytes than one visit takes.
  var resuming: [Seat] = []
  /// Refused connections that are not read for a while.
  var pauses: Pauses

  var ring: LiveRing
  var streams: [Seat] = []
  /// Streams that may have items to be sent, each at most once.
  var waitingStreams = Fifo<Seat>()
  var rounds = StreamRounds()
  /// Errands that are on disk and wait until the ring has room for more items.
  var unheard = Fifo<Errand>()
  var isDraining = false
  var hasFailed = false

  init(
    _ configuration: Configuration, _ work: Work, _ inbox: Inbox, _ syncer: Syncer, _ crews: Crews,
    _ listeners: [Listener], _ published: PublishedCounters
  ) throws(ServerError) {
    self.configuration = configuration
    limits = configuration.limits
    self.work = work
    self.inbox = inbox
    self.syncer = syncer
    self.crews = crews
    self.published = published
    self.listeners = listeners
    poll = try Poll()
    spare = open("/dev/null", O_RDONLY | O_CLOEXEC)
    now = Clock.monotonic()
    wall = Clock.wall()
    wheel = Wheel(now: now / 1_000_000)
    writer = ResponseWriter(standing: configuration.standingFields, sendsRequestID: configuration.sendsRequestID)
    pauses = Pauses(longest: configuration.refusalPause)
    ring = LiveRing(most: configuration.limits.streamLag)
    poll.add(inbox.signal.fd, Poll.readable, Key.wake)
    for (index, listener) in listeners.enumerated() { poll.add(listener.fd, Poll.readable, UInt64(index)) }
  }

  deinit {
    Glibc.close(spare)
    scratch.deallocate()
  }

  var milliseconds: Int64 { now / 1_000_000 }

  /// Runs until a drain is over. Throws when a sync has failed.
  mutating func run() throws(ServerError) {
    nextDue = work.due()
    while true {
      let count = poll.wait(patience())
      beginTurn()
      for index in 0..<count { handle(poll.event(index)) }
      wakePaused()
      resumePipelines()
      runReads()
      if isReading { finishReads() }
      visitStreams()
      mayChange = work.mayChange() && milliseconds >= changesFrom && !ring.isFull
      if mayChange { runChanges() }
      visitDeadlines()
      publish()
      table.bury()
      if hasFailed { try stop() }
      if isDraining, isDrained { return }
    }
  }

  private mutating func beginTurn() {
    let time = Clock.monotonic()
    readPace.turn(time &- turnBegan, wasBusy: !reads.isEmpty)
    changePace.turn(time &- turnBegan, wasBusy: !changes.isEmpty)
    now = time
    turnBegan = time
    wall = Clock.wall()
    writer.setTime(wall)
    turnEnds = now &+ configuration.turnTime
    turnReads = 0
    readsAreStale = isStale(reads.first?.request)
    changesAreStale = isStale(changes.oldest)
    counters.turns &+= 1
  }

  @inline(__always) private mutating func handle(_ event: (what: UInt32, key: UInt64)) {
    let seat = Seat(packed: event.key)
    guard seat.generation != 0 else { return event.key == Key.wake ? readInbox() : accept(Int(event.key)) }
    guard let connection = table[seat] else { return }
    if event.what & Poll.writable != 0, !connection.pointee.output.isEmpty { drainOutput(connection) }
    guard connection.pointee.stage != .closed, event.what & ~Poll.writable != 0 else { return }
    connection.pointee.isReadable = true
    if event.what & (Poll.ended | Poll.broken) != 0 { connection.pointee.endsSoon = true }
    if takesMore(connection) {
      receive(connection)
    } else if event.what & Poll.broken != 0 {
      close(connection)
    }
  }

  private mutating func readInbox() {
    inbox.signal.lower()
    for letter in inbox.collect() {
      switch letter {
      case .worked(let seat, let request, let response): deliver(seat, request, response)
      case .page(let seat, let page): takePage(seat, page)
      case .taken(let seat, let count): goOn(seat, count)
      case .errand(let errand): take(errand)
      }
    }
    if syncer.hasFailed { hasFailed = true } else { releaseHeld() }
    if !isDraining, inbox.drainDeadline != .max { startDrain() }
  }

  /// Milliseconds that the loop may sleep; -1 without limit.
  private func patience() -> Int32 {
    if !reads.isEmpty || !resuming.isEmpty || !waitingStreams.isEmpty { return 0 }
    var until = min(wheel.nextVisit, pauses.next)
    if mayChange, let from = changes.from {
      if from <= now { return 0 }
      until = min(until, from / 1_000_000 + 1)
    }
    if changesFrom > milliseconds { until = min(until, changesFrom) }
    if rounds.isDue { until = min(until, rounds.from) }
    if isDraining { until = min(until, inbox.drainDeadline / 1_000_000, milliseconds + 50) }
    var sleep = until == .max ? Int64.max : until &- milliseconds
    // Sleeps at most a second, because the wall clock may be set meanwhile.
    if let nextDue, mayChange { sleep = min(sleep, 1000, nextDue &- wall) }
    return sleep == .max ? -1 : Int32(max(0, min(sleep, 60_000)))
  }

  private mutating func publish() {
    counters.connections = table.count
    counters.streams = streams.count
    counters.readsWaiting = reads.count
    counters.changesWaiting = changes.count
    counters.answersHeld = heldCount
    published.set(counters)
  }
}
