import Domain
import HTTP
import JSON
import SQLite
import Testing

@testable import API
@testable import Desk

/// Tests that users who may not see contacts find nobody by a phone or an e-mail or a part of one, in any list. They find
/// everybody by name.
@Suite struct SearchSightTests {
  private static let phone = "9136402857"
  private static let email = "zqxwv.kolo@gmail-box.example"
  private static let blind = Role.allCases.filter { !$0.may(.readContacts) }

  private func centre() throws -> World {
    let world = try World()
    let anna = world.client(
      "Анна Крылова-Ёлкина",
      #""phones":["8 913 640-28-57","+49 151 23456789"],"emails":["\#(Self.email)"],"tax_id":"500100732259","birth_on":"1980-05-17""#)
    world.post(
      "/v1/clients/\(anna)/proxies",
      #"{"name":"Борис","phone":"89031112233","document":"№ 17","may_approve":true,"valid_from_on":"2026-01-01","valid_until_on":"2027-01-01"}"#
    )
    _ = world.visit(anna, world.vehicle(#""client_id":\#(anna),"plate":"К066СВ78","vin":"XTA93WDSMRX6LD0DA""#))
    let supplier = world.post("/v1/suppliers", #"{"name":"Север","phone":"88123201122","email":"qwzx@example.org"}"#, as: .storekeeper)
    #expect(supplier.status == 201)
    return world
  }

  /// All lists with a search.
  static let lists = ["/v1/clients", "/v1/operations", "/v1/parts", "/v1/suppliers", "/v1/vehicles", "/v1/work-orders"]

  private func ids(_ world: World, _ path: String, _ q: String, as role: Role) -> [Int64] {
    let answer = world.get("\(path)?q=\(q.percentEncoded)", as: role)
    #expect(answer.status == 200, "\(role) \(path) \(q) \(answer)")
    return answer["items"].array.compactMap { $0["id"].int }
  }

  @Test func theListsWithASearchAreAllLookedAt() throws {
    let document = try World().service.routes.filter { $0.method == .get && $0.query?.properties.contains { $0.name == "q" } == true }.map(
      \.path)
    #expect(document.sorted() == Self.lists)
  }

  @Test func nobodyIsFoundByPartsOfANumberOrAnAddress() throws {
    let world = try centre()
    let digits = Array(Self.phone)
    var texts = ["zqxwv", "qxw", "kolo", "gmail", "@", "gmail-box.example", Self.email, "qwzx", "320-11-22", "3201122"]
    for length in [3, 4, 6, 10] { for start in 0...(digits.count - length) { texts.append(String(digits[start..<(start + length)])) } }
    texts += [
      "28-57", "640-28", "+7 913 640", "8 913", "8 (913) 640-28-57", "+79136402857", "79136402857", "ЗН 913640", "ЗН9136402857", "зн",
    ]
    texts += [
      "+49 151", "4915123456789", "49151", "89031112233", "1112233", "Анна 913", "крылова 2857", "анна zqxwv", "1980-05-17", "17.05.1980",
    ]
    for role in Self.blind {
      for path in Self.lists {
        for text in texts {
          #expect(ids(world, path, text, as: role).isEmpty, "\(role) finds by \(text) in \(path)")
        }
      }
      #expect(world.get("/v1/clients?phone=9136402857", as: role).status == 403)
    }
  }

  @Test func everybodyIsFoundByNameTaxIdAndPlateWhoeverAsks() throws {
    let world = try centre()
    for role in Role.allCases {
      for text in [
        "крылова", "АННА ёлкина", "елкина", "Крылова-Ёлкина", "рылов", "500100732259", "5001 0073 2259", "к066св", "K066CB78 rus",
      ] {
        #expect(ids(world, "/v1/clients", text, as: role).count == 1, "\(role) \(text)")
        #expect(ids(world, "/v1/work-orders", text, as: role).count == 1, "\(role) \(text)")
      }
      #expect(ids(world, "/v1/vehicles", "volvo 066", as: role).count == 1)
      #expect(ids(world, "/v1/suppliers", "север", as: role).count == 1)
    }
  }

  @Test func whoMaySeeContactsFindsByThemInWholeAndInParts() throws {
    let world = try centre()
    for role in Role.allCases where role.may(.readContacts) {
      for text in ["zqxwv", Self.email, Self.phone, "2857", "28-57", "анна 28-57", "+49 151 234"] {
        #expect(ids(world, "/v1/clients", text, as: role).count == 1, "\(role) \(text)")
      }
      for text in ["zqxwv", Self.phone, "28-57", "640-28", "+7 913 640"] {
        #expect(ids(world, "/v1/work-orders", text, as: role).count == 1, "\(role) \(text)")
      }
    }
  }

  @Test func aMergedOrErasedCardIsFoundByNobodysName() throws {
    let world = try World()
    let (anna, twin) = (world.client("Анна Крылова"), world.client("Анна Крылова"))
    #expect(world.post("/v1/clients/\(anna)/merge", #"{"merged_id":\#(twin),"reason":"дубль"}"#).status == 200)
    for role in Role.allCases {
      #expect(world.get("/v1/clients?q=%D0%B0%D0%BD%D0%BD%D0%B0&status=merged", as: role)["items"].array.isEmpty)
    }
    #expect(ids(world, "/v1/clients", "анна", as: .viewer) == [anna])
  }

  @Test func theSearchByNamesAloneHasItsIndexToo() throws {
    let world = try World()
    var filter = ClientFilter(search: "анна A123BC77", sort: .name)
    filter.byContacts = false
    let plan = try world.desk.db.plan(ClientTable.select(filter, PageRequest()).sql)
    #expect(plan.first?.hasPrefix("SEARCH clients USING INDEX clients_name") == true, "\(plan)")
    #expect(!plan.contains { $0.contains("TEMP B-TREE FOR ORDER") }, "\(plan)")
    var orders = WorkOrderFilter()
    orders.search = "анна"
    for byContacts in [true, false] {
      orders.byContacts = byContacts
      let select = WorkOrderListTable.select(orders, PageRequest(), world.now, world.desk.settings.zone)
      let steps = try world.desk.db.plan(select.sql)
      #expect(steps.contains { $0.hasPrefix("SEARCH o USING COVERING INDEX work_orders_client (client_id=?)") }, "\(steps)")
    }
  }
}
