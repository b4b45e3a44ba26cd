import Domain
import HTTP
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

/// Requests every list over HTTP, with each of its filters and sorts, and reads SQLite's plans of the statements. Lists and
/// filters come from the routes, so a new list is tested without an entry here.
@Suite struct ListPlanTests {
  private let one: OneOfEach
  private var world: World { one.world }
  init() throws { one = try OneOfEach() }

  /// Lists that may scan by id or scan a whole index, with the filters that they may apply on the way. With any other filter, a
  /// list starts from an index of that filter. Filters by day bound the scan themselves.
  private static let walks: [String: Set<String>] = [
    "/v1/users": ["role", "status"],  // a centre has some dozens of users
    "/v1/tokens": ["name", "active=true", "active=false"],  // only administrators ask
    "/v1/webhooks": [],
    "/v1/calendars": [],
    "/v1/sla-policies": [],
    "/v1/surveys": [],
    "/v1/teams": [],
    "/v1/channels": [],
    "/v1/reply-templates": [],
    "/v1/dispatches": [],
    "/v1/contacts": ["client=true"],  // most are clients
    "/v1/callbacks": ["slot_from", "slot_to"],
    // Most tickets were somebody's, in time, and no spam.
    "/v1/tickets": ["unassigned=false", "person_wanted=false", "breached=false", "spam=false", "opened_from", "opened_to"],
    "/v1/locations": [],
    "/v1/suppliers": ["q", "status"],  // some hundreds
    "/v1/operations": ["q", "status"],  // with `q` on a worker
    "/v1/parts": ["status", "in_stock=false", "low=false"],  // nearly all are active; `q` uses the index of words
    "/v1/vehicles": ["q"],  // on a worker, which scans the texts of the cards
    "/v1/client-merges": [],
    "/v1/vehicle-merges": [],
    // Most orders are commercial. With `q` a worker scans the clients' texts and the numbers.
    "/v1/work-orders": ["kind", "q", "opened_from", "opened_to", "overdue=false", "unbilled=false"],
    // Running clocks have an index.
    "/v1/clockings": ["closed_by", "history=true", "history=false", "running=false", "started_from", "started_to"],
    "/v1/purchase-orders": ["created_from", "created_to", "expected_from", "expected_to"],  // some thousands a year
    "/v1/documents": ["kind", "payer_role", "state", "issued_from", "issued_to"],  // open documents have an index
    "/v1/payments": ["method", "from", "to", "free=false"],  // free payments have an index
    "/v1/events": ["subject", "subject_id", "type", "from", "to", "after"],  // whole types have an index
    "/v1/clients/{id}/timeline": [],  // merges of one card
  ]

  /// A list that may sort its rows in memory, because they are few.
  private struct Sorting: Hashable {
    let list: String
    let filter: String?
    init(_ list: String, by filter: String? = nil, because _: String) { (self.list, self.filter) = (list, filter) }

    func covers(_ list: String, _ filters: Set<String>) -> Bool { list == self.list && filter.map(filters.contains) ?? true }
  }

