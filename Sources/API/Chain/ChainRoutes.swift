internal import Desk
internal import Domain

extension Room {
  package static let chain = Room("Chain") { r in
    r.get(
      "/v1/chain/clients", "Which centres know the client with this phone: cards, cars, orders, balance, open tickets", .readContacts,
      query: ChainClientQuery.self, ChainJSON.clients, on: .worker
    ) { call, query in
      let phone = query.phone
      return ChainJSON.Told(try call.chain.read(as: call.actor) { try ChainClients($0).find(phone: phone) })
    }
    r.get(
      "/v1/chain/revenue", "What the centres billed and what came in", .readDesk, query: ChainRevenueQuery.self, ChainJSON.revenue,
      on: .worker
    ) { call, query in
      let (period, first) = (query.period, query.period.from ?? call.context.today)
      _ = try period.span(in: call.context.settings.zone, years: 5)
      let answer = try call.chain.read(as: call.actor) { context in
        try Turnovers.total(Turnovers(context).list(period, by: .month), on: first)
      }
      return try ChainJSON.Revenue(answer, on: first)
    }
    r.get(
      "/v1/chain/satisfaction", "What the centres' surveys have found, and all of a kind together", .setUpDesk, ChainJSON.satisfaction,
      on: .worker
    ) { call in
      ChainJSON.Satisfaction(try call.chain.read(as: call.actor) { try ChainSurveys($0).results() })
    }
  }
}

extension Call {
  /// The centres of the chain; not found unless the desk is a head office.
  fileprivate var chain: Chain {
    get throws(Refusal) {
      guard let chain = onDesk.chain else { throw .notFound(.address) }
      return chain
    }
  }
}

struct ChainClientQuery: Declared {
  let phone: String
  init(_ fields: inout Fields) { phone = fields.required("phone", .phone, "In any spelling") }
}

struct ChainRevenueQuery: Declared {
  let period: Period
  init(_ fields: inout Fields) {
    period = fields.requiredPeriod("of the revenue, each centre's days in its own zone; five years at most")
  }
}
