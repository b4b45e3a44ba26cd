import Domain
import Foundation
import HTTP
import Testing

@testable import API

/// Compares every role and route with the matrix next to this file. `RECORD_MATRIX=1` writes it again; read the difference.
@Suite struct RoleMatrixTests {
  private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("RoleMatrix.txt")

  @Test func everyRouteLetsInExactlyTheRolesPrinted() throws {
    let world = try World()
    var lines = [Self.line("route", Role.allCases.map { String($0.rawValue.prefix(4)) } + ["none"])]
    // Logging out ends the role's own session, so it comes last.
    let order = { (route: Route) in (route.path == "/v1/logout" ? "~" : route.path, route.method.rawValue) }
    for route in world.service.routes.sorted(by: { order($0) < order($1) }) {
      let path = route.path.replacing(/\{[^}]*\}/, with: "999999")
      let method = route.method.name.description
      let cells = (Role.allCases.map(Optional.some) + [nil]).map { role in
        let status = world.ask(method, path, route.method == .get ? nil : "{}", as: role).status
        return status == 401 && (route.right != nil || route.isChannels) ? "401" : status == 403 ? "403" : "yes"
      }
      lines.append(Self.line("\(method) \(route.path)", cells))
    }
    let printed = lines.joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["RECORD_MATRIX"] != nil { try Data(printed.utf8).write(to: Self.file) }
    let kept = try String(contentsOf: Self.file, encoding: .utf8)
    for (now, then) in zip(printed.split(separator: "\n"), kept.split(separator: "\n")) { #expect(now == then) }
    #expect(printed.split(separator: "\n").count == kept.split(separator: "\n").count)
  }

  private static func line(_ name: String, _ cells: [String]) -> String {
    name.padding(toLength: 64, withPad: " ", startingAt: 0)
      + cells.map { $0.padding(toLength: 5, withPad: " ", startingAt: 0) }.joined()
      .trimmingCharacters(in: .whitespaces)
  }
}
