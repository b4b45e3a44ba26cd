package import Domain

/// The surveys of the centre.
package struct Surveys {
  private let context: Context
  private var table: SurveyTable { SurveyTable(context.db) }
  private var editions: SurveyEditionTable { SurveyEditionTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64) throws -> Survey { try context.find(SurveyTable.self, id) }
  package func list(_ page: PageRequest) throws -> Page<Survey> { try Page(table.page(page), page) }

  package func editions(of id: Int64, _ page: PageRequest) throws -> Page<SurveyEdition> {
    _ = try find(id)
    return try Page(editions.page(of: id, page), page) { Cursor(key: .integer($0.number), id: $0.id) }
  }

  package func decisions(of id: Int64, _ page: PageRequest) throws -> Page<AskDecision> {
    _ = try find(id)
    return try Page(AskDecisionTable(context.db).page(of: id, page), page)
  }

  package func create(_ fill: (inout Survey) -> Void) throws -> Survey {
    let survey = Survey(at: context.now).with(fill)
    try check(survey.form)
    if let reason = Most.surveys.reason(against: try table.count()) { throw Refusal.conflict(reason) }
    let id = try table.insert(survey)
    try context.record(.surveyCreated, Subject(.survey, id), SurveyTable.form.changes(from: nil, to: survey))
    return try context.settled { try find(id) }
  }

  package func edit(_ id: Int64, version: Versions?, _ change: (inout Survey) -> Void) throws -> Survey {
    let old = try find(id)
    return try context.edit(SurveyTable.self, id, version) { survey in
      change(&survey)
      survey.countEdition(after: old)
    } check: { old, new in
      try old.check(.change)
      let reasons = new.reasons(changing: old)
      guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }
      if new.form != old.form { try check(new.form) }
      if let reason = Most.surveyEditions.reason(against: Int(clamping: new.edition), adding: 0) { throw Refusal.conflict(reason) }
    } keep: { old, new, changes in
      if new.edition != old.edition { try keepEdition(of: new) }
      if old.status == .active, new.asksOthers(than: old) {
        try SurveySampling(context).end(old)
        try SurveySampling(context).begin(new)
      }
      try context.record(.surveyChanged, Subject(.survey, id), changes)
    }
  }

  package func activate(_ id: Int64, version: Versions?) throws -> Survey {
    try move(id, version, as: .surveyActivated) { survey in
      try survey.activate(at: context.now)
      try keepEdition(of: survey)
      try SurveySampling(context).begin(survey)
    }
  }

  package func end(_ id: Int64, version: Versions?) throws -> Survey {
    try move(id, version, as: .surveyEnded) { survey in
      try survey.end(at: context.now)
      try SurveySampling(context).end(survey)
    }
  }

  private func move(_ id: Int64, _ version: Versions?, as type: EventType, _ body: (inout Survey) throws -> Void) throws -> Survey {
    let old = try find(id)
    try context.match(version, old.version)
    let new = try old.with(body)
    try table.update(new)
    try context.record(type, Subject(.survey, id), SurveyTable.form.changes(from: old, to: new))
    return try context.settled { try find(id) }
  }

  private func keepEdition(of survey: Survey) throws {
    var edition = SurveyEdition(at: context.now)
    (edition.surveyID, edition.number, edition.form) = (survey.id, survey.edition, survey.form)
    _ = try editions.insert(edition)
  }

  /// Refuses a form that cannot be asked, or that does not ask honestly.
  private func check(_ form: SurveyForm) throws {
    let faults = form.reasons
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    let findings = form.findings
    guard findings.isEmpty else { throw Refusal.invalid(findings.map(\.refusing)) }
  }
}
