internal import Domain
internal import SQLite

extension RoomSheet {
  static let clients = RoomSheet(
    merged: [
      contacts("client_phones", "phone"),
      contacts("client_emails", "email"),
      .client(
        "client_tags",
        only: "tag NOT IN (SELECT tag FROM client_tags WHERE client_id = (SELECT survivor_id FROM client_merges WHERE id = ?1))"),
      .client("consents"),
      .client("proxies", raises: true),
    ],
    personal: [
      .erased(
        "clients.name", "clients.name_key", "clients.tax_id", "clients.comment", "clients.private_note", "clients.refused_service_reason",
        "clients.search_text", by: { try ClientTable($0.db).erase($1) }),
      .deleted("client_phones", of: .client),
      .deleted("client_emails", of: .client),
      .deleted("client_tags", of: .client),
      .emptied("consents", "how", of: .client),
      .erased("proxies.name", "proxies.phone", "proxies.document", by: { try ProxyTable($0.db).erase(of: $1, at: $0.now) }),
      .emptied("client_merges", "reason", of: eitherCard),
    ],
    kept: [
      "numbers of another program: by them an import knows not to bring the person back": ["clients.source", "clients.external_id"],
      "a trigger copies it from client_phones": ["clients.phone"],
      "codes": ["client_merge_moves.place", "clients.tier"],
      "says which card was merged into which": ["clients.merged_into_id", "client_merges.survivor_id", "client_merges.merged_id"],
    ],
    things: [
      .client: .persons("clients", of: "id = ?1 OR id IN (SELECT survivor_id FROM client_merges WHERE merged_id = ?1)"),
      .clientMerge: .persons("client_merges", of: eitherCard),
      .proxy: .persons("proxies", of: .client),
    ],
    timers: [.forgetBuyer: { try Erasures($0).forgetBuyer($1) }],
    check: { try ClientCheck($0).faults() })

  private static let eitherCard: PersonRows = "survivor_id = ?1 OR merged_id = ?1"

  /// Phones or e-mails, which have an order. A contact that both cards have stays on both. The survivor's own contacts
  /// come first, then those of each merged card; undoing restores each position.
  private static func contacts(_ table: StaticString, _ contact: StaticString) -> MergeColumn {
    .client(
      table,
      note: [
        "INSERT INTO client_merge_moves (merge_id, place, row_id, position) SELECT ?1, ?2, id, position FROM", table,
        "WHERE client_id = ?3 AND", contact, "NOT IN (SELECT", contact, "FROM", table,
        "WHERE client_id = (SELECT survivor_id FROM client_merges WHERE id = ?1))",
      ],
      move: [
        "UPDATE", table,
        """
        AS t SET client_id = ?4,
          position = CASE WHEN ?4 = (SELECT survivor_id FROM client_merges WHERE id = ?1) THEN position + 1000 * ?1
            ELSE (SELECT m.position FROM client_merge_moves m WHERE m.merge_id = ?1 AND m.place = ?2 AND m.row_id = t.id) END
        WHERE client_id = ?3 AND id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ?1 AND place = ?2)
        """,
      ])
  }
}
