import Domain

@testable import API
@testable import Desk

/// Web hooks of the test's desk, and the outbox as the sender sees it.
extension World {
  func hook(_ types: String = #"["*"]"#) -> (id: Int64, secret: String) {
    let made = post("/v1/webhooks", #"{"url":"http://127.0.0.1:9000/desk","types":\#(types)}"#, as: .admin)
    return (made["webhook/id"].int ?? -1, made["secret"].string ?? "")
  }
  /// Hooks with a message that is due.
  func due(besides: Set<Int64> = [], limit: Int = 50) throws -> [Int64] {
    try desk.read(as: .desk) { try WebhookOutbox($0).hooksDue(besides: besides, limit: limit) }
  }
  /// Reports on the hook's last message, then takes the next one.
  func next(_ hook: Int64, after last: WebhookReport? = nil) throws -> WebhookParcel? {
    try desk.perform(as: .desk) { try WebhookOutbox($0).next(of: hook, after: last) }
  }
  /// Takes all due messages of a hook; each counts as delivered.
  func deliver(_ hook: Int64) throws -> [WebhookParcel] {
    var parcels: [WebhookParcel] = []
    while let parcel = try next(hook, after: parcels.last?.report(delivered: true, "204")) { parcels.append(parcel) }
    return parcels
  }
}
