internal import Desk
internal import Domain
internal import HTTP

extension Room {
  /// Routes for a client with a link. Anybody who has the link may use them; there is no log-in.
  package static let approvalLinks = Room("WorkOrders") { r in
    r.get("/v1/approval-links/{token}", "What a client's link offers; reading it has no effect", nil, ApprovalLinkJSON.offer) { call in
      try ApprovalLinks(call.context).look(call.text())
    }
    r.action(
      "/v1/approval-links/{token}", "The client's answer; uses the link up", nil, takes: LinkAnswerBody.self, ApprovalLinkJSON.thanks,
      secret: true, first: { call in try ApprovalLinks(call.context).check(call.text()) }
    ) { call, body in
      try ApprovalLinks(call.context).answer(call.text(), body.answer())
      return ApprovalLinkJSON.Thanks(answered: true)
    }
    r.page("/a/{token}", "The page of a client's link; opening it has no effect", nil, media: "text/html") { call in try show(call) }
    r.form("/a/{token}", "The client's answer from that page", nil, form: ApprovalLinks.Answer.form, or: LinkAnswerBody.self) { call in
      try answer(call)
    }
  }

  private static func show(_ call: Call) throws -> Response {
    let page = call.approvalPage
    do { return page.response(200, page.offer(try ApprovalLinks(call.context).look(call.text()))) } catch let refusal as Refusal {
      return page.refusal(refusal)
    }
  }

  /// Checks the answer before anything is written, so that a refusal can be shown on the page.
  private static func answer(_ call: Call) throws -> Response {
    let page = call.approvalPage
    let links = ApprovalLinks(call.context)
    let offer: LinkOffer
    do { offer = try links.look(call.text()) } catch let refusal as Refusal { return page.refusal(refusal) }
    let answer: ApprovalLinks.Answer
    do {
      answer =
        try call.request.isJSON ? call.body(LinkAnswerBody.self).answer() : ApprovalLinks.Answer(form: call.request.withBody { Array($0) })
      try links.check(call.text(), answer)
    } catch Refusal.invalid(let reasons) {
      return page.response(422, page.offer(offer, fault: page.fault(reasons)))
    } catch let refusal as Refusal { return page.refusal(refusal) }
    try links.answer(call.text(), answer)
    return page.response(200, page.thanks(answer))
  }
}

extension Call {
  var approvalPage: ApprovalPage { ApprovalPage(language: language, settings: context.settings) }
}

extension ApprovalPage {
  func thanks(_ answer: ApprovalLinks.Answer) -> String {
    switch answer {
    case .decide: notice(say("Thank you", "Спасибо"), say("Your decision has been recorded.", "Ваше решение записано."))
    case .object:
      notice(say("Thank you", "Спасибо"), say("We have your objection and will call you.", "Мы получили возражение и свяжемся с вами."))
    }
  }

  func fault(_ reasons: [Reason]) -> String {
    if reasons.contains(where: { $0.code == "item_undecided" }) {
      return say("Please say yes or no to every item.", "Пожалуйста, ответьте по каждой строке.")
    }
    return Faults.told(reasons).map { $0.message(language) }.joined(separator: " ")
  }

  /// The page for a refusal. Used, void and expired links are gone (410); an unknown link is not found (404).
  func refusal(_ refusal: Refusal) -> Response {
    switch refusal {
    case .notFound:
      response(
        404,
        notice(
          say("Nothing here", "Ничего не найдено"),
          say("There is no such link. Please check the address or call us.", "Такой ссылки нет. Проверьте адрес или позвоните нам.")))
    case .conflict(let reasons, _):
      response(
        410,
        notice(
          say("This link no longer works", "Ссылка больше не действует"), reasons.first.map { $0.message(language) } ?? ""))
    case .malformed(let reasons), .invalid(let reasons):
      response(400, notice(say("This could not be read", "Не удалось прочитать"), fault(reasons)))
    case .tooMany(let seconds, _): response(429, tryAgain, retryAfter: seconds)
    case .unauthenticated, .forbidden, .stale, .versionRequired, .unavailable: response(503, tryAgain, retryAfter: 1)
    }
  }

  private func response(_ status: Int, _ html: String, retryAfter seconds: Int) -> Response {
    var response = response(status, html)
    response.headers.append(("Retry-After", "\(seconds)"))
    return response
  }

  private var tryAgain: String {
    notice(say("Please try again", "Попробуйте ещё раз"), say("Nothing has been recorded.", "Ничего не записано."))
  }
}
