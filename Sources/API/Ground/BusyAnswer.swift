internal import Domain
internal import HTTP

/// The response of an overloaded desk, prepared once per language, because it is sent most when there is least time.
/// Only the request's id is filled in.
struct BusyAnswer: Sendable {
  private static let mark = "00000000-0000"
  private let english = Words(.en)
  private let russian = Words(.ru)

  func response(_ info: RequestInfo?) -> Response {
    let words = info?.request?.language == .ru ? russian : english
    return words.response(info?.requestID ?? "")
  }

  private struct Words: Sendable {
    private let before: [UInt8]
    private let after: [UInt8]
    private let answer: Response

    init(_ language: Language) {
      var response = Problem.make(503, .overloaded, [], nil, language, requestID: BusyAnswer.mark).retrying(after: 1)
      let body = response.body
      response.body = []
      guard let place = body.firstRange(of: BusyAnswer.mark.utf8) else { preconditionFailure("a problem names its request") }
      (before, after, answer) = (Array(body[..<place.lowerBound]), Array(body[place.upperBound...]), response)
    }

    func response(_ id: String) -> Response {
      var response = answer
      response.body.reserveCapacity(before.count + id.utf8.count + after.count)
      response.body += before
      response.body += id.utf8
      response.body += after
      return response
    }
  }
}
