import Desk
import Domain
import SQLite
import Testing

@testable import API

@Suite struct OpeningTests {
  @Test func anOrderIsOpenedWithItsClientAndCarInOneDeed() throws {
    let world = try World()
    let answer = world.post("/v1/work-orders", WorkOrderBody.example, as: .advisor)
    #expect(answer.status == 201, "\(answer)")
    #expect(answer["number"].string == "ЗН-2026-000001")
    #expect(answer["status"].string == "open")
    #expect(answer["client/name"].string == "Анна Крылова")
    #expect(answer["client/phone"].string == "+79031234567")
    #expect(answer["vehicle/plate"].string == "А123ВС77")
    #expect(answer["complaints/0/text"].string == "Стучит спереди справа на кочках")
    #expect(answer["advisor_id"].int == world.users[.advisor])
    #expect(answer.headers["Location"] == "/v1/work-orders/\(answer.id)")
    #expect(answer["warnings"].array.isEmpty)
    #expect(world.get("/v1/vehicles/\(answer["vehicle/id"].int ?? 0)")["odometer_km"].int == 120_000)
    #expect(world.get("/v1/work-orders/\(answer.id)", as: .viewer)["client/phone"].isNull)
    let plain = world.get("/v1/work-orders/\(answer.id)", as: .viewer)
    #expect(!plain.text.contains("+7903"))
    #expect(plain.etag == answer.etag)
  }

