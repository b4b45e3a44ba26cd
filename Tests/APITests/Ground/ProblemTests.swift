import Domain
import JSON
import Testing

@testable import API
@testable import HTTP

@Suite struct ProblemTests {
  @Test func whatIsNotThereIsCalledAsPeopleCallIt() throws {
    let world = try World()
    let visit = world.visit()
    let path = "\(visit.path)/lines/999999"
    let english = world.ask("PATCH", path, "{}", as: .advisor)
    #expect(english.status == 404 && english["detail"].string == "There is no such line of the order.", "\(english)")
    let russian = world.ask("PATCH", path, "{}", as: .advisor, headers: [("Accept-Language", "ru")])
    #expect(russian["detail"].string == "Не найдено: строка заказ-наряда.", "\(russian)")
    #expect(world.get("/v1/nowhere")["detail"].string == "There is no such address.")
  }

  @Test func theMovesOfARefusalAreAsTheyAreAtMoves() throws {
    let world = try World()
    let visit = world.visit()
    let refused = visit.post("deliver", #"{"collected_by":"Анна"}"#)
    #expect(refused.status == 409 && !refused["moves"].array.isEmpty, "\(refused)")
    func keys(_ moves: JSONValue) -> Set<String> {
      var keys: Set<String> = []
      for case .object(let reason) in moves.array.flatMap({ $0["reasons"].array }) { keys.formUnion(reason.members.map(\.key)) }
      return keys
    }
    #expect(keys(refused["moves"]) == ["code", "message"])
    #expect(keys(refused["moves"]) == keys(world.get("\(visit.path)/moves")["moves"]))
  }

  @Test func whatTheServerItselfRefusesHasItsNumberAndTheReadersLanguage() throws {
    let world = try World()
    let info = RequestInfo(id: 7, peer: .local, request: nil)
    let response = world.service.refuse(.versionNotSupported, info)
    let problem = try JSONReader.parse(response.body)
    #expect(problem["request_id"].string == info.requestID && problem["code"].string == "version_not_supported")
    var parser = RequestParser(limits: Limits())
    var consumed = 0
    let head = Array("GET / HTTP/1.1\r\nHost: desk\r\nAccept-Language: ru\r\n\r\n".utf8)
    let origin = Origin(id: 8, peer: .local, arrivedAt: 0)
    guard case .request(let request) = head.withUnsafeBytes({ parser.parse($0, origin: origin, consumed: &consumed) }) else {
      throw Refusal.notFound(.address)
    }
    let told = try JSONReader.parse(
      world.service.refuse(.contentTooLarge, RequestInfo(id: 8, peer: .local, request: request)).body)
    #expect(told["detail"].string == "тело длиннее, чем здесь допускается")
  }

  @Test func theDocumentHoldsAnswersToNoMultipleAndDescribesEveryAnswer() throws {
    let world = try World()
    let vitals = Vitals(version: "1", unready: { nil }, metrics: { _ in "" })
    let rooms = Room.all + [Room.ops(vitals, Room.all)]
    let document = try JSONReader.parse(OpenAPI.document(rooms.flatMap(\.routes), version: "1"))
    #expect(document["components/schemas/Part/properties/on_hand/multipleOf"].isNull)
    let quantity = document["components/schemas/StockReceiptBody/properties/quantity"]
    #expect(quantity["multipleOf"].isNull && quantity["description"].string?.contains("At most three decimals") == true, "\(quantity)")
    guard case .object(let paths) = document["paths"] else { throw Refusal.notFound(.address) }
    for path in ["/healthz", "/readyz", "/openapi.json"] {
      guard case .object(let content) = (paths[path] ?? .null)["get/responses/200/content"] else { throw Refusal.notFound(.address) }
      #expect((content["application/json"] ?? .null)["schema/type"].string == "object", "\(path)")
    }
    #expect((paths["/v1/parts"] ?? .null)["get/responses/505"] != .null)
    #expect(world.service.routes.count > 0)
  }
}
