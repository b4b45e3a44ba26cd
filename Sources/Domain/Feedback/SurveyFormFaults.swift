extension SurveyForm {
  /// What keeps the form from being asked at all, each fault with its pointer. Whether it asks honestly says `findings`.
  package var reasons: [Reason] {
    let ofQuestions = questions.enumerated().flatMap { index, question in question.reasons.map { $0.inside("/questions/\(index)") } }
    let ofReview = review.map { $0.isOnTheWeb ? [] : [Reason.surveyReviewAddress] } ?? []
    return ofQuestions + ofReview + missingTexts
  }

  /// Every text is there in each language that any text has: a client reads all of it in one language.
  private var missingTexts: [Reason] {
    let texts = texts
    let spoken = Language.allCases.filter { language in texts.contains { $0.text[language] != nil } }
    return texts.flatMap { place, text in
      spoken.filter { text[$0] == nil }.map { Reason.surveyTextMissing.at("\(place)/\($0.rawValue)") }
    }
  }

  /// All texts that a client reads, each with its place.
  var texts: [(place: String, text: SurveyText)] {
    var texts: [(String, SurveyText)] = intro.map { [("/intro", $0)] } ?? []
    for (index, question) in questions.enumerated() {
      texts += question.texts.map { ("/questions/\(index)\($0.place)", $0.text) }
    }
    if let incentive { texts.append(("/incentive/text", incentive.text)) }
    return texts
  }
}

extension SurveyQuestion {
  var texts: [(place: String, text: SurveyText)] {
    [("/text", text)] + labels.enumerated().map { ("/labels/\($0)", $1) }
      + attributes.enumerated().map { ("/attributes/\($0)/text", $1.text) }
      + options.enumerated().map { ("/options/\($0)", $1) }
  }

  fileprivate var reasons: [Reason] {
    var reasons: [Reason] = []
    if let scale = kind.score?.scale {
      if kind == .ces, labels.isEmpty { reasons.append(.surveyDirectionMissing) }
      if ![0, 2, scale.count].contains(labels.count) { reasons.append(.surveyScaleWrong(scale)) }
    } else if !labels.isEmpty {
      reasons.append(Reason.surveyPartOfOtherKind.at("/labels"))
    }
    if kind == .csi {
      reasons += attributeReasons
    } else if !attributes.isEmpty {
      reasons.append(Reason.surveyPartOfOtherKind.at("/attributes"))
    }
    if kind == .choice {
      if options.count < 2 { reasons.append(.surveyOptionsMissing) }
      for (index, option) in options.enumerated() where options[..<index].contains(option) {
        reasons.append(Reason.surveyNamedTwice.at("/options/\(index)"))
      }
    } else if !options.isEmpty {
      reasons.append(Reason.surveyPartOfOtherKind.at("/options"))
    }
    return reasons
  }

  private var attributeReasons: [Reason] {
    var reasons: [Reason] = []
    if !AttributeWeight.isWhole(attributes.map(\.weight)) { reasons.append(Reason.surveyWeightsWrong.at("/attributes")) }
    for (index, attribute) in attributes.enumerated() where attributes[..<index].contains(where: { $0.name == attribute.name }) {
      reasons.append(Reason.surveyNamedTwice.at("/attributes/\(index)/name"))
    }
    return reasons
  }
}

extension Reason {
  package static let surveyWeightsWrong = Reason(
    "survey_weights_wrong", en: "The weights of the attributes sum to exactly 1.", ru: "Веса показателей в сумме дают ровно 1.")
  static let surveyTextMissing = Reason(
    "survey_text_missing", en: "Another text of the survey is there in this language, so this one is needed in it too.",
    ru: "Другие тексты опроса есть на этом языке, значит, нужен и этот.")
  static let surveyReviewAddress = Reason(
    "survey_review_address", en: "The address of the review begins with https:// and has no spaces or quotes.",
    ru: "Адрес для отзыва начинается с https:// и не содержит пробелов и кавычек.", at: "/review/url")
  package static let surveyTextEmpty = Reason(
    "survey_text_empty", en: "A text is there in Russian, in English, or in both.",
    ru: "Текст нужен на русском, на английском или на обоих.")
  static let surveyNamedTwice = Reason(
    "survey_named_twice", en: "Another entry of the list is the same.", ru: "В списке уже есть такая же запись.")
  static let surveyPartOfOtherKind = Reason(
    "survey_part_of_other_kind", en: "A question of this kind has no such part.", ru: "У вопроса такого вида этого нет.")
  static let surveyDirectionMissing = Reason(
    "survey_direction_missing", en: "An effort question says what 1 and 7 mean: name the two ends in `labels`.",
    ru: "Вопрос об усилиях говорит, что значат 1 и 7: назовите оба края в `labels`.", at: "/labels")
  static let surveyOptionsMissing = Reason(
    "survey_options_missing", en: "A choice has at least two options.", ru: "В выборе не меньше двух вариантов.", at: "/options")

  static func surveyScaleWrong(_ scale: ClosedRange<Int>) -> Reason {
    Reason(
      "survey_scale_wrong", en: "The scale goes from \(scale.lowerBound) to \(scale.upperBound): name its two ends, or each value.",
      ru: "Шкала идёт от \(scale.lowerBound) до \(scale.upperBound): назовите два края или каждое значение.", at: "/labels")
  }
}
