internal import Domain

extension Room {
  package static let replica = Room("Replica") { r in
    r.get(
      "/v1/replica", "How far the replica is behind, who waits for it, and since when the desk has been alone", .users, ReplicaJSON.replica,
      on: .worker
    ) { call in
      guard let told = call.onDesk.replica?() else { throw Refusal.notFound(.address) }
      return told
    }
  }
}

enum ReplicaJSON {
  private static let file = Shape<ReplicaTold.File>("ReplicaFile") { s in
    s.word("name") { $0.name }
    s.integer("transaction") { $0.transaction }
    s.integer("replicated") { $0.replicated }
    s.integer("behind_ms") { $0.behindMilliseconds }
    s.integer("log_bytes") { $0.logBytes }
  }

  static let replica = Shape<ReplicaTold>("Replica") { s in
    s.integer("wait_ms") { $0.waitMilliseconds }
    s.flag("required") { $0.isRequired }
    s.integer("waiting") { Int64($0.waiting) }
    s.time("alone_since") { $0.aloneSince }
    s.text("why_alone") { $0.why }
    s.integer("behind_ms") { $0.behindMilliseconds }
    s.list("files", file) { $0.files }
  }
}
