extension Precondition {
  static let feedback = """
    POST /v1/surveys The form can be asked and asks honestly; there are fewer than 200 surveys.
    PATCH /v1/surveys/{id} The survey has not ended. Another form can be asked and asks honestly. Once active, it stays anonymous or not.
    POST /v1/surveys/{id}/activate The survey is a draft.
    POST /v1/surveys/{id}/end The survey is active.
    POST /v1/survey-invitations/{id}/revoke Nobody has answered, and there is time left. Of an anonymous survey the links end, whatever has come of them.
    POST /v1/survey-invitations/{id}/link There is time left; the invitation is neither revoked nor declined. Earlier links stay valid.
    POST /v1/survey-invitations/{id}/answer The survey is not anonymous and the answer not about the caller's own work; otherwise as by the link.
    POST /v1/survey-links/{token} There is no answer yet and time left; or the answer is less than a day old, and `amends` is its version. The same answer again changes nothing.
    POST /s/{token} As for `/v1/survey-links/{token}`. What was taken leads on to the page (303); what was not is shown again.
    POST /v1/surveys/figures Each answer is one of its scale, and the weights of an index sum to exactly 1. Changes nothing.
    POST /v1/surveys/lint Each question has what its kind needs, and every text is there in the same languages. Changes nothing.
    """
}
