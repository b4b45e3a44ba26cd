internal import Domain

extension RoomSheet {
  static let feedback = RoomSheet(
    kept: ["about surveys": ["surveys.name", "surveys.form", "survey_editions.form"]],
    things: [.survey: .nobodys],
    check: { try SurveyTable($0).faults() })
}
