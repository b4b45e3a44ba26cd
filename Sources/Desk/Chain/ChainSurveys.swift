package import Domain

/// What a survey of a centre has found.
package struct ChainSurvey: Sendable {
  package let id: Int64
  package let name: String
  package let kind: ScoreKind
  /// True if too few have answered an anonymous survey. Its answers are then in no sum.
  package let isHidden: Bool
  package let answers: GradeCounts
  package let figures: SurveyFigures?
  package let asked: Int64
  package let answered: Int64
}

/// The results of one centre's surveys.
package struct ChainSurveys {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// The surveys that ask for a score, as each tells its results: of its present edition, and of the first such question.
  package func results() throws -> [ChainSurvey] {
    var (found, cursor): ([ChainSurvey], Cursor?) = ([], nil)
    repeat {
      let page = try Surveys(context).list(PageRequest(limit: 200, after: cursor))
      found += try page.items.compactMap(result)
      cursor = page.next
    } while cursor != nil
    return found
  }

  private func result(of survey: Survey) throws -> ChainSurvey? {
    guard survey.status != .draft, let main = survey.form.mainQuestion, let kind = survey.form.questions[main].kind.score else {
      return nil
    }
    let results = try SurveyReports(context).results(of: survey.id, edition: nil, question: nil, by: .month)
    return ChainSurvey(
      id: survey.id, name: survey.name, kind: kind, isHidden: results.isHidden, answers: results.answers, figures: results.figures,
      asked: results.response.asked, answered: results.response.answered)
  }
}
