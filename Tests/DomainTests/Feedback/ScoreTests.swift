import Foundation
import Testing

@testable import Domain

/// Compares scores and intervals with those of statistics packages (`Vectors/generate.py`).
@Suite struct ScoreTests {
  private struct Quantile: Decodable {
    let df: Int64
    let t: Double
  }

  private struct Vector: Decodable {
    let kind: String
    let counts: [String: Int64]?
    let weights: [String: String]?
    let answers: [[Int]]?
    let n: Int64
    let score: [Double?]
    let share: [Double?]?
  }

  private static func read<T: Decodable>(_ file: String, as type: T.Type) throws -> [T] {
    let place = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Vectors/\(file)")
    return try String(contentsOf: place, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(T.self, from: Data($0.utf8))
    }
  }

  private func isNear(_ value: Double?, _ wanted: Double?) -> Bool {
    guard let value, let wanted else { return value == nil && wanted == nil }
    return abs(value - wanted) <= 1e-9 * max(1, abs(wanted))
  }

  private func isNear(_ score: Score?, _ wanted: [Double?]) -> Bool {
    wanted.count == 3 && isNear(score?.value, wanted[0]) && isNear(score?.low, wanted[1]) && isNear(score?.high, wanted[2])
  }

  @Test func theQuantilesOfStudentsTAreThoseOfScipy() throws {
    let vectors = try Self.read("student_t.jsonl", as: Quantile.self)
    #expect(vectors.count > 210)
    for vector in vectors {
      let t = StudentT.quantile95(vector.df)
      #expect(abs(t - vector.t) <= 1e-12 * vector.t, "\(vector.df): \(t)")
    }
  }

  /// With one and two degrees of freedom the quantile can be written down: tan 0.475 π, and 0.95 √(2 / (1 − 0.95²)).
  @Test func theFirstTwoQuantilesAreExact() {
    #expect(abs(StudentT.quantile95(1) - tan(0.475 * Double.pi)) < 1e-13)
    #expect(abs(StudentT.quantile95(2) - 0.95 * (2 / (1 - 0.9025)).squareRoot()) < 1e-14)
    #expect(StudentT.quantile95(0) == .infinity)
  }

