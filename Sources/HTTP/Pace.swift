/// How fast a queue is worked off, to tell a newcomer's wait beforehand. The age of the first in the queue would tell it too
/// late: after a burst everyone would be refused until the queue is empty, and then nobody be there to serve.
struct Pace {
  /// Requests of this kind since the turn began.
  var done = 0
  /// Nanoseconds a request has taken lately, everything else a turn does included.
  private(set) var each: Int64 = 0

  /// A turn of so many nanoseconds is over. `wasBusy`: the queue was not empty when it ended, so it says how fast we can be;
  /// the others, which may have slept, say only that we can be no slower. Without them one bad turn would be believed for ever.
  mutating func turn(_ elapsed: Int64, wasBusy: Bool) {
    guard done > 0 else { return }
    var latest = elapsed / Int64(done)
    if each == 0, wasBusy { each = latest }
    // The machine may have stood still for a moment: it takes several slow turns to believe that we have become slow.
    latest = min(latest, each &* 4)
    if wasBusy || latest < each { each = (each &* 7 &+ latest) / 8 }
    done = 0
  }

  /// How long the last of so many waiting requests will wait, in nanoseconds.
  func wait(_ count: Int) -> Int64 {
    let (wait, over) = each.multipliedReportingOverflow(by: Int64(count))
    return over ? .max : wait
  }
}
