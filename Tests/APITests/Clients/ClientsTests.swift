import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

extension World {
  /// Adds a client and returns the id.
  func client(_ name: String, _ more: String = "", as role: Role = .manager) -> Int64 {
    post("/v1/clients", #"{"name":"\#(name)"\#(more.isEmpty ? "" : ",")\#(more)}"#, as: role).id
  }

  func vehicle(_ more: String, as role: Role = .manager) -> Int64 {
    post("/v1/vehicles", #"{"make":"Volvo","model":"XC60",\#(more)}"#, as: role).id
  }
}

@Suite struct ClientsTests {
  @Test func aPhoneInAnySpellingIsOneNumberAndFindsTheClient() throws {
    let world = try World()
    let made = world.post("/v1/clients", #"{"name":"Анна Крылова","phones":["8-903-123-45-67","+7 (903) 123 45 67","89165551122"]}"#)
    #expect(made.status == 201)
    #expect(made["phones"].array.map(\.string) == ["+79031234567", "+79165551122"])
    for spelling in ["8%20903%20123-45-67", "%2B79031234567", "9031234567", "(903)1234567"] {
      #expect(world.get("/v1/clients?phone=\(spelling)")["items/0/id"].int == made.id, "\(spelling)")
      #expect(world.get("/v1/clients?q=\(spelling)")["items/0/id"].int == made.id, "\(spelling)")
    }
    #expect(world.get("/v1/clients?phone=12").status == 400)
  }

  @Test func aSearchFoldsCaseAndYoAndFindsEmailsAndPlatesInEitherAlphabet() throws {
    let world = try World()
    let id = world.client("Алёна Ёлкина", #""emails":["Alena@Example.org"]"#)
    _ = world.client("Пётр Сидоров")
    _ = world.vehicle(#""plate":"а 123 вс 77","client_id":\#(id)"#)
    for query in ["ЕЛКИНА", "ёлкина алена", "alena@example", "A123BC77", "а123вс", "%D0%B0%20123%20%D0%B2%D1%81%2077"] {
      let found = world.get("/v1/clients?q=\(query.percentEncodedOnce)")
      #expect(found["items"].array.count == 1, "\(query)")
      #expect(found["items/0/id"].int == id, "\(query)")
    }
    #expect(world.get("/v1/clients?q=100%25")["items"].array.isEmpty)
  }

  @Test func listsFilterSortAndPage() throws {
    let world = try World()
    let ids = ["Борис", "Анна", "Виктор"].map { world.client($0, #""tags":["VIP"]"#) }
    _ = world.post("/v1/clients", #"{"name":"Автопарк","kind":"company"}"#)
    let first = world.get("/v1/clients?tag=vip&sort=name&limit=2")
    #expect(first["items"].array.compactMap { $0["id"].int } == [ids[1], ids[0]])
    let next = world.get("/v1/clients?tag=vip&sort=name&limit=2&cursor=\(first["next_cursor"].string ?? "")")
    #expect(next["items"].array.compactMap { $0["id"].int } == [ids[2]])
    #expect(world.get("/v1/clients?kind=company")["items"].array.count == 1)
    #expect(world.get("/v1/clients?status=erased")["items"].array.isEmpty)
  }

  @Test func everyListHasItsIndex() throws {
    let world = try World()
    let filters = [
      ClientFilter(), ClientFilter(sort: .name), ClientFilter(tag: "vip"), ClientFilter(phone: "+79031234567"),
      ClientFilter(search: "анна A123BC77", sort: .name),
    ]
    for filter in filters {
      let plan = try world.desk.db.plan(ClientTable.select(filter, PageRequest(after: Cursor(key: .text("А"), id: 1))).sql)
      #expect(!plan.contains { $0.hasPrefix("SCAN") && !$0.contains("INDEX") }, "\(filter) \(plan)")
      if filter.tag == nil, filter.phone == nil { #expect(!plan.contains { $0.contains("TEMP B-TREE FOR ORDER") }, "\(filter) \(plan)") }
    }
  }

  @Test func aListByPhoneOrTagLooksAtNoOtherCard() throws {
    let world = try World()
    let after = Cursor(key: .text("А"), id: 1)
    for (sort, after) in [ClientFilter.Sort.id, .name].flatMap({ [($0, nil), ($0, after)] }) {
      func plan(tag: String? = nil, phone: String? = nil) throws -> [String] {
        let filter = ClientFilter(tag: tag, phone: phone, sort: sort)
        return try world.desk.db.plan(ClientTable.select(filter, PageRequest(after: after)).sql)
      }
      for found in [try plan(phone: "+79031234567"), try plan(tag: "vip", phone: "+79031234567")] {
        #expect(found.first == "SEARCH clients USING INTEGER PRIMARY KEY (rowid=?)", "\(found)")
        #expect(found.contains { $0.hasPrefix("SEARCH client_phones USING INDEX client_phones_phone") }, "\(found)")
      }
      let tagged = try plan(tag: "vip")
      #expect(tagged.first?.hasPrefix("SEARCH client_tags USING COVERING INDEX client_tags_tag") == true, "\(tagged)")
      #expect(tagged.dropFirst().first == "SEARCH clients USING INTEGER PRIMARY KEY (rowid=?)", "\(tagged)")
      // A page of a tag sorted by id reads only the cards with the tag.
      #expect(tagged.contains { $0.contains("TEMP B-TREE") } == (sort == .name), "\(tagged)")
    }
  }

  @Test func phoneAndTagNarrowTogetherInEitherOrder() throws {
    let world = try World()
    let first = world.client("Борис", #""phones":["89031234567"],"tags":["vip"]"#)
    let second = world.client("Анна", #""phones":["89031234567"],"tags":["vip"]"#)
    _ = world.client("Вера", #""phones":["89031234567"]"#)
    _ = world.client("Глеб", #""tags":["vip"]"#)
    func found(_ query: String) -> [Int64] { world.get("/v1/clients?\(query)")["items"].array.compactMap { $0["id"].int } }
    #expect(found("phone=89031234567&tag=VIP") == [first, second])
    #expect(found("phone=89031234567&tag=vip&sort=name") == [second, first])
    #expect(found("phone=89031234567&tag=gold").isEmpty)
    #expect(found("tag=vip&status=erased").isEmpty)
  }

  @Test func aPatchTouchesOnlyWhatItNamesAndNullClears() throws {
    let world = try World()
    let id = world.client("Анна", #""phones":["89031234567"],"comment":"любит кофе","birth_on":"1980-05-01""#)
    let answer = world.ask("PATCH", "/v1/clients/\(id)", #"{"comment":null,"emails":["anna@example.org"]}"#)
    #expect(answer["comment"].isNull)
    #expect(answer["birth_on"].string == "1980-05-01")
    #expect(answer["phones/0"].string == "+79031234567")
    #expect(answer["version"].int == 2)
    #expect(world.ask("PATCH", "/v1/clients/\(id)", #"{"name":null}"#).codes == ["null_not_allowed"])
    let same = world.ask("PATCH", "/v1/clients/\(id)", #"{"emails":["anna@example.org"]}"#)
    #expect(same["version"].int == 2)
  }

  @Test func aBodyNamesAllItsFaults() throws {
    let world = try World()
    let answer = world.post(
      "/v1/clients", #"{"name":" - ","phones":["123456","8 903 123-45-67"],"emails":["x"],"discount_bp":20000,"colour":"red"}"#)
    #expect(answer.status == 422)
    #expect(Set(answer.pointers) == ["/name", "/phones/0", "/emails/0", "/discount_bp", "/colour"])
    #expect(world.post("/v1/clients", #"{"name":"Анна","birth_on":"2030-01-01"}"#).codes == ["birth_in_future"])
  }

  @Test func contactsAndNotesAreShownOnlyToThoseWhoMaySeeThem() throws {
    let world = try World()
    let id = world.client("Анна", #""phones":["89031234567"],"private_note":"торгуется""#)
    let seen = world.get("/v1/clients/\(id)", as: .viewer)
    #expect(seen["name"].string == "Анна")
    #expect(!seen.text.contains("903") && !seen.text.contains("private_note") && !seen.text.contains("birth_on"))
    #expect(!world.get("/v1/clients", as: .mechanic).text.contains("903"))
    let advisor = world.get("/v1/clients/\(id)", as: .advisor)
    #expect(advisor.text.contains("+79031234567") && !advisor.text.contains("торгуется"))
    #expect(world.get("/v1/clients/\(id)")["private_note"].string == "торгуется")
  }

  @Test func aDiscountAboveTheLimitTermsAndPrivateNotesAreAManagers() throws {
    let world = try World()
    let id = world.client("Анна")
    #expect(world.ask("PATCH", "/v1/clients/\(id)", #"{"discount_bp":1000}"#, as: .advisor).status == 200)
    #expect(world.ask("PATCH", "/v1/clients/\(id)", #"{"discount_bp":1001}"#, as: .advisor).code == "discount_above_limit")
    #expect(world.ask("PATCH", "/v1/clients/\(id)", #"{"discount_bp":1001}"#).status == 200)
    #expect(world.ask("PATCH", "/v1/clients/\(id)", #"{"comment":"x"}"#, as: .advisor).status == 200)
    for body in [#"{"credit_days":14}"#, #"{"private_note":"x"}"#, #"{"labour_rate_minor":1}"#] {
      #expect(world.ask("PATCH", "/v1/clients/\(id)", body, as: .advisor).code == "right_missing", "\(body)")
      #expect(world.ask("PATCH", "/v1/clients/\(id)", body).status == 200, "\(body)")
    }
    #expect(world.post("/v1/clients", #"{"name":"B"}"#, as: .viewer).status == 403)
  }

  @Test func aPersonsCardBecomesACompanysByAManagersWord() throws {
    let world = try World()
    let anna = world.client("Анна")
    func kind(_ kind: String, as role: Role) -> World.Answer {
      world.ask("PATCH", "/v1/clients/\(anna)", #"{"kind":"\#(kind)"}"#, as: role)
    }
    #expect(kind("company", as: .advisor).code == "right_missing" && kind("company", as: .manager).status == 200)
    #expect(kind("person", as: .advisor).status == 200, "which takes a tolerance away")
    #expect(world.post("/v1/clients", #"{"kind":"company","name":"ООО"}"#, as: .advisor).status == 201)
  }

  @Test func refusingServiceNeedsAManagerAndAReason() throws {
    let world = try World()
    let id = world.client("Анна")
    #expect(world.post("/v1/clients/\(id)/refuse-service", #"{"reason":"долг"}"#, as: .advisor).status == 403)
    #expect(world.post("/v1/clients/\(id)/refuse-service", "{}").status == 422)
    #expect(world.post("/v1/clients/\(id)/accept-service", #"{"reason":"x"}"#).code == "service_not_refused")
    #expect(world.post("/v1/clients/\(id)/refuse-service", #"{"reason":"долг"}"#)["refused_service_reason"].string == "долг")
    #expect(world.post("/v1/clients/\(id)/accept-service", #"{"reason":"оплатил"}"#)["refused_service_reason"].isNull)
  }

  @Test func theNewestConsentOfAPurposeIsInForceAndAllAreKept() throws {
    let world = try World()
    let id = world.client("Анна")
    world.post("/v1/clients/\(id)/consents", #"{"purpose":"survey","given":true,"how":"анкета"}"#, as: .operator)
    world.post("/v1/clients/\(id)/consents", #"{"purpose":"marketing","given":true,"how":"анкета"}"#, as: .operator)
    let made = world.post("/v1/clients/\(id)/consents", #"{"purpose":"survey","given":false,"how":"звонок"}"#, as: .operator)
    #expect(made.status == 201)
    let card = world.get("/v1/clients/\(id)")
    let inForce = card["consents"].array.map { "\($0["purpose"].string ?? "") \($0["given"].bool ?? true)" }
    #expect(inForce == ["marketing true", "survey false"])
    #expect(card["version"].int == 4)
    #expect(world.get("/v1/clients/\(id)/consents")["items"].array.count == 3)
  }

  @Test func aProxyHasPowersLimitsAndDatesAndIsRevokedOnce() throws {
    let world = try World()
    let id = world.client("Анна")
    let place = "/v1/clients/\(id)/proxies"
    let body = #"{"name":"Борис","document":"№ 17","may_approve":true,"valid_from_on":"2026-03-01","valid_until_on":"2026-02-01"}"#
    #expect(world.post(place, body).codes == ["proxy_dates"])
    #expect(
      world.post(place, #"{"name":"Борис","document":"№ 17","valid_from_on":"2026-03-01","valid_until_on":"2026-04-01"}"#).codes == [
        "proxy_without_power"
      ])
    let made = world.post(
      place,
      #"{"name":"Борис","phone":"89031112233","document":"№ 17","may_approve":true,"approve_limit_minor":100,"valid_from_on":"2026-03-01","valid_until_on":"2026-04-01"}"#
    )
    #expect(made.status == 201)
    #expect(world.ask("PATCH", "/v1/proxies/\(made.id)", #"{"may_approve":false,"may_place":true}"#).codes == ["proxy_limit_without_power"])
    #expect(world.ask("PATCH", "/v1/proxies/\(made.id)", #"{"approve_limit_minor":null}"#)["version"].int == 2)
    #expect(world.get("/v1/clients/\(id)")["proxies/0/phone"].string == "+79031112233")
    #expect(!world.get("/v1/clients/\(id)", as: .viewer).text.contains("Борис"))
    #expect(world.get(place, as: .viewer).status == 403)
    #expect(!world.post("/v1/proxies/\(made.id)/revoke")["revoked_at"].isNull)
    #expect(world.post("/v1/proxies/\(made.id)/revoke")["version"].int == 3)
    #expect(world.ask("PATCH", "/v1/proxies/\(made.id)", #"{"may_place":true}"#).code == "proxy_revoked")
  }

  @Test func eventsNamePersonalFieldsButHoldNoValues() throws {
    let world = try World()
    let id = world.client("Анна Крылова", #""phones":["89031234567"],"emails":["anna@example.org"],"comment":"торгуется""#)
    world.ask("PATCH", "/v1/clients/\(id)", #"{"name":"Анна Лисова","discount_bp":500}"#)
    let events: [String] = try world.desk.db.all("SELECT data FROM events WHERE client_id = ? ORDER BY id", id) { row in try row[0] }
    #expect(events.count == 2)
    #expect(events.allSatisfy { !$0.contains("Анна") && !$0.contains("903") && !$0.contains("anna@") && !$0.contains("торгуется") })
    #expect(events.last == #"{"changed":{"discount_bp":[0,500]},"personal":["name"]}"#)
    let after: String? = try world.desk.db.value("SELECT after FROM event_personal WHERE field = 'name' ORDER BY event_id DESC LIMIT 1")
    #expect(after == "Анна Лисова")
  }

  @Test func cardsThatShareAPhoneAreSuggestedAsDuplicates() throws {
    let world = try World()
    let ids = ["Анна", "Борис"].map { world.client($0, #""phones":["89031234567"]"#) }
    _ = world.client("Виктор", #""phones":["89037654321"]"#)
    let twins = world.get("/v1/client-duplicates")
    #expect(twins["items"].array.count == 1)
    #expect(twins["items/0/clients"].array.compactMap { $0["id"].int } == ids)
    #expect(world.get("/v1/client-duplicates", as: .viewer).status == 403)
  }
}

extension String {
  /// Percent-encodes a text, unless it is encoded already.
  var percentEncodedOnce: String { contains("%") ? self : percentEncoded }
}
