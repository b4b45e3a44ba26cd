package import Domain

/// Results of a survey from its kept sums.
package struct SurveyReports {
  package enum Step: String, CaseIterable, Sendable { case week, month }

  private let context: Context
  private var sums: SurveySumTable { SurveySumTable(context.db) }
  package init(_ context: Context) { self.context = context }

  /// `edition` and `question` are from 1; nil: the present edition, and its first question with a score.
  package func results(of id: Int64, edition: Int64?, question: Int64?, by step: Step) throws -> SurveyResults {
    let survey = try context.find(SurveyTable.self, id)
    let number = edition ?? survey.edition
    let form = try number == survey.edition ? survey.form : SurveyEditionTable(context.db).find(number, of: id)?.form
    guard let form else { throw Refusal.malformed([Reason.surveyEditionUnknown.at("edition")]) }
    guard let place = question.map({ Int($0) - 1 }) ?? form.mainQuestion, form.questions.indices.contains(place),
      form.questions[place].kind != .text
    else { throw Refusal.malformed([Reason.surveyNoFigures.at("question")]) }
    let asked = form.questions[place]
    let reading = Reading(survey: survey, edition: number, place: Int64(place), question: asked, thisWeek: context.today.weekStart)
    let answers = try sums.whole(reading)
    let isHidden = survey.isAnonymous && answers.n < SurveyResults.fewestShown
    return SurveyResults(
      surveyID: id, edition: number, question: Int64(place) + 1, kind: asked.kind, response: try response(of: survey),
      answers: isHidden ? GradeCounts() : answers, figures: isHidden ? nil : asked.figures(of: answers), isHidden: isHidden,
      periods: try periods(reading, place, by: step), groups: try groups(reading))
  }

  /// What is read of the sums.
  struct Reading {
    let survey: Survey
    let edition: Int64
    let place: Int64
    let question: SurveyQuestion
    /// An anonymous survey tells nothing of a week before it is over.
    let thisWeek: Day

    func tells(_ week: Day) -> Bool { !survey.isAnonymous || week < thisWeek }
  }

  private func response(of survey: Survey) throws -> SurveyResults.Response {
    let counts = try SurveySeriesTable(context.db).counts(of: survey.id)
    var response = SurveyResults.Response()
    response.eligible = counts["eligible"] ?? 0
    response.noConsent = counts[Ineligible.noConsent.rawValue] ?? 0
    response.contacts = response.eligible + Ineligible.allCases.reduce(0) { $0 + (counts[$1.rawValue] ?? 0) }
    response.withheld = counts["withheld"] ?? 0
    response.asked = counts["asked"] ?? 0
    response.declined = counts["declined"] ?? 0
    response.answered = counts["answered"] ?? 0
    if survey.isAnonymous {
      let thisWeek = SurveySumTable.answeredName(inWeek: context.today.weekStart)
      response.answered = counts.filter { $0.key.hasPrefix("answered ") && $0.key < thisWeek }.values.reduce(0, +)
    }
    return response
  }

  // MARK: Trend

  private func periods(_ reading: Reading, _ place: Int, by step: Step) throws -> [SurveyResults.Period] {
    var questions: [Int64: SurveyQuestion] = [:]
    var found: [Key: GradeCounts] = [:]
    for edition in try SurveyEditionTable(context.db).all(of: reading.survey.id) {
      guard let counterpart = edition.form.counterpart(of: reading.question, at: place) else { continue }
      questions[edition.number] = edition.form.questions[counterpart]
      for (day, counts) in try sums.periods(step, edition: edition.number, question: Int64(counterpart), reading) {
        found[Key(from: day, edition: edition.number)] = counts
      }
    }
    return filled(found, by: step).map { key in
      let counts = found[key] ?? GradeCounts()
      let isHidden = reading.survey.isAnonymous && counts.n < SurveyResults.fewestShown && counts.n > 0
      return SurveyResults.Period(
        from: key.from, edition: key.edition, figures: isHidden ? nil : questions[key.edition]?.figures(of: counts),
        isHidden: isHidden)
    }
  }

  private struct Key: Hashable {
    let from: Day
    let edition: Int64
  }

  /// More periods are not told; the latest are.
  private static let mostPeriods = 520

  /// The periods with answers in their order, and those between them that had none.
  private func filled(_ found: [Key: GradeCounts], by step: Step) -> [Key] {
    let known = found.keys.sorted { ($0.from.rawValue, $0.edition) < ($1.from.rawValue, $1.edition) }.suffix(Self.mostPeriods)
    var all: [Key] = []
    for key in known {
      while let last = all.last, all.count < 2 * Self.mostPeriods {
        let next = step == .week ? last.from.adding(7) : last.from.adding(31).monthStart
        guard next < key.from else { break }
        all.append(Key(from: next, edition: last.edition))
      }
      all.append(key)
    }
    return Array(all.suffix(Self.mostPeriods))
  }

  // MARK: What had happened

  private func groups(_ reading: Reading) throws -> [SurveyResults.Group] {
    let users = UserTable(context.db)
    return try SurveyTrait.Name.allCases.flatMap { name -> [SurveyResults.Group] in
      try sums.groups(name, reading).sorted { $0.key < $1.key }.map { value, counts in
        let person = name.isPerson ? try Int64(value).flatMap { try users.find($0)?.name } : nil
        return SurveyResults.Group(
          SurveyTrait(name, value), name: person ?? value, counts, reading.question, isAnonymous: reading.survey.isAnonymous)
      }
    }
  }
}

extension Reason {
  static let surveyEditionUnknown = Reason(
    "survey_edition_unknown", en: "The survey has no such edition.", ru: "У опроса нет такой редакции.")
  static let surveyNoFigures = Reason(
    "survey_no_figures", en: "The survey has no such question, or one without figures.",
    ru: "В опросе нет такого вопроса или он без оценки.")
}
