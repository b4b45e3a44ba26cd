import Dispatch
import HTTP
import Testing

@Test func dueRowsAreRunInATurnOfTheirOwn() throws {
  let store = FakeStore()
  store.set { $0.due = 0 }
  try Running.with(store.work()) { _ in
    Running.until { store.calls.contains("sync") }
    #expect(store.calls == ["begin", "tick", "commit", "sync"])
  }
}

@Test func aTickThatFindsNothingDoesNotSpin() throws {
  let store = FakeStore()
  var work = store.work()
  let ticks = Monitor(0)
  work.due = { 0 }
  work.tick = { ticks.with { $0 += 1 } }
  work.commit = { .clean }
  try Running.with(work) { running in
    for _ in 0..<50 { _ = try running.client().ask("/answer") }
    #expect(ticks.with { $0 } <= 2)
  }
}