  private static let sorts = [
    Sorting("/v1/clients", by: "tag", because: "the cards of one tag, by name"),
    Sorting("/v1/tickets", by: "tag", because: "the tickets of one tag, by something else than their opening, on a worker"),
    Sorting("/v1/clients", by: "phone", because: "a telephone is of one card or two"),
    Sorting("/v1/tickets/{id}/merges", because: "one ticket has a handful"),
    Sorting("/v1/clients/{id}/consents", because: "one client has a handful"),
    Sorting("/v1/clients/{id}/timeline", because: "the events of one client's orders are gathered"),
    Sorting("/v1/vehicles/{id}/timeline", because: "the events of one car's orders are gathered"),
    Sorting("/v1/events", by: "client_id", because: "the events of one client's orders are gathered"),
    Sorting("/v1/events", by: "vehicle_id", because: "the events of one car's orders are gathered"),
    Sorting("/v1/client-duplicates", because: "every telephone is compared with every other, on a worker"),
    Sorting("/v1/client-merges", by: "client_id", because: "one card's"),
    Sorting("/v1/vehicle-merges", by: "vehicle_id", because: "one card's"),
    Sorting("/v1/vehicles", by: "vin", because: "a VIN is of one car"),
    Sorting("/v1/vehicles", by: "status", because: "the merged cards are few"),
    Sorting("/v1/vehicles/{id}/declined-work", because: "one car's"),
    Sorting("/v1/work-orders", by: "q", because: "what a worker has found"),
    Sorting("/v1/work-orders", by: "overdue=true", because: "the overdue orders are few"),
    Sorting("/v1/work-orders/{id}/comebacks", because: "one order has a handful"),
    Sorting("/v1/clockings", by: "running=true", because: "one clock runs for each mechanic at most"),
    Sorting("/v1/tickets", by: "client_id", because: "one client's, by the last message"),
    Sorting("/v1/tickets", by: "contact_id", because: "one contact's, by the last message"),
    Sorting("/v1/tickets", by: "vehicle_id", because: "one car's, by the last message"),
    Sorting("/v1/tickets", by: "work_order_id", because: "one order's, by the last message"),
    Sorting("/v1/tickets", by: "follows_id", because: "those that go on from one ticket"),
    Sorting("/v1/tickets", by: "due_before", because: "those due soon are few"),
    Sorting("/v1/tickets", by: "person_wanted=true", because: "few clients wait for a person at once"),
    Sorting("/v1/tickets", by: "person_id", because: "a person of at most 1,000 tickets, or the open ones, by the last message"),
    Sorting("/v1/tickets", by: "team_id", because: "a team of at most 1,000 tickets, by the last message"),
    Sorting("/v1/tickets", by: "topic", because: "a topic of at most 1,000 tickets, by the last message"),
    Sorting("/v1/tickets", by: "channel_id", because: "a channel of at most 1,000 tickets, by the last message"),
    Sorting("/v1/callbacks", by: "ticket_id", because: "a ticket has a handful"),
    Sorting("/v1/parts", by: "q", because: "what a worker has found"),
    Sorting("/v1/parts", by: "article", because: "an article has a handful of makers"),
    Sorting("/v1/parts/{id}/moves", because: "the numbers of one part"),
    Sorting("/v1/parts/{id}/reservations", because: "the numbers of one part"),
    Sorting("/v1/parts/{id}/waiting", because: "the orders that wait for one part"),
  ]

  // MARK: What is asked

  /// A value for each text filter.
  private static let samples = [
    "q": "анна", "phone": "+79031234567", "vin": "XTA93WDSMRX6LD0DA", "plate": "А123ВС77", "body_number": "GX110-1234567", "make": "LADA",
    "maker": "TRW", "article": "GDB1", "login": "viewer", "name": "test", "tag": "vip", "number": "1", "type": "work_order.approved",
    "status": "open", "topic": "Сроки", "email": "anna@example.org",
    "due_before": "2026-03-02T09:30:00Z", "trait": "late=late",
  ]

  private func values(of property: ObjectSchema.Property) -> [String] {
    switch property.schema {
    case .choice(let words): words
    case .flag: ["true", "false"]
    case .integer: [one.ids[property.name.replacing("_id", with: "s")].map { "\($0)" } ?? "1"]
    case .text(_, _, "date"): ["2026-03-02"]
    default: Self.samples[property.name].map { [$0] } ?? []
    }
  }

  private typealias Query = [(name: String, value: String)]

