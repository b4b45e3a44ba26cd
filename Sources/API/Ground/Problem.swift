internal import Domain
internal import HTTP
internal import JSON

/// A refusal in a response: `application/problem+json` (RFC 9457), with a code for programs and every fault.
enum Problem {
  /// `more` writes further members of a 409.
  static func response(_ refusal: Refusal, _ request: Request?, more: (inout Pen) -> Void = { _ in }) -> Response {
    let language = request?.language ?? .en
    switch refusal {
    case .malformed(let reasons): return make(400, .malformed, Faults.told(reasons), request, language)
    case .unauthenticated(let reason):
      var response = make(401, reason, [], request, language)
      response.headers.append(("WWW-Authenticate", "Bearer"))
      return response
    case .forbidden(let reason): return make(403, reason, [], request, language)
    case .notFound(let what): return make(404, .notFound(what), [], request, language)
    case .conflict(let reasons, let moves):
      return make(409, reasons.first ?? .conflict, reasons, request, language, moves: moves, more: more)
    case .stale(let current):
      let mistake = request?.header("if-match").flatMap { EntityTag.mistake($0, current) }
      var response = make(412, mistake ?? .stale, mistake.map { [$0] } ?? [], request, language)
      if current > 0 { response.headers.append(("ETag", EntityTag.text(current))) }
      return response
    case .invalid(let reasons): return make(422, .invalid, Faults.told(reasons), request, language)
    case .versionRequired: return make(428, .versionRequired, [], request, language)
    case .tooMany(let seconds, let quota):
      var response = make(429, .tooMany, [], request, language)
      response.headers.append(("Retry-After", "\(seconds)"))
      quota?.note(left: 0, seconds: seconds, on: &response)
      return response
    case .unavailable(let reason):
      var response = make(503, reason, [], request, language)
      response.headers.append(("Retry-After", "1"))
      return response
    }
  }

  static func make(
    _ status: Int, _ main: Reason, _ errors: [Reason], _ request: Request?, _ language: Language, moves: [PossibleMove] = [],
    requestID: String? = nil, more: (inout Pen) -> Void = { _ in }
  ) -> Response {
    var pen = Pen(language)
    pen.json.beginObject()
    pen.json.field("type", "/docs#\(main.code)")
    pen.json.field("title", title(status))
    pen.json.field("status", status)
    pen.json.field("detail", main.message(language))
    pen.json.field("code", main.code)
    pen.json.field("request_id", request?.requestID ?? requestID)
    if !errors.isEmpty { write(errors, "errors", &pen.json, language) }
    if !moves.isEmpty {
      pen.json.key("moves")
      // Reasons of moves have no pointer, as at `/moves`: they are not about a place in the body.
      ReasonJSON.move.write(moves, &pen, .everything)
    }
    more(&pen)
    pen.json.endObject()
    var response = Response(status: status, contentType: "application/problem+json", body: pen.json.finish())
    response.headers.append(("Content-Language", language.rawValue))
    return response
  }

  static func write(_ reasons: [Reason], _ name: StaticString, _ json: inout JSONWriter, _ language: Language) {
    json.beginArray(name)
    for reason in reasons {
      json.beginObject()
      json.field("pointer", reason.pointer)
      json.field("code", reason.code)
      json.field("message", reason.message(language))
      json.endObject()
    }
    json.endArray()
  }

  /// Titles: the reason phrases of RFC 9110.
  static func title(_ status: Int) -> String {
    switch status {
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 412: "Precondition Failed"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 416: "Range Not Satisfiable"
    case 417: "Expectation Failed"
    case 422: "Unprocessable Content"
    case 428: "Precondition Required"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    case 507: "Insufficient Storage"
    default: "Error"
    }
  }
}

extension Reason {
  static let malformed = Reason("malformed", en: "The request cannot be read.", ru: "Запрос не читается.")
  static let invalid = Reason("invalid", en: "Some fields are not right.", ru: "Некоторые поля заполнены неверно.")
  static let conflict = Reason("conflict", en: "The state does not allow it.", ru: "Состояние не позволяет это сделать.")
  static let stale = Reason(
    "stale", en: "It has been changed since you read it.", ru: "Запись изменилась с тех пор, как вы её прочитали.")
  static let versionRequired = Reason(
    "version_required", en: "Send the version you saw in If-Match.", ru: "Укажите прочитанную версию в If-Match.")
  static let tooMany = Reason("too_many_requests", en: "Too many requests.", ru: "Слишком много запросов.")
  static let unexpected = Reason(
    "unexpected", en: "Something went wrong on our side.", ru: "На нашей стороне что-то пошло не так.")
  static let overloaded = Reason("overloaded", en: "The desk is busy; try again.", ru: "Сервис перегружен, повторите запрос.")
  static let storage = Reason("storage", en: "The disk has failed; nothing was kept.", ru: "Сбой диска, ничего не сохранено.")
  static let tooSlow = Reason("too_slow", en: "This takes too long; narrow it down.", ru: "Запрос выполняется слишком долго, уточните его.")
  static func notFound(_ noun: Noun) -> Reason {
    .init("not_found", en: "There is no such \(noun.text(.en)).", ru: "Не найдено: \(noun.text(.ru)).")
  }
}
