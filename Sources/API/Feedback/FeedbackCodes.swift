extension ErrorCode {
  static let feedback = """
    answer_off_scale 422 Answers of this kind lie between … and ….
    figures_of_other_kind 422 An index has weights and answers, the other kinds have counts.
    survey_anonymity_fixed 409 Whether the survey is anonymous was settled when it began: draft another one.
    survey_anonymous 409 An anonymous survey is answered by its link alone.
    survey_answer_empty 422 Please answer at least one question.
    survey_answer_of_other_kind 422 This is no answer to the question.
    survey_answered 409 You have answered already, and the answer can no longer be changed. Thank you.
    survey_attribute_missing 422 Please rate each of these, or none.
    survey_declined 409 The client wants no surveys.
    survey_direction_missing 422 An effort question says what 1 and 7 mean: name the two ends in `labels`.
    survey_edition_other 409 The answer is to other questions than were asked: look at them again.
    survey_edition_unknown 400 The survey has no such edition.
    survey_entered_twice 422 This question is answered twice.
    survey_incentive_for_score 200,422 A thank-you must not depend on what the answer says.
    survey_interviewer_concerned 409 The answer is about your own work, so somebody else has to ask.
    survey_leading 200,422 The words “…” suggest the answer.
    survey_link_expired 409 The time for answers is over.
    survey_link_revoked 409 This link is no longer valid.
    survey_named_twice 422 Another entry of the list is the same.
    survey_no_bad_answer 200,422 There is no answer for a client who is not content.
    survey_no_figures 400 The survey has no such question, or one without figures.
    survey_options_missing 422 A choice has at least two options.
    survey_overtaken 409 There is another answer of yours by now: look at it, and change it if you like.
    survey_part_of_other_kind 422 A question of this kind has no such part.
    survey_preselected 200,422 An answer is chosen before the client chooses.
    survey_question_unknown 422 The survey has no such question, or it is answered here twice.
    survey_review_address 422 The address of the review begins with https:// and has no spaces or quotes.
    survey_review_gated 200,422 The invitation to review must not be for content clients only.
    survey_scale_reversed 200,422 The highest value means the worst; it has to mean the best.
    survey_scale_unbalanced 200,422 There are not as many good answers as bad ones.
    survey_scale_wrong 422 The scale goes from … to …: name its two ends, or each value.
    survey_status 409 The survey is …: this cannot be done.
    survey_text_empty 422 A text is there in Russian, in English, or in both.
    survey_text_missing 422 Another text of the survey is there in this language, so this one is needed in it too.
    survey_too_long 200,422 It takes about … s to answer; a survey takes at most 60.
    survey_two_questions 200,422 One answer cannot be about both “…” and “…”.
    survey_weights_wrong 422 The weights of the attributes sum to exactly 1.
    weight_wrong 422 A weight is more than 0 and at most 1, with at most nine decimals.
    """
}
