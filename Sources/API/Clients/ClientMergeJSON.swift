internal import Desk
internal import Domain

enum ClientMergeJSON {
  private static let moved = Shape<ClientMerges.Moved>("ClientMergeMoved") { s in
    s.text("place") { $0.place }
    s.integer("rows") { $0.rows }
  }
  static let merge = Shape<ClientMerges.Record>("ClientMerge") { s in
    s.integer("id") { $0.merge.id }
    s.integer("survivor_id") { $0.merge.survivorId }
    s.integer("merged_id") { $0.merge.mergedId }
    s.text("reason") { $0.merge.reason }
    s.list("moved", moved) { $0.moved }
    s.time("at") { $0.merge.at }
    s.integer("user_id") { $0.merge.userId }
    s.time("undone_at") { $0.merge.undoneAt }
  }

  struct Erasure {
    let card: Lent<ClientPicture>
    let kept: [Erasures.Kept]
  }
  private static let kept = Shape<Erasures.Kept>("KeptDocument") { s in
    s.integer("document_id") { $0.documentID }
    s.text("number") { $0.number }
    s.date("buyer_kept_until_on") { $0.untilOn }
  }
  static let erasure = Shape<Erasure>("ClientErasure") { s in
    s.object("client", ClientJSON.card) { $0.card }
    s.list("kept_documents", kept) { $0.kept }
  }
}

struct MergeQuery: Declared {
  let clientID: Int64?
  init(_ fields: inout Fields) { clientID = fields.optional("client_id", .id, "As the survivor or as the merged card") }
}

struct MergeBody: Declared {
  let mergedID: Int64
  let reason: String
  init(_ fields: inout Fields) {
    mergedID = fields.required("merged_id", .id, "The card that is given up; not a merged card (409)")
    reason = fields.required("reason", .text(1...500))
  }
  static let example: String? = #"{"merged_id":2,"reason":"тот же телефон и та же машина"}"#
}
