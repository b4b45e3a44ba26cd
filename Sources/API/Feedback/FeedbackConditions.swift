extension Precondition {
  static let feedback = """
    POST /v1/surveys The form can be asked and asks honestly; there are fewer than 200 surveys.
    PATCH /v1/surveys/{id} The survey has not ended. Another form can be asked and asks honestly.
    POST /v1/surveys/{id}/activate The survey is a draft.
    POST /v1/surveys/{id}/end The survey is active.
    POST /v1/surveys/figures Each answer is one of its scale, and the weights of an index sum to exactly 1. Changes nothing.
    POST /v1/surveys/lint Each question has what its kind needs, and every text is there in the same languages. Changes nothing.
    """
}
