/// Kinds of scores, each from answers of one kind of question.
package enum ScoreKind: String, CaseIterable, Sendable {
  /// Satisfaction: the share of 4 and 5, in percent.
  case csat
  /// Ease: the mean of 1 (hard) to 7 (easy).
  case ces
  /// Recommendation: the share of 9 and 10 less that of 0 to 6, in percent points.
  case nps
  /// The index of several weighted attributes, 10 to 100.
  case csi

  /// The answers that can be given.
  package var scale: ClosedRange<Int> {
    switch self {
    case .csat: 1...5
    case .ces: 1...7
    case .nps: 0...10
    case .csi: 1...10
    }
  }
}

/// How often each answer of a scale was given.
package struct Tally: Equatable, Sendable {
  /// More answers of one value than a centre gets in its life; sums stay exact in a `Double`.
  package static let mostOfOne: Int64 = 1_000_000_000
  package let kind: ScoreKind
  private var counts: [Int64]

  package init(_ kind: ScoreKind) {
    self.kind = kind
    counts = Array(repeating: 0, count: kind.scale.count)
  }

  /// Counts answers. One outside the scale is ignored.
  package mutating func add(_ answer: Int, times: Int64 = 1) {
    guard kind.scale.contains(answer) else { return }
    let sum = self[answer].addingReportingOverflow(times)
    counts[answer - kind.scale.lowerBound] = sum.overflow ? Tally.mostOfOne : min(max(0, sum.partialValue), Tally.mostOfOne)
  }

  package subscript(_ answer: Int) -> Int64 { kind.scale.contains(answer) ? counts[answer - kind.scale.lowerBound] : 0 }
  package func count(of answers: ClosedRange<Int>) -> Int64 { answers.reduce(0) { $0 + self[$1] } }
  package var n: Int64 { counts.reduce(0, +) }
}

/// The figures of a survey's answers.
package struct SurveyFigures: Equatable, Sendable {
  package let kind: ScoreKind
  /// The number of people who answered.
  package let n: Int64
  /// nil without answers.
  package let score: Score?
  /// CES only: the share of 5 to 7, in percent.
  package let share: Score?
}

extension SurveyFigures {
  package init(_ tally: Tally) {
    kind = tally.kind
    n = tally.n
    switch tally.kind {
    case .csat:
      score = .share(tally.count(of: 4...5), of: n)
      share = nil
    case .nps:
      score = .netPromoters(detractors: tally.count(of: 0...6), passives: tally.count(of: 7...8), promoters: tally.count(of: 9...10))
      share = nil
    case .ces:
      score = .mean(of: tally.kind.scale.map { (Double($0), tally[$0]) })
      share = .share(tally.count(of: 5...7), of: n)
    case .csi:
      score = .mean(of: tally.kind.scale.map { (Double($0) * 10, tally[$0]) })
      share = nil
    }
  }

  /// The index of people who each answered all attributes, in the order of the weights: the mean of Σ weight × answer × 10.
  package init(weights: [AttributeWeight], answers: [[Int]]) {
    kind = .csi
    n = Int64(answers.count)
    // Sums of billionths are whole numbers, so people with equal answers have equal indexes.
    let indexes = answers.map { answer in
      (Double(zip(weights, answer).reduce(Int64(0)) { $0 + $1.0.billionths * Int64(min(max($1.1, 0), 10)) }), Int64(1))
    }
    score = Score.mean(of: indexes)?.divided(by: Double(AttributeWeight.whole) / 10)
    share = nil
  }
}

extension SurveyFigures {
  /// The index of `n` people, whose sums of weight in billionths × answer are kept as their moments.
  package init(_ moments: Moments, n: Int64) {
    kind = .csi
    self.n = n
    score = Score.mean(moments, n: n)?.divided(by: Double(AttributeWeight.whole) / 10)
    share = nil
  }
}

/// The sum of whole numbers and of their squares, to the last unit. A number is split into h × 2¹⁷ + l, so that no part overflows with
/// a hundred million numbers of eleven digits.
package struct Moments: Equatable, Sendable {
  package enum Part: Int64, CaseIterable, Sendable { case sum = -1, high = -2, mixed = -3, low = -4 }
  private var parts: [Part: Int64] = [:]
  package init() {}

  /// What a number adds to each part.
  package static func parts(of number: Int64) -> [(part: Part, value: Int64)] {
    let (high, low) = (number >> 17, number & 131_071)
    return [(.sum, number), (.high, high &* high), (.mixed, high &* low), (.low, low &* low)]
  }

  package mutating func add(_ part: Part, _ value: Int64) { parts[part, default: 0] &+= value }
  package mutating func add(_ other: Moments) { for (part, value) in other.parts { add(part, value) } }

  var sum: Int64 { parts[.sum] ?? 0 }
  var squares: Int128 {
    (Int128(parts[.high] ?? 0) << 34) + (Int128(parts[.mixed] ?? 0) << 18) + Int128(parts[.low] ?? 0)
  }
}

/// The weight of an attribute, exact to nine decimals.
package struct AttributeWeight: Equatable, Sendable {
  package static let whole: Int64 = 1_000_000_000
  /// More than 0, at most the whole.
  package let billionths: Int64
  /// nil if it is not more than 0 and at most 1.
  package init?(billionths: Int64) {
    guard (1...Self.whole).contains(billionths) else { return nil }
    self.billionths = billionths
  }

  /// The weight of the only attribute.
  package static let one = AttributeWeight(whole)
  private init(_ billionths: Int64) { self.billionths = billionths }

  /// True if the weights make a whole, to the last decimal.
  package static func isWhole(_ weights: [AttributeWeight]) -> Bool { weights.reduce(0) { $0 + $1.billionths } == whole }
}
