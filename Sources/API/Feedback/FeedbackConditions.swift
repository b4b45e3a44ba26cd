extension Precondition {
  static let feedback = """
    POST /v1/surveys/figures Each answer is one of its scale, and the weights of an index sum to exactly 1. Changes nothing.
    POST /v1/surveys/lint Each question has what its kind needs, and every text is there in the same languages. Changes nothing.
    """
}
