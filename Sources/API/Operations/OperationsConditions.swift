extension Precondition {
  static let operations = """
    POST /v1/operations No operation has the code.
    PATCH /v1/operations/{id} The operation is there; lines of orders keep what they were priced by.
    POST /v1/operations/{id}/retire The operation is there; orders that hold it keep it.
    POST /v1/operations/{id}/offer The operation is there.
    """
}
