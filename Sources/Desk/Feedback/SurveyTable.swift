internal import Domain
internal import SQLite

extension Survey.Status: Cell {}
extension Survey.Trigger: Cell {}

struct SurveyTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "surveys", blank: Survey(at: .epoch),
    [
      .kept("id", \.id), .edited("name", \.name), .edited("trigger_kind", \.trigger), .edited("every", \.every),
      .edited("anonymous", \.isAnonymous), .edited("delay_minutes", \.delayMinutes), .edited("period_days", \.periodDays),
      .hushed("form", \.formText, as: "form_changed"), .edited("edition", \.edition), .edited("status", \.status),
      .fixed("created_at", \.createdAt), .untold("activated_at", \.activatedAt), .untold("ended_at", \.endedAt),
      .kept("version", \.version),
    ])

  func page(_ request: PageRequest) throws -> [Survey] { try page(byID: Self.form.select(), request) }
  func count() throws -> Int { Int(try db.value("SELECT COUNT(*) FROM surveys") ?? 0) }

  /// Finds surveys whose questions of now were not kept as an edition, one sentence each.
  func faults() throws -> [String] {
    try db.all(
      """
      SELECT s.id FROM surveys s LEFT JOIN survey_editions e ON e.survey_id = s.id AND e.number = s.edition
      WHERE s.status <> 'draft' AND e.id IS NULL ORDER BY s.id
      """
    ) { row in "Survey \(try row[0] as Int64) has not kept the questions of its edition." }
  }
}

struct SurveyEditionTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "survey_editions", blank: SurveyEdition(at: .epoch),
    [
      .kept("id", \.id), .fixed("survey_id", \.surveyID), .fixed("number", \.number), .fixed("form", \.formText),
      .fixed("created_at", \.createdAt),
    ])

  func find(_ number: Int64, of survey: Int64) throws -> SurveyEdition? { try first("WHERE survey_id = ? AND number = ?", survey, number) }

  func all(of survey: Int64) throws -> [SurveyEdition] { try all("WHERE survey_id = ?", survey) }

  /// Editions of a survey, the latest first.
  func page(of survey: Int64, _ request: PageRequest) throws -> [SurveyEdition] {
    let select = Self.select(of: survey, request)
    return try db.all(select.sql, select.values, map: Self.form.thing)
  }

  static func select(of survey: Int64, _ request: PageRequest) -> Select {
    var select = form.select()
    select.add("AND survey_id = ?", survey)
    if let after = request.after { select.add("AND number < ?", after.key.bound) }
    select.add("ORDER BY number DESC LIMIT ?", request.limit + 1)
    return select
  }
}

extension Survey {
  fileprivate var formText: String {
    get { form.json }
    set { form = SurveyForm(json: newValue) }
  }
}

extension SurveyEdition {
  fileprivate var formText: String {
    get { form.json }
    set { form = SurveyForm(json: newValue) }
  }
}
