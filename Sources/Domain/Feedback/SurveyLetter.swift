/// The words of the message that brings a survey's link. They say nothing that could move an answer.
package struct SurveyLetter: Equatable, Sendable {
  package let subject: String
  package let text: String

  package init(
    _ form: SurveyForm, link: String, from company: String, until day: Day, isReminder: Bool, _ language: Language
  ) {
    let intro = form.intro?[language].map { "\($0)\n\n" } ?? ""
    let date = day.text
    switch language {
    case .ru:
      subject = (isReminder ? "Напоминание: вопросы" : "Вопросы") + " от «\(company)»"
      text = """
        Здравствуйте!

        \(intro)Ответьте, пожалуйста, на несколько вопросов — это займёт меньше минуты:
        \(link)

        Ссылка действует по \(date). На той же странице можно отказаться от опросов.
        """
    case .en:
      subject = (isReminder ? "A reminder: questions" : "Questions") + " from \(company)"
      text = """
        Hello,

        \(intro)Please answer a few questions; it takes less than a minute:
        \(link)

        The link is open until \(date). The same page lets you say that you want no surveys.
        """
    }
  }
}
