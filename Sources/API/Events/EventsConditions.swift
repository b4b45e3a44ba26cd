extension Precondition {
  static let events = """
    POST /v1/webhooks The address can be one of a web hook; nothing is sent to try it.
    PATCH /v1/webhooks/{id} The web hook is there.
    POST /v1/webhooks/{id}/rotate The web hook is there; the former secret ends at once.
    DELETE /v1/webhooks/{id} The web hook is there; what waits for it is dropped.
    POST /v1/webhooks/{id}/deliveries/{delivery_id}/redeliver The web hook is active and the delivery is not waiting.
    """
}