  /// Queries without a filter, with each filter and each of its words, and with each pair of filters; all of these with each
  /// sort.
  private func queries(_ route: Route) -> [Query] {
    let properties = (route.query?.properties ?? []).filter { !["fields", "limit", "cursor"].contains($0.name) }
    for property in properties { #expect(!values(of: property).isEmpty, "\(route.path): what is \(property.name) asked with?") }
    let filters: [Query] = properties.filter { $0.name != "sort" }.map { property in values(of: property).map { (property.name, $0) } }
    var queries: [Query] = [[]] + filters.joined().map { [$0] }
    for (index, filter) in filters.enumerated() {
      queries += filters.dropFirst(index + 1).map { other in Query([filter, other].compactMap(\.first)) }
    }
    let sorts = properties.filter { $0.name == "sort" }.flatMap { property in values(of: property).map { (property.name, $0) } }
    return queries + sorts.flatMap { sort in queries.map { $0 + [sort] } }
  }

  /// The first page, and next pages after a number and after a name.
  private func pages(_ path: String, _ query: Query) -> [String] {
    let list = query.reduce(path.fingerprint) { $0 &+ "\($1.name)=\($1.value)".fingerprint }
    let filters = query.map { "&\($0.name)=\($0.value.percentEncoded)" }.joined()
    let keys: [Cursor.Key] = [.integer(1), .text("а")]
    let cursors = keys.map { "&cursor=" + CursorText.encode(Cursor(key: $0, id: 1), list: list) }
    return ([""] + cursors).map { "\(path)?limit=2\(filters)\($0)" }
  }

  // MARK: What is found

  private struct Findings {
    var faults: Set<String> = []
    var walked: [String: Set<String>] = [:]
    var sorted: Set<Sorting> = []
  }

  /// True if a step scans a whole table or a whole index, bounded at most by a sort key.
  private func isWalk(_ step: String, partial: [String]) -> Bool {
    guard step.hasPrefix("SCAN ") || step.hasPrefix("SEARCH "), !step.contains("=?"), !step.contains("VIRTUAL TABLE") else { return false }
    let index = step.split(separator: " ").drop { $0 != "INDEX" }.dropFirst().first.map(String.init)
    return index.map { !partial.contains($0) } ?? true
  }

  private func look(at lists: [Route]) throws -> Findings {
    let db = world.desk.db
    let partial = try db.lines("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '%WHERE%'")
    var plans: [String: [String]] = [:]
    var found = Findings()
    for (route, query) in lists.flatMap({ route in queries(route).map { (route, $0) } }) {
      let asked = query.filter { $0.name != "sort" }
      let filters = Set(asked.map { ["true", "false"].contains($0.value) ? "\($0.name)=\($0.value)" : $0.name })
      for page in pages(one.path(route.path), query) {
        let statements = db.statements { #expect(world.get(page, as: .admin).status == 200, "\(page)") }
        #expect(!statements.isEmpty, "\(page)")
        for sql in statements {
          let plan = try plans[sql] ?? db.plan(sql)
          plans[sql] = plan
          for step in plan where isWalk(step, partial: partial) {
            let allowed = Self.walks[route.path]
            // A search scans texts whatever other filters there are, if the list is allowed to.
            let isSearch = filters.contains("q") && allowed?.contains("q") == true
            if let allowed, isSearch || filters.isSubset(of: allowed) {
              found.walked[route.path, default: []].formUnion(filters.intersection(allowed))
            } else {
              found.faults.insert("\(route.path) by \(filters.sorted()): \(step): \(sql)")
            }
          }
          for step in plan where step.contains("TEMP B-TREE") {
            let allowed = Self.sorts.filter { $0.covers(route.path, filters) }
            found.sorted.formUnion(allowed)
            if allowed.isEmpty { found.faults.insert("\(route.path) by \(filters.sorted()): \(step): \(sql)") }
          }
        }
      }
    }
    return found
  }

  @Test func everyListBeginsAtWhatItsFiltersFindAndSortsLittle() throws {
    let lists = world.service.routes.filter(\.isList)
    #expect(lists.count >= 40)
    let found = try look(at: lists)
    #expect(found.faults.isEmpty, "\(found.faults.sorted().joined(separator: "\n"))")
    #expect(found.walked == Self.walks, "a list that may walk no longer does")
    #expect(found.sorted == Set(Self.sorts), "a list that may sort no longer does: \(Set(Self.sorts).subtracting(found.sorted))")
  }

  @Test(arguments: [("/v1/clockings", "clockings_order"), ("/v1/documents", "documents_payer"), ("/v1/work-orders", "work_orders_opened")])
  func aListWhoseIndexIsGoneIsFound(list: String, index: String) throws {
    try world.desk.db.script("DROP INDEX \(index)")
    #expect(try !look(at: world.service.routes.filter { $0.path == list && $0.isList }).faults.isEmpty)
  }
}
