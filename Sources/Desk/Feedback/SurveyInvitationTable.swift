package import Domain
internal import SQLite

extension SurveyInvitation.Status: Cell {}
extension SurveyInvitation.Way: Cell {}
extension SurveyAnswer.How: Cell {}

struct SurveyInvitationTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "survey_invitations", blank: SurveyInvitation(pickedAt: .epoch, delayMinutes: 0),
    [
      .kept("id", \.id), .fixed("survey_id", \.surveyID), .fixed("decision_id", \.decisionID),
      .fixed("client_id", \.clientID), .fixed("vehicle_id", \.vehicleID), .fixed("picked_at", \.pickedAt), .untold("status", \.status),
      .untold("withheld", \.withheld),
      .untold("way", \.way), .untold("edition", \.edition), .untold("traits", \.traitLines), .untold("due_at", \.dueAt),
      .untold("asked_at", \.askedAt), .untold("expires_at", \.expiresAt), .untold("reminded_at", \.remindedAt), .kept("version", \.version),
    ])

  /// Those that were asked, the latest first.
  func page(of survey: Int64, _ request: PageRequest) throws -> [SurveyInvitation] {
    var select = Self.form.select()
    select.add("AND survey_id = ? AND asked_at IS NOT NULL", survey)
    if let after = request.after { select.add("AND id < ?", after.id) }
    select.add("ORDER BY id DESC LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.form.thing)
  }

  /// When the client was last asked by another invitation.
  func otherAsked(client: Int64, than id: Int64) throws -> Instant? {
    try db.value("SELECT max(asked_at) FROM survey_invitations WHERE client_id = ? AND id <> ?", client, id)
  }

  func otherAsked(vehicle: Int64, than id: Int64) throws -> Instant? {
    try db.value("SELECT max(asked_at) FROM survey_invitations WHERE vehicle_id = ? AND id <> ?", vehicle, id)
  }

  /// The client's newest account in a channel whose program sends messages.
  func account(of client: Int64) throws -> (channel: Int64, address: String)? {
    try db.first(
      """
      SELECT a.channel_id, a.address FROM contacts c JOIN contact_addresses a ON a.contact_id = c.id JOIN channels h ON h.id = a.channel_id
      WHERE c.client_id = ? AND h.hook_url IS NOT NULL AND h.status = 'active' ORDER BY a.id DESC LIMIT 1
      """, client
    ) { row in try (row[0], row[1]) }
  }

  // MARK: Links

  func insertLink(_ hash: [UInt8], of invitation: Int64, at: Instant) throws {
    try db.execute("INSERT INTO survey_links (invitation_id, hash, created_at) VALUES (?, ?, ?)", invitation, hash, at)
  }

  func find(hash: [UInt8]) throws -> (invitation: Int64, isRevoked: Bool)? {
    try db.first("SELECT invitation_id, revoked_at IS NOT NULL FROM survey_links WHERE hash = ?", hash) { row in try (row[0], row[1]) }
  }

  /// What a link's page needs, in one statement, because every preview of a messenger opens it.
  struct Opened {
    /// With its id, status, edition and end alone.
    var invitation = SurveyInvitation(pickedAt: .epoch, delayMinutes: 0)
    let isRevoked: Bool
    let isAnonymous: Bool
    let language: Language
    /// nil before it was asked.
    let form: String?
  }

  func open(hash: [UInt8]) throws -> Opened? {
    try db.first(
      """
      SELECT i.id, i.status, i.edition, i.expires_at, l.revoked_at IS NOT NULL, s.anonymous, c.language, e.form FROM survey_links l
        JOIN survey_invitations i ON i.id = l.invitation_id JOIN surveys s ON s.id = i.survey_id JOIN clients c ON c.id = i.client_id
        LEFT JOIN survey_editions e ON e.survey_id = i.survey_id AND e.number = i.edition
      WHERE l.hash = ?
      """, hash
    ) { row in
      var opened = try Opened(isRevoked: row[4], isAnonymous: row[5], language: row[6], form: row[7])
      (opened.invitation.id, opened.invitation.status) = try (row[0], row[1])
      (opened.invitation.edition, opened.invitation.expiresAt) = try (row[2], row[3])
      return opened
    }
  }

  func revokeLinks(of invitation: Int64, at: Instant) throws {
    try db.execute("UPDATE survey_links SET revoked_at = ? WHERE invitation_id = ? AND revoked_at IS NULL", at, invitation)
  }

  func revokeAllLinks(at: Instant) throws { try db.execute("UPDATE survey_links SET revoked_at = ? WHERE revoked_at IS NULL", at) }

  // MARK: What had happened

  /// The facts of an order that its traits follow from, except its stages.
  func facts(ofOrder id: Int64) throws -> VisitFacts? {
    var facts = VisitFacts()
    let found: Void? = try db.first(
      """
      SELECT o.kind, o.advisor_id, o.comeback_of_id IS NOT NULL, o.total_minor,
        (SELECT outcome FROM promises WHERE work_order_id = o.id ORDER BY id DESC LIMIT 1),
        EXISTS (SELECT 1 FROM promises WHERE work_order_id = o.id AND outcome = 'moved'),
        NOT EXISTS (SELECT 1 FROM promises p WHERE p.work_order_id = o.id AND p.client_told IS NULL
          AND p.promised_at > (SELECT promised_at FROM promises b WHERE b.work_order_id = o.id AND b.id < p.id ORDER BY b.id DESC LIMIT 1)),
        (SELECT gross_minor FROM estimates WHERE work_order_id = o.id AND kind = 'main' AND status = 'approved' ORDER BY id LIMIT 1)
      FROM work_orders o WHERE o.id = ?
      """, id
    ) { row in
      (facts.kind, facts.advisorID, facts.isComeback, facts.total) = try (row[0], row[1], row[2], row[3])
      (facts.promise, facts.promisesMoved, facts.toldOfMoves, facts.firstEstimate) = try (row[4], row[5], row[6], row[7])
    }
    guard found != nil else { return nil }
    facts.mechanics = try db.all(
      """
      SELECT m.user_id FROM order_lines l JOIN line_mechanics m ON m.order_line_id = l.id WHERE l.work_order_id = ?1
      UNION SELECT mechanic_id FROM clockings WHERE work_order_id = ?1 ORDER BY 1
      """, id
    ) { row in try row[0] }
    return facts
  }

  // MARK: Erasure

  /// Ends what the person was asked, with all links, and empties the texts of the answers.
  func erase(of client: Int64, at: Instant) throws {
    try db.execute(
      """
      UPDATE survey_links SET revoked_at = ? WHERE revoked_at IS NULL
        AND invitation_id IN (SELECT id FROM survey_invitations WHERE client_id = ?)
      """, at, client)
    try db.execute(
      """
      UPDATE survey_invitations SET status = 'revoked', version = version + 1 WHERE client_id = ? AND status = 'asked'
      """, client)
    let answers = try db.all(
      """
      SELECT a.id, a.entries, a.first_entries FROM survey_invitations i JOIN survey_answers a ON a.invitation_id = i.id
      WHERE i.client_id = ?
      """, client
    ) { row in try (id: row[0] as Int64, entries: row[1] as String, first: row[2] as String?) }
    for answer in answers {
      try db.execute(
        "UPDATE survey_answers SET entries = ?, first_entries = ?, version = version + 1 WHERE id = ?", Self.withoutTexts(answer.entries),
        answer.first.map(Self.withoutTexts), answer.id)
    }
  }

  private static func withoutTexts(_ entries: String) -> String {
    SurveyEntryText.write(SurveyEntryText.read(entries).map { if case .text = $0 { nil } else { $0 } })
  }
}

