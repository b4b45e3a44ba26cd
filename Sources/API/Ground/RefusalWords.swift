internal import Domain
internal import HTTP

/// Russian texts and codes for refusals of the server itself.
extension RefusalKind {
  var russian: String {
    switch self {
    case .badRequest(let detail): "запрос не читается: \(detail)"
    case .timeout: "запрос приходил слишком долго"
    case .contentTooLarge: "тело длиннее, чем здесь допускается"
    case .uriTooLong: "строка запроса слишком длинная"
    case .expectationFailed: "из ожиданий выполняется только 100-continue"
    case .headersTooLarge: "заголовки слишком велики"
    case .notImplemented: "этот метод или способ передачи не поддерживается"
    case .versionNotSupported: "поддерживаются только HTTP/1.0 и HTTP/1.1"
    case .overloaded: Reason.overloaded.ru
    }
  }

  var code: String {
    switch self {
    case .badRequest: "bad_request"
    case .timeout: "request_timeout"
    case .contentTooLarge: "content_too_large"
    case .uriTooLong: "uri_too_long"
    case .expectationFailed: "expectation_failed"
    case .headersTooLarge: "headers_too_large"
    case .notImplemented: "not_implemented"
    case .versionNotSupported: "version_not_supported"
    case .overloaded: "overloaded"
    }
  }
}
