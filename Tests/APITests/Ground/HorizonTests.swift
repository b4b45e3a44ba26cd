import Domain
import Testing

@testable import API

/// Days and times further ahead than anybody means. Today is 2026-03-02.
@Suite struct HorizonTests {
  private func isFar(_ answer: World.Answer, _ pointer: String, at location: SourceLocation = #_sourceLocation) {
    #expect(answer.status == 422 && answer.codes == ["too_far_ahead"], "\(answer)", sourceLocation: location)
    #expect(answer.pointers == [pointer], sourceLocation: location)
  }

  @Test func aPromiseAndAnOfferLieWithinTwoYearsAndOne() throws {
    let visit = try World().visit()
    visit.estimate()
    visit.labour()
    isFar(visit.post("promise", #"{"promised_at":"2028-03-06T15:00:00Z","reason":"так"}"#), "/promised_at")
    isFar(visit.post("promise", #"{"promised_at":"2199-12-31T15:00:00Z","reason":"так"}"#), "/promised_at")
    visit.must("promise", #"{"promised_at":"2028-03-02T15:00:00Z","reason":"так"}"#)
    isFar(visit.post("estimates", #"{"title":"А","promised_at":"2028-03-06T15:00:00Z"}"#), "/promised_at")
    isFar(visit.post("estimates", #"{"title":"А","expires_at":"2027-03-04T15:00:00Z"}"#), "/expires_at")
    visit.must("estimates", #"{"title":"А","expires_at":"2027-03-02T06:00:00Z"}"#)
  }

  @Test func aDeliveryIsExpectedWithinTwoYears() throws {
    let world = try World()
    let part = world.part("GDB1", stock: 0)
    let supplier = world.post("/v1/suppliers", #"{"name":"Север"}"#, as: .storekeeper).id
    func buy(_ on: String, _ ofLine: String) -> World.Answer {
      world.post(
        "/v1/purchase-orders",
        #"{"supplier_id":\#(supplier),"expected_on":"\#(on)","lines":[{"part_id":\#(part),"quantity":1,"price_minor":1,"#
          + #""expected_on":"\#(ofLine)"}]}"#, as: .storekeeper)
    }
    isFar(buy("2028-03-05", "2028-03-03"), "/expected_on")
    isFar(buy("2028-03-03", "2028-03-05"), "/lines/0/expected_on")
    let order = buy("2028-03-03", "2028-03-03")
    #expect(order.status == 201, "\(order)")
    isFar(world.ask("PATCH", "/v1/purchase-orders/\(order.id)", #"{"expected_on":"2199-01-01"}"#, as: .storekeeper), "/expected_on")
    isFar(world.post("/v1/purchase-orders/\(order.id)/send", #"{"expected_on":"2199-01-01"}"#, as: .storekeeper), "/expected_on")
  }

  @Test func aProxyATokenACoverageAndAWarrantyHaveTheirOwn() throws {
    let world = try World()
    let anna = world.client("Анна Крылова")
    func proxy(_ until: String) -> World.Answer {
      world.post(
        "/v1/clients/\(anna)/proxies",
        #"{"name":"Борис","document":"№ 17","may_approve":true,"valid_from_on":"2026-01-01","valid_until_on":"\#(until)"}"#)
    }
    isFar(proxy("2036-04-01"), "/valid_until_on")
    let made = proxy("2036-03-02")
    #expect(made.status == 201, "\(made)")
    isFar(world.ask("PATCH", "/v1/proxies/\(made.id)", #"{"valid_until_on":"2199-01-01"}"#), "/valid_until_on")

    func token(_ until: String) -> World.Answer {
      world.post("/v1/tokens", #"{"user_id":\#(world.users[.viewer] ?? 0),"name":"t","expires_at":"\#(until)"}"#, as: .admin)
    }
    isFar(token("2036-04-01T00:00:00Z"), "/expires_at")
    #expect(token("2036-03-01T00:00:00Z").status == 201)
    for past in ["2026-03-02T07:00:00Z", "1999-01-01T00:00:00Z"] {
      let ended = token(past)
      #expect(ended.status == 422 && ended.codes == ["token_ended"] && ended.pointers == ["/expires_at"], "\(ended)")
    }

    let car = world.vehicle(#""client_id":\#(anna)"#)
    func coverage(_ until: String) -> World.Answer {
      world.post(
        "/v1/vehicles/\(car)/coverages",
        #"{"kind":"manufacturer","name":"Завод","payer_role":"manufacturer","payer_client_id":\#(anna),"from_on":"2026-01-01","#
          + #""until_on":"\#(until)"}"#)
    }
    isFar(coverage("2056-04-01"), "/until_on")
    let covered = coverage("2056-03-01")
    #expect(covered.status == 201, "\(covered)")
    isFar(world.ask("PATCH", "/v1/coverages/\(covered.id)", #"{"until_on":"2199-01-01"}"#), "/until_on")

    isFar(world.post("/v1/vehicles", #"{"make":"A","model":"B","warranty_start_on":"2028-03-06"}"#), "/warranty_start_on")
    isFar(world.ask("PATCH", "/v1/vehicles/\(car)", #"{"warranty_start_on":"2199-01-01"}"#), "/warranty_start_on")
    let opened = world.post(
      "/v1/work-orders",
      #"{"client_id":\#(anna),"vehicle":{"make":"A","model":"B","warranty_start_on":"2199-01-01"},"odometer_km":1,"complaints":["Стук"]}"#)
    isFar(opened, "/vehicle/warranty_start_on")
  }
}
