import Domain
import SQLite
import Testing

@testable import API
@testable import Desk

/// Tests that a card shows all its phones in order, whatever changes it went through.
@Suite struct FirstPhoneTests {
  private static let (first, second, third) = ("+79031234567", "+79165551122", "+79263334455")

  private func phones(_ world: World, _ id: Int64) -> [String] {
    world.get("/v1/clients/\(id)")["phones"].array.compactMap(\.string)
  }

  private func set(_ world: World, _ id: Int64, _ phones: [String]) {
    let list = phones.map { "\"\($0)\"" }.joined(separator: ",")
    let answer = world.ask("PATCH", "/v1/clients/\(id)", #"{"phones":[\#(list)]}"#)
    #expect(answer.status == 200 && answer["phones"].array.compactMap(\.string) == phones, "\(answer)")
  }

  /// The cards that a search by phone finds.
  private func found(_ world: World, by phone: String) -> [Int64] {
    world.get("/v1/clients?phone=\(phone.percentEncoded)")["items"].array.compactMap { $0["id"].int }
  }

  private func faults(_ world: World) throws -> [String] { try HouseCheck(world.desk.db).faults() }

  @Test func aCardShowsAllItsPhonesHoweverManyTheyAre() throws {
    let world = try World()
    let none = world.client("Анна")
    let one = world.client("Борис", #""phones":["\#(Self.first)"]"#)
    let two = world.client("Вера", #""phones":["\#(Self.second)","\#(Self.first)"]"#)
    #expect(phones(world, none).isEmpty && phones(world, one) == [Self.first] && phones(world, two) == [Self.second, Self.first])
    let listed = world.get("/v1/clients?fields=phones").text
    #expect(listed.contains(#"[{"phones":[]},{"phones":["\#(Self.first)"]},{"phones":["\#(Self.second)","\#(Self.first)"]}]"#), "\(listed)")
    #expect(found(world, by: Self.first) == [one, two] && found(world, by: Self.second) == [two])
    #expect(try faults(world).isEmpty)
  }

  @Test func whereThereIsOnePhoneNeitherCardNorOrderLooksForMore() throws {
    let world = try World()
    let one = world.client("Борис", #""phones":["\#(Self.first)"]"#)
    let two = world.client("Вера", #""phones":["\#(Self.second)","\#(Self.first)"]"#)
    let orders = [one, two].map { world.visit($0, world.vehicle(#""client_id":\#($0)"#)) }
    func cost(_ path: String) -> Int { world.desk.db.statements { #expect(world.get(path, as: .advisor).status == 200) }.count }
    for path in ["/v1/clients/\(one)", orders[0].path] { _ = cost(path) }  // the session is looked up once
    #expect(cost("/v1/clients/\(one)") < cost("/v1/clients/\(two)"))
    #expect(cost(orders[0].path) == cost(orders[1].path), "an order shows the first phone alone")
    #expect(orders.map { $0.read()["client/phone"].string } == [Self.first, Self.second])
  }

  @Test func anEditedCardShowsWhatItHasNow() throws {
    let world = try World()
    let id = world.client("Анна", #""phones":["\#(Self.first)"]"#)
    let order = world.visit(id, world.vehicle(#""client_id":\#(id)"#))
    set(world, id, [Self.second])
    #expect(phones(world, id) == [Self.second] && found(world, by: Self.first).isEmpty)
    let edits = [
      [Self.first, Self.second], [Self.second, Self.first], [Self.third, Self.second, Self.first], [Self.first, Self.third], [],
      [Self.third],
    ]
    for list in edits {
      set(world, id, list)
      #expect(phones(world, id) == list)
      #expect(order.read()["client/phone"].string == list.first)
      for phone in [Self.first, Self.second, Self.third] { #expect(found(world, by: phone) == (list.contains(phone) ? [id] : [])) }
      #expect(try faults(world).isEmpty)
    }
  }

  @Test func mergedCardsAndThoseWhoseMergeIsUndoneShowTheirPhones() throws {
    let world = try World()
    let bare = world.client("Крылова А.")
    let anna = world.client("Анна Крылова", #""phones":["\#(Self.first)"]"#)
    let twin = world.client("А. Крылова", #""phones":["\#(Self.third)","\#(Self.first)"]"#)
    let other = world.client("Анна К.", #""phones":["\#(Self.second)"]"#)
    func merge(_ merged: Int64, _ survivor: Int64) throws -> Int64 {
      let merge = world.post("/v1/clients/\(survivor)/merge", #"{"merged_id":\#(merged),"reason":"дубль"}"#)
      #expect(merge.status == 200, "\(merge)")
      #expect(try faults(world).isEmpty)
      return merge.id
    }
    let merges = [try merge(other, bare), try merge(twin, anna), try merge(bare, anna)]
    #expect(phones(world, anna) == [Self.first, Self.third, Self.second])
    for phone in [Self.first, Self.second, Self.third] { #expect(found(world, by: phone) == [anna]) }
    for id in merges.reversed() {
      #expect(world.post("/v1/client-merges/\(id)/undo").status == 200)
      #expect(try faults(world).isEmpty)
    }
    #expect([bare, anna, twin, other].map { phones(world, $0) } == [[], [Self.first], [Self.third, Self.first], [Self.second]])
    #expect([Self.first, Self.second, Self.third].map { found(world, by: $0) } == [[anna, twin], [other], [twin]])
  }

  @Test func anErasedCardKeepsNoPhone() throws {
    let world = try World()
    let id = world.client("Анна", #""phones":["\#(Self.first)","\#(Self.second)"]"#)
    let twin = world.client("Анна К.", #""phones":["\#(Self.third)","\#(Self.first)"]"#)
    world.post("/v1/clients/\(id)/merge", #"{"merged_id":\#(twin),"reason":"дубль"}"#)
    #expect(world.post("/v1/clients/\(id)/erase").status == 200)
    #expect(phones(world, id).isEmpty && phones(world, twin).isEmpty)
    for phone in [Self.first, Self.second, Self.third] {
      for status in ["active", "merged", "erased"] {
        #expect(world.get("/v1/clients?phone=\(phone.percentEncoded)&status=\(status)")["items"].array.isEmpty)
      }
    }
    #expect(try faults(world).isEmpty)
  }

  @Test func aPhoneThatIsNotTheFirstAndABitThatHidesOthersAreFaults() throws {
    let tampering = [
      (1, "UPDATE clients SET phone = '+70000000000' WHERE id = 1"), (2, "UPDATE clients SET phone = NULL WHERE id = 2"),
      (3, "UPDATE clients SET phone = '\(Self.first)' WHERE id = 3"), (3, "UPDATE clients SET extras = extras & ~16 WHERE id = 3"),
      (3, "UPDATE clients SET phone = NULL, extras = 0 WHERE id = 3"),
    ]
    let world = try World()
    _ = world.client("Анна")
    _ = world.client("Борис", #""phones":["\#(Self.first)"]"#)
    _ = world.client("Вера", #""phones":["\#(Self.second)","\#(Self.first)"]"#)
    for (id, sql) in tampering {
      try world.desk.db.transaction {
        try world.desk.db.script("SAVEPOINT tampered; \(sql)")
        #expect(try ClientCheck(world.desk.db).faults() == ["The phone in the row of client \(id) is not what its phones say."], "\(sql)")
        try world.desk.db.script("ROLLBACK TO tampered")
      }
    }
    #expect(try faults(world).isEmpty)
  }
}
