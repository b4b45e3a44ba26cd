import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Tests that a second card of a client or a car is accepted with a warning that names the first.
@Suite struct KnownCardTests {
  private let world: World
  init() throws { world = try World() }

  private func warnings(_ answer: World.Answer) -> [String] { answer["warnings"].array.compactMap { $0["code"].string } }
  private func words(_ answer: World.Answer) -> String {
    answer["warnings"].array.compactMap { $0["message"].string }.joined(separator: " ")
  }

  private let order =
    #"{"client":{"name":"Анна Крылова","phones":["8 903 123-45-67"]},"vehicle":{"make":"LADA","model":"Веста","plate":"А123ВС77"},"odometer_km":1000,"complaints":["Стук"]}"#

  @Test func theSameClientAndCarInlineOnceMoreAreNamed() {
    let first = world.post("/v1/work-orders", order, as: .advisor)
    #expect(warnings(first).isEmpty)
    let latin = order.replacing("А123ВС77", with: "a 123 bc 77").replacing("8 903 123-45-67", with: "+7 (903) 1234567")
    let second = world.post("/v1/work-orders", latin, as: .advisor)
    #expect(second.status == 201 && warnings(second) == ["client_phone_known", "vehicle_plate_known"], "\(second)")
    #expect(
      words(second).contains("client \(first["client/id"].int ?? 0)") && words(second).contains("vehicle \(first["vehicle/id"].int ?? 0)"))
    #expect(warnings(world.get("/v1/work-orders/\(second.id)", as: .advisor)).isEmpty, "told once; the cards stay as they are")
  }

  @Test func aNewCarOfAKnownClientIsNamedByItsPlateOrByNothingThatTellsItApart() {
    let anna = world.client("Анна")
    let car = world.vehicle(#""plate":"А123ВС77","client_id":\#(anna)"#)
    func open(_ vehicle: String) -> World.Answer {
      world.post("/v1/work-orders", #"{"client_id":\#(anna),"vehicle":{\#(vehicle)},"odometer_km":1}"#, as: .advisor)
    }
    let same = open(#""make":"Volvo","model":"XC60","plate":"А123ВС77""#)
    #expect(warnings(same) == ["vehicle_plate_known"], "\(same)")
    let bare = open(#""make":"volvo","model":"xc60""#)
    #expect(warnings(bare) == ["vehicle_alike"] && words(bare).contains("\(car), \(same["vehicle/id"].int ?? 0)"), "\(bare)")
    #expect(warnings(open(#""make":"Volvo","model":"XC60","plate":"В777ОР77""#)) == ["vehicle_alike"], "the bare card may be this one's")
    #expect(warnings(open(#""make":"Volvo","model":"XC90""#)).isEmpty)
  }

  @Test func eachSignOfAClientIsSaidWhereTheCardIsMadeAndChanged() {
    let known = world.client(
      "Крылова Анна Сергеевна", #""phones":["89031234567"],"emails":["Anna@Example.org"],"tax_id":"7707083893","birth_on":"1980-05-17""#)
    let signs = [
      (#""phones":["89165551122","8 903 123 45 67"]"#, "client_phone_known"), (#""emails":["anna@example.ORG"]"#, "client_email_known"),
      (#""tax_id":"7707083893""#, "client_tax_id_known"), (#""birth_on":"1980-05-17""#, "client_birthday_known"),
    ]
    for (sign, code) in signs {
      let made = world.post("/v1/clients", #"{"name":"Крылова А.",\#(sign)}"#, as: .operator)
      #expect(made.status == 201 && warnings(made) == [code] && words(made).hasSuffix("client \(known)."), "\(made)")
      #expect(
        world.ask("PATCH", "/v1/clients/\(made.id)", #"{"phones":[],"emails":[],"tax_id":null,"birth_on":null}"#)["warnings"].array.isEmpty)
      let plain = world.client("Крылова А.")
      let changed = world.ask("PATCH", "/v1/clients/\(plain)", "{\(sign)}", as: .operator)
      #expect(changed.status == 200 && warnings(changed) == [code], "\(changed)")
      #expect(world.get("/v1/clients/\(plain)")["warnings"].isNull, "a reader is not told at each look")
      world.ask("PATCH", "/v1/clients/\(plain)", #"{"phones":[],"emails":[],"tax_id":null,"birth_on":null}"#)
    }
    #expect(warnings(world.post("/v1/clients", #"{"name":"Ольга Белова","birth_on":"1980-05-17"}"#)).isEmpty)
    #expect(warnings(world.ask("PATCH", "/v1/clients/\(known)", #"{"comment":"x"}"#)).isEmpty, "a card is not its own twin")
  }

  @Test func aFamilysPhoneIsTakenAndAllItsCardsAreNamed() {
    let ids = ["Анна", "Борис", "Вера"].map { world.client($0, #""phones":["89031234567"]"#) }
    let made = world.post("/v1/clients", #"{"name":"Глеб","phones":["89031234567"]}"#)
    #expect(made.status == 201 && words(made).contains("clients \(ids.map { String($0) }.joined(separator: ", "))."), "\(made)")
    let russian = world.ask(
      "POST", "/v1/clients", #"{"name":"Дина","phones":["89031234567"]}"#, headers: [("Accept-Language", "ru")])
    #expect(words(russian).hasPrefix("Тот же телефон — в карточках клиентов \(ids[0]), "), "\(russian)")
  }

  @Test func theTwinOfAMergedCardNamesTheSurvivorAndNobodyNamesAnErasedOne() {
    let (anna, twin) = (world.client("Анна"), world.client("Крылова А.", #""tax_id":"7707083893","phones":["89031234567"]"#))
    #expect(world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"дубль"}"#).status == 200)
    let made = world.post("/v1/clients", #"{"name":"А. К.","tax_id":"7707083893","phones":["89031234567"]}"#)
    #expect(warnings(made) == ["client_phone_known", "client_tax_id_known"], "\(made)")
    #expect(words(made).contains("client \(anna).") && !words(made).contains("client \(twin)."))
    #expect(
      warnings(world.ask("PATCH", "/v1/clients/\(anna)", #"{"tax_id":"7707083893"}"#)) == ["client_phone_known", "client_tax_id_known"])
    for id in [anna, made.id] { #expect(world.post("/v1/clients/\(id)/erase").status == 200) }
    #expect(warnings(world.post("/v1/clients", #"{"name":"Зоя","tax_id":"7707083893","phones":["89031234567"]}"#)).isEmpty)
  }

  @Test func whoMayNotSeeContactsLearnsNothingOfThemByAWarning() throws {
    _ = world.client("Анна Крылова", #""phones":["89031234567"],"emails":["a@example.org"],"birth_on":"1980-05-17""#)
    let draft = ClientCard(
      client: Client(.person, at: world.now).with { ($0.name, $0.birthOn) = ("Анна Крылова", Day(rawValue: 3_789)) },
      phones: ["+79031234567"], emails: ["a@example.org"])
    for role in Role.allCases {
      let actor = Actor(userID: world.users[role], name: "x", role: role, discountLimit: .none)
      let codes = try world.desk.perform(as: actor) { context in try ClientTwins(context).warnings(of: draft, id: nil).map(\.code) }
      #expect(codes == (role.may(.readContacts) ? ["client_phone_known", "client_email_known", "client_birthday_known"] : []), "\(role)")
    }
  }

  @Test func aVehicleIsNamedByItsPlateInEitherAlphabetAndTheVINSpeaksForItself() {
    let known = world.vehicle(#""plate":"А123ВС77""#)
    let made = world.post("/v1/vehicles", #"{"make":"Kia","model":"Rio","plate":"a123bc77"}"#, as: .operator)
    #expect(made.status == 201 && warnings(made) == ["vehicle_plate_known"] && words(made).hasSuffix("vehicle \(known)."), "\(made)")
    let other = world.vehicle(#""plate":"В777ОР77""#)
    #expect(warnings(world.ask("PATCH", "/v1/vehicles/\(other)", #"{"plate":"А 123 ВС 77"}"#)) == ["vehicle_plate_known"])
    #expect(warnings(world.ask("PATCH", "/v1/vehicles/\(other)", #"{"vin":"XTA123"}"#)) == ["vin_unverified", "vehicle_plate_known"])
    #expect(warnings(world.ask("PATCH", "/v1/vehicles/\(other)", #"{"vin":"1M8GDM9AXKP042789","plate":null}"#)) == ["vin_check_digit"])
    #expect(world.get("/v1/vehicles/\(other)")["warnings"].isNull)
    let boris = world.client("Борис")
    #expect(warnings(world.post("/v1/vehicles/\(made.id)/transfer", #"{"client_id":\#(boris)}"#)) == ["vehicle_plate_known"])
  }

  @Test func anImportSaysItOfTheRowInADryRunToo() throws {
    let anna = world.client("Анна Крылова", #""phones":["89031234567"],"birth_on":"1980-05-17""#)
    let car = world.vehicle(#""plate":"А123ВС77","client_id":\#(anna)"#)
    let clients = "Код;Наименование;Телефон;Дата рождения\nК1;Крылова А.;8 903 123-45-67;17.05.1980\nК2;Белов Б.;;\n"
    let vehicles = "Код клиента;Марка;Модель;Гос. номер\nК2;Volvo;XC60;a123bc77\n"
    func lines(_ kind: String, _ table: String, _ query: String = "") -> [(messages: [String], codes: [String])] {
      let answer = world.ask("POST", "/v1/imports/\(kind)\(query)", table, headers: [("Content-Type", "text/csv")])
      #expect(answer.status == 200, "\(answer)")
      #expect(!answer.text.contains("9031234567"))
      return answer["lines"].array.map { line in
        let reasons = line["reasons"].array
        return (reasons.compactMap { $0["message"].string }, reasons.compactMap { $0["code"].string })
      }
    }
    for query in ["?dry_run=true", ""] {
      let told = lines("clients", clients, query)
      #expect(told.flatMap(\.codes) == ["client_phone_known", "client_birthday_known"], "\(query) \(told)")
      for message in told.flatMap(\.messages) { #expect(message.contains("client \(anna)"), "\(message)") }
    }
    for query in ["?dry_run=true", ""] {
      let told = lines("vehicles", vehicles, query)
      #expect(told.flatMap(\.codes) == ["vehicle_plate_known"], "\(query) \(told)")
      for message in told.flatMap(\.messages) { #expect(message.contains("vehicle \(car)"), "\(message)") }
    }
    #expect(lines("clients", clients).flatMap(\.codes).isEmpty, "a row that says what it said before")
  }

  @Test func twinsAreFoundByIndexes() throws {
    let client = { _ = self.world.client("Вера Белова", #""birth_on":"1980-05-17","tax_id":"500100732259""#) }
    #expect(
      try Set(world.plans("FROM clients WHERE birth_on = ?", of: client)) == [
        ["SEARCH clients USING INDEX clients_birth (birth_on=?)"]
      ])
    #expect(
      try Set(world.plans("FROM clients WHERE tax_id = ?", of: client)) == [
        ["SEARCH clients USING COVERING INDEX clients_tax_id (tax_id=?)"]
      ])
    let vehicle = { _ = self.world.vehicle(#""plate":"В777ОР77""#) }
    #expect(
      try Set(world.plans("SELECT id FROM vehicles WHERE plate_key = ?", of: vehicle)) == [
        ["SEARCH vehicles USING COVERING INDEX vehicles_plate (plate_key=?)"]
      ])
  }
}
