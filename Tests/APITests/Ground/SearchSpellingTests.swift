import Domain
import Testing

@testable import API
@testable import Desk

/// Search texts in the spellings that people type.
@Suite struct SearchSpellingTests {
  private func ids(_ world: World, _ path: String, _ q: String) -> [Int64] {
    let answer = world.get("\(path)?q=\(q.percentEncoded)")
    #expect(answer.status == 200, "\(path) \(q) \(answer)")
    return answer["items"].array.compactMap { $0["id"].int }
  }

  @Test func aPartOfATelephoneNumberIsFoundInAnySpelling() throws {
    let world = try World()
    let anna = world.client("Анна", #""phones":["+7 913 640-28-57"]"#)
    _ = world.client("Борис", #""phones":["+7 903 111-22-33"]"#)
    let spellings = [
      "2857", "28-57", "28 57", "28.57", "640-28", "640 28 57", "(913) 640", "(913)", "+7 913 640", "+7(913)640-2", "7 913 640",
      "8 913 640",
      "8-913-640-28", "8(913) 640–28–57", "+7 913 640\u{A0}28\u{A0}57", "89136402857", "7913640", "анна 28-57", "28-57 анна", "Анна +7 913",
    ]
    for text in spellings { #expect(ids(world, "/v1/clients", text) == [anna], "\(text)") }
    for text in ["2858", "28-58", "+7 914 640", "борис 28-57", "28-57 борис"] {
      #expect(ids(world, "/v1/clients", text).isEmpty, "\(text)")
    }
  }

  @Test func aPartOfAForeignNumberIsFoundFromItsBeginning() throws {
    let world = try World()
    let hans = world.client("Hans", #""phones":["+49 151 23456789"]"#)
    for text in ["+49 151", "+49 151 234", "0049 151 234", "4915123456789", "23456789", "+49-151-2345-6789"] {
      #expect(ids(world, "/v1/clients", text) == [hans], "\(text)")
    }
  }

  @Test func ordersAreFoundByPartsOfTheClientsNumberAndByNumbersInAnySpelling() throws {
    let world = try World()
    let anna = world.client("Анна", #""phones":["+7 913 640-28-57"]"#)
    let visit = world.visit(anna, world.vehicle(#""client_id":\#(anna),"plate":"А123ВС77""#))
    let other = world.visit(client: "Борис")
    for text in [
      "28-57", "640-28", "+7 913 640", "8 913 640", "ЗН-2026-000001", "зн 2026 000001", "зн2026000001", "ЗН-1", "ЗH–2026–1", "2026-1",
      "2026-000001", "№ 1", "#1", "000001", "А123ВС77RUS", "a123bc 77 rus", "а 123 вс 77 RU", "А123ВС RUS",
    ] { #expect(ids(world, "/v1/work-orders", text) == [visit.id], "\(text)") }
    #expect(ids(world, "/v1/work-orders", "2026-2") == [other.id])
    for text in ["СЧ-2026-1", "2025-1", "ЗН-2026-9"] { #expect(ids(world, "/v1/work-orders", text).isEmpty, "\(text)") }
  }

  @Test func aPartOfAPlateIsFoundWithTheCountryToo() throws {
    let world = try World()
    let anna = world.client("Анна")
    let visit = world.visit(anna, world.vehicle(#""client_id":\#(anna),"plate":"А123ВС77""#))
    _ = world.visit(client: "Борис")
    for text in ["А123 RUS", "А123В RUS", "а123в rus", "a123bc rus", "RUS А123В", "А123ВRU", "А123ВС 77 RUS", "А123В РФ", "А123В"] {
      #expect(ids(world, "/v1/work-orders", text) == [visit.id], "\(text)")
      #expect(ids(world, "/v1/clients", text) == [anna], "\(text)")
      #expect(ids(world, "/v1/vehicles", text) == [visit.vehicle], "\(text)")
    }
  }

  @Test func whatTwoFourDigitsFindTheirGroupsFindToo() throws {
    let world = try World()
    let visit = world.visit()
    for text in ["0001", "00-01", "00 01"] { #expect(ids(world, "/v1/work-orders", text) == [visit.id], "\(text)") }
  }

  @Test func aTextOfSignsAloneFindsNobodyInAnyList() throws {
    let world = try World()
    let anna = world.client("Анна-Мария", #""emails":["anna@example.org"],"phones":["+7 913 640-28-57"]"#)
    _ = world.post("/v1/vehicles", #"{"make":"Mazda","model":"CX-5","plate":"А123ВС77","client_id":\#(anna)}"#)
    _ = world.visit()
    _ = world.post("/v1/suppliers", #"{"name":"Авто-Север"}"#)
    _ = world.post("/v1/parts", #"{"article":"W 712/75-1","maker":"MANN-H","name":"Фильтр - масляный","unit":"piece","price_minor":1}"#)
    _ = world.post("/v1/operations", #"{"code":"01-02","name":"Осмотр - общий","norm_hours":1,"rate_minor":100}"#)
    for path in SearchSightTests.lists {
      #expect(!world.get("\(path)?limit=5")["items"].array.isEmpty, "\(path)")
      for text in ["-", "--", "+", "(", "( )", ".", "/", "@", "%", "_", "\\", "'", "\"", "*", "?", "№", "—", "«»", "- -", "+ -", "🚗"] {
        #expect(ids(world, path, text).isEmpty, "\(path) \(text)")
      }
    }
    #expect(ids(world, "/v1/clients", "анна - мария") == [anna])
  }

  @Test func vehiclesAreFoundByPlatesAndVINsInAnySpelling() throws {
    let world = try World()
    let id = world.vehicle(#""plate":"А123ВС77","vin":"XTA93WDSMRX6LD0DA""#)
    _ = world.post("/v1/vehicles", #"{"make":"LADA","model":"Веста","plate":"К066СВ178"}"#)
    for text in [
      "А123ВС77RUS", "А123ВС77 RUS", "a123bc77rus", "а 123 вс 77 rus", "123 вс 77 RUS", "123вс77rus", "RUS А123ВС77", "А123ВС77 РУС",
      "123-BC", "XTA 93W DSM RX6 LD0DA", "XTA93-WDSMRX-6LD0DA", "хта93wdsm", "volvo а123вс77", "X.T.A.93",
    ] { #expect(ids(world, "/v1/vehicles", text) == [id], "\(text)") }
    for plate in ["А123ВС77RUS", "А123ВС77 RU", "a 123 bc 7 7 rus", "А123ВС (RUS) 77"] {
      let found = world.get("/v1/vehicles?plate=\(plate.percentEncoded)")["items"].array.compactMap { $0["id"].int }
      #expect(found == [id], "\(plate)")
    }
  }

  @Test func aPlateTypedWithTheCountryIsTheSamePlateWhereverItIsWritten() throws {
    let world = try World()
    let anna = world.client("Анна")
    let made = world.post("/v1/vehicles", #"{"make":"Volvo","model":"XC60","plate":"А123ВС77 RUS","client_id":\#(anna)}"#)
    #expect(made["plate"].string == "А123ВС77")
    #expect(world.ask("PATCH", "/v1/vehicles/\(made.id)", #"{"plate":"b777op 177rus"}"#)["plate"].string == "В777ОР177")
    let order = world.post(
      "/v1/work-orders",
      #"{"client":{"name":"Олег"},"vehicle":{"make":"LADA","model":"Веста","plate":"к066св78rus"},"odometer_km":1000}"#, as: .advisor)
    #expect(world.get("/v1/work-orders/\(order.id)")["vehicle/plate"].string == "К066СВ78")
    let clients = "Код;Наименование\n7;Ольга\n"
    #expect(world.bringIn("clients", clients).status == 200)
    let head = "Код клиента;Марка;Модель;Гос. номер\n"
    #expect(world.bringIn("vehicles", head + "7;Kia;Rio;М001ММ99RUS\n").counts[0] == 1)
    #expect(world.bringIn("vehicles", head + "7;Kia;Rio;М001ММ99\n").counts[0] == 0)
    #expect(world.get("/v1/vehicles?plate=%D0%9C001%D0%9C%D0%9C99")["items"].array.count == 1)
  }

  @Test func articlesAndCodesAreFoundWithAndWithoutTheirSigns() throws {
    let world = try World()
    let part = world.post("/v1/parts", #"{"article":"W 712/75","maker":"MANN","name":"Фильтр","unit":"piece","price_minor":1}"#).id
    world.post("/v1/parts/\(part)/numbers", #"{"number":"1K0.698-151 F","kind":"oem"}"#, as: .storekeeper)
    for text in ["w712/75", "W-712-75", "w71275", "W 712 75", "712.75", "1K0698151F", "1k0-698-151-f", "1К0 698", "фильтр, w712"] {
      #expect(ids(world, "/v1/parts", text) == [part], "\(text)")
    }
    let operation = world.post("/v1/operations", #"{"code":"Т-01.02","name":"Замена масла","norm_hours":1,"rate_minor":100}"#).id
    for text in ["т-01.02", "Т0102", "T-01-02", "01.02", "01-02", "0102", "(замена) масла"] {
      #expect(ids(world, "/v1/operations", text) == [operation], "\(text)")
    }
  }

  @Test func numbersOfDocumentsAreFiltersInAnySpelling() throws {
    let world = try World()
    let supplier = world.post("/v1/suppliers", #"{"name":"Север"}"#).id
    #expect(world.post("/v1/purchase-orders", #"{"supplier_id":\#(supplier)}"#, as: .storekeeper).status == 201)
    let anna = world.client("Анна")
    #expect(world.post("/v1/payments", #"{"client_id":\#(anna),"method":"cash","amount_minor":100}"#, as: .advisor, key: "p").status == 201)
    for (path, spellings) in [
      ("/v1/purchase-orders", ["ЗП-2026-000001", "зп-2026-1", "зп 2026 000001", "2026-1"]),
      ("/v1/payments", ["ПЛ-2026-000001", "пл2026000001", "2026-000001"]),
    ] {
      for text in spellings { #expect(world.get("\(path)?number=\(text.percentEncoded)")["items"].array.count == 1, "\(path) \(text)") }
      for text in ["ЗН-2026-1", "2025-1", "1", "x"] {
        #expect(world.get("\(path)?number=\(text.percentEncoded)")["items"].array.isEmpty, "\(path) \(text)")
      }
    }
  }
}
