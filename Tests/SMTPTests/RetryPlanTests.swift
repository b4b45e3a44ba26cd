import SMTP
import Testing

private let minute: Int64 = 60_000
private let hour: Int64 = 60 * minute

/// The pauses of one mail that always fails, in minutes.
private func pauses(id: Int64) -> [Int64] {
  var (pauses, now, attempts): ([Int64], Int64, Int) = ([], 0, 1)
  while let next = RetryPlan.next(afterAttempts: attempts, first: 0, now: now, id: id), attempts < 1_000 {
    pauses.append(next - now)
    (now, attempts) = (next, attempts + 1)
  }
  return pauses
}

@Test(arguments: [0, 1, 2, 77, -5, Int64.max, Int64.min]) func pausesGrowForThreeDaysAndEndThere(_ id: Int64) {
  let pauses = pauses(id: id)
  let planned = [1, 5, 15, 30, 60, 120, 240].map { $0 * minute }
  for (pause, plan) in zip(pauses, planned) { #expect(plan...(plan + plan / 8) ~= pause) }
  #expect(pauses.dropFirst(7).dropLast().allSatisfy { 240 * minute...270 * minute ~= $0 })
  #expect(pauses.reduce(0, +) == RetryPlan.patience && 22...26 ~= pauses.count)
}

@Test func mailsThatFailTogetherComeBackApartAndEachAlwaysAtTheSameTime() {
  let moments = (1...1_000).map { RetryPlan.next(afterAttempts: 5, first: 0, now: hour, id: $0) ?? 0 }
  #expect(Set(moments).count > 500)
  #expect(moments == (1...1_000).map { RetryPlan.next(afterAttempts: 5, first: 0, now: hour, id: $0) ?? 0 })
}

@Test func afterThreeDaysThereIsNoNextAttempt() {
  #expect(RetryPlan.next(afterAttempts: 1, first: 0, now: 72 * hour - 1, id: 1) == 72 * hour)
  #expect(RetryPlan.next(afterAttempts: 1, first: 0, now: 72 * hour, id: 1) == nil)
  #expect(RetryPlan.next(afterAttempts: 1, first: 0, now: Int64.max, id: 1) == nil)
}

@Test func numbersAtTheirLimitsDoNotTrap() {
  for first in [Int64.min, -1, 0, Int64.max] {
    for now in [Int64.min, -1, 0, Int64.max] {
      for attempts in [Int.min, 0, 1, Int.max] {
        let next = RetryPlan.next(afterAttempts: attempts, first: first, now: now, id: first)
        #expect(next.map { $0 > now } ?? true)
      }
    }
  }
}
