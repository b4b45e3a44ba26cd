internal import Desk
internal import Domain

enum MergeJSON {
  /// A merge of two clients or of two vehicles.
  static let merge = Shape<Merges.Record>("Merge") { s in
    s.integer("id") { $0.merge.id }
    s.integer("survivor_id") { $0.merge.survivorID }
    s.integer("merged_id") { $0.merge.mergedID }
    s.text("reason") { $0.merge.reason }
    s.list("moved", moved) { $0.moved }
    s.time("at") { $0.merge.at }
    s.integer("user_id") { $0.merge.userID }
    s.time("undone_at") { $0.merge.undoneAt }
  }

  private static let moved = Shape<Merges.Moved>("MergeMoved") { s in
    s.text("place") { $0.place }
    s.integer("rows") { $0.rows }
  }
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

struct ClientMergeQuery: Declared {
  let clientID: Int64?
  init(_ fields: inout Fields) { clientID = fields.optional("client_id", .id, "As the survivor or as the merged card") }
}

struct VehicleMergeQuery: Declared {
  let vehicleID: Int64?
  init(_ fields: inout Fields) { vehicleID = fields.optional("vehicle_id", .id, "As the survivor or as the merged card") }
}
