internal import Desk
internal import Domain

enum VehicleMergeJSON {
  private static let moved = Shape<VehicleMerges.Moved>("VehicleMergeMoved") { s in
    s.text("place") { $0.place }
    s.integer("rows") { $0.rows }
  }
  static let merge = Shape<VehicleMerges.Record>("VehicleMerge") { s in
    s.integer("id") { $0.merge.id }
    s.integer("survivor_id") { $0.merge.survivorId }
    s.integer("merged_id") { $0.merge.mergedId }
    s.text("reason") { $0.merge.reason }
    s.list("moved", moved) { $0.moved }
    s.time("at") { $0.merge.at }
    s.integer("user_id") { $0.merge.userId }
    s.time("undone_at") { $0.merge.undoneAt }
  }

  private static let twin = Shape<Vehicle>("VehicleTwin") { s in
    s.integer("id") { $0.id }
    s.text("make") { $0.make }
    s.text("model") { $0.model }
    s.text("vin") { $0.vin }
    s.integer("client_id") { $0.clientId }
  }
  static let twins = Shape<Vehicles.Twins>("VehicleTwins") { s in
    s.text("plate") { $0.plate }
    s.list("vehicles", twin) { $0.vehicles }
  }
}

struct VehicleMergeQuery: Declared {
  let vehicleID: Int64?
  init(_ fields: inout Fields) { vehicleID = fields.optional("vehicle_id", .id, "As the survivor or as the merged card") }
}

struct VehicleMergeBody: Declared {
  let mergedID: Int64
  let reason: String
  init(_ fields: inout Fields) {
    mergedID = fields.required("merged_id", .id, "The card that is given up; not a merged card (409)")
    reason = fields.required("reason", .text(1...500))
  }
  static let example: String? = #"{"merged_id":2,"reason":"та же машина, карточку завели дважды"}"#
}
