/// How long a person takes to answer a survey.
///
/// Seconds = 0.068 × characters + 2.65 × choices + 17.9 × free texts.
/// - Reading: 68 ms a character in languages with an alphabet, Russian and English among them (Trauzettel-Klosinski and Dietz, IOVS 53:9,
///   2012). Read is everything that is shown: introduction, questions, attributes, labels and options.
/// - Choosing: 1.35 s to decide, 1.1 s to point, 0.2 s to tap (Card, Moran and Newell, CACM 23:7, 1980). One for each scale, choice and
///   attribute.
/// - Writing: 1.35 s to decide, and ten words of five characters on a telephone at 36.2 words a minute (Palin and others, MobileHCI 2019).
package enum AnsweringTime {
  /// Seconds that a survey may take.
  static let most = 60.0
  /// Seconds up to which the words of a survey are looked at.
  static let mostRead = 300.0
  private static let reading = 0.068
  private static let choosing = 1.35 + 1.1 + 0.2
  private static let writing = 1.35 + 10 * 60 / 36.2

  package static func seconds(of form: SurveyForm, in language: Language) -> Double {
    let characters = form.texts.reduce(0) { $0 + ($1.text[language]?.count ?? 0) }
    let answers = form.questions.reduce(0.0) { sum, question in
      switch question.kind {
      case .csat, .ces, .nps, .choice: sum + choosing
      case .csi: sum + choosing * Double(question.attributes.count)
      case .text: sum + writing
      }
    }
    return reading * Double(characters) + answers
  }

  /// The seconds in the language in which the form takes longest.
  package static func longest(of form: SurveyForm) -> Double { Language.allCases.reduce(0) { max($0, seconds(of: form, in: $1)) } }
}
