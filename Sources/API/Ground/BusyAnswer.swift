internal import Domain
internal import HTTP

/// What an overloaded desk says, made once for each language: it is said most when there is least time for it. Only the request's id
/// differs from one answer to the next.
struct BusyAnswer: Sendable {
  private static let mark = "00000000-0000"
  private let pieces: [(before: [UInt8], after: [UInt8], response: Response)]

  init() {
    pieces = Language.allCases.map { language in
      var response = Problem.make(503, .overloaded, [], nil, language, requestID: Self.mark).retrying(after: 1)
      let body = response.body
      response.body = []
      guard let place = body.firstRange(of: Self.mark.utf8) else { preconditionFailure("a problem names its request") }
      return (Array(body[..<place.lowerBound]), Array(body[place.upperBound...]), response)
    }
  }

  func response(_ info: RequestInfo?) -> Response {
    let language = info?.request?.language ?? .en
    let piece = pieces[Language.allCases.firstIndex(of: language) ?? 0]
    var response = piece.response
    response.body.reserveCapacity(piece.before.count + 32 + piece.after.count)
    response.body += piece.before
    if let request = info?.request { request.withRequestID { response.body += $0 } } else { response.body += (info?.requestID ?? "").utf8 }
    response.body += piece.after
    return response
  }
}
