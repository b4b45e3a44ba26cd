extension DeskRule {
  static let feedback = """
    score_csat CSAT is the share of the answers 4 and 5 of 1 to 5, in percent.
    score_ces CES is the mean of 1 (hard) to 7 (easy), with the share of 5 to 7 in percent beside it.
    score_nps NPS is the share of 9 and 10 less the share of 0 to 6, in percent points; it is no mean. The answers 0 to 6 are of detractors, 7 and 8 of passives, 9 and 10 of promoters.
    score_csi CSI is the mean over people of the sum of weight × answer × 10, from 10 to 100; each person answers every attribute, 1 to 10, and the weights sum to exactly 1.
    score_interval Every score has a 95 % interval. Shares: Wilson's, without correction for continuity (so R's prop.test needs correct = FALSE). Means: Student's t, which may pass the ends of the scale; one answer has none, equal answers have that of their own value. NPS: the adjusted Wald interval of Rocks (The American Statistician 70:4, 2016), which counts ¾ detractors, 1½ passives and ¾ promoters more for the interval alone and is cut at ±100. Figures are not rounded, and without answers there are none (null).
    survey_life A survey is a draft, then active, then ended. It is never deleted, because answers belong to it.
    survey_edition When a question of an active survey changes (its words, scale, options, attributes, weights or place), another edition begins, and figures of two editions are not compared. `GET /v1/surveys/{id}/editions` shows what each has asked. The name, the introduction, the thanks and the invitation can change without.
    survey_honest A survey lets a client who is not content say so, has as many bad answers as good ones, the best at its highest value, and none chosen beforehand; its words suggest no answer, and each question asks one thing; thanks and invitations to review are for everybody, whatever they answer. A survey that does not is refused. `POST /v1/surveys/lint` names each rule that a draft breaks, the place, and a better wording. It knows Russian and English words; what it does not know it leaves alone.
    survey_minute A survey takes at most a minute: 0.068 s a character (Trauzettel-Klosinski and Dietz, IOVS 53:9, 2012), 2.65 s a choice (Card, Moran and Newell, CACM 23:7, 1980: decide, point, tap), and 17.9 s a text of ten words on a telephone (Palin and others, MobileHCI 2019), in the slower language.
    """
}
