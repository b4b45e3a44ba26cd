extension Precondition {
  static let sla = """
    POST /v1/sla-policies It has a target; no active policy but the standard's is for the same tickets.
    PATCH /v1/sla-policies/{id} It has a target; no other active policy but the standard's is for the same tickets.
    """
}
