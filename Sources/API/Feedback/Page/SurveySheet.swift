internal import Domain

/// The questions of a survey, with what was entered and the faults of it, on the pages that show them.
struct SurveySheet {
  let form: SurveyForm
  let sentences: SurveySentences
  private let entries: [SurveyEntry?]
  private let faults: [Reason]
  var language: Language { sentences.language }

  init(_ form: SurveyForm, _ entries: [SurveyEntry?], _ faults: [Reason], for language: Language) {
    self.form = form
    self.entries = entries
    self.faults = faults
    let spoken = form.questions.first?.text.languages ?? []
    sentences = SurveySentences(language: spoken.contains(language) ? language : spoken.first ?? language)
  }

  /// The first question alone if one tap answers it and the others can follow, otherwise all of them.
  func asking(canAmend: Bool) -> SurveyDocument {
    if let first = form.questions.first, first.range != nil, first.kind != .csi, canAmend || form.questions.count == 1 {
      let title = text(first.text)
      let main: Markup = """
        \(intro)<form method="post">
        \(question(0, as: .tap, isHeading: true))
        </form>
        <p class="note">\(sentences.oneTap(more: form.questions.count - 1))</p>\(incentive)
        """
      return SurveyDocument(sentences: sentences, title: title, main: main, canDecline: true)
    }
    if form.questions.count == 1 {
      let main: Markup =
        "\(intro)<form method=\"post\">\n\(question(0, as: .mark, isHeading: true))\(send(sentences.send))</form>\(incentive)"
      return SurveyDocument(sentences: sentences, title: text(form.questions[0].text), main: main, canDecline: true)
    }
    let main: Markup = """
      <h1>\(sentences.opinion)</h1>
      \(intro)<form method="post">
      \(fields(form.questions.indices))\(send(sentences.send))</form>
      <p class="note">\(sentences.someMayBeSkipped)</p>\(incentive)
      """
    return SurveyDocument(sentences: sentences, title: sentences.opinion, main: main, canDecline: true)
  }

  /// The rest stands open until something of it is answered; then everything is folded up.
  func answered(_ version: Int64, until: String) -> SurveyDocument {
    let rest = form.questions.indices.dropFirst()
    let isOpen = !rest.isEmpty && rest.allSatisfy { entry($0) == nil }
    let changing: Markup =
      isOpen
      ? """
      <h2>\(sentences.tellMore)</h2>
      <form method="post">
      \(fields(rest))
      <details><summary>\(sentences.change)</summary>
      \(fields(0..<1))
      </details>
      \(amends(version))\(send(sentences.send))</form>
      """
      : """
      <details><summary>\(sentences.seeOrChange)</summary>
      <form method="post">
      \(fields(form.questions.indices))
      \(amends(version))\(send(sentences.save))</form>
      </details>
      """
    let main: Markup = """
      <h1>\(sentences.thanks)</h1>
      \(answer(""))\(changing)
      <p class="note">\(sentences.canChange(until: until))</p>\(incentive)\(review)
      """
    return SurveyDocument(sentences: sentences, title: sentences.thanks, main: main, canDecline: true)
  }

  func thanks(isLate: Bool) -> SurveyDocument {
    SurveyDocument(
      sentences, isLate ? sentences.alreadyAnswered : sentences.thanks, isLate ? sentences.tooLate : sentences.stays,
      "\(incentive)\(review)")
  }

  func overtaken(kept: SurveySheet, _ version: Int64, until: String) -> SurveyDocument {
    let main: Markup = """
      <h1>\(sentences.alreadyAnswered)</h1>
      \(kept.answer(sentences.recorded))<p class="said" role="alert">\(sentences.notKeptYet)</p>
      <form method="post">
      \(fields(form.questions.indices))
      \(amends(version))\(send(sentences.replace))</form>
      <p class="note">\(sentences.canChange(until: until))</p>
      """
    return SurveyDocument(sentences: sentences, title: sentences.alreadyAnswered, main: main)
  }

  /// Everything as it was sent, with a sentence at each fault.
  func repeated(_ version: Int64?) -> SurveyDocument {
    let places = faults.map { place(of: $0) }
    let unplaced = zip(faults, places).filter { $1 == nil }.map { $0.0.message(language) }
    let main: Markup = """
      <h1>\(sentences.check)</h1>
      <p class="fault" role="alert">\(([sentences.nothingKept] + unplaced).joined(separator: " "))</p>
      <form method="post">
      \(fields(form.questions.indices))
      \(version.map(amends) ?? "")\(send(sentences.send))</form>
      """
    return SurveyDocument(sentences: sentences, title: sentences.check, main: main)
  }
}

extension SurveySheet {
  func text(_ text: SurveyText) -> String { text[language] ?? "" }
  func entry(_ index: Int) -> SurveyEntry? { entries.indices.contains(index) ? entries[index] : nil }
  func faults(at index: Int) -> [String] { faults.filter { place(of: $0)?.question == index }.map { $0.message(language) } }

  private func place(of fault: Reason) -> SurveyPlace? {
    let place = SurveyPlace(field: String(fault.pointer?.dropFirst() ?? ""))
    return place.flatMap { form.questions.indices.contains($0.question) ? $0 : nil }
  }

  private var intro: Markup { form.intro.map { "<p>\(text($0))</p>\n" } ?? "" }
  private var incentive: Markup { form.incentive.map { "\n<p class=\"note\">\(text($0.text))</p>" } ?? "" }

  /// The invitation, whatever was answered. An address that is not on the web was refused with the form; it is not
  /// linked here either.
  private var review: Markup {
    guard let url = form.review?.url, url.hasPrefix("https://") else { return "" }
    let host = String(url.dropFirst(8).prefix { !"/?#".contains($0) })
    return "\n<p><a href=\"\(url)\" rel=\"noopener noreferrer nofollow\">\(sentences.review(at: host))</a></p>"
  }

  /// The answer to the first question, if it can be said in a line.
  private func answer(_ introduction: String) -> Markup {
    guard let first = form.questions.first, case .grade(let grade) = entry(0) else { return "" }
    let answer =
      first.kind == .choice
      ? first.options.indices.contains(grade - 1) ? text(first.options[grade - 1]) : ""
      : sentences.grade(grade, of: first.range?.upperBound ?? grade)
    return "<p>\(introduction)\(text(first.text)) <b>\(answer)</b></p>\n"
  }

  private func amends(_ version: Int64) -> Markup { "<input type=\"hidden\" name=\"amends\" value=\"\(String(version))\">" }
  private func send(_ label: String) -> Markup { "<button class=\"send\">\(label)</button>\n" }
}
