internal import Domain
internal import SQLite

/// A running series, with the place of a periodic survey in its round.
struct RunningSeries {
  let id: Int64
  let surveyID: Int64
  let series: SampleSeries
}

struct SurveySeriesTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  /// The series of the active surveys with this trigger, in the order of the surveys.
  func running(_ trigger: Survey.Trigger) throws -> [RunningSeries] {
    try db.all(
      """
      SELECT id, survey_id, every, remainder, last FROM survey_series WHERE trigger_kind = ? AND running = 1 ORDER BY survey_id
      """, trigger, map: Self.map)
  }

  func running(of survey: Int64) throws -> RunningSeries? {
    try db.first(
      "SELECT id, survey_id, every, remainder, last FROM survey_series WHERE survey_id = ? AND running = 1", survey, map: Self.map)
  }

  private static func map(_ row: borrowing Row) throws -> RunningSeries {
    try RunningSeries(id: row[0], surveyID: row[1], series: SampleSeries(every: row[2], remainder: row[3], last: row[4]))
  }

  func begin(_ survey: Survey, remainder: Int64, at: Instant) throws {
    try db.execute(
      "INSERT INTO survey_series (survey_id, trigger_kind, every, remainder, started_at) VALUES (?, ?, ?, ?, ?)", survey.id, survey.trigger,
      survey.every, remainder, at)
  }

  func end(of survey: Int64) throws { try db.execute("UPDATE survey_series SET running = 0 WHERE survey_id = ? AND running = 1", survey) }

  func keep(last: Int64, of series: Int64) throws { try db.execute("UPDATE survey_series SET last = ? WHERE id = ?", last, series) }

  // MARK: Rounds of a periodic survey

  struct Round {
    let series: RunningSeries
    let number: Int64
    let startedAt: Instant?
    /// The last client that was looked at.
    let after: Int64
    let periodDays: Int64
  }

  func round(of survey: Int64) throws -> Round? {
    try db.first(
      """
      SELECT e.id, e.survey_id, e.every, e.remainder, e.last, e.round, e.round_started_at, e.round_after, s.period_days
      FROM survey_series e JOIN surveys s ON s.id = e.survey_id
      WHERE e.survey_id = ? AND e.running = 1 AND e.trigger_kind = 'periodic'
      """, survey
    ) { row in try Round(series: Self.map(row), number: row[5], startedAt: row[6], after: row[7], periodDays: row[8]) }
  }

  func keep(round: Int64, startedAt: Instant, after: Int64, of series: Int64) throws {
    try db.execute(
      "UPDATE survey_series SET round = ?, round_started_at = ?, round_after = ? WHERE id = ?", round, startedAt, after, series)
  }

  // MARK: Counts

  /// Counts one more contact that met this end.
  func count(_ name: String, of survey: Int64, by difference: Int64 = 1) throws {
    try db.execute(
      """
      INSERT INTO survey_counts (survey_id, name, count) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count
      """, survey, name, difference)
  }

  /// The counts by name; `eligible` sums the numbers given in all series.
  func counts(of survey: Int64) throws -> [String: Int64] {
    var counts: [String: Int64] = [:]
    try db.each("SELECT name, count FROM survey_counts WHERE survey_id = ?", survey) { row in counts[try row[0]] = try row[1] as Int64 }
    counts["eligible"] = try db.value("SELECT sum(last) FROM survey_series WHERE survey_id = ?", survey) ?? 0
    return counts
  }
}
