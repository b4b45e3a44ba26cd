internal import Domain
internal import SQLite

extension RoomSheet {
  static let feedback = RoomSheet(
    merged: [
      // An order that a merge moved takes along what was decided about it since, so that undoing the merge resets no quiet time.
      .client(
        "survey_invitations",
        move: """
          UPDATE survey_invitations SET client_id = ?4, version = version + 1 WHERE client_id = ?3 AND (
            id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ?1 AND place = ?2)
            OR EXISTS (SELECT 1 FROM survey_decisions d JOIN client_merge_moves m
              ON m.merge_id = ?1 AND m.place = 'work_orders.client_id' AND m.row_id = d.subject_id
              WHERE d.id = decision_id AND d.subject = 'work_order'))
          """),
      .vehicle(
        "survey_invitations", raises: true,
        withOrders: """
          UPDATE survey_invitations SET vehicle_id = ?4, version = version + 1 WHERE vehicle_id = ?3 AND EXISTS (
            SELECT 1 FROM survey_decisions d JOIN vehicle_merge_moves m
              ON m.merge_id = ?1 AND m.place = 'work_orders.vehicle_id' AND m.row_id = d.subject_id
            WHERE d.id = decision_id AND d.subject = 'work_order')
          """),
    ],
    personal: [
      .erased("survey_answers.entries", "survey_answers.first_entries", by: { try SurveyInvitationTable($0.db).erase(of: $1, at: $0.now) })
    ],
    kept: [
      "about surveys": ["surveys.name", "surveys.form", "survey_editions.form"],
      "codes": [
        "survey_counts.name", "survey_sums.trait", "survey_sums.value", "survey_invitations.traits", "survey_invitations.withheld",
        "survey_decisions.reason",
      ],
    ],
    things: [
      .survey: .nobodys,
      .surveyInvitation: .persons("survey_invitations", of: .client),
      // The page of a link shows what the client wrote.
      .surveyLink: .anybodys,
    ],
    timers: [
      .surveyRound: { try SurveySampling($0).goOn(survey: $1) },
      .surveyAsk: { try SurveyAsking($0).ask($1) },
      .surveyRemind: { try SurveyAsking($0).remind($1) },
    ],
    check: { try SurveyTable($0).faults() + AskDecisionTable($0).faults() + SurveySumTable($0).faults() })
}
