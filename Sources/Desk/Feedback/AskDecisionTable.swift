internal import Domain
internal import SQLite

extension AskDecision.Subject: Cell {}
extension Ineligible: Cell {}
extension Withholding: Bindable, Column, Telling {
  var told: Detail.Value { .text(rawValue) }
}

struct AskDecisionTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "survey_decisions", blank: AskDecision(at: .epoch),
    [
      .kept("id", \.id), .fixed("survey_id", \.surveyID), .fixed("subject", \.subject), .fixed("subject_id", \.subjectID),
      .fixed("round", \.round), .fixed("reason", \.reason), .fixed("series_id", \.seriesID), .fixed("number", \.number),
      .fixed("picked", \.isPicked), .fixed("at", \.at), .fixed("given", \.given),
    ])

  private static let client: StaticString = """
    CASE subject WHEN 'work_order' THEN (SELECT client_id FROM work_orders WHERE id = subject_id)
      WHEN 'ticket' THEN (SELECT client_id FROM tickets WHERE id = subject_id) ELSE subject_id END
    """
  private static let vehicle: StaticString = """
    CASE subject WHEN 'work_order' THEN (SELECT vehicle_id FROM work_orders WHERE id = subject_id)
      WHEN 'ticket' THEN (SELECT vehicle_id FROM tickets WHERE id = subject_id) END
    """

  /// The decisions with the client and the car of the contact as they are now, and with what became of the invitation.
  private static func whole() -> Select {
    form.select(
      and: client, vehicle, "(SELECT asked_at FROM survey_invitations WHERE decision_id = survey_decisions.id)",
      "(SELECT withheld FROM survey_invitations WHERE decision_id = survey_decisions.id)")
  }

  private static func whole(_ row: borrowing Row) throws -> AskDecision {
    var decision = try form.thing(row)
    (decision.clientID, decision.vehicleID) = try (row[form.width], row[form.width + 1])
    (decision.askedAt, decision.withheld) = try (row[form.width + 2], row[form.width + 3])
    return decision
  }

  /// The decisions of a survey, the latest first. One whose reason is that another survey asks the client or the car shows when that one has
  /// asked, as it would tell of a pick.
  func page(of survey: Int64, _ request: PageRequest) throws -> [AskDecision] {
    let select = Self.page(of: survey, request)
    return try db.all(select.sql, select.values, map: Self.whole)
  }

  static func page(of survey: Int64, _ request: PageRequest) -> Select {
    var select = whole()
    select.add("AND survey_id = ?", survey)
    select.add("AND NOT (ifnull(reason, '') = 'client_asked' AND EXISTS (")
    select.add("SELECT 1 FROM survey_invitations i WHERE i.status = 'due' AND i.client_id =")
    select.add(client)
    select.add(")) AND NOT (ifnull(reason, '') = 'vehicle_asked' AND EXISTS (")
    select.add("SELECT 1 FROM survey_invitations i WHERE i.status = 'due' AND i.vehicle_id =")
    select.add(vehicle)
    select.add("))")
    if let after = request.after { select.add("AND id < ?", after.id) }
    select.add("ORDER BY id DESC LIMIT ?", request.limit + 1)
    return select
  }

  /// Hot, as every hand-over writes one.
  func insert(_ decision: AskDecision) throws -> Int64 {
    let id = try db.insert(
      """
      INSERT INTO survey_decisions (survey_id, subject, subject_id, round, reason, series_id, number, picked, at, given)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, decision.surveyID, decision.subject, decision.subjectID, decision.round, decision.reason, decision.seriesID, decision.number,
      decision.isPicked, decision.at, decision.given)
    if id.isMultiple(of: SurveySeriesTable.together) { try SurveySeriesTable(db).countDecisions(upTo: id) }
    return id
  }

  /// The surveys that have decided about a ticket already: one that was opened again is the same contact.
  func surveys(about ticket: Int64) throws -> [Int64] {
    try db.all("SELECT survey_id FROM survey_decisions WHERE subject_id = ? AND subject = 'ticket'", ticket) {
      row in try row[0]
    }
  }

  // MARK: Facts

  /// A contact that may be asked about.
  struct Contact {
    let subject: AskDecision.Subject
    let id: Int64
    let clientID: Int64?
    let vehicleID: Int64?
    var round: Int64 = 0
  }

  /// The facts of the contact's client and car, and whether its order came of a ticket that is a trial. Every hand-over reads them: those of
  /// a client without consent, who most are, end with the first statement.
  func facts(_ contact: Contact) throws -> ContactFacts {
    var facts = ContactFacts()
    let order = contact.subject == .workOrder ? contact.id : nil
    try db.each(
      """
      SELECT (SELECT given FROM consents WHERE client_id = ?1 AND purpose = 'survey' ORDER BY id DESC LIMIT 1),
        EXISTS (SELECT 1 FROM tickets WHERE work_order_id = ?2 AND test = 1)
      """, contact.clientID, order
    ) { row in
      facts.hasConsent = try row[0] as Bool? ?? false
      facts.isTest = try row[1]
    }
    guard facts.hasConsent, let client = contact.clientID else { return facts }
    try db.each(
      """
      SELECT ifnull(max(status NOT IN ('resolved','closed')), 0), max(CASE WHEN spam = 0 THEN resolved_at END),
        (SELECT picked_at FROM survey_invitations WHERE client_id = ?1 ORDER BY picked_at DESC LIMIT 1),
        (SELECT picked_at FROM survey_invitations WHERE vehicle_id = ?2 ORDER BY picked_at DESC LIMIT 1),
        EXISTS (SELECT 1 FROM client_phones WHERE client_id = ?1) OR EXISTS (SELECT 1 FROM client_emails WHERE client_id = ?1)
          OR EXISTS (SELECT 1 FROM contacts c JOIN contact_addresses a ON a.contact_id = c.id WHERE c.client_id = ?1)
      FROM tickets INDEXED BY tickets_complaints WHERE client_id = ?1 AND kind = 'complaint' AND test = 0
      """, client, contact.vehicleID
    ) { row in
      facts.hasOpenComplaint = try row[0]
      facts.complaintSettledAt = try row[1]
      facts.clientAskedAt = try row[2]
      facts.vehicleAskedAt = try row[3]
      facts.hasAddress = try row[4]
    }
    return facts
  }

  /// True if the order is not yet handed over, or was called off.
  func isUnfinished(order: Int64) throws -> Bool {
    try db.value("SELECT status <> 'delivered' FROM work_orders WHERE id = ?", order) ?? false
  }

  func hasOpenOrder(client: Int64) throws -> Bool {
    try db.value("SELECT EXISTS (SELECT 1 FROM work_orders WHERE client_id = ? AND closed_at IS NULL)", client) ?? false
  }

  /// Clients after this one, and whether each is active and took a car home since.
  func clients(after id: Int64, limit: Int, since: Instant) throws -> [(id: Int64, hasRelation: Bool)] {
    try db.all(
      """
      SELECT id, status = 'active' AND EXISTS (
        SELECT 1 FROM work_orders WHERE client_id = clients.id AND status = 'delivered' AND closed_at >= ?2)
      FROM clients WHERE id > ?1 ORDER BY id LIMIT ?3
      """, id, since, limit
    ) { row in try (id: row[0], hasRelation: row[1]) }
  }

  // MARK: Checks

  /// Finds series and counts that differ from the decisions, and active surveys that ask nobody, one sentence each.
  func faults() throws -> [String] {
    try db.all(
      """
      SELECT s.id FROM surveys s LEFT JOIN survey_series e ON e.survey_id = s.id AND e.running = 1
      WHERE (s.status = 'active') <> (e.id IS NOT NULL) OR e.every <> s.every OR e.trigger_kind <> s.trigger_kind ORDER BY s.id
      """
    ) { row in "Survey \(try row[0] as Int64) and its running series of contacts disagree." }
      + db.all(
        """
        SELECT d.id FROM survey_decisions d LEFT JOIN survey_invitations i ON i.decision_id = d.id
        WHERE d.picked <> (i.id IS NOT NULL) ORDER BY d.id
        """
      ) { row in "Decision \(try row[0] as Int64) of a survey and its invitation disagree." }
      + db.all(
        """
        SELECT id, last + given FROM (
          SELECT e.id, e.last, iif(e.running, ifnull((
              SELECT given FROM survey_decisions n WHERE n.survey_id = e.survey_id AND n.id > e.after_decision ORDER BY n.id DESC LIMIT 1), 0), 0) AS given,
            count(d.id) AS contacts, ifnull(max(d.number), 0) AS number, sum(d.picked <> (d.number % e.every = e.remainder)) AS astray
          FROM survey_series e LEFT JOIN survey_decisions d ON d.series_id = e.id GROUP BY e.id)
        WHERE last + given <> contacts OR contacts <> number OR astray > 0 ORDER BY id
        """
      ) { row in "Series \(try row[0] as Int64) of a survey has given \(try row[1] as Int64) numbers, but its contacts say otherwise." }
      + db.all(
        """
        SELECT survey_id, subject_id FROM survey_decisions WHERE subject = 'work_order' GROUP BY 1, 2 HAVING count(*) > 1 ORDER BY 1, 2
        """
      ) { row in "Survey \(try row[0] as Int64) has decided about order \(try row[1] as Int64) more than once." }
      + db.all(
        """
        SELECT survey_id, name FROM (
          SELECT survey_id, reason AS name, 1 AS n FROM survey_decisions
            WHERE reason IS NOT NULL AND id <= (SELECT max(id) FROM survey_decisions) / ?1 * ?1
          UNION ALL SELECT survey_id, 'withheld', 1 FROM survey_invitations WHERE withheld IS NOT NULL
          UNION ALL SELECT survey_id, 'asked', 1 FROM survey_invitations WHERE asked_at IS NOT NULL
          UNION ALL SELECT survey_id, name, -count FROM survey_counts WHERE name <> 'declined' AND name NOT LIKE 'answered%')
        GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1, 2
        """, SurveySeriesTable.together
      ) { row in "Survey \(try row[0] as Int64) counts its contacts with \(try row[1] as String) wrongly." }
  }
}
