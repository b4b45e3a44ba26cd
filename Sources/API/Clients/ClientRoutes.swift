internal import Desk
internal import Domain

extension Room {
  package static let clients = Room("Clients") { r in
    r.rows("/v1/clients", "Find clients", .readDesk, query: ClientQuery.self, ClientJSON.entry, on: .worker) { call, query, page, write in
      try Clients(call.context).list(query.filter, page, write)
    }
    r.get("/v1/clients/{id}", "One client; a merged card's id answers with the survivor", .readDesk, ClientJSON.card) { call in
      Clients(call.context).find(try call.id())
    }
    r.create(
      "/v1/clients", "Add a client", .editClients, takes: New<ClientCard>.self, ClientJSON.card, at: { "/v1/clients/\($0.id)" }
    ) { call, body in try Clients(call.context).create(body.card(at: call.context.now)) }
    r.patch("/v1/clients/{id}", "Change a card", .editClients, takes: Change<ClientCard>.self, ClientJSON.card) { call, body, version in
      try Clients(call.context).edit(call.id(), version: version, body.apply)
    }
    r.list("/v1/clients/{id}/vehicles", "The client's vehicles today", .readDesk, VehicleJSON.entry) { call, page in
      try Vehicles(call.context).list(ofClient: call.id(), page)
    }
    r.action(
      "/v1/clients/{id}/refuse-service", "Serve the client no longer without a manager", .override, takes: ReasonBody.self, ClientJSON.card
    ) { call, body, version in try Clients(call.context).refuseService(call.id(), version: version, reason: body.reason) }
    r.action("/v1/clients/{id}/accept-service", "Serve the client again", .override, takes: ReasonBody.self, ClientJSON.card) {
      call, body, version in
      try Clients(call.context).acceptService(call.id(), version: version, reason: body.reason)
    }

    r.list("/v1/clients/{id}/consents", "Every consent given or withdrawn", .readDesk, ClientJSON.consent) { call, page in
      try Consents(call.context).history(clientID: call.id(), page)
    }
    r.create(
      "/v1/clients/{id}/consents", "Give or withdraw a consent", .editClients, takes: ConsentBody.self, ClientJSON.consent
    ) { call, body, version in
      try Consents(call.context).record(clientID: call.id(), version: version, body.purpose, given: body.given, how: body.how)
    }

    r.list("/v1/clients/{id}/proxies", "Who may act for the client", .readContacts, ProxyJSON.proxy) { call, page in
      try Proxies(call.context).list(clientID: call.id(), page)
    }
    r.get("/v1/proxies/{id}", "One proxy", .readContacts, ProxyJSON.proxy) { call in try Proxies(call.context).find(call.id()) }
    r.create(
      "/v1/clients/{id}/proxies", "Add a proxy", .editClients, takes: New<Proxy>.self, ProxyJSON.proxy, at: { "/v1/proxies/\($0.id)" }
    ) { call, body, version in try Proxies(call.context).create(of: call.id(), version: version, body.fill) }
    r.patch("/v1/proxies/{id}", "Change a proxy", .editClients, takes: Change<Proxy>.self, ProxyJSON.proxy) { call, body, version in
      try Proxies(call.context).edit(call.id(), version: version, body.apply)
    }
    r.action("/v1/proxies/{id}/revoke", "End a proxy's power", .editClients, ProxyJSON.proxy) { call, version in
      try Proxies(call.context).revoke(call.id(), version: version)
    }

    r.list(
      "/v1/client-duplicates", "Cards that share a phone: one person twice, or a family", .readContacts, ClientJSON.twins,
      on: .worker
    ) { call, page in
      try Clients(call.context).duplicates(page)
    }
    r.action("/v1/clients/{id}/merge", "Merge another card into this one", .override, takes: MergeBody.self, MergeJSON.merge) {
      call, body, version in
      try ClientMerges(call.context).merge(body.mergedID, into: call.id(), version: version, reason: body.reason)
    }
    r.list("/v1/client-merges", "Merges, undone ones too", .readDesk, query: ClientMergeQuery.self, MergeJSON.merge) {
      call, query, page in
      try Merges(call.context, .client).list(of: query.clientID, page)
    }
    r.get("/v1/client-merges/{id}", "One merge and what it moved", .readDesk, MergeJSON.merge) { call in
      try Merges(call.context, .client).find(call.id())
    }
    r.action("/v1/client-merges/{id}/undo", "Move back exactly what the merge moved", .override, MergeJSON.merge) { call, version in
      try ClientMerges(call.context).undo(call.id(), version: version)
    }
    r.action(
      "/v1/clients/{id}/erase", "Erase a person; the sums stay", .override, takes: NoBody.self, ErasureJSON.erasure, on: .worker
    ) { call, _, version in
      let id = try call.id()
      let answers = try Erasures(call.context).answers(about: id)
      let kept = try call.write { try Erasures($0).erase(id, version: version, answers: answers) }
      return ErasureJSON.Erasure(card: Clients(call.context).find(try call.id()), kept: kept)
    }
  }
}
