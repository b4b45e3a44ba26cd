extension Precondition {
  static let files = """
    POST /v1/files A user sends it, not the console; the file is no longer than `max_file_bytes`.
    GET /v1/files/{id} The file was not erased. One of a message is read with the right to read tickets, one that is not attached by who sent it.
    POST /v1/work-orders/{id}/files The caller has sent the files, and they are not attached yet.
    """
}
