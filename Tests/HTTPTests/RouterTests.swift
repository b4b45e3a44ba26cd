import HTTP
import Testing

private let router: Router = {
  var router = Router()
  router.add(.get, "/", route: 0)
  router.add(.get, "/v1/work-orders", route: 1)
  router.add(.post, "/v1/work-orders", route: 2)
  router.add(.get, "/v1/work-orders/{id}", route: 3)
  router.add(.patch, "/v1/work-orders/{id}", route: 4)
  router.add(.post, "/v1/work-orders/{id}/approve", route: 5)
  router.add(.get, "/v1/work-orders/overdue", route: 6)
  router.add(.get, "/v1/work-orders/{id}/lines/{line}", route: 7)
  router.add(.get, "/v1/work", route: 8)
  router.add(.head, "/v1/work", route: 9)
  return router
}()

@Test(arguments: [
  ("GET", "/", 0), ("GET", "/v1/work-orders", 1), ("POST", "/v1/work-orders?x=/y", 2), ("GET", "/v1/work-orders/12", 3),
  ("PATCH", "/v1/work-orders/12", 4), ("POST", "/v1/work-orders/12/approve", 5), ("GET", "/v1/work-orders/overdue", 6),
  ("GET", "/v1/work-orders/1/lines/2", 7), ("GET", "/v1/work", 8), ("GET", "http://desk/v1/work", 8),
])
func aPathLeadsToItsRoute(_ method: String, _ target: String, _ route: Int) throws {
  var request = try #require(Parsing.get(target, method))
  #expect(router.match(&request) == .found(route))
  #expect(request.route == route)
}

@Test func headIsServedByGetUnlessItHasItsOwn() throws {
  var byGet = try #require(Parsing.get("/v1/work-orders", "HEAD"))
  #expect(router.match(&byGet) == .found(1))
  var own = try #require(Parsing.get("/v1/work", "HEAD"))
  #expect(router.match(&own) == .found(9))
}

@Test func parametersAreDecodedAndLiteralsGoBeforeThem() throws {
  var request = try #require(Parsing.get("/v1/work-orders/a%20b/lines/%D1%91"))
  #expect(router.match(&request) == .found(7))
  #expect(request.parameter(0) == "a b")
  #expect(request.parameter(1) == "ё")
  #expect(request.parameter(2) == "")
  #expect(request.parameter(-1) == "")
  var behind = try #require(Parsing.get("/v1/work-orders/overdue/approve", "POST"))
  #expect(router.match(&behind) == .found(5))
  #expect(behind.parameter(0) == "overdue")
}

@Test(arguments: [
  "/v1", "/v2/work-orders", "/v1/work-orders/", "/v1//work-orders", "//", "/v1/work-orders/1/", "/v1/work-orders/1//lines/2",
  "/V1/work-orders",
  "/v1/work-order", "/v1/work-orders/.", "/v1/work-orders/..", "/v1/./work-orders", "/v1/work-orders/%2e%2E", "/v1/work-orders/a%2Fb",
  "/v1/work-orders/a%5Cb", "/v1/work-orders/%00", "/v1/work-orders/%zz", "/v1/work-orders/%FF", "/v1/w%6Frk-orders",
  "/v1/work-orders/1/lines",
])
func whatIsNotSpelledAsThePatternIsNotFound(_ target: String) throws {
  var request = try #require(Parsing.get(target))
  #expect(router.match(&request) == .notFound)
  #expect(request.route == -1)
}

@Test func anotherMethodIsToldWhatIsAllowed() throws {
  var request = try #require(Parsing.get("/v1/work-orders", "DELETE"))
  #expect(router.match(&request) == .methodNotAllowed(allow: "GET, HEAD, POST, OPTIONS"))
  var unknown = try #require(Parsing.get("/v1/work-orders/1/approve", "BREW"))
  #expect(router.match(&unknown) == .methodNotAllowed(allow: "POST, OPTIONS"))
  var options = try #require(Parsing.get("/v1/work-orders/1", "OPTIONS"))
  #expect(router.match(&options) == .methodNotAllowed(allow: "GET, HEAD, PATCH, OPTIONS"))
  var all = try #require(Parsing.get("*", "OPTIONS"))
  #expect(router.match(&all) == .notFound)
  #expect(all.isAsterisk)
}
