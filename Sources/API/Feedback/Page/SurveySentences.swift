internal import Domain

/// Sentences of the survey page itself, in the client's language.
struct SurveySentences {
  let language: Language

  func say(_ en: String, _ ru: String) -> String { language == .ru ? ru : en }

  var opinion: String { say("Your opinion", "Ваше мнение") }
  var send: String { say("Send", "Отправить") }
  var save: String { say("Save", "Сохранить") }
  var decline: String { say("Do not send me surveys again", "Больше не присылать опросы") }
  var someMayBeSkipped: String { say("You may skip questions.", "Можно ответить не на все вопросы.") }

  /// `more`: the questions that follow the first.
  func oneTap(more: Int) -> String {
    if more == 0 { return say("One tap is enough.", "Достаточно одного нажатия.") }
    return say(
      "One tap is enough. \(more) more \(more == 1 ? "question follows" : "questions follow"), if you like.",
      "Достаточно одного нажатия. Потом, если захотите, ещё\u{A0}\(more)\u{A0}\(Self.questions(more)).")
  }

  private static func questions(_ count: Int) -> String {
    if (11...14).contains(count % 100) { return "вопросов" }
    return switch count % 10 {
    case 1: "вопрос"
    case 2...4: "вопроса"
    default: "вопросов"
    }
  }
}

// After the answer.
extension SurveySentences {
  var thanks: String { say("Thank you, your answer is recorded", "Спасибо, ответ записан") }
  var stays: String { say("It stays as it is.", "Изменить его уже нельзя.") }
  var tellMore: String { say("Tell us more, if you like", "Расскажите подробнее, если хотите") }
  var change: String { say("Change my answer", "Изменить ответ") }
  var seeOrChange: String { say("See or change my answers", "Посмотреть или изменить ответы") }
  func grade(_ grade: Int, of highest: Int) -> String { say("\(grade) of \(highest)", "\(grade)\u{A0}из\u{A0}\(highest)") }
  func canChange(until time: String) -> String { say("You can change it until \(time).", "Ответ можно изменить до\u{A0}\(time).") }
  func review(at host: String) -> String { say("Write a review at \(host)", "Оставить отзыв на\u{A0}\(host)") }

  var alreadyAnswered: String { say("You have answered already", "Вы уже ответили") }
  var tooLate: String { say("Your first answer stands; it cannot be changed any more.", "Записан первый ответ. Изменить его уже нельзя.") }
  var recorded: String { say("Recorded: ", "Записано: ") }
  var notKeptYet: String {
    say("What you sent just now is below. It is not recorded yet.", "То, что вы отправили сейчас, показано ниже и пока не записано.")
  }
  var replace: String { say("Record this instead", "Записать вместо прежнего") }
  var check: String { say("Please check your answer", "Проверьте, пожалуйста, ответ") }
  var nothingKept: String { say("It is not recorded yet.", "Пока ничего не записано.") }
}

extension SurveySentences {
  /// Meanings of the lowest and the highest value, for want of the author's. The two are opposites of equal strength.
  func ends(of kind: SurveyQuestion.Kind) -> [String] {
    switch kind {
    case .csat, .csi: [say("very bad", "очень плохо"), say("very good", "очень хорошо")]
    case .ces: [say("very hard", "очень трудно"), say("very easy", "очень легко")]
    case .nps: [say("certainly not", "точно нет"), say("certainly", "точно да")]
    case .choice, .text: []
    }
  }

  /// Title and text where there is nothing to answer.
  func notice(_ state: SurveyPage.State) -> (title: String, text: String) {
    switch state {
    case .declined:
      (
        say("We will not ask again", "Больше не побеспокоим"),
        say(
          "You will get no more surveys. We still tell you when your car is ready.",
          "Опросов больше не будет. О\u{A0}готовности машины сообщим, как обычно.")
      )
    case .expired:
      (
        say("The time to answer is over", "Время для ответа прошло"),
        say("If there is something to tell us, please call or write.", "Если есть что сказать, позвоните нам или напишите.")
      )
    case .revoked:
      (
        say("This link no longer works", "Ссылка больше не действует"),
        say(
          "No answer is needed. If there is something to tell us, please call or write.",
          "Отвечать не нужно. Если есть что сказать, позвоните нам или напишите.")
      )
    case .ended:
      (
        say("This survey has ended", "Опрос завершён"),
        say("No more answers are collected. Thank you for coming.", "Ответы больше не собираем. Спасибо, что заглянули.")
      )
    case .unknown:
      (
        say("Nothing here", "Ничего не найдено"),
        say("There is no such link. It may have been copied only in part.", "Такой ссылки нет. Возможно, она скопирована не\u{A0}целиком.")
      )
    case .unreadable:
      (
        say("This could not be read", "Не удалось прочитать"),
        say("Nothing is recorded. Please go back and send it again.", "Ничего не записано. Вернитесь и отправьте ещё раз.")
      )
    case .busy, .ask, .answered, .thanks, .tooLate, .overtaken, .faults:
      (
        say("Please try again in a minute", "Попробуйте через минуту"),
        say("Nothing is recorded yet.", "Пока ничего не записано.")
      )
    }
  }
}
