// Fuzzes paths and queries: the router, the parameters that it finds, and percent-decoding. No two spellings reach one route
// with different literals, and a number matches only by its own digits.

private let router = {
  var router = Router()
  let patterns = [
    "/", "/v1/clients", "/v1/clients/{id}", "/v1/clients/{id}/merge", "/v1/work-orders/{id}/lines/{line_id}", "/a/{token}",
    "/v1/{a}/{b}/{c}/{d}",
  ]
  for (index, pattern) in patterns.enumerated() { router.add(index % 2 == 0 ? .get : .post, pattern, route: index) }
  return router
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let target = UnsafeBufferPointer(start: start, count: count)
  let method = (target.first ?? 0) & 1 == 0 ? "GET " : "POST "
  let bytes = Array(method.utf8) + target + Array(" HTTP/1.1\r\nHost: desk\r\n\r\n".utf8)
  var parser = RequestParser(limits: Limits())
  var consumed = 0
  guard case .request(var request) = bytes.withUnsafeBytes({ parser.parse($0, origin: Origin(), consumed: &consumed) }) else { return 0 }
  _ = try? request.queryItems()
  if case .found(let route) = router.match(&request) {
    precondition(request.route == route)
    for index in -1...4 {
      let text = request.parameter(index)
      if let number = request.integer(index) { precondition("\(number)" == text, "\(text) is read as \(number)") }
    }
    if route == 1 { precondition(request.path == "/v1/clients") }
  }
  return 0
}
