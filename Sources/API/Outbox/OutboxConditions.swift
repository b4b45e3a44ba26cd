extension Precondition {
  static let outbox = """
    POST /v1/dispatches/{id}/send-again It has failed, and its recipient was not erased.
    POST /v1/tickets/{id}/messages/{message_id}/take-back The caller wrote it, it has not left, and nobody but staff has written since.
    PUT /v1/me/notices An address is given if anything is wanted, and mails leave the desk (`mail_from`).
    POST /v1/channels/{id}/hook The channel is served by a program, so it is neither a telephone nor the counter.
    DELETE /v1/channels/{id}/hook The channel is there. Without a hook nothing changes.
    POST /v1/channels/{id}/delivery-receipts The channel is active and has sent it. A status that comes too late changes nothing.
    """
}
