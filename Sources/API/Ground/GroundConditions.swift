extension Precondition {
  static let ground = """
    GET /readyz The desk can take work, else 503 says why not; nothing is changed.
    GET /openapi.json Nothing need be so before. Its ETag changes with the document.
    GET /docs Nothing need be so before. Its ETag changes with the page.
    """
}
