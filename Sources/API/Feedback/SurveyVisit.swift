internal import Desk
internal import Domain
internal import HTTP
internal import Synchronization

/// A client's visit to the page of a survey's link.
struct SurveyVisit {
  private let call: Call
  private let links: SurveyLinks
  init(_ call: Call) {
    self.call = call
    links = SurveyLinks(call.context)
  }

  /// Shows the page. Messengers and mail scanners open links too, so this changes nothing.
  func show() throws -> Response {
    guard let look = try look() else { return page(nil).response(.unknown) }
    guard case .ask = look.state else { return page(look).response(look.page) }
    return AskingPages.response(look, page(look))
  }

  /// Takes what the page sends. Whatever is not taken is shown again, so that nothing typed is lost.
  func take() throws -> Response {
    guard let look = try look() else { return page(nil).response(.unknown) }
    let reply: SurveyReply
    switch try read(look) {
    case .reply(let read): reply = read
    case .fault(let state): return page(look).response(state)
    }
    do { try links.take(reply, by: call.text()) } catch let refusal as Refusal {
      guard case .conflict = refusal else { throw refusal }
      return try refused(reply)
    }
    if reply.declines { return page(look).response(.declined) }
    return Response(status: 303, headers: [("Location", call.text()), ("Referrer-Policy", "no-referrer")])
  }

  private enum Sent {
    case reply(SurveyReply)
    case fault(SurveyPage.State)
  }

  /// The reply that was sent, or the page that names its faults.
  private func read(_ look: SurveyLinks.Look) throws -> Sent {
    do {
      if call.request.isJSON { return .reply(try call.body(SurveyAnswerBody.self).reply(to: look.form)) }
      let post = try SurveyPost(call.request.withBody { Array($0) }, to: look.form)
      let faults = post.faults + (post.declines ? [] : look.form.reasons(against: post.entries))
      if look.isOpen, !post.declines, !faults.isEmpty {
        return .fault(.faults(look.form, post.entries, version: post.amends, faults))
      }
      return .reply(post.reply)
    } catch let refusal {
      if case .invalid(let reasons) = refusal { return .fault(.faults(look.form, [], version: nil, reasons)) }
      return .fault(.unreadable)
    }
  }

  /// The page after a reply that came too late, or from a window that did not show the answer kept.
  private func refused(_ reply: SurveyReply) throws -> Response {
    guard let look = try look() else { return page(nil).response(.unknown) }
    switch look.state {
    case .answered(let kept, let until):
      return page(look).response(.overtaken(look.form, kept: kept.entries, sent: reply.entries, version: kept.version, until: until))
    case .thanks, .ask: return page(look).response(.tooLate(look.form))
    case .declined, .expired, .revoked: return page(look).response(look.page)
    }
  }

  private func look() throws -> SurveyLinks.Look? {
    do { return try links.look(call.text()) } catch let refusal as Refusal {
      guard case .notFound = refusal else { throw refusal }
      return nil
    }
  }

  /// The page in the client's language; to somebody with a guessed link in the browser's.
  private func page(_ look: SurveyLinks.Look?) -> SurveyPage {
    let settings = call.context.settings
    return SurveyPage(company: settings.company, zone: settings.zone, language: look?.language ?? call.language)
  }
}

extension SurveyPost {
  fileprivate var reply: SurveyReply {
    var reply = SurveyReply()
    (reply.entries, reply.amends, reply.declines) = (entries, amends, declines)
    return reply
  }
}

extension SurveyLinks.Look {
  fileprivate var page: SurveyPage.State {
    switch state {
    case .ask: .ask(form, canAmend: !isAnonymous)
    case .answered(let answer, let until): .answered(form, answer.entries, version: answer.version, until: until)
    case .thanks: .thanks(form)
    case .declined: .declined
    case .expired: .expired
    case .revoked: .revoked
    }
  }
}

extension SurveyPage {
  /// The page for a refusal that comes before the link is looked at.
  func refusal(_ refusal: Refusal) -> Response {
    switch refusal {
    case .notFound: response(.unknown)
    case .tooMany(let seconds, _): response(.busy(retryAfter: seconds))
    case .malformed, .invalid: response(.unreadable)
    case .conflict: response(.expired)
    case .unauthenticated, .forbidden, .stale, .versionRequired, .unavailable: response(.busy(retryAfter: nil))
    }
  }
}

/// Pages that ask. Nothing in them is the link's own, so a survey has one for each language, and most visitors see it.
private enum AskingPages {
  struct Key: Hashable {
    let text: SurveyFormText
    let isAnonymous: Bool
    let language: Language
    let company: String
  }

  private static let pages = Mutex<[Key: Response]>([:])
  private static let most = 100

  static func response(_ look: SurveyLinks.Look, _ page: SurveyPage) -> Response {
    let key = Key(text: look.text, isAnonymous: look.isAnonymous, language: page.language, company: page.company)
    if let known = pages.withLock({ $0[key] }) { return known }
    let made = page.response(look.page)
    pages.withLock { pages in
      if pages.count >= most { pages.removeAll() }
      pages[key] = made
    }
    return made
  }
}
