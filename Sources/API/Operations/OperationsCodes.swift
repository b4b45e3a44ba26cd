extension ErrorCode {
  static let operations = """
    norm_hours_wrong 200,422 Norm-hours are above 0 and at most 1000.
    operation_code_taken 409 There is an operation “…” already.
    operation_retired 409 Operation … (…) is no longer offered.
    rate_negative 422 The rate cannot be negative.
    """
}
