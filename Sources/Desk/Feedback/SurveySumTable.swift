internal import Domain
internal import SQLite

/// How often each grade was given, over all answers of an edition, by week and month, and by what had happened. An answer keeps the sums in
/// its own transaction, so that a result costs no more with a million answers than with a hundred.
struct SurveySumTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  /// The rows that an answer counts in, each once for every question with a number. Those of an anonymous answer all bear its week, so that
  /// they can be told when it is over.
  static func places(of answer: SurveyAnswer, isAnonymous: Bool, _ traits: [SurveyTrait]) -> [(trait: String, value: String)] {
    let week = answer.weekOn.text
    if isAnonymous { return [("week", week)] + traits.filter { !$0.name.isPerson }.map { ($0.name.rawValue, "\(week) \($0.value)") } }
    let month = (answer.monthOn ?? answer.weekOn.monthStart).text
    return [("all", ""), ("week", week), ("month", month)] + traits.map { ($0.name.rawValue, $0.value) }
  }

  /// The name of the count of answers in a week of an anonymous survey.
  static func answeredName(inWeek week: Day) -> String { "answered \(week.text)" }

  func add(
    _ answer: SurveyAnswer, _ entries: [SurveyEntry?], times: Int64, to form: SurveyForm, _ places: [(trait: String, value: String)]
  )
    throws
  {
    for (index, (question, entry)) in zip(form.questions, entries).enumerated() {
      for sum in question.sums(of: entry) {
        for place in places {
          try db.execute(
            """
            INSERT INTO survey_sums (survey_id, edition, question, trait, value, grade, count) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET count = count + excluded.count
            """, answer.surveyID, answer.edition, Int64(index), place.trait, place.value, sum.grade, times * sum.count)
        }
      }
    }
  }

  // MARK: Reading

  /// All answers to a question of an edition.
  func whole(_ reading: SurveyReports.Reading) throws -> GradeCounts {
    var counts = GradeCounts()
    try db.each(
      """
      SELECT value, grade, count FROM survey_sums WHERE survey_id = ? AND trait = ? AND edition = ? AND question = ?
      """, reading.survey.id, reading.survey.isAnonymous ? "week" : "all", reading.edition, reading.place
    ) { row in
      if reading.survey.isAnonymous, let week = try? Day(text: row[0]), !reading.tells(week) { return }
      counts.add(try row[1], try row[2])
    }
    return counts
  }

  /// The answers by the values of a trait.
  func groups(_ name: SurveyTrait.Name, _ reading: SurveyReports.Reading) throws -> [String: GradeCounts] {
    var groups: [String: GradeCounts] = [:]
    try db.each(
      """
      SELECT value, grade, count FROM survey_sums WHERE survey_id = ? AND trait = ? AND edition = ? AND question = ?
      """, reading.survey.id, name.rawValue, reading.edition, reading.place
    ) { row in
      var value: String = try row[0]
      if reading.survey.isAnonymous {
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let week = try? Day(text: String(parts[0])), reading.tells(week) else { return }
        value = String(parts[1])
      }
      groups[value, default: GradeCounts()].add(try row[1], try row[2])
    }
    return groups.filter { $0.value.n > 0 }
  }

  /// The answers to a question of an edition by week or month: the first day of each, with its sums.
  func periods(_ step: SurveyReports.Step, edition: Int64, question: Int64, _ reading: SurveyReports.Reading) throws -> [Day: GradeCounts] {
    let isAnonymous = reading.survey.isAnonymous
    var periods: [Day: GradeCounts] = [:]
    try db.each(
      """
      SELECT value, grade, count FROM survey_sums WHERE survey_id = ? AND trait = ? AND edition = ? AND question = ?
      """, reading.survey.id, isAnonymous ? "week" : step.rawValue, edition, question
    ) { row in
      guard let day = try? Day(text: row[0]), reading.tells(day) else { return }
      periods[isAnonymous && step == .month ? day.monthStart : day, default: GradeCounts()].add(try row[1], try row[2])
    }
    return periods.filter { $0.value.n > 0 }
  }

  // MARK: Checks

  struct Sum: Hashable {
    let edition: Int64
    let question: Int64
    let trait: String
    let value: String
    let grade: Int64
  }

  /// Finds sums that differ from those of the answers themselves, one sentence each. What had happened is unknown of an anonymous answer.
  func faults() throws -> [String] {
    try db.all("SELECT id, anonymous FROM surveys ORDER BY id") { row in (id: try row[0] as Int64, isAnonymous: try row[1] as Bool) }
      .flatMap { try faults(of: $0.id, isAnonymous: $0.isAnonymous) }
  }

  private func faults(of survey: Int64, isAnonymous: Bool) throws -> [String] {
    var sums: [Sum: Int64] = [:]
    var forms: [Int64: SurveyForm] = [:]
    for edition in try SurveyEditionTable(db).all("WHERE survey_id = ?", survey) { forms[edition.number] = edition.form }
    var answers: Int64 = 0
    try db.each(
      """
      SELECT a.edition, a.week_on, a.entries, i.traits, i.id, a.month_on FROM survey_answers a LEFT JOIN survey_invitations i ON i.id = a.invitation_id
      WHERE a.survey_id = ?
      """, survey
    ) { row in
      answers += 1
      var answer = SurveyAnswer(weekOn: try row[1])
      (answer.edition, answer.monthOn) = try (row[0], row[5])
      let traits = try [SurveyTrait](lines: row[3] as String? ?? "")
      for (index, (question, entry)) in zip(forms[answer.edition]?.questions ?? [], SurveyEntryText.read(try row[2])).enumerated() {
        for sum in question.sums(of: entry) {
          for place in Self.places(of: answer, isAnonymous: isAnonymous, traits) {
            sums[
              Sum(edition: answer.edition, question: Int64(index), trait: place.trait, value: place.value, grade: sum.grade), default: 0
            ] += sum.count
          }
        }
      }
    }
    sums = sums.filter { $0.value != 0 }
    var kept: [Sum: Int64] = [:]
    try db.each("SELECT edition, question, trait, value, grade, count FROM survey_sums WHERE survey_id = ? AND count <> 0", survey) { row in
      let sum = try Sum(edition: row[0], question: row[1], trait: row[2], value: row[3], grade: row[4])
      if !isAnonymous || sum.trait == "week" { kept[sum] = try row[5] as Int64 }
    }
    let counted = try SurveySeriesTable(db).counts(of: survey).filter { $0.key.hasPrefix("answered") }.values.reduce(0, +)
    return (kept == sums ? [] : ["The sums of survey \(survey) differ from its answers."])
      + (counted == answers ? [] : ["Survey \(survey) counts \(counted) answers, but there are \(answers)."])
  }
}
