/// A rule of the trade, as `/docs` states it for people who ask why the desk behaves as it does.
struct DeskRule: Sendable {
  /// The anchor in `/docs`: `/docs#rule-empty_cell`.
  let name: String
  let text: String

  /// All rooms' rules, in the order of the page.
  static let all: [(room: String, rules: [DeskRule])] = [
    ("Everywhere", ground), ("Staff", staff), ("Calendars", calendars), ("Clients", clients), ("Vehicles", vehicles),
    ("Work orders", workOrders),
    ("Billing", billing), ("Tickets", tickets), ("Files", files), ("SLA", sla), ("Outbox", outbox), ("Feedback", feedback),
    ("Parts and purchasing", parts),
    ("Import", imports), ("Events", events), ("The file", file),
  ].map { room, list in (room, list.split(separator: "\n").compactMap(DeskRule.init)) }

  /// Parses a line of a list: `empty_cell An empty cell changes nothing.`
  private init?(_ line: Substring) {
    let words = line.split(separator: " ", maxSplits: 1)
    guard words.count == 2 else { return nil }
    name = String(words[0])
    text = String(words[1])
  }

  private var html: String { "<li id=\"rule-\(name)\">\(ApprovalPage.escaped(text))</li>" }

  static let html = all.map { room, rules in
    "<h3>\(room)</h3>\n<ul>\n\(rules.map(\.html).joined(separator: "\n"))\n</ul>"
  }.joined(separator: "\n")
}