package struct SurveyAnswerFilter: Sendable {
  package var edition: Int64?
  /// `name=value`, such as `late=late` or `advisor=12`.
  package var trait: String?
  package var weeks = Period(of: "week")
  /// Only weeks before this one.
  var before: Day?
  package init() {}
}

struct SurveyAnswerTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "survey_answers", blank: SurveyAnswer(weekOn: Day(rawValue: 0)),
    [
      .fixed("id", \.id), .fixed("survey_id", \.surveyID), .fixed("edition", \.edition), .fixed("invitation_id", \.invitationID),
      .fixed("week_on", \.weekOn), .fixed("month_on", \.monthOn), .fixed("answered_at", \.answeredAt), .fixed("how", \.how),
      .fixed("interviewer_id", \.interviewerID),
      .untold("entries", \.entryText), .untold("first_entries", \.firstEntryText), .untold("amended_at", \.amendedAt),
      .kept("version", \.version),
    ])

  func find(invitation id: Int64) throws -> SurveyAnswer? { try first("WHERE invitation_id = ?", id) }

  /// The answers of a survey by their ids. Of an anonymous one only weeks that are over show, because an answer that appears has a time.
  func page(of survey: Int64, _ filter: SurveyAnswerFilter, _ request: PageRequest) throws -> [SurveyAnswer] {
    var select = Self.form.select()
    select.add("AND survey_id = ?", survey)
    if let week = filter.before { select.add("AND week_on < ?", week) }
    if let week = filter.weeks.from { select.add("AND week_on >= ?", week) }
    if let week = filter.weeks.to { select.add("AND week_on <= ?", week) }
    if let edition = filter.edition { select.add("AND edition = ?", edition) }
    if let trait = filter.trait {
      select.add(
        """
        AND EXISTS (SELECT 1 FROM survey_invitations i
          WHERE i.id = survey_answers.invitation_id AND instr(char(10) || i.traits || char(10), char(10) || ? || char(10)) > 0)
        """, trait)
    }
    if let after = request.after { select.add("AND id < ?", after.id) }
    select.add("ORDER BY id DESC LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.form.thing)
  }
}

extension SurveyInvitation {
  fileprivate var traitLines: String {
    get { traits.lines }
    set { traits = [SurveyTrait](lines: newValue) }
  }
}

extension SurveyAnswer {
  fileprivate var entryText: String {
    get { SurveyEntryText.write(entries) }
    set { entries = SurveyEntryText.read(newValue) }
  }
  fileprivate var firstEntryText: String? {
    get { firstEntries.map(SurveyEntryText.write) }
    set { firstEntries = newValue.map(SurveyEntryText.read) }
  }
}
