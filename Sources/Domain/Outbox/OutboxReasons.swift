extension Reason {
  package static let answerGone = Reason(
    "answer_gone", en: "The answer has left, or was never to be sent: it cannot be taken back.",
    ru: "Ответ уже отправлен или не отправлялся: отозвать его нельзя.")
  package static let answerNotLast = Reason(
    "answer_not_last", en: "Something was written in the ticket since: the answer cannot be taken back.",
    ru: "После ответа в обращение уже писали: отозвать его нельзя.")
  package static let dispatchNotFailed = Reason(
    "dispatch_not_failed", en: "Only what has failed is sent again.", ru: "Повторно отправляют только неотправленное.")
  package static let surveyLinkNotKept = Reason(
    "survey_link_not_kept", en: "The link of a survey is not kept: make a new one for the invitation.",
    ru: "Ссылка на опрос не хранится: создайте для приглашения новую.")
  package static let dispatchErased = Reason(
    "dispatch_erased", en: "The recipient was erased.", ru: "Данные получателя удалены.")
  package static let channelNotWritten = Reason(
    "channel_without_programs", en: "No program serves a channel of this kind.", ru: "Канал этого вида не обслуживается программой.")
}
