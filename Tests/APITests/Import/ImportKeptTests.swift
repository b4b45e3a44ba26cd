import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Rows that may not change their card, with the reason, and when they may again.
@Suite struct ImportKeptTests {
  private let world: World
  init() throws { world = try World() }

  private static let cars = ["VIN;Гос. номер", "XTA93WDSMRX6LD0DA;А123ВС77", "XTA93WDSMRX6LD0DB;В456ОР77"]
  private func clients(_ name: String, _ query: String = "") -> World.Answer {
    world.bringIn("clients", "Код;Наименование;Телефон\n1;\(name);8 903 000-00-01\n2;\(name);8 903 000-00-02\n", query)
  }
  private func vehicles(_ model: String, _ query: String = "") -> World.Answer {
    world.bringIn(
      "vehicles", "Код клиента;Марка;Модель;\(Self.cars[0])\n1;LADA;\(model);\(Self.cars[1])\n1;LADA;\(model);;В456ОР77\n", query)
  }
  private func reasons(_ answer: World.Answer) -> [String] {
    answer["lines"].array.filter { $0["outcome"].string == "kept" }.map { $0["reasons/0/code"].string ?? "-" }
  }

  @Test func everyKindSaysThatAHandHasChangedItsThing() {
    let operations = "Код;Работа;Норма, ч;Цена нормо-часа\n1;Мойка;1;1000\n"
    let parts = "Артикул;Наименование;Производитель;Ед.;Цена розн.\nW712;Фильтр;MANN;шт;150\n"
    let cars = "Код клиента;Марка;Модель;Гос. номер\n1;LADA;Веста;А123ВС77\n"
    let people = "Код;Наименование\n1;Анна\n"
    for (kind, table, path, change) in [
      ("clients", people, "/v1/clients/1", #"{"comment":"звонить"}"#), ("vehicles", cars, "/v1/vehicles/1", #"{"colour":"синий"}"#),
      ("parts", parts, "/v1/parts/1", #"{"lead_days":3}"#), ("operations", operations, "/v1/operations/1", #"{"rate_minor":5}"#),
    ] {
      #expect(world.bringIn(kind, table).counts == [1, 0, 0, 0, 0], "\(kind)")
      #expect(world.ask("PATCH", path, change).status == 200)
      for query in ["?dry_run=true", ""] {
        let answer = world.bringIn(kind, table, query)
        #expect(answer.counts == [0, 0, 0, 1, 0] && reasons(answer) == ["changed_by_hand"], "\(kind) \(answer)")
      }
    }
  }

  @Test func aMergeOfClientsKeepsBothCardsAndItsUndoingGivesThemBack() {
    _ = clients("Анна")
    let merge = world.post("/v1/clients/1/merge", #"{"merged_id":2,"reason":"дубль"}"#)
    let kept = clients("Анна Крылова")
    #expect(kept.counts == [0, 0, 0, 2, 0] && reasons(kept) == ["another_merged_in", "client_merged"], "\(kept)")
    #expect(world.post("/v1/client-merges/\(merge.id)/undo").status == 200)
    #expect(clients("Анна").counts == [0, 0, 2, 0, 0], "as they were before the merge")
    #expect(clients("Анна Крылова").counts == [0, 2, 0, 0, 0])
    #expect(world.get("/v1/clients/2")["phones/0"].string == "+79030000002")
  }

  @Test func whatAHandHasChangedBetweenAMergeAndItsUndoingStaysItsOwn() {
    _ = clients("Анна")
    let merge = world.post("/v1/clients/1/merge", #"{"merged_id":2,"reason":"дубль"}"#)
    #expect(world.ask("PATCH", "/v1/clients/1", #"{"comment":"звонить вечером"}"#).status == 200)
    #expect(world.post("/v1/client-merges/\(merge.id)/undo").status == 200)
    let after = clients("Анна Крылова")
    #expect(after.counts == [0, 1, 0, 1, 0] && reasons(after) == ["changed_by_hand"], "\(after)")
  }

  @Test func aMergeOfVehiclesKeepsBothCardsAndItsUndoingGivesThemBack() {
    _ = clients("Анна")
    #expect(vehicles("Веста").counts == [2, 0, 0, 0, 0])
    let merge = world.post("/v1/vehicles/1/merge", #"{"merged_id":2,"reason":"одна машина"}"#)
    #expect(merge.status == 200, "\(merge)")
    let kept = vehicles("Веста Кросс")
    #expect(kept.counts == [0, 0, 0, 2, 0] && reasons(kept) == ["another_merged_in", "vehicle_merged"], "\(kept)")
    #expect(world.post("/v1/vehicle-merges/\(merge.id)/undo").status == 200)
    #expect(vehicles("Веста").counts == [0, 0, 2, 0, 0])
    #expect(vehicles("Веста Кросс").counts == [0, 2, 0, 0, 0])
  }

  @Test func anErasedClientIsKeptWithAWord() {
    _ = clients("Анна")
    #expect(world.post("/v1/clients/1/erase").status < 300)
    let kept = clients("Анна Крылова")
    #expect(kept.counts == [0, 1, 0, 1, 0] && reasons(kept) == ["client_erased"], "\(kept)")
  }
}
