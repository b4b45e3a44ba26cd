/// A centre as a head office knows it.
package struct Centre: Equatable, Sendable {
  /// Short, such as `south`.
  package let name: String
  package let company: String
  package let currency: String
  /// The IANA name. The centre's days begin there.
  package let timeZone: String

  package init(name: String, company: String, currency: String, timeZone: String) {
    self.name = name
    self.company = company
    self.currency = currency
    self.timeZone = timeZone
  }
}