  @Test func everythingWrongInABodyIsNamedAtOnce() throws {
    let world = try World()
    let shape = world.post(
      "/v1/work-orders",
      #"{"kind":"gift","client_id":0,"vehicle":{"make":"","year":1},"odometer_km":-1,"fuel_percent":101,"complaints":[""],"colour":"red","client":{"phones":["12"]}}"#,
      as: .advisor)
    #expect(shape.status == 422)
    #expect(
      Set(shape.pointers) == [
        "/kind", "/client_id", "/vehicle/make", "/vehicle/model", "/vehicle/year", "/odometer_km", "/fuel_percent", "/complaints/0",
        "/colour", "/client/name", "/client/phones/0",
      ])
    let names = world.post(
      "/v1/work-orders",
      #"{"client_id":77,"vehicle_id":78,"proxy_id":79,"comeback_of_id":80,"advisor_id":\#(world.users[.mechanic] ?? 0),"odometer_km":1,"standing_instruction":"up_to"}"#,
      as: .advisor)
    #expect(names.status == 422)
    #expect(
      Set(names.pointers) == ["/client_id", "/vehicle_id", "/proxy_id", "/comeback_of_id", "/advisor_id", "/standing_limit_minor"])
    let neither = world.post("/v1/work-orders", #"{"odometer_km":1,"client_id":1,"client":{"name":"А"}}"#, as: .advisor)
    #expect(neither.codes == ["one_of", "one_of"])
    #expect(world.events("client.created") == 0)
  }

  @Test func aReadingBelowTheLastNeedsAManagerAndAReason() throws {
    let world = try World()
    let first = world.visit(km: 80_000)
    let lower = world.open(first.client, first.vehicle, km: 79_999)
    #expect(lower.status == 409)
    #expect(lower.codes == ["odometer_below"])
    let word = #""odometer_kind":"cluster_change","odometer_reason":"замена щитка приборов""#
    #expect(world.open(first.client, first.vehicle, word, km: 10).status == 403)
    #expect(
      world.open(first.client, first.vehicle, #""odometer_kind":"correction""#, km: 10, as: .manager).codes == ["odometer_reason_missing"])
    #expect(world.open(first.client, first.vehicle, word, km: 10, as: .manager).status == 201)
    #expect(world.open(first.client, first.vehicle, km: 11).status == 201)
    #expect(world.get("/v1/vehicles/\(first.vehicle)")["odometer_km"].int == 11)
  }

  @Test func aProxyBringsTheCarOnlyWithinTheirDays() throws {
    let world = try World()
    let anna = world.client("Анна")
    let car = world.vehicle(#""client_id":\#(anna)"#)
    func proxy(_ more: String) -> Int64 {
      world.post(
        "/v1/clients/\(anna)/proxies",
        #"{"name":"Олег","document":"доверенность 17","may_place":true,"may_approve":false,"may_collect":false,\#(more)}"#
      ).id
    }
    let today = proxy(#""valid_from_on":"2026-03-01","valid_until_on":"2026-03-02""#)
    let past = proxy(#""valid_from_on":"2026-02-01","valid_until_on":"2026-03-01""#)
    #expect(world.open(anna, car, #""proxy_id":\#(past)"#).codes == ["proxy_expired"])
    let opened = world.open(anna, car, #""proxy_id":\#(today)"#)
    #expect(opened.status == 201)
    #expect(opened["proxy_id"].int == today)
    let boris = world.client("Борис")
    #expect(world.open(boris, car, #""proxy_id":\#(today)"#).codes == ["proxy_of_another"])
  }

  @Test func aClientRefusedServiceIsServedOnlyByAManagerWhoSaysWhy() throws {
    let world = try World()
    let anna = world.client("Анна")
    let car = world.vehicle(#""client_id":\#(anna)"#)
    world.post("/v1/clients/\(anna)/refuse-service", #"{"reason":"не платит"}"#)
    #expect(world.open(anna, car).codes == ["service_refused"])
    #expect(world.open(anna, car, as: .manager).codes == ["service_refused"])
    #expect(world.open(anna, car, #""override_reason":"оплатил долг""#, as: .advisor).codes == ["service_refused"])
    #expect(world.open(anna, car, #""override_reason":"оплатил долг""#, as: .manager).status == 201)
  }

  @Test func aMergedOrErasedClientOpensNothing() throws {
    let world = try World()
    let anna = world.client("Анна")
    let twin = world.client("Анна К.")
    let car = world.vehicle(#""client_id":\#(anna)"#)
    #expect(world.post("/v1/clients/\(anna)/merge", #"{"client_id":\#(twin),"reason":"двойник"}"#).status <= 422)
    try world.desk.db.script("UPDATE clients SET status = 'merged', merged_into_id = \(anna) WHERE id = \(twin)")
    #expect(world.open(twin, car).codes == ["client_merged"])
    try world.desk.db.script("UPDATE clients SET status = 'erased', merged_into_id = NULL WHERE id = \(twin)")
    #expect(world.open(twin, car).codes == ["client_erased"])
  }

  @Test func aSecondOpenOrderOnACarIsAllowedAndSaid() throws {
    let world = try World()
    let first = world.visit()
    let second = world.open(first.client, first.vehicle)
    #expect(second.status == 201)
    #expect(second["warnings/0/code"].string == "open_order_on_vehicle")
    #expect(second["warnings/0/message"].string?.contains("ЗН-2026-000001") == true)
    #expect(second["number"].string == "ЗН-2026-000002")
    let boris = world.client("Борис")
    #expect(world.open(boris, first.vehicle)["warnings"].array.compactMap { $0["code"].string }.contains("not_the_owner"))
    #expect(world.open(boris, first.vehicle, #""kind":"warranty""#).codes == ["warranty_not_owner"])
  }

  @Test func aComebackIsOfADeliveredOrderAndTheSameCar() throws {
    let world = try World()
    let first = world.visit()
    #expect(world.open(first.client, first.vehicle, #""comeback_of_id":\#(first.id)"#).codes == ["comeback_not_delivered"])
    try world.desk.db.script("UPDATE work_orders SET status = 'delivered', closed_at = 1 WHERE id = \(first.id)")
    let other = world.vehicle(#""client_id":\#(first.client)"#)
    #expect(world.open(first.client, other, #""comeback_of_id":\#(first.id)"#).codes == ["comeback_other_vehicle"])
    let back = world.open(first.client, first.vehicle, #""comeback_of_id":\#(first.id)"#)
    #expect(back["comeback_of_id"].int == first.id)
    #expect(first.read("/comebacks")["items"].array.compactMap { $0["id"].int } == [back.id])
    #expect(world.get("/v1/work-orders/999/comebacks").status == 404)
  }

  @Test func aDoubleClickOpensOneOrder() throws {
    let world = try World()
    let body = WorkOrderBody.example
    let first = world.post("/v1/work-orders", body, as: .advisor, key: "intake")
    let again = world.post("/v1/work-orders", body, as: .advisor, key: "intake")
    #expect(again.body == first.body)
    #expect(world.get("/v1/work-orders")["items"].array.count == 1)
  }

  @Test func intakeIsCorrectedUntilTheOrderIsClosed() throws {
    let world = try World()
    let visit = world.visit(#""belongings":"зонт","fuel_percent":50"#)
    let before = visit.read()
    let changed = world.ask(
      "PATCH", visit.path, #"{"belongings":null,"fuel_percent":40,"standing_instruction":"up_to","standing_limit_minor":500000}"#,
      as: .advisor, headers: [("If-Match", before.etag)])
    #expect(changed.status == 200, "\(changed)")
    #expect(changed["belongings"].isNull)
    #expect(changed["standing_limit_minor"].int == 500_000)
    #expect(world.ask("PATCH", visit.path, #"{"fuel_percent":30}"#, as: .advisor, headers: [("If-Match", before.etag)]).status == 412)
    #expect(world.ask("PATCH", visit.path, #"{"fuel_percent":30}"#, as: .advisor, headers: [("If-Match", "-")]).status == 428)
    #expect(world.ask("PATCH", visit.path, #"{"standing_limit_minor":null}"#, as: .advisor).pointers == ["/standing_limit_minor"])
    visit.must("cancel", #"{"reason":"передумал"}"#)
    #expect(world.ask("PATCH", visit.path, #"{"fuel_percent":30}"#, as: .advisor).codes == ["work_order_closed"])
  }

  @Test func complaintsGetADiagnosisFromWhoMayAndAResolution() throws {
    let world = try World()
    let visit = world.visit()
    let added = visit.must("complaints", #"{"text":"Свистит ремень"}"#)
    #expect(added.status == 201)
    let path = "\(visit.path)/complaints/\(added.id)"
    #expect(world.ask("PUT", path + "/diagnosis", #"{"diagnosis":"Износ ролика"}"#, as: .advisor).status == 403)
    let found = world.ask("PUT", path + "/diagnosis", #"{"diagnosis":"Износ ролика"}"#, as: .mechanic, headers: [("If-Match", added.etag)])
    #expect(found["diagnosed_by_id"].int == world.users[.mechanic])
    #expect(world.ask("PATCH", path, #"{"resolution":"Заменён"}"#, as: .advisor, headers: [("If-Match", added.etag)]).status == 412)
    let solved = world.ask("PATCH", path, #"{"resolution":"Заменён","text":"Свистит ремень на холодную"}"#, as: .advisor)
    #expect(solved["text"].string == "Свистит ремень на холодную")
    #expect(world.ask("PATCH", "\(visit.path)/complaints/99", #"{"text":"а"}"#, as: .advisor).status == 404)
    #expect(visit.read()["complaints"].array.count == 2)
  }
}
