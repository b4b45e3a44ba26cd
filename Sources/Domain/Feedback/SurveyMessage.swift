/// The words that bring a survey's link to a client. They say nothing of the visit, and suggest no answer.
package struct SurveyMessage: Equatable, Sendable {
  package let subject: String
  package let text: String

  package init(from company: String, link: String, until day: String, in language: Language, isReminder: Bool, isAnonymous: Bool) {
    let ru = language == .ru
    subject = ru ? "\(company): несколько вопросов" : "\(company): a few questions"
    let ask =
      isReminder
      ? ru
        ? "Мы уже спрашивали, как всё прошло. Больше напоминать не будем." : "We asked you before how it was. We will not remind you again."
      : ru
        ? "Расскажите, пожалуйста, как всё прошло: хорошо или плохо. Это займёт меньше минуты."
        : "Please tell us how it was, good or bad. It takes less than a minute."
    let anonymous = ru ? " Ответ анонимный." : " Your answer is anonymous."
    let end =
      ru
      ? "Ссылка действует до \(day). По ней же можно отказаться от опросов."
      : "The link works until \(day). It also lets you refuse surveys."
    text = "\(ask)\(isAnonymous ? anonymous : "")\n\n\(link)\n\n\(end)\n"
  }
}
