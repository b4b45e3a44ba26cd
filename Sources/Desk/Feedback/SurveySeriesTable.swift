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
      SELECT id, survey_id, every, remainder, ifnull((
        SELECT given FROM survey_decisions d
        WHERE d.survey_id = survey_series.survey_id AND d.id > after_decision ORDER BY d.id DESC LIMIT 1), 0)
      FROM survey_series WHERE trigger_kind = ? AND running = 1 ORDER BY survey_id
      """, trigger, map: Self.map)
  }

  func running(of survey: Int64) throws -> RunningSeries? {
    try db.first(
      """
      SELECT id, survey_id, every, remainder, ifnull((
        SELECT given FROM survey_decisions d
        WHERE d.survey_id = survey_series.survey_id AND d.id > after_decision ORDER BY d.id DESC LIMIT 1), 0)
      FROM survey_series WHERE survey_id = ? AND running = 1
      """, survey, map: Self.map)
  }

  private static func map(_ row: borrowing Row) throws -> RunningSeries {
    try RunningSeries(id: row[0], surveyID: row[1], series: SampleSeries(every: row[2], remainder: row[3], last: row[4]))
  }

  func begin(_ survey: Survey, remainder: Int64, at: Instant) throws {
    try db.execute(
      """
      INSERT INTO survey_series (survey_id, trigger_kind, every, remainder, started_at, after_decision)
      VALUES (?, ?, ?, ?, ?, ifnull((SELECT max(id) FROM survey_decisions), 0))
      """, survey.id, survey.trigger, survey.every, remainder, at)
  }

  func end(of survey: Int64) throws {
    guard let series = try running(of: survey) else { return }
    try db.execute("UPDATE survey_series SET running = 0, last = ? WHERE id = ?", series.series.last, series.id)
  }

  // MARK: Rounds of a periodic survey

  struct Round {
    let series: Int64
    let number: Int64
    let startedAt: Instant?
    /// The last client that was looked at.
    let after: Int64
    let periodDays: Int64
  }

  func round(of survey: Int64) throws -> Round? {
    try db.first(
      """
      SELECT e.id, e.round, e.round_started_at, e.round_after, s.period_days
      FROM survey_series e JOIN surveys s ON s.id = e.survey_id
      WHERE e.survey_id = ? AND e.running = 1 AND e.trigger_kind = 'periodic'
      """, survey
    ) { row in try Round(series: row[0], number: row[1], startedAt: row[2], after: row[3], periodDays: row[4]) }
  }

  func keep(round: Int64, startedAt: Instant, after: Int64, of series: Int64) throws {
    try db.execute(
      "UPDATE survey_series SET round = ?, round_started_at = ?, round_after = ? WHERE id = ?", round, startedAt, after, series)
  }

  // MARK: Counts

  /// The counts of reasons are kept for so many decisions at once, and the newest decisions are counted when they are read: the commit of a
  /// single decision writes a page less.
  static let together: Int64 = 64

  /// Adds the newest decisions to the counts that are kept.
  func countDecisions(upTo id: Int64) throws {
    try db.execute(
      """
      INSERT INTO survey_counts (survey_id, name, count)
      SELECT survey_id, reason, count(*) FROM survey_decisions WHERE id > ? AND reason IS NOT NULL GROUP BY survey_id, reason
      ON CONFLICT DO UPDATE SET count = count + excluded.count
      """, id - Self.together)
  }

  /// Counts one more invitation that met this end.
  func count(_ name: String, of survey: Int64, by difference: Int64 = 1) throws {
    try db.execute(
      """
      INSERT INTO survey_counts (survey_id, name, count) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count
      """, survey, name, difference)
  }

  /// The counts by name; `eligible` sums the numbers given in all series.
  func counts(of survey: Int64) throws -> [String: Int64] {
    var counts = ["eligible": try running(of: survey)?.series.last ?? 0]
    try db.each(
      """
      SELECT name, count FROM survey_counts WHERE survey_id = ?1
      UNION ALL SELECT 'eligible', sum(last) FROM survey_series WHERE survey_id = ?1
      UNION ALL SELECT reason, count(*) FROM survey_decisions
        WHERE id > (SELECT max(id) FROM survey_decisions) / ?2 * ?2 AND survey_id = ?1 AND reason IS NOT NULL GROUP BY reason
      """, survey, Self.together
    ) { row in counts[try row[0], default: 0] += try row[1] as Int64? ?? 0 }
    return counts
  }
}
