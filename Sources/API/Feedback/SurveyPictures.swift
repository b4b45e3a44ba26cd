internal import Domain

/// The figures of a survey, drawn for people who would rather look than read.
struct SurveyPictures {
  let kind: ScoreKind
  let language: Language

  /// A week or a month of a trend.
  struct Period {
    let name: String
    let figures: SurveyFigures
    /// The survey's version; answers of two versions are not compared.
    let version: Int64
  }

  /// More periods than this are not drawn; the latest are.
  static let mostPeriods = 120

  private func say(_ en: String, _ ru: String) -> String { language == .ru ? ru : en }

  private var name: String {
    switch kind {
    case .csat: say("Satisfaction (CSAT), %", "Удовлетворённость (CSAT), %")
    case .ces: say("Ease (CES), 1 to 7", "Лёгкость (CES), от 1 до 7")
    case .nps: say("Recommendation (NPS)", "Готовность рекомендовать (NPS)")
    case .csi: say("Satisfaction index (CSI)", "Индекс удовлетворённости (CSI)")
    }
  }

  /// One decimal, with a comma in Russian.
  private func told(_ value: Double) -> String {
    Quantity(thousandths: Int64((min(max(value, -1_000), 1_000) * 10).rounded()) * 100).text(language)
  }

  private func answers(_ n: Int64) -> String { say("answers: \(n)", "ответов: \(n)") }
}

// MARK: Trend

extension SurveyPictures {
  /// The score of each period with its interval, and a dashed line where a new version of the survey begins.
  func trend(_ periods: [Period]) -> String {
    let periods = Array(periods.suffix(Self.mostPeriods))
    var picture = Picture(title: say("Trend: \(name)", "Динамика: \(name)"), description: trendInWords(periods), width: 720, height: 320)
    let frame = Frame(count: periods.count, range: range)
    picture.write(picture.title, at: (16, 22), isStrong: true)
    for value in ticks {
      picture.line(from: (frame.left, frame.y(value)), to: (frame.right, frame.y(value)), stroke: .faint)
      picture.write(told(value), at: (frame.left - 6, frame.y(value) + 4), .end)
    }
    for run in runs(periods) { draw(run, periods, frame, &picture) }
    for index in periods.indices.dropFirst() where periods[index].version != periods[index - 1].version {
      let x = (frame.x(index) + frame.x(index - 1)) / 2
      picture.line(from: (x, frame.top), to: (x, frame.bottom), isDashed: true)
      picture.write(say("version \(periods[index].version)", "версия \(periods[index].version)"), at: (x + 4, frame.top - 4))
    }
    // At most twelve names fit under the axis.
    let step = max(1, (periods.count + 11) / 12)
    for index in periods.indices where index % step == 0 {
      picture.write(periods[index].name, at: (frame.x(index), frame.bottom + 18), .middle)
    }
    return picture.text
  }

  private struct Frame {
    let count: Int
    let range: ClosedRange<Double>
    let left = 56.0, right = 704.0, top = 40.0, bottom = 280.0
    func x(_ index: Int) -> Double { count < 2 ? (left + right) / 2 : left + 16 + (right - left - 32) * Double(index) / Double(count - 1) }
    func y(_ value: Double) -> Double {
      let within = min(max(value, range.lowerBound), range.upperBound)
      return bottom - (bottom - top) * (within - range.lowerBound) / (range.upperBound - range.lowerBound)
    }
  }

  private var range: ClosedRange<Double> {
    switch kind {
    case .csat, .csi: 0...100
    case .ces: 1...7
    case .nps: -100...100
    }
  }

  private var ticks: [Double] {
    switch kind {
    case .csat, .csi: [0, 25, 50, 75, 100]
    case .ces: [1, 2, 3, 4, 5, 6, 7]
    case .nps: [-100, -50, 0, 50, 100]
    }
  }

  /// Neighbours that can be joined by a line: with answers, and of one version.
  private func runs(_ periods: [Period]) -> [[Int]] {
    var runs: [[Int]] = []
    for index in periods.indices where periods[index].figures.score != nil {
      if let last = runs.last?.last, last == index - 1, periods[last].version == periods[index].version {
        runs[runs.count - 1].append(index)
      } else {
        runs.append([index])
      }
    }
    return runs
  }

