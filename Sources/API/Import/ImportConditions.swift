extension Precondition {
  static let imports = """
    POST /v1/imports/{kind} The table has the columns that are required; one import goes at a time, others wait.
    """
}
