extension Precondition {
  static let clients = """
    POST /v1/clients Nothing need be so before: a card that looks like a known one is taken with a warning.
    PATCH /v1/clients/{id} The card is neither merged into another nor erased.
    POST /v1/clients/{id}/refuse-service The card is neither merged into another nor erased.
    POST /v1/clients/{id}/accept-service The client is refused service, and the card is not merged into another.
    POST /v1/clients/{id}/consents The card is neither merged into another nor erased.
    POST /v1/clients/{id}/proxies The client's card is neither merged into another nor erased.
    PATCH /v1/proxies/{id} The proxy's power has not been revoked.
    POST /v1/proxies/{id}/revoke The proxy is there; a power revoked already stays so.
    POST /v1/clients/{id}/merge The two cards differ, neither is merged or erased, and no order has bills to both.
    POST /v1/client-merges/{id}/undo The merge stands, what was merged is not erased, and no payment of the one card has paid the other's bill since.
    POST /v1/clients/{id}/erase The client has no open order, owes nothing, and has no money paid ahead.
    """
}
