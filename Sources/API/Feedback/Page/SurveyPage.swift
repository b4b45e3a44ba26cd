package import Domain
package import HTTP

/// The page behind a survey's link: small, without script, usable on any phone. One tap answers the first question; the
/// rest comes after it, by choice.
package struct SurveyPage {
  let company: String
  let zone: Zone
  let language: Language

  /// `language`: the client's. Questions that are not there in it are shown in their own, with the page around them.
  package init(company: String, zone: Zone, language: Language) {
    self.company = company
    self.zone = zone
    self.language = language
  }

  package enum State: Sendable {
    /// `canAmend` is false if nothing can be added later. Then all questions are asked at once.
    case ask(SurveyForm, canAmend: Bool)
    /// There is an answer, which can be added to and changed until then.
    case answered(SurveyForm, [SurveyEntry?], version: Int64, until: Instant)
    /// There is an answer, which stays as it is.
    case thanks(SurveyForm)
    /// A second answer, or a change that came too late.
    case tooLate(SurveyForm)
    /// An answer to a page that did not show the answer kept: sent from another window, for instance.
    case overtaken(SurveyForm, kept: [SurveyEntry?], sent: [SurveyEntry?], version: Int64, until: Instant)
    /// A reply with faults, whose pointers name the fields. `version` is nil for a first answer.
    case faults(SurveyForm, [SurveyEntry?], version: Int64?, [Reason])
    case declined
    case expired, revoked, ended
    /// A guessed link, or one that was copied in part.
    case unknown
    /// Bytes that are no form.
    case unreadable
    /// Too many requests if it says how long to wait, otherwise a desk that cannot work.
    case busy(retryAfter: Int?)
  }

  package func response(_ state: State) -> Response {
    let page = page(state)
    var headers = SurveyPageStyle.headers
    headers.append(("Content-Language", page.language.rawValue))
    if case .busy(let seconds) = state { headers.append(("Retry-After", String(seconds ?? 1))) }
    return Response(status: state.status, contentType: "text/html; charset=utf-8", body: page.bytes(from: company), headers: headers)
  }

  private func page(_ state: State) -> SurveyDocument {
    switch state {
    case .ask(let form, let canAmend): sheet(form).asking(canAmend: canAmend)
    case .answered(let form, let entries, let version, let until): sheet(form, entries).answered(version, until: zone.text(until, language))
    case .thanks(let form): sheet(form).thanks(isLate: false)
    case .tooLate(let form): sheet(form).thanks(isLate: true)
    case .overtaken(let form, let kept, let sent, let version, let until):
      sheet(form, sent).overtaken(kept: sheet(form, kept), version, until: zone.text(until, language))
    case .faults(let form, let entries, let version, let faults): sheet(form, entries, faults).repeated(version)
    case .declined, .expired, .revoked, .ended, .unknown, .unreadable, .busy: notice(state)
    }
  }
}

extension SurveyPage {
  private func notice(_ state: State) -> SurveyDocument {
    let sentences = SurveySentences(language: language)
    let (title, text) = sentences.notice(state)
    return SurveyDocument(sentences, title, text)
  }

  private func sheet(_ form: SurveyForm, _ entries: [SurveyEntry?] = [], _ faults: [Reason] = []) -> SurveySheet {
    SurveySheet(form, entries, faults, for: language)
  }
}

extension SurveyPage.State {
  var status: Int {
    switch self {
    case .ask, .answered, .thanks, .declined: 200
    case .unreadable: 400
    case .unknown: 404
    case .tooLate, .overtaken: 409
    case .expired, .revoked, .ended: 410
    case .faults: 422
    case .busy(let seconds): seconds == nil ? 503 : 429
    }
  }
}
