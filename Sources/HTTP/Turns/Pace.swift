/// The speed at which a queue is worked off, to predict the wait of a new request. The age of the first request would
/// show it too late: after a burst everybody would be refused until the queue is empty, and then nobody would be left
/// to serve.
struct Pace {
  /// Requests of this kind since the turn began.
  var done = 0
  /// Nanoseconds that a request has taken lately, including everything else in a turn.
  private(set) var each: Int64 = 0

  /// Records a turn of this many nanoseconds. `wasBusy`: the queue was not empty at its end, so the turn shows how
  /// fast we are. A turn that may have slept is only an upper bound: it counts if it is faster than the average.
  /// Otherwise one bad turn would count forever.
  mutating func turn(_ elapsed: Int64, wasBusy: Bool) {
    guard done > 0 else { return }
    var latest = elapsed / Int64(done)
    if each == 0, wasBusy { each = latest }
    // The machine may have paused for a moment, so it takes several slow turns to believe that we have become slow.
    latest = min(latest, each &* 4)
    if wasBusy || latest < each { each = (each &* 7 &+ latest) / 8 }
    done = 0
  }

  /// Nanoseconds that the last of this many requests will wait.
  func wait(_ count: Int) -> Int64 {
    let (wait, over) = each.multipliedReportingOverflow(by: Int64(count))
    return over ? .max : wait
  }
}
