/// A consent given or withdrawn; nothing is overwritten, the newest row of a purpose is in force.
package struct Consent: Equatable, Sendable {
  package enum Purpose: String, CaseIterable, Sendable {
    case personalData = "personal_data"
    case marketing, survey
  }

  package var id: Int64
  package var clientID: Int64
  package var purpose: Purpose
  package var given: Bool
  package var how: String
  package var at: Instant
  package var userID: Int64?

  package init(id: Int64, clientID: Int64, purpose: Purpose, given: Bool, how: String, at: Instant, userID: Int64? = nil) {
    self.id = id
    self.clientID = clientID
    self.purpose = purpose
    self.given = given
    self.how = how
    self.at = at
    self.userID = userID
  }
}

extension Consent {
  /// Without any row there is no consent. Messages about the client's own order ("car ready") need none.
  package static func isGiven(_ purpose: Purpose, in rows: [Consent]) -> Bool {
    rows.filter { $0.purpose == purpose }.max { $0.id < $1.id }?.given ?? false
  }
}
