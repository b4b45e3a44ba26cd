import Testing

@testable import Domain

@Suite struct SampleSeriesTests {
  /// A million contacts, some of them not eligible, with restarts and changes of N.
  @Test func ofAnyNEligibleContactsThatFollowEachOtherExactlyOneIsAsked() {
    var dice = SurveyDice(state: 5)
    var series = SampleSeries(every: 5, remainder: 3)
    var sinceLast: Int64?  // contacts since the last pick of this series
    var inSeries: Int64 = 0
    var picks = 0
    for _ in 0..<1_000_000 {
      let draw = dice.next()
      if draw % 50_021 == 0 {
        series = SampleSeries(every: Int64(draw >> 40) % 12 + 1, remainder: Int64(draw >> 20) % 1_000)
        (sinceLast, inSeries) = (nil, 0)
      }
      // A restart reads the series as it was stored.
      if draw % 97 == 0 { series = SampleSeries(every: series.every, remainder: series.remainder, last: series.last) }
      var facts = ContactFacts()
      facts.hasConsent = draw % 3 != 0
      var surveys = [(id: Int64(1), series: series)]
      let decision = facts.decide(&surveys, at: .epoch)[1]
      series = surveys[0].series
      guard facts.hasConsent else {
        #expect(decision == .ineligible(.noConsent))
        continue
      }
      inSeries += 1
      sinceLast = sinceLast.map { $0 + 1 }
      if case .picked(let number) = decision {
        if number != inSeries || sinceLast ?? series.every != series.every || inSeries > series.every && sinceLast == nil {
          Issue.record("pick \(number) of \(series), \(sinceLast ?? -1) after the last")
        }
        sinceLast = 0
        picks += 1
      } else if sinceLast ?? inSeries >= series.every {
        Issue.record("no pick in \(series.every) contacts of \(series)")
      }
    }
    #expect(picks > 50_000)
  }

  @Test func everyRemainderIsAskedAtItsOwnNumber() {
    for every in [Int64(1), 2, 5, 10, 1_000] {
      for remainder in [Int64(0), 1, every - 1] {
        var series = SampleSeries(every: every, remainder: remainder)
        let asked = (0..<every).map { _ in series.take() }.filter(\.isAsked)
        #expect(asked.count == 1 && asked.first.map { $0.number % every } == series.remainder, "\(every) \(remainder)")
      }
    }
  }

  @Test func aSeriesOfNonsenseIsBroughtIntoItsRange() {
    for every in [Int64.min, -1, 0, .max] {
      for remainder in [Int64.min, -1, 0, .max] {
        var series = SampleSeries(every: every, remainder: remainder, last: .min)
        #expect((1...SampleSeries.mostEvery).contains(series.every) && (0..<series.every).contains(series.remainder) && series.last == 0)
        let number = series.take().number
        #expect(number == 1)
      }
    }
  }

  @Test func theFirstReasonInTheStatedOrderIsOnRecord() throws {
    let now = Instant(rawValue: 1_800_000_000_000)
    let spoilers: [(Ineligible, (inout ContactFacts) -> Void)] = [
      (.test, { $0.isTest = true }), (.unfinished, { $0.isFinished = false }), (.noConsent, { $0.hasConsent = false }),
      (.openComplaint, { $0.hasOpenComplaint = true }), (.openRecovery, { $0.hasOpenRecovery = true }),
      (.complaintSettled, { $0.complaintSettledAt = now }), (.clientAsked, { $0.clientAskedAt = now }),
      (.vehicleAsked, { $0.vehicleAskedAt = now }), (.noAddress, { $0.hasAddress = false }),
    ]
    #expect(spoilers.map(\.0) == Ineligible.allCases)
    #expect(ContactFacts().ineligible(at: now) == nil)
    for (index, (reason, _)) in spoilers.enumerated() {
      var facts = ContactFacts()
      for (_, spoil) in spoilers[index...] { spoil(&facts) }
      #expect(facts.ineligible(at: now) == reason)
    }
  }

  @Test func theQuietTimeEndsToTheMillisecond() {
    let asked = Instant(rawValue: 1_800_000_000_000)
    var facts = ContactFacts()
    facts.clientAskedAt = asked
    let end = asked.adding(seconds: 90 * 86_400)
    #expect(facts.ineligible(at: end.adding(milliseconds: -1)) == .clientAsked && facts.ineligible(at: end) == nil)
    // A clock that was set back does not end it.
    #expect(facts.ineligible(at: .epoch) == .clientAsked)
    facts = ContactFacts()
    facts.complaintSettledAt = asked
    let month = asked.adding(seconds: 30 * 86_400)
    #expect(facts.ineligible(at: month.adding(milliseconds: -1)) == .complaintSettled && facts.ineligible(at: month) == nil)
  }

  @Test func surveysCompeteByIdAndAPickOfOneIsQuietTimeForTheNext() {
    var surveys = [(id: Int64(9), series: SampleSeries(every: 1, remainder: 0)), (id: 2, series: SampleSeries(every: 2, remainder: 0))]
    let first = ContactFacts().decide(&surveys, at: .epoch)
    #expect(first == [2: .counted(number: 1), 9: .picked(number: 1)])
    let second = ContactFacts().decide(&surveys, at: .epoch)
    #expect(second == [2: .picked(number: 2), 9: .ineligible(.clientAsked)])
    #expect(surveys.map(\.series.last) == [2, 1], "who is not eligible takes no number")
  }
}