  @Test func noQuantileIsAboveTheOneBefore() {
    let all = (1...3_000).map { StudentT.quantile95($0) }
    for (one, next) in zip(all, all.dropFirst()) { #expect(one > next) }
    #expect(all.last ?? 0 > Normal.quantile95)
  }

  @Test func scoresAndIntervalsAreThoseOfTheStatisticsPackages() throws {
    let vectors = try Self.read("figures.jsonl", as: Vector.self)
    #expect(vectors.count > 170 && Set(vectors.map(\.kind)) == ["csat", "ces", "nps", "csi"])
    for vector in vectors {
      let figures: SurveyFigures
      if let weights = vector.weights, let answers = vector.answers {
        // The order of the attributes does not matter as long as answers have the same.
        let names = ["speed", "quality", "price", "courtesy", "cleanliness"].filter { weights[$0] != nil }
        let exact = names.compactMap { weight(weights[$0] ?? "") }
        #expect(exact.count == weights.count)
        #expect(AttributeWeight.isWhole(exact))
        figures = SurveyFigures(weights: exact, answers: answers)
      } else {
        var tally = Tally(try #require(ScoreKind(rawValue: vector.kind)))
        for (answer, count) in vector.counts ?? [:] { tally.add(try #require(Int(answer)), times: count) }
        figures = SurveyFigures(tally)
      }
      #expect(figures.n == vector.n)
      #expect(isNear(figures.score, vector.score), "\(vector) \(figures)")
      #expect(isNear(figures.share, vector.share ?? [nil, nil, nil]), "\(vector) \(figures)")
    }
  }

  @Test func withoutAnswersThereIsNoScoreAndOneAnswerHasNoMeansInterval() {
    for kind in ScoreKind.allCases {
      #expect(SurveyFigures(Tally(kind)).score == nil)
      var one = Tally(kind)
      one.add(5)
      let score = SurveyFigures(one).score
      #expect(score != nil && (score?.low == nil) == (kind == .ces || kind == .csi), "\(kind)")
    }
    #expect(SurveyFigures(weights: [], answers: []).score == nil)
  }

  @Test func equalAnswersHaveTheIntervalOfTheirOwnValueAndNetPromotersAWidth() {
    var ease = Tally(.ces)
    ease.add(7, times: 5)
    #expect(SurveyFigures(ease).score == Score(value: 7, low: 7, high: 7))
    let people = Array(repeating: [3, 9, 4], count: 7)
    let weights = [333_333_333, 333_333_333, 333_333_334].compactMap { AttributeWeight(billionths: $0) }
    let index = SurveyFigures(weights: weights, answers: people).score
    #expect(index?.low == index?.value && index?.high == index?.value)
    var loyal = Tally(.nps)
    loyal.add(10, times: 5)
    let net = SurveyFigures(loyal).score
    #expect(net?.value == 100 && net?.high == 100 && (16...19).contains(net?.low ?? 0))
  }

  @Test func theEdgesOfTheScalesCountWhereTheyBelong() {
    func score(_ kind: ScoreKind, _ answer: Int) -> Double? {
      var tally = Tally(kind)
      tally.add(answer)
      return SurveyFigures(tally).score?.value
    }
    #expect([6, 7, 8, 9].map { score(.nps, $0) } == [-100, 0, 0, 100])
    #expect([3, 4].map { score(.csat, $0) } == [0, 100])
    var hard = Tally(.ces)
    hard.add(4)
    #expect(SurveyFigures(hard).share?.value == 0)
  }

  @Test func aTallyHoldsNothingOutsideItsScaleAndNeverOverflows() {
    var tally = Tally(.csat)
    for answer in [0, 6, -1, .max, .min] { tally.add(answer) }
    #expect(tally.n == 0 && tally[.max] == 0)
    tally.add(1, times: .max)
    tally.add(1, times: .max)
    tally.add(5, times: .min)
    #expect(tally[1] == Tally.mostOfOne && tally[5] == 0)
    #expect(SurveyFigures(tally).score?.value == 0)
  }

  /// Of samples drawn from known shares, about 95 % of the intervals hold the share; never far fewer.
  @Test func theIntervalsHoldWhatTheyPromise() {
    var dice = SurveyDice(state: 17)
    var held = 0
    for _ in 0..<4_000 {
      var tally = Tally(.nps)
      for _ in 0..<40 { tally.add([3, 7, 8, 9, 10][Int(dice.next() % 5)]) }
      let score = SurveyFigures(tally).score
      if let low = score?.low, let high = score?.high, low <= 20, 20 <= high { held += 1 }
    }
    #expect((3_740...3_880).contains(held), "\(held) of 4,000")
  }

  @Test func weightsMakeAWholeToTheLastDecimal() {
    #expect(
      AttributeWeight(billionths: 0) == nil && AttributeWeight(billionths: 1_000_000_001) == nil && AttributeWeight(billionths: -1) == nil)
    let tenths = Array(repeating: "0.1", count: 10).compactMap { weight($0) }
    #expect(AttributeWeight.isWhole(tenths) && !AttributeWeight.isWhole(tenths.dropLast()) && !AttributeWeight.isWhole([]))
    let thirds = Array(repeating: "0.333333333", count: 3).compactMap { weight($0) }
    #expect(!AttributeWeight.isWhole(thirds))
  }

  private func weight(_ decimal: String) -> AttributeWeight? {
    let places = decimal.split(separator: ".").dropFirst().first ?? ""
    return Int64((decimal.hasPrefix("1") ? "1" : "0") + places + String(repeating: "0", count: 9 - places.count)).flatMap {
      .init(billionths: $0)
    }
  }
}

/// SplitMix64, so that drawn tests repeat.
struct SurveyDice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