  private func draw(_ run: [Int], _ periods: [Period], _ frame: Frame, _ picture: inout Picture) {
    let scores = run.compactMap { index in periods[index].figures.score.map { (x: frame.x(index), score: $0) } }
    let known = scores.compactMap { place in
      if let low = place.score.low, let high = place.score.high { (x: place.x, low: frame.y(low), high: frame.y(high)) } else { nil }
    }
    if known.count > 1 { picture.area(known.map { ($0.x, $0.high) } + known.reversed().map { ($0.x, $0.low) }) }
    for place in known { picture.line(from: (place.x, place.low), to: (place.x, place.high), stroke: .thin) }
    if scores.count > 1 { picture.path(scores.map { ($0.x, frame.y($0.score.value)) }) }
    for place in scores { picture.dot(at: (place.x, frame.y(place.score.value))) }
  }

  private func trendInWords(_ periods: [Period]) -> String {
    let sentences = periods.map { period -> String in
      guard let score = period.figures.score else { return "\(period.name): \(say("no answers", "нет ответов"))" }
      let interval =
        if let low = score.low, let high = score.high {
          say(", from \(told(low)) to \(told(high))", ", от \(told(low)) до \(told(high))")
        } else {
          ""
        }
      return "\(period.name): \(told(score.value))\(interval), \(answers(period.figures.n)), \(say("version", "версия")) \(period.version)"
    }
    return say("Score and 95 % interval. ", "Оценка и 95-процентный интервал. ") + sentences.joined(separator: "; ")
  }
}

// MARK: Distribution

extension SurveyPictures {
  /// A bar for each answer of the scale, dark for answers of clients who are not content, light for those who are.
  func distribution(_ tally: Tally) -> String {
    let all = max(1, tally.n)
    let rows = kind.scale.map { answer in (answer: answer, count: tally[answer], share: told(100 * Double(tally[answer]) / Double(all))) }
    let words = rows.map { "\($0.answer): \($0.count) (\($0.share) %)" }.joined(separator: "; ")
    var picture = Picture(
      title: say("Answers: \(name)", "Ответы: \(name)"), description: "\(answers(tally.n)). \(words)", width: 480,
      height: 56 + 24 * Double(rows.count))
    picture.write(picture.title, at: (16, 22), isStrong: true)
    let most = Double(max(1, rows.map(\.count).max() ?? 1))
    for (index, row) in rows.enumerated() {
      let y = 40 + 24 * Double(index)
      picture.write("\(row.answer)", at: (36, y + 13), .end)
      picture.bar(at: (44, y), width: 300 * Double(row.count) / most, height: 18, fill(row.answer))
      picture.write("\(row.count) (\(row.share) %)", at: (52 + 300 * Double(row.count) / most, y + 13))
    }
    return picture.text
  }

  private func fill(_ answer: Int) -> Picture.Fill {
    let (bad, good) =
      switch kind {
      case .csat: (2, 4)
      case .ces: (3, 5)
      case .nps: (6, 9)
      case .csi: (4, 8)
      }
    return answer <= bad ? .dark : answer >= good ? .light : .middle
  }
}

// MARK: Funnel

extension SurveyPictures {
  /// How many contacts were eligible and asked, and how many answered. That a page was opened says nothing: messengers open links too.
  struct Funnel {
    let eligible: Int64
    let asked: Int64
    let answered: Int64
  }

  func funnel(_ funnel: Funnel) -> String {
    let rows = [
      (say("could be asked", "можно спросить"), funnel.eligible), (say("asked", "спрошено"), funnel.asked),
      (say("answered", "ответили"), funnel.answered),
    ]
    func share(_ index: Int) -> String {
      guard index > 0, rows[index - 1].1 > 0 else { return "" }
      return " (\(told(100 * Double(rows[index].1) / Double(rows[index - 1].1))) %)"
    }
    let words = rows.indices.map { "\(rows[$0].0): \(rows[$0].1)\(share($0))" }.joined(separator: "; ")
    var picture = Picture(
      title: say("From contacts to answers", "От обращений к ответам"),
      description: words + ". " + say("Shares are of the step before.", "Доли — от предыдущего шага."), width: 560, height: 56 + 32 * 3)
    picture.write(picture.title, at: (16, 22), isStrong: true)
    let most = Double(max(1, rows.map(\.1).max() ?? 1))
    for (index, row) in rows.enumerated() {
      let y = 40 + 32 * Double(index)
      picture.write(row.0, at: (132, y + 16), .end)
      picture.bar(at: (140, y), width: 300 * Double(max(0, row.1)) / most, height: 24, index == 2 ? .dark : .middle)
      picture.write("\(row.1)\(share(index))", at: (148 + 300 * Double(max(0, row.1)) / most, y + 16))
    }
    return picture.text
  }
}
