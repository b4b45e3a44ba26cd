import Domain

extension HonestQuestions {
  /// Thanks and invitations that depend on nothing.
  static let texts: [(Language, String)] = [
    (.ru, "Спасибо, что приехали к нам. Опрос займёт полминуты."), (.ru, "За ответ дарим скидку 5 % на следующий визит."),
    (.ru, "Скидка 5 % за любую оценку."), (.ru, "Вы можете оставить отзыв на Яндексе, какой бы ни была оценка."),
    (.ru, "Если что-то не понравилось, напишите нам."), (.ru, "Помогите нам стать лучше: ответьте на вопрос."),
    (.ru, "Если у вас есть 5 минут, оставьте отзыв на Яндексе."),
    (.ru, "Ждём вас в 10 часов."), (.ru, "Отличного дня!"), (.ru, "Будем рады, если вы оставите отзыв на картах."),
    (.en, "Help us get better: answer one question."), (.en, "If you have 5 minutes, please review us on Google."),
    (.en, "We would be happy if you left a review on Google Maps."), (.en, "Have a great day!"),
    (.ru, "Отзывы о нас можно прочитать и написать на картах."),
    (.en, "Thank you for your visit. This takes half a minute."), (.en, "A 5 % discount for answering, whatever you say."),
    (.en, "You are welcome to review us on Google, whether you were happy or not."), (.en, "If anything went wrong, write to us."),
    (.en, "Every answer takes part in the draw."), (.en, "Reviews of us are on Google Maps."),
  ]
}
