import Domain

@testable import API
@testable import Desk

/// Web hooks of a test's desk, and what a sender would take from the outbox for them.
extension World {
  func hook(_ types: String = #"["*"]"#) -> (id: Int64, secret: String) {
    let made = post("/v1/webhooks", #"{"url":"http://127.0.0.1:9000/desk","types":\#(types)}"#, as: .admin)
    return (made["webhook/id"].int ?? -1, made["secret"].string ?? "")
  }
  /// The hooks that something is due for.
  func due(besides: Set<Int64> = [], limit: Int = 50) throws -> [Int64] {
    try desk.read(as: .desk) { try WebhookOutbox($0).hooksDue(besides: besides, limit: limit) }
  }
  /// The hook's next message; the last one's report before it.
  func next(_ hook: Int64, after last: WebhookReport? = nil) throws -> WebhookParcel? {
    try desk.perform(as: .desk) { try WebhookOutbox($0).next(of: hook, after: last) }
  }
  /// Everything that a hook is told at this moment, each message taken by its receiver.
  func deliver(_ hook: Int64) throws -> [WebhookParcel] {
    var parcels: [WebhookParcel] = []
    while let parcel = try next(hook, after: parcels.last?.report(delivered: true, "204")) { parcels.append(parcel) }
    return parcels
  }
}
