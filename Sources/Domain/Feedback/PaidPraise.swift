/// Words that pay for a good score, or that send only content clients to a site of reviews.
enum PaidPraise {
  /// Findings in any text of a survey, without place.
  static func findings(_ text: SurveyWords) -> [SurveyFinding] {
    var findings: [SurveyFinding] = []
    if paid.contains(where: { $0.first(in: text) != nil }) { findings.append(SurveyFinding(.surveyIncentiveForScore, better: .incentive)) }
    let isGated = gated.contains { pattern in
      guard let match = pattern.first(in: text) else { return false }
      return !text.sentence(around: match.key).contains { whoever.contains($0.text) }
    }
    if isGated { findings.append(SurveyFinding(.surveyReviewGated, better: .review)) }
    return findings
  }

  private static let gift = "скидк*|подар*|бонус*|приз|приза|призы|призов|купон*|кэшбэк*|кешбэк*|розыгрыш*|дарим|бесплатн*|сертификат*"
  private static let gifts = "discount|discounts|gift|gifts|bonus|reward|rewards|prize|prizes|voucher|vouchers|coupon|coupons|cashback|free"
  private static let top = "5|пять|пятерк*|10|десять|десятк*|9|отличн*|высш*|высок*|хорош*|положительн*|лучш*|максимальн*|4"
  private static let tops = "5|five|10|ten|9|nine|positive|top|high|highest|good|great|perfect|best|excellent|favourable|favorable"

  private static let paid = [
    "\(gift) ..5 за|при|если|кто ..3 \(top) ..3 оценк*|отзыв*|балл*|звезд*",
    "\(gift) ..5 за|при|если ..2 оценк*|отзыв*|балл* ..2 \(top)",
    "за|при|если|кто ..3 \(top) ..3 оценк*|отзыв*|балл*|звезд* ..5 \(gift)",
    "за|при|если ..3 оценк*|отзыв* ..2 \(top) ..6 \(gift)",
    "поставьте|поставите|поставит|поставят|оцените|оценит ..4 \(top) ..6 \(gift)",
    "\(gifts) ..4 for|if|when ..4 \(tops) ..2 star|stars|review|reviews|rating|ratings|score|scores|feedback|mark|marks",
    "\(gifts) ..4 for|if|when ..3 score|rate|rating|rated ..3 \(tops)",
    "for|if|when|give|leave|rate|score ..3 \(tops) ..2 star|stars|review|reviews|rating|ratings|score|scores|feedback|mark|marks ..6 \(gifts)",
    "rate|give|leave|score ..3 \(tops) ..5 win|get|receive|earn|enter ..3 \(gifts)",
    "if|when ..2 rate|score|scored|rated ..3 \(tops) ..6 \(gifts)",
  ].map(WordPattern.init)

  private static let content = "понрав*|довол*|рад|рады|рада|отличн*|хорош*|высок*|положительн*|счастлив*"
  private static let contents = "happy|satisfied|enjoyed|loved|liked|pleased|great|good|positive|delighted|love"
  private static let site = "отзыв*|яндекс*|2гис|гис|google|гугл*|карт|картах|отзовик*|авито|flamp|фламп*|zoon"
  private static let sites = "review|reviews|google|yandex|trustpilot|tripadvisor|yelp|facebook|2gis"

  private static let gated = [
    "если|когда|раз @\(content) ..9 \(site)", "если|когда|раз ..5 @\(content) ..9 \(site)", "\(site) ..4 если|когда ..5 @\(content)",
    "довольны|понравилось ?|!|. ..7 \(site)", "если|когда ..3 поставили|оценили|оценка ..3 \(top) ..9 \(site)",
    "if|when ..3 gave|rated|scored|score|rating ..4 \(tops) ..9 \(sites)", "поставили|оценили ..2 \(top) ?|!|. ..7 \(site)",
    "happy|satisfied|enjoyed|loved|liked ..2 ?|!|. ..7 \(sites)", "gave|rated|scored ..3 \(tops) ..2 ?|!|. ..7 \(sites)",
    "довольных|довольным|довольные клиент* ..6 \(site)",
    "если ..4 @недовол*|плох*|проблем* ..9 а не|вместо|прежде ..6 \(site)",
    "if|when ..5 @\(contents) ..9 \(sites)", "\(sites) ..5 if|when ..5 @\(contents)",
    "happy|satisfied|content clients|customers ..6 \(sites)",
    "if ..4 @unhappy|dissatisfied|disappointed|problem|wrong ..9 before|instead ..6 \(sites)",
    "if ..2 not ..1 @happy|satisfied ..9 before|instead ..6 \(sites)",
  ].map(WordPattern.init)

  /// Words by which the invitation is for everybody.
  private static let whoever = WordList("любой любая любую любое независимо неважно whether either whatever any regardless anyone каким")
}
