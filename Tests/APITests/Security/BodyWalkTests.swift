import Desk
import Domain
import Foundation
import HTTP
import Testing

@testable import API

/// Sends bad input to every route with a body or a query.
@Suite struct BodyWalkTests {
  private let world: World
  init() throws { world = try World() }

  /// Routes with a body. Links are left out, because a link is checked before its body and this test has none.
  private var taking: [Route] { world.service.routes.filter { $0.takes != nil && !$0.isLogin && !$0.isLink && !$0.isChannels } }

  private func send(_ route: Route, _ body: String) -> World.Answer {
    let path = route.path.replacing(/\{[^}]*\}/, with: "1")
    return world.ask(route.method.name.description, path, body, as: .admin, headers: [("Idempotency-Key", "\(body.utf8.count)\(path)")])
  }

  @Test func noBodyTakesAFieldItDoesNotDeclare() {
    #expect(taking.count > 70)
    for route in taking {
      let own = Set(route.takes?.properties.map(\.name) ?? [])
      let foreign = ["id", "version", "created_at", "status", "role", "user_id", "balance_minor", "is_admin", "__proto__"].filter {
        !own.contains($0)
      }
      let answer = send(route, "{" + foreign.map { #""\#($0)":1"# }.joined(separator: ",") + "}")
      #expect(answer.status == 422, "\(route.method) \(route.path) \(answer)")
      let unknown = zip(answer.pointers, answer.codes).filter { $0.1 == "unknown_field" }.map(\.0)
      #expect(Set(unknown).isSuperset(of: foreign.map { "/\($0)" }), "\(route.path) \(answer)")
    }
  }

  @Test func noNumberTextOrDepthOfAFieldBreaksItsRoute() {
    let long = String(repeating: "ж", count: 40_000)
    let values = [
      "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e300", "1e-300", "-0", "0.0005", "99999999999999999.999",
      String(repeating: "9", count: 64), #""\#(long)""#, #""\u0000""#, #""\uD83D\uDE97\u202E""#, "[]", "{}", "[[[[1]]]]",
      "[" + String(repeating: "1,", count: 3_000) + "1]", #"{"a":{"b":{"c":1}}}"#, "true", "null",
    ]
    for route in taking {
      for property in route.takes?.properties ?? [] {
        for value in values {
          let answer = send(route, #"{"\#(property.name)":\#(value)}"#)
          #expect(answer.status < 500, "\(route.method) \(route.path) \(property.name) \(value.prefix(30)) \(answer)")
        }
        #expect(send(route, #"{"\#(property.name)":"\#(long)"}"#).status == 422, "\(route.path) \(property.name) takes a text without end")
      }
    }
  }

  /// Such a text is displayed in another order than it is stored: the amount after U+202E reads backwards.
  @Test func noTextMayTurnTheOthersRoundOrHideThem() {
    var asked = 0
    for route in taking {
      for property in route.takes?.properties ?? [] {
        var schema = property.schema
        if case .nullable(let inner) = schema { schema = inner }
        guard case .text(_, _, nil) = schema else { continue }
        for sign in ["\u{202E}", "\u{2066}", "\u{FEFF}", "\u{85}"] {
          let answer = send(route, #"{"\#(property.name)":"Замена\#(sign)масла 1"}"#)
          #expect(answer.status == 422, "\(route.path) \(property.name) \(answer)")
          #expect(answer.pointers.contains("/\(property.name)"), "\(route.path) \(property.name) \(answer)")
        }
        asked += 1
      }
    }
    #expect(asked > 60, "\(asked)")
  }

  @Test func noQueryBreaksItsRoute() {
    let values = [
      "", "-1", "0", "9223372036854775808", String(repeating: "9", count: 300), "%00", "%D0%B6".repeated(1_000), "%F0%9F%9A%97", "1e9",
      "'%20OR%201=1--", "%25%25", "*%22(%22", "2026-02-30", "9999-12-31", "0000-00-00", "true,false", "../..", "a.b.c.d.e.f", ",",
    ]
    var asked = 0
    for route in world.service.routes where route.query != nil {
      let path = route.path.replacing(/\{[^}]*\}/, with: "1")
      for property in route.query?.properties ?? [] {
        for value in values {
          let answer = world.ask(route.method.name.description, "\(path)?\(property.name)=\(value)", as: .admin)
          #expect(answer.status < 500, "\(path) \(property.name)=\(value.prefix(30)) \(answer)")
          asked += 1
        }
      }
    }
    #expect(asked > 2_000)
  }

  @Test func aCursorThatWasTamperedWithIsRefusedOrIsAPlaceInTheSameList() {
    for name in ["A", "B", "C"] { world.post("/v1/clients", #"{"name":"\#(name)"}"#) }
    for list in ["/v1/clients?limit=1", "/v1/clients?limit=1&sort=name", "/v1/events?limit=1", "/v1/users?limit=1"] {
      guard let cursor = world.get(list, as: .admin)["next_cursor"].string else {
        Issue.record("\(list) has one page")
        continue
      }
      let parts = cursor.split(separator: ".").map(String.init)
      var forged = [
        "", ".", "..", "...", "a.b", "\(parts[0]).1", "\(parts[0])..", "\(parts[0]).1.", "\(parts[0]).1.x1", "\(parts[0]).1.t0",
        "\(parts[0]).1.tzz",
        "\(parts[0]).1.tff", "\(parts[0]).1y2p0ij32e8e7.i1y2p0ij32e8e7", "\(parts[0]).-1y2p0ij32e8e8.i-1y2p0ij32e8e8",
        "\(parts[0]).1y2p0ij32e8e8.i1",
        "\(parts[0]).1.t" + "41".repeated(3_000), "\(parts[0]).1.i" + "z".repeated(3_000), cursor.repeated(50), "%00", "%D0%B6",
      ]
      for index in cursor.indices { forged.append(cursor.replacingCharacters(in: index...index, with: cursor[index] == "7" ? "8" : "7")) }
      for text in forged {
        let answer = world.get("\(list)&cursor=\(text)", as: .admin)
        #expect(answer.status == 200 || answer.status == 400, "\(list) \(text.prefix(60)) \(answer)")
      }
      #expect(world.get("/v1/parts?limit=1&cursor=\(cursor)", as: .admin).codes == ["bad_cursor"], "it fits no other list")
    }
  }

  @Test func fieldsWithoutEndCostNoMoreThanTheirReading() {
    let id = world.client("Анна")
    for fields in ["name,".repeated(1_500) + "name", "a.".repeated(3_000) + "a", ",".repeated(3_000), ".".repeated(3_000)] {
      let answer = world.get("/v1/clients/\(id)?fields=\(fields)")
      #expect(answer.status == 200 || answer.status == 400, "\(answer.status)")
    }
  }
}

extension String {
  fileprivate func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}
