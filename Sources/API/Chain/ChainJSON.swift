internal import Desk
internal import Domain

enum ChainJSON {
  /// Answers of the centres, and those centres that gave none.
  struct Told<T: Sendable>: Sendable {
    let parts: [Chain.Part<T>]
    let unread: [Chain.Unread]
    init(_ answer: Chain.Answer<T>) { (parts, unread) = (answer.parts, answer.unread) }
  }

  private static let unread = Shape<Chain.Unread>("UnreadCentre") { s in
    s.text("centre") { $0.name }
    s.text("code") { $0.reason.code }
    s.sentence("message") { $0.reason.message($1) }
  }

  private static func head<T>(_ s: inout ShapeBuilder<Chain.Part<T>>) {
    s.text("centre") { $0.centre.name }
    s.text("company") { $0.centre.company }
    s.time("as_of") { $0.asOf }
  }

  // MARK: Clients

  private static let vehicle = Shape<Vehicle>("ChainVehicle") { s in
    s.integer("id") { $0.id }
    s.text("vin") { $0.vin }
    s.text("plate") { $0.plate }
    s.text("make") { $0.make }
    s.text("model") { $0.model }
    s.integer("year") { $0.year }
  }
  private static let order = Shape<ChainClient.Order>("ChainOrder") { s in
    s.integer("id") { $0.id }
    s.text("number") { $0.number }
    s.word("status") { $0.status }
    s.time("opened_at") { $0.openedAt }
    s.money("total_minor") { $0.total }
  }
  private static let ticket = Shape<Ticket>("ChainTicket") { s in
    s.integer("id") { $0.id }
    s.text("number") { $0.number }
    s.word("status") { $0.status }
    s.word("priority") { $0.priority }
    s.text("subject", sight: .texts) { $0.subject }
    s.time("opened_at") { $0.openedAt }
  }
  private static let client = Shape<ChainClient>("ChainClient") { s in
    s.integer("id") { $0.card.id }
    s.word("kind") { $0.card.kind }
    s.text("name") { $0.card.name }
    s.texts("phones", sight: .contacts) { $0.phones }
    s.money("balance_minor") { $0.balance.balance }
    s.money("open_minor") { $0.balance.open }
    s.money("overdue_minor") { $0.balance.overdue }
    s.list("vehicles", vehicle) { $0.vehicles }
    s.list("orders", order) { $0.orders }
    s.list("open_tickets", ticket) { $0.openTickets }
  }
  private static let knowing = Shape<Chain.Part<[ChainClient]>>("ChainClientsOfCentre") { s in
    head(&s)
    s.text("currency") { $0.centre.currency }
    s.list("clients", client) { $0.value }
  }
  /// Centres that do not know the client are left out.
  static let clients = Shape<Told<[ChainClient]>>("ChainClients") { s in
    s.list("centres", knowing) { $0.parts.filter { !$0.value.isEmpty } }
    s.integer("asked") { Int64($0.parts.count) }
    s.list("unread", unread) { $0.unread }
  }

  // MARK: Revenue

  struct Total: Sendable {
    let currency: String
    let sum: Turnover
  }
  struct Revenue: Sendable {
    let parts: [Chain.Part<Turnover>]
    let unread: [Chain.Unread]
    /// One a currency.
    let totals: [Total]

    init(_ answer: Chain.Answer<Turnover>, on day: Day) throws {
      (parts, unread) = (answer.parts, answer.unread)
      totals = try Dictionary(grouping: answer.parts, by: \.centre.currency).sorted { $0.key < $1.key }.map { currency, parts in
        Total(currency: currency, sum: try Turnovers.total(parts.map(\.value), on: day))
      }
    }
  }
  private static let part = Shape<Chain.Part<Turnover>>("ChainRevenueOfCentre") { s in
    head(&s)
    s.text("currency") { $0.centre.currency }
    s.embed(BalanceJSON.sums) { $0.value }
  }
  private static let total = Shape<Total>("ChainTotal") { s in
    s.text("currency") { $0.currency }
    s.embed(BalanceJSON.sums) { $0.sum }
  }
  static let revenue = Shape<Revenue>("ChainRevenue") { s in
    s.list("totals", total) { $0.totals }
    s.list("centres", part) { $0.parts }
    s.list("unread", unread) { $0.unread }
  }

  // MARK: Satisfaction

  struct Together: Sendable {
    let kind: ScoreKind
    let surveys: Int
    let answers: GradeCounts
    let asked: Int64
    let answered: Int64
    var figures: SurveyFigures { answers.figures(kind) }
  }
  struct Satisfaction: Sendable {
    let parts: [Chain.Part<[ChainSurvey]>]
    let unread: [Chain.Unread]
    /// One a kind of score, of the surveys that are not hidden.
    let together: [Together]

    init(_ answer: Chain.Answer<[ChainSurvey]>) {
      (parts, unread) = (answer.parts, answer.unread)
      let shown = Dictionary(grouping: answer.parts.flatMap(\.value).filter { !$0.isHidden }, by: \.kind)
      together = ScoreKind.allCases.compactMap { kind in
        guard let surveys = shown[kind] else { return nil }
        return Together(
          kind: kind, surveys: surveys.count, answers: surveys.reduce(into: GradeCounts()) { $0.add($1.answers) },
          asked: surveys.reduce(0) { $0 + $1.asked }, answered: surveys.reduce(0) { $0 + $1.answered })
      }
    }
  }
  private static let survey = Shape<ChainSurvey>("ChainSurvey") { s in
    s.integer("id") { $0.id }
    s.text("name") { $0.name }
    s.word("kind") { $0.kind }
    s.flag("hidden") { $0.isHidden }
    s.integer("n") { $0.isHidden ? nil : $0.answers.n }
    s.number("score") { $0.figures?.score?.value }
    s.number("low") { $0.figures?.score?.low }
    s.number("high") { $0.figures?.score?.high }
    s.integer("asked") { $0.asked }
    s.integer("answered") { $0.answered }
  }
  private static let centre = Shape<Chain.Part<[ChainSurvey]>>("ChainSurveysOfCentre") { s in
    head(&s)
    s.list("surveys", survey) { $0.value }
  }
  private static let kind = Shape<Together>("ChainSatisfactionOfKind") { s in
    s.word("kind") { $0.kind }
    s.integer("surveys") { Int64($0.surveys) }
    s.integer("n") { $0.answers.n }
    s.number("score") { $0.figures.score?.value }
    s.number("low") { $0.figures.score?.low }
    s.number("high") { $0.figures.score?.high }
    s.number("share") { $0.figures.share?.value }
    s.integer("asked") { $0.asked }
    s.integer("answered") { $0.answered }
  }
  static let satisfaction = Shape<Satisfaction>("ChainSatisfaction") { s in
    s.list("together", kind) { $0.together }
    s.list("centres", centre) { $0.parts }
    s.list("unread", unread) { $0.unread }
  }
}
